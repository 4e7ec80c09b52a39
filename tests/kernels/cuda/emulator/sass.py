"""Machine code, SASS, as cuobjdump lists it, taken apart. What each instruction does is in sass_threads."""

import collections
import re
import struct

Operand = collections.namedtuple("Operand", "kind value negative inverted absolute", defaults=(None, False, False, False))
Instruction = collections.namedtuple("Instruction", "address guard name modifiers operands")

ZEROS = ("RZ", "URZ", "SRZ")
REGISTER = re.compile(r"(U?[RP])(\d+)")
CONSTANT = re.compile(r"c\[0x([0-9a-f]+)\]\[(?:0x([0-9a-f]+)|RZ)\]")
NOTHING = {"NOP", "BSSY", "BSYNC", "BMOV", "WARPSYNC"}  # threads meet again here: they do so by themselves


def operand_of(text):
    text = text.strip().replace(".reuse", "")
    negative = text.startswith("-") and not re.match(r"-(\d|INF)", text)
    inverted = text[:1] in "~!"
    text = text[1:] if negative or inverted else text
    absolute = text.startswith("|")
    text = text.strip("|")
    flags = (negative, inverted, absolute)
    if text in ZEROS:
        return Operand("zero", None, *flags)
    if text in ("PT", "UPT"):
        return Operand("true", None, *flags)
    if match := REGISTER.fullmatch(text):
        return Operand(match.group(1), int(match.group(2)), *flags)
    if match := CONSTANT.fullmatch(text):
        return Operand("constant", (int(match.group(1), 16), int(match.group(2) or "0", 16)), *flags)
    if match := re.fullmatch(r"(?:desc\[UR\d+\])?\[R(\d+)(?:\.64)?\]", text):
        return Operand("address", int(match.group(1)), *flags)
    if re.fullmatch(r"-?0x[0-9a-f]+", text):
        return Operand("integer", int(text, 16), *flags)
    if re.fullmatch(r"[+-]?INF", text) or re.fullmatch(r"-?[\d.]+(e[+-]?\d+)?", text):
        return Operand("number", float(text), *flags)
    if re.fullmatch(r"SR_[\w.]+", text):
        return Operand("name", text)
    raise NotImplementedError(f"operand {text}")


def parse(address, text):
    """Of a listed instruction without its semicolon."""
    guard = None
    if text.startswith("@"):
        guard, text = text[1:].split(None, 1)
        guard = operand_of(guard)
    opcode, _, rest = text.partition(" ")
    name, *modifiers = opcode.split(".")
    if name == "RET":
        rest = rest.split()[0]
    elif name == "BRA":
        rest = re.sub(r"`.*", "", rest)
    operands = [operand_of(o) for o in re.split(r",(?![^\[]*\])", rest) if o.strip()] if name not in NOTHING else []
    if name == "BRA" and modifiers == ["U"]:
        guard = operands.pop(0)
    return Instruction(address, guard, name, modifiers, operands)


class Kernel:
    """A function's instructions as listed and parsed, and the constants that its code brings along."""

    def __init__(self, listed, architecture, constants=b""):
        self.listed = listed
        self.program = [parse(i.address, i.text) for i in listed]
        self.place = {instruction.address: n for n, instruction in enumerate(self.program)}
        self.architecture = architecture
        self.constants = constants


def constants_of_code(cubin, function):
    """Constant bank 2: the section .nv.constant2.FUNCTION of an ELF file, if there is one."""
    sections_at, = struct.unpack_from("<Q", cubin, 0x28)
    size, count, names = struct.unpack_from("<HHH", cubin, 0x3A)
    headers = [struct.unpack_from("<IIQQQQ", cubin, sections_at + n * size) for n in range(count)]
    names_at = headers[names][4]
    for name, _, _, _, offset, length in headers:
        end = cubin.index(b"\0", names_at + name)
        if cubin[names_at + name:end].decode() == f".nv.constant2.{function}":
            return cubin[offset:offset + length]
    return b""
