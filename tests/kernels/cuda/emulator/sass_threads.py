"""Runs machine code, SASS, as cuobjdump lists it. NVIDIA documents its instructions by name alone (CUDA Binary Utilities);
what each does here is what makes the kernels count right on every architecture, and nothing else is taken on trust: an
instruction, a modifier or an operand that is not known ends the run."""

import numpy as np

import sass
from arithmetic import f32_up, fma_f32, fma_f64_down
from sass_registers import END, SassRegisters
from threads import WARP

COMPARE = {"EQ": np.equal, "NE": np.not_equal, "LT": np.less, "LE": np.less_equal, "GT": np.greater, "GE": np.greater_equal}
UNIFORM = {"UIADD3", "UIMAD", "ULOP3", "UMOV", "UISETP", "UI2F", "USHF", "USEL", "ULDC", "LDCU"}


class SassThreads(SassRegisters):
    """A launch."""

    # Instructions. Each is given its modifiers and operands, and returns whether it knows them.

    def step(self, instruction):
        name, modifiers, operands = instruction.name, instruction.modifiers, instruction.operands
        if name in sass.NOTHING:
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
        return modifiers == {"U64"} and first.kind == second.kind == "true" and least == sass.Operand("true")

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
        return not modifiers and operands[3] == sass.Operand("true")

    def fmnmx3_(self, modifiers, operands):
        self.write(operands[0], np.fmin(np.fmin(self.number(operands[1]), self.number(operands[2])), self.number(operands[3])))
        return not modifiers and operands[4] == sass.Operand("true")

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
