"""Runs PTX, the code that NVIDIA's compiler makes before it knows the GPU (PTX ISA, docs.nvidia.com/cuda)."""

import collections
import re

import numpy as np

from arithmetic import fma_f32, fma_f64, fma_f64_down
from threads import Threads, Totals

Instruction = collections.namedtuple("Instruction", "guard operation operands")

TYPES = {"u32": np.uint32, "s32": np.int32, "b32": np.uint32, "f32": np.float32, "u64": np.uint64, "s64": np.int64,
         "b64": np.uint64, "f64": np.float64, "pred": np.bool_}
WIDE = {np.uint32: np.uint64, np.int32: np.int64}
COMPARE = {"ne": np.not_equal, "eq": np.equal, "lt": np.less, "le": np.less_equal, "gt": np.greater, "ge": np.greater_equal,
           "ltu": lambda a, b: ~(a >= b), "leu": lambda a, b: ~(a > b), "gtu": lambda a, b: ~(a <= b), "geu": lambda a, b: ~(a < b)}
FUSED = {"rn.f32": fma_f32, "rn.f64": fma_f64, "rm.f64": fma_f64_down}
BINARY = {"add": np.add, "sub": np.subtract, "and": np.bitwise_and, "or": np.bitwise_or, "xor": np.bitwise_xor, "min": np.fmin,
          "max": np.fmax, "div": np.floor_divide}


class Kernel:
    """One .entry: its instructions, labels, and where each parameter lies."""

    def __init__(self, name, parameters, body):
        self.name = name
        self.parameters = parameters
        self.program, self.labels = [], {}
        body = re.sub(r"//[^\n]*", "", body)
        for statement in re.split(r"[;\n]", body):
            statement = without_scope(statement.strip())
            while label := re.match(r"(\$[\w$]+):\s*", statement):
                self.labels[label.group(1)] = len(self.program)
                statement = statement[label.end():]
            if statement and not statement.startswith("."):
                self.program.append(parse(statement))


def without_scope(statement):
    """A brace that has no partner in the statement opens or closes a scope; names in different ones are of one type."""
    surplus = statement.count("{") - statement.count("}")
    if surplus > 0:
        return statement[1:].strip()
    return statement[:-1].strip() if surplus < 0 else statement


def parse(statement):
    match = re.match(r"(?:@(!?%\w+)\s+)?([\w.]+)\s*(.*)", statement)
    if not match:
        raise SyntaxError(f"PTX: {statement}")
    guard, operation, rest = match.groups()
    return Instruction(guard, operation.split("."), re.findall(r"\{[^}]*\}|\[[^\]]*\]|[^,\s]+", rest))


def kernels_in(text):
    """The entries of a PTX module, by their mangled names."""
    found = {}
    for match in re.finditer(r"\.entry\s+(\w+)\((.*?)\)(.*?)\n\{\n(.*?)\n\}\n", text, re.S):
        name, parameters, _, body = match.groups()
        found[name] = Kernel(name, [re.match(r".*?(\w+)(?:\[\d+\])?$", p.strip()).group(1) for p in parameters.split(",")], body)
    return found


