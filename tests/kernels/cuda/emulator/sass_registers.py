"""What the threads of a launch hold when they run machine code: registers, predicates, constants; and what operands read of it."""

import struct

import numpy as np

from threads import WARP, Threads, Totals

# Where a launch's parameters and the threads of a block begin in constant bank 0.
PARAMETERS = {75: 0x160, 80: 0x160, 86: 0x160, 89: 0x160, 90: 0x210, 100: 0x380, 120: 0x380}
THREADS_PER_BLOCK = {100: 0x360, 120: 0x360}  # 0 elsewhere

END = -1  # where threads go that are done


class SassRegisters(Threads):
    """A launch's threads and what they hold; `arguments` are the parameters' bytes, but for the last: where the totals lie. Uniform registers are a warp's."""

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
