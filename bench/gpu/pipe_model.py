"""What a GPU executes for a Philox block, two samples, by pipe, and the bound that the busiest pipe sets: a model, whose
clocks bench/gpu/instruction_rates measures on a GPU."""

import collections
import re

import listing

# The code of the kernel `philox` that a launch takes there (kernels/cuda/launch.cu), and its wide products a block by design.
LAUNCHED = collections.defaultdict(lambda: "wide", {80: "fp64-8", 90: "fp64-5", 100: "fp64-6"})
WIDE_PRODUCTS = {"wide": 17, "fp64-5": 12, "fp64-6": 11, "fp64-8": 9}

# What LAUNCHED executes a block, by kind, as nvcc 13.0 compiles it: for a machine that has no cuobjdump.
# tests/kernels/cuda/emulator compares it with the code.
MIX = {
    75: {"wide": 17, "IMAD": 0.06, "float": 4, "convert": 4, "ALU": 25.19, "other": 0.25},
    80: {"wide": 9, "IMAD": 8.38, "float": 4, "FP64": 10, "convert": 4, "ALU": 24.12, "other": 0.31},
    86: {"wide": 17, "IMAD": 0.06, "float": 4, "ALU": 29.12, "other": 0.31},
    89: {"wide": 17, "IMAD": 0.06, "float": 4, "ALU": 29.12, "other": 0.31},
    90: {"wide": 12, "IMAD": 5.31, "float": 4, "FP64": 7, "ALU": 28.12, "other": 1.25},
    100: {"wide": 11, "IMAD": 7.56, "float": 4, "FP64": 8, "ALU": 26.06, "other": 1.06},
    120: {"wide": 17, "float": 4, "ALU": 28.25, "other": 0.75},
}

KINDS = [
    ("wide", r"IMAD\.(WIDE|HI)"),
    ("IMAD", r"IMAD|IDP|HFMA2|HADD2|HMUL2"),
    ("float", r"FFMA|FMUL|FADD"),
    ("FP64", r"DFMA|DADD|DMUL|DSETP"),
    ("convert", r"I2F$|I2F\.|F2I|F2F|MUFU|POPC|FLO|BREV"),
    ("uniform", r"U[A-Z]|R2UR|S2UR|VOTEU|LDCU|VOTE"),
    ("memory", r"LD|ST|S2R|ATOM|RED"),
    ("control", r"BRA|BSSY|BSYNC|EXIT|RET|CALL|NOP|WARPSYNC|BREAK|BMOV"),
    ("ALU", r"LOP3|I?ADD3|IADD|VIADD|LEA|SHF|SEL|ISETP|FSETP|FMNMX|I2FP|PRMT|MOV|IMNMX|VIMNMX|PLOP3|CS2R"),
]


def kind_of(opcode):
    return next((kind for kind, pattern in KINDS if re.match(pattern, opcode)), "other")


class Pipes:
    """For how many clocks an instruction of a warp takes its pipe, in one of a multiprocessor's four quarters: 32 lanes by the
    lanes a clock of the CUDA C++ Programming Guide, "Arithmetic Instructions". That has no wide products, nor which pipe an
    instruction goes to. Wide products are taken to need 4 clocks, as others have measured on RTX 4090, RTX 5090 and B300; from
    sm_86 on floats have a pipe of their own, beside the one that multiplies. Given what instruction_rates has measured, lanes'
    operations a clock and multiprocessor by the names of MEASURED, it goes by that."""

    MEASURED = {"wide": "wide_product", "IMAD": "product", "float": "fused_float", "FP64": "fused_double", "ALU": "logic"}

    def __init__(self, architecture, rates=None):
        self.of_kind = {"wide": 4, "IMAD": 2, "float": 2, "FP64": {80: 4, 90: 2, 100: 2}.get(architecture, 64), "ALU": 2, "convert": 8}
        self.shares_float = architecture in (75, 80)
        for kind, name in self.MEASURED.items():
            if rates and name in rates:
                self.of_kind[kind] = 4 * 32 / rates[name]

    def clocks(self, mix):
        """By pipe, of so many instructions of each kind."""
        of = {kind: clocks * mix.get(kind, 0) for kind, clocks in self.of_kind.items()}
        multiply = of["wide"] + of["IMAD"] + (of["float"] if self.shares_float else 0)
        return {"dispatch": sum(mix.values()), "multiply": multiply, "float": of["float"], "ALU": of["ALU"], "FP64": of["FP64"],
                "convert": of["convert"]}

    def bound(self, mix):
        return max(self.clocks(mix).values())


def hot_path(instructions):
    """One turn of the longest loop, past what a conditional branch in it mostly skips."""
    at = {instruction.address: i for i, instruction in enumerate(instructions)}
    loops = [(at[i.target], n) for n, i in enumerate(instructions) if i.target in at and at[i.target] < n]
    if not loops:
        return []
    first, last = max(loops, key=lambda loop: loop[1] - loop[0])
    path, n = [], first
    while n <= last:
        instruction = instructions[n]
        path.append(instruction)
        skips = instruction.predicated and instruction.target in at and n < at[instruction.target] <= last
        n = at[instruction.target] if skips else n + 1
    return path


def mix_of(instructions, code):
    """Instructions a block by kind, in a function's hot loop. How many blocks a turn counts is told by the wide products, of
    which a block is known to need so many."""
    counted = collections.Counter(kind_of(i.opcode) for i in hot_path(instructions))
    blocks = counted["wide"] // WIDE_PRODUCTS[code] if code in WIDE_PRODUCTS else 1
    return {kind: n / blocks for kind, n in counted.items()}


def rows_of(text, every_code=False):
    """(architecture, code, mix, clocks by pipe) of what cuobjdump printed; of `philox` only the code that is launched there."""
    rows = []
    for (name, function), instructions in listing.functions_in(text).items():
        code, architecture = listing.code_in(function), int(re.sub(r"\D", "", name))
        if code == "curand" or code and (every_code or code == LAUNCHED[architecture]):
            mix = mix_of(instructions, code)
            rows.append((architecture, code, mix, Pipes(architecture).clocks(mix)))
    return sorted(rows, key=lambda row: (row[0], row[1] == "curand", row[1]))


def measured_bound(architecture, rates):
    """Samples a clock and multiprocessor that the kernel `philox` may reach by measured rates (see Pipes); None for an
    architecture whose code has not been counted."""
    return samples_a_clock(Pipes(architecture, rates).bound(MIX[architecture])) if architecture in MIX else None


def samples_a_clock(bound):
    """Of a multiprocessor: four quarters of 32 lanes, two samples a block."""
    return 4 * 32 * 2 / bound