class PtxThreads(Threads):
    """A launch; `arguments` are the parameters' bytes, but for the last: where the totals lie."""

    def __init__(self, kernel, arguments, totals, threads_per_block, blocks):
        super().__init__(kernel.program, threads_per_block, blocks)
        self.labels = kernel.labels
        self.totals = totals
        self.space, self.address = bytearray(), {}
        for name, argument in zip(kernel.parameters, [*arguments, Totals.BASE.to_bytes(8, "little")], strict=True):
            self.space += bytes(-len(self.space) % 16)
            self.address[name] = len(self.space)
            self.space += argument
        self.registers = {
            "%tid.x": self.thread_of_block,
            "%ctaid.x": self.block,
            "%ntid.x": np.full(self.count, threads_per_block, np.uint32),
        }

    def place(self, target):
        return None if target == "end" else self.labels[target]

    def truth(self, guard):
        value = self.registers[guard.lstrip("!")][self.at]
        return ~value if guard.startswith("!") else value

    def read(self, operand, kind):
        """A register, an address or a constant, as values of a type; the lower bits of a wider one."""
        if operand in self.registers:
            value = self.registers[operand][self.at]
        elif operand in self.address:
            value = np.uint64(self.address[operand])
        elif operand.startswith(("0f", "0d")):
            value = (np.uint32 if operand[1] == "f" else np.uint64)(int(operand[2:], 16))
        else:
            value = np.uint64(int(operand.rstrip("U"), 0) % 2**64)
        if kind is np.bool_:
            return value.astype(np.bool_)
        unsigned = np.uint32 if np.dtype(kind).itemsize == 4 else np.uint64
        return value.astype(unsigned).view(kind)

    def write(self, register, value):
        """Registers hold bits: unsigned words, or truths."""
        value = np.asarray(value)
        if value.dtype != np.bool_:
            value = value.view(np.uint32 if value.dtype.itemsize == 4 else np.uint64)
        held = self.registers.get(register)
        if held is None:
            held = self.registers[register] = np.zeros(self.count, value.dtype)
        held[self.at] = value.astype(held.dtype)

    def memory_address(self, operand):
        base, _, offset = operand.strip("[]").partition("+")
        return self.read(base, np.uint64) + np.uint64(int(offset or "0", 0) % 2**64)

    def step(self, instruction):
        operation, operands = instruction.operation, instruction.operands
        name = operation[0]
        if name == "bra":
            return operands[0]
        if name == "ret":
            return "end"
        kind = TYPES.get(operation[-1])
        method = getattr(self, name + "_", None)
        try:
            if method:
                method(operation, operands, kind)
            else:
                self.write(operands[0], BINARY[name](self.read(operands[1], kind), self.read(operands[2], kind)))
        except KeyError:
            raise NotImplementedError(".".join(operation)) from None
        return None

    def ld_(self, operation, operands, kind):
        address = self.memory_address(operands[1])
        if operation[1] != "param":
            self.write(operands[0], self.totals.load(address).view(kind))
            return
        size = np.dtype(kind).itemsize
        for n, register in enumerate(operands[0].strip("{}").split(",")):
            at = int(np.unique(address)[0]) + n * size
            self.write(register.strip(), np.frombuffer(bytes(self.space[at:at + size]), kind)[0])

    def st_(self, operation, operands, kind):
        self.totals.store(self.memory_address(operands[0]), self.read(operands[1], kind))

    def mov_(self, operation, operands, kind):
        if operands[0].startswith("{"):
            value = self.read(operands[1], np.uint64)
            for n, register in enumerate(operands[0].strip("{}").split(",")):
                self.write(register.strip(), (value >> np.uint64(32 * n)).astype(np.uint32))
        elif operands[1].startswith("{"):
            low, high = (self.read(o.strip(), np.uint32).astype(np.uint64) for o in operands[1].strip("{}").split(","))
            self.write(operands[0], low | high << np.uint64(32))
        else:
            self.write(operands[0], self.read(operands[1], kind))

    cvta_ = mov_

    def cvt_(self, operation, operands, kind):
        self.write(operands[0], self.read(operands[1], kind).astype(TYPES[operation[-2]]))

    def mul_(self, operation, operands, kind):
        a, b = self.read(operands[1], kind), self.read(operands[2], kind)
        if operation[1] == "lo":
            self.write(operands[0], a * b)
            return
        product = a.astype(WIDE[kind]) * b.astype(WIDE[kind])
        self.write(operands[0], product if operation[1] == "wide" else (product >> WIDE[kind](32)).astype(kind))

    def mad_(self, operation, operands, kind):
        wide = WIDE[kind] if operation[1] == "wide" else kind
        a, b = (self.read(o, kind).astype(wide) for o in operands[1:3])
        self.write(operands[0], a * b + self.read(operands[3], wide))

    def fma_(self, operation, operands, kind):
        self.write(operands[0], FUSED[".".join(operation[1:])](*(self.read(o, kind) for o in operands[1:])))

    def not_(self, operation, operands, kind):
        self.write(operands[0], ~self.read(operands[1], kind))

    def abs_(self, operation, operands, kind):
        self.write(operands[0], np.abs(self.read(operands[1], kind)))

    def shl_(self, operation, operands, kind):
        self.shift(operands, kind, np.left_shift)

    def shr_(self, operation, operands, kind):
        self.shift(operands, kind, np.right_shift)

    def shift(self, operands, kind, shifted):
        places = self.read(operands[2], np.uint32)
        value = shifted(self.read(operands[1], kind), places.astype(kind))
        self.write(operands[0], np.where(places < 8 * np.dtype(kind).itemsize, value, kind(0)))

    def setp_(self, operation, operands, kind):
        self.write(operands[0], COMPARE[operation[1]](self.read(operands[1], kind), self.read(operands[2], kind)))

    def selp_(self, operation, operands, kind):
        chosen = self.read(operands[3], np.bool_)
        self.write(operands[0], np.where(chosen, self.read(operands[1], kind), self.read(operands[2], kind)))

    def vote_(self, operation, operands, kind):
        assert operation[1:] == ["sync", "any", "pred"] and (self.read(operands[2], np.uint32) == 2**32 - 1).all(), operands
        self.write(operands[0], self.any_in_warp(self.truth(operands[1])))

