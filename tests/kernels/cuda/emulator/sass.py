"""Runs machine code, SASS, as cuobjdump lists it. NVIDIA documents its instructions by name alone (CUDA Binary Utilities);
what each does here is what makes the kernels count right on every architecture, and nothing else is taken on trust: an
instruction, a modifier or an operand that is not known ends the run."""

import collections
import re
import struct

import numpy as np

from arithmetic import f32_up, fma_f32, fma_f64_down
from threads import WARP, Threads, Totals

Operand = collections.namedtuple("Operand", "kind value negative inverted absolute", defaults=(None, False, False, False))
Instruction = collections.namedtuple("Instruction", "address guard name modifiers operands")

# Where a launch's parameters and the threads of a block begin in constant bank 0.
PARAMETERS = {75: 0x160, 80: 0x160, 86: 0x160, 89: 0x160, 90: 0x210, 100: 0x380, 120: 0x380}
THREADS_PER_BLOCK = {100: 0x360, 120: 0x360}  # 0 elsewhere

ZEROS = ("RZ", "URZ", "SRZ")
REGISTER = re.compile(r"(U?[RP])(\d+)")
CONSTANT = re.compile(r"c\[0x([0-9a-f]+)\]\[(?:0x([0-9a-f]+)|RZ)\]")
COMPARE = {"EQ": np.equal, "NE": np.not_equal, "LT": np.less, "LE": np.less_equal, "GT": np.greater, "GE": np.greater_equal}
NOTHING = {"NOP", "BSSY", "BSYNC", "BMOV", "WARPSYNC"}  # threads meet again here: they do so by themselves
END = -1
UNIFORM = {"UIADD3", "UIMAD", "ULOP3", "UMOV", "UISETP", "UI2F", "USHF", "USEL", "ULDC", "LDCU"}


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


class SassThreads(Threads):
    """A launch; `arguments` are the parameters' bytes, but for the last: where the totals lie. Uniform registers are a warp's."""

    def __init__(self, kernel, arguments, totals, threads_per_block, blocks):
        super().__init__(kernel.program, threads_per_block, blocks)
        self.kernel, self.totals = kernel, totals
        bank = bytearray(0x600)
        struct.pack_into("<I", bank, THREADS_PER_BLOCK.get(kernel.architecture, 0), threads_per_block)
        parameters = b"".join(a + bytes(-len(a) % 8) for a in [*arguments, Totals.BASE.to_bytes(8, "little")])
        at = PARAMETERS[kernel.architecture]
        bank[at:at + len(parameters)] = parameters
        self.banks = {0: bytes(bank), 2: kernel.constants}
        warps = self.count // WARP
        self.files = {"R": np.zeros((256, self.count), np.uint32), "P": np.zeros((8, self.count), bool),
                      "UR": np.zeros((80, warps), np.uint32), "UP": np.zeros((8, warps), bool)}

    def place(self, target):
        return None if target == END else self.kernel.place[target]

    # What operands hold, for the threads (of a uniform instruction, the warps) that it is carried out for.

    def select(self, threads):
        super().select(threads)
        self.uniform = False

    def select_warps(self):
        self.at = np.unique(self.warp[self.at])
        self.size = len(self.at)
        self.uniform = True

    def held(self, operand, offset=0):
        """A register, as bits or truths."""
        file = self.files[operand.kind]
        at = self.warp[self.at] if operand.kind.startswith("U") and not self.uniform else self.at
        return file[operand.value + offset][at]

    def truth(self, operand):
        value = np.True_ if operand.kind == "true" else self.held(operand)
        return ~value if operand.inverted else value

    def words(self, operand, size):
        """The bits of an operand: of 4 or 8 bytes."""
        unsigned = np.uint32 if size == 4 else np.uint64
        if operand.kind == "zero":
            return unsigned(0)
        if operand.kind == "integer":
            return unsigned(operand.value % 2 ** (8 * size))
        if operand.kind == "constant":
            bank, offset = operand.value
            return unsigned(int.from_bytes(self.banks[bank][offset:offset + size], "little"))
        low = self.held(operand)
        return low if size == 4 else low.astype(np.uint64) | self.held(operand, 1).astype(np.uint64) << np.uint64(32)

    def integer(self, operand, size=4):
        assert not operand.absolute
        value = self.words(operand, size)
        if operand.inverted:
            return ~value
        return type(value.flat[0])(0) - value if operand.negative else value

    def signed(self, operand, size=4):
        return self.integer(operand, size).view(np.int32 if size == 4 else np.int64)

    def number(self, operand, kind=np.float32):
        if operand.kind == "number":
            value = kind(operand.value)
        else:
            value = self.words(operand, np.dtype(kind).itemsize).view(kind)
        value = np.abs(value) if operand.absolute else value
        return -value if operand.negative else value

    def write(self, operand, value):
        """Bits of 4 or 8 bytes; truths into predicates."""
        if operand.kind in ("zero", "true"):
            return
        file, value = self.files[operand.kind], np.asarray(value)
        if value.dtype == np.bool_:
            file[operand.value, self.at] = value
        elif value.dtype.itemsize == 4:
            file[operand.value, self.at] = value.view(np.uint32)
        else:
            value = value.view(np.uint64)
            file[operand.value, self.at] = value.astype(np.uint32)
            file[operand.value + 1, self.at] = (value >> np.uint64(32)).astype(np.uint32)

    # Instructions. Each has its modifiers, without those of its own name, and its operands.

    def step(self, instruction):
        name, modifiers, operands = instruction.name, instruction.modifiers, instruction.operands
        if name in NOTHING:
            return None
        if name == "EXIT":
            return END
        if name in ("BRA", "CALL"):
            return operands[0].value
        if name == "RET":
            return self.words(operands[0], 8).astype(np.int64)
        if name in UNIFORM:
            self.select_warps()
            name = "LDC" if name == "ULDC" else name.strip("U")
        method = getattr(self, name.lower() + "_", None)
        if method is None or not method(set(modifiers), operands):
            raise NotImplementedError(f"{'.'.join([instruction.name, *modifiers])} at {instruction.address:#x}")
        return None

    def ldc_(self, modifiers, operands):
        size = {"64": 8, "128": 16}.get("".join(modifiers), 4)
        register, (bank, offset) = operands[0], operands[1].value
        for n in range(size // 4):
            self.write(register._replace(value=register.value + n), self.words(operands[1]._replace(value=(bank, offset + 4 * n)), 4))
        return True

    def s2r_(self, modifiers, operands):
        self.write(operands[0], {"SR_TID.X": self.thread_of_block, "SR_CTAID.X": self.block}[operands[1].value][self.at])
        return True

    def s2ur_(self, modifiers, operands):
        self.select_warps()
        self.write(operands[0], {"SR_CTAID.X": self.block}[operands[1].value][self.at * WARP])
        return True

    def cs2r_(self, modifiers, operands):
        self.write(operands[0], np.uint32(0) if modifiers else np.uint64(0))
        return operands[1].kind == "zero"

    def mov_(self, modifiers, operands):
        self.write(operands[0], self.integer(operands[1], 8 if "64" in modifiers else 4))
        return modifiers <= {"64"}

    def hfma2_(self, modifiers, operands):
        """How ptxas makes a constant of two halves: 0 0 + them."""
        upper, lower = (int(np.float16(o.value).view(np.uint16)) for o in operands[3:5])
        self.write(operands[0], np.uint32(upper << 16 | lower))
        return operands[1].kind == operands[2].kind == "zero"

    def imad_(self, modifiers, operands):
        if modifiers & {"WIDE", "HI"}:
            return self.wide_imad(modifiers, operands)
        a, b, c = (self.integer(o) for o in operands[1:4])
        carry = self.truth(operands[4]).astype(np.uint32) if "X" in modifiers else np.uint32(0)
        self.write(operands[0], a * b + c + carry)
        return modifiers <= {"X", "MOV", "IADD", "SHL", "U32"} and len(operands) == 4 + ("X" in modifiers)

    def wide_imad(self, modifiers, operands):
        carries = operands.pop(1) if operands[1].kind == "P" else None
        factors = [self.integer(o).astype(np.uint64) if "U32" in modifiers else self.signed(o).astype(np.int64).view(np.uint64)
                   for o in operands[1:3]]
        addend = self.integer(operands[3], 8)
        total = factors[0] * factors[1] + addend
        if carries:
            operands.insert(1, carries)
            self.write(carries, np.asarray(total < addend))
        self.write(operands[0], (total >> np.uint64(32)).astype(np.uint32) if "HI" in modifiers else total)
        return modifiers <= {"WIDE", "HI", "U32"}

    def lop3_(self, modifiers, operands):
        a, b, c = (self.integer(o) for o in operands[1:4])
        table, result = operands[4].value, np.uint32(0)
        for n in range(8):
            if table >> n & 1:
                result = result | (a if n & 4 else ~a) & (b if n & 2 else ~b) & (c if n & 1 else ~c)
        self.write(operands[0], result)
        return operands[0].kind in ("R", "UR") and not self.truth(operands[5])

    def iadd3_(self, modifiers, operands):
        register, *rest = operands
        carries = []
        while rest[0].kind in ("P", "UP", "true"):
            carries.append(rest.pop(0))
        addends, carried_in = rest[:3], rest[3:]
        if "64" in modifiers:
            self.write(register, sum((self.integer(o, 8) for o in addends), np.uint64(0)))
            return modifiers == {"64"} and all(o.kind == "true" for o in carries)
        total = np.uint64(0)
        for o in addends:  # -x is ~x + 1, for the carry too
            bits = self.words(o, 4)
            total = total + (~bits if o.negative or o.inverted else bits).astype(np.uint64) + np.uint64(o.negative)
        if "X" in modifiers:
            total = total + sum(self.truth(o).astype(np.uint64) for o in carried_in)
        for n, o in enumerate(carries):
            self.write(o, np.asarray(total >> np.uint64(32) > n))
        self.write(register, (total & np.uint64(2**32 - 1)).astype(np.uint32))
        return modifiers <= {"X"}

    def iadd_(self, modifiers, operands):
        self.write(operands[0], self.integer(operands[1], 8) + self.integer(operands[2], 8))
        return modifiers == {"64"} and len(operands) == 3

    def viadd_(self, modifiers, operands):
        self.write(operands[0], self.integer(operands[1]) + self.integer(operands[2]))
        return not modifiers and len(operands) == 3

    def pair(self, low, high):
        return self.integer(low).astype(np.uint64) | self.integer(high).astype(np.uint64) << np.uint64(32)

    def lea_(self, modifiers, operands):
        register, *rest = operands
        carry_out = rest.pop(0) if rest[0].kind in ("P", "true") else None
        if "HI" in modifiers:
            low, addend, high, places = rest[:4]
            shifted = (self.pair(low, high) << np.uint64(places.value)) >> np.uint64(32)
        else:
            low, addend, places = rest
            shifted = self.integer(low).astype(np.uint64) << np.uint64(places.value) & np.uint64(2**32 - 1)
        total = shifted + self.integer(addend).astype(np.uint64)
        if "X" in modifiers:
            total = total + self.truth(rest[4]).astype(np.uint64)
        if carry_out:
            self.write(carry_out, np.asarray(total >> np.uint64(32) > 0))
        self.write(register, (total & np.uint64(2**32 - 1)).astype(np.uint32))
        return modifiers <= {"HI", "X"}

    def shf_(self, modifiers, operands):
        low, places, high = operands[1:]
        by = self.integer(places).astype(np.uint64)
        assert (by < 32).all()
        if modifiers == {"R", "U32", "HI"} and low.kind == "zero":
            value = self.integer(high).astype(np.uint64) >> by
        elif modifiers == {"L", "U32"} and high.kind == "zero":
            value = self.integer(low).astype(np.uint64) << by
        elif modifiers == {"L", "U64", "HI"}:
            value = self.pair(low, high) << by >> np.uint64(32)
        else:
            return False
        self.write(operands[0], (value & np.uint64(2**32 - 1)).astype(np.uint32))
        return True

    def sel_(self, modifiers, operands):
        size = 8 if "64" in modifiers else 4
        self.write(operands[0], np.where(self.truth(operands[3]), self.integer(operands[1], size), self.integer(operands[2], size)))
        return modifiers <= {"64"}

    def imnmx_(self, modifiers, operands):
        first, second, register, a, b, least, _ = operands
        self.write(register, np.minimum(self.integer(a, 8), self.integer(b, 8)))
        return modifiers == {"U64"} and first.kind == second.kind == "true" and least == Operand("true")

    def isetp_(self, modifiers, operands):
        target, other, a, b, *conditions = operands
        size = 8 if modifiers & {"U64", "S64"} else 4
        read = self.integer if modifiers & {"U32", "U64"} else self.signed
        a, b = read(a, size), read(b, size)
        comparison = (modifiers & set(COMPARE)).pop()
        result = COMPARE[comparison](a, b)
        if "EX" in modifiers:  # the upper words; what the lower ones gave decides where these are the same
            result = np.where(a == b, self.truth(conditions[1]), result)
        self.write(target, np.asarray(result & self.truth(conditions[0])))
        return other.kind == "true" and modifiers <= {comparison, "U32", "U64", "S64", "AND", "EX"} and "AND" in modifiers

    def i2fp_(self, modifiers, operands):
        self.write(operands[0], self.signed(operands[1]).astype(np.float32))
        return modifiers == {"F32", "S32"}

    def i2f_(self, modifiers, operands):
        if not modifiers:
            self.write(operands[0], self.signed(operands[1]).astype(np.float32))
        else:
            self.write(operands[0], f32_up(self.integer(operands[1], 8 if "U64" in modifiers else 4)))
        return not modifiers or modifiers in ({"U32", "RP"}, {"U64", "RP"})

    def f2i_(self, modifiers, operands):
        bits = 64 if "U64" in modifiers else 32
        number = self.number(operands[1]).astype(np.longdouble)
        whole = np.clip(np.trunc(number), 0, np.longdouble(2) ** bits - 1)
        self.write(operands[0], whole.astype(np.uint64 if bits == 64 else np.uint32))
        return modifiers in ({"U64", "TRUNC"}, {"FTZ", "U32", "TRUNC", "NTZ"})

    def mufu_(self, modifiers, operands):
        """The reciprocal is a first guess, of which a division makes the exact quotient."""
        self.write(operands[0], (np.float32(1) / self.number(operands[1])).astype(np.float32))
        return modifiers == {"RCP"}

    def ffma_(self, modifiers, operands):
        self.write(operands[0], fma_f32(*(self.number(o) for o in operands[1:4])))
        return not modifiers

    def dfma_(self, modifiers, operands):
        self.write(operands[0], fma_f64_down(*(self.number(o, np.float64) for o in operands[1:4])))
        return modifiers == {"RM"}

    def dadd_(self, modifiers, operands):
        self.write(operands[0], self.number(operands[1], np.float64) + self.number(operands[2], np.float64))
        return not modifiers

    def fmnmx_(self, modifiers, operands):
        self.write(operands[0], np.fmin(self.number(operands[1]), self.number(operands[2])))
        return not modifiers and operands[3] == Operand("true")

    def fmnmx3_(self, modifiers, operands):
        self.write(operands[0], np.fmin(np.fmin(self.number(operands[1]), self.number(operands[2])), self.number(operands[3])))
        return not modifiers and operands[4] == Operand("true")

    def fsetp_(self, modifiers, operands):
        target, other, a, b, condition = operands
        self.write(target, np.asarray(~(self.number(a) < self.number(b)) & self.truth(condition)))
        return modifiers == {"GEU", "AND"} and other.kind == "true"

    def vote_(self, modifiers, operands):
        if operands[0].kind == "R":  # the voters, as bits, are not asked for here
            operands = operands[1:]
        self.write(operands[0], self.any_in_warp(self.truth(operands[-1])))
        return modifiers == {"ANY"} and len(operands) == 2

    def ldg_(self, modifiers, operands):
        self.write(operands[0], self.totals.load(self.address(operands[1])))
        return {"E", "64"} <= modifiers <= {"E", "64", "SYS"}

    def stg_(self, modifiers, operands):
        self.totals.store(self.address(operands[0]), self.integer(operands[1], 8))
        return {"E", "64"} <= modifiers <= {"E", "64", "SYS"}

    def address(self, operand):
        return self.integer(operand._replace(kind="R"), 8)
