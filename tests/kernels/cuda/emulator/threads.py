"""A launch's threads: they take the same instructions in lock step, those that are furthest behind first."""

import numpy as np

np.seterr(all="ignore")
WARP = 32


class Threads:
    """Runs a program, a list of instructions, on all threads of some blocks of a grid. What an instruction does is the
    subclass's: `step` carries it out for the threads in `self.at` and returns where they go on (None: the next one)."""

    def __init__(self, program, threads_per_block, blocks):
        self.program = program
        self.count = threads_per_block * len(blocks)
        self.thread_of_block = np.tile(np.arange(threads_per_block, dtype=np.uint32), len(blocks))
        self.block = np.repeat(np.array(blocks, dtype=np.uint32), threads_per_block)
        self.warp = np.arange(self.count) // WARP
        self.votes_carried = 0  # of warps

    def run(self):
        waiting = {0: np.ones(self.count, bool)}
        while waiting:
            n = min(waiting)
            threads = waiting.pop(n)
            for target, goers in self.step_of(n, threads):
                if target in waiting:
                    waiting[target] = waiting[target] | goers
                elif target is not None:
                    waiting[target] = goers

    def step_of(self, n, threads):
        """Where the threads go from instruction n, as pairs of a place and threads; None is the end."""
        instruction = self.program[n]
        self.select(threads)
        active = threads
        if instruction.guard is not None:
            active = threads.copy()
            active[self.at] = self.truth(instruction.guard)
            if not active.any():
                return [(n + 1, threads)]
            self.select(active)
        targets = self.step(instruction)
        if targets is None:
            return [(n + 1, threads)]
        if np.isscalar(targets):
            goers = [(self.place(targets), active)]
        else:
            goers = []
            for target in np.unique(targets):
                chosen = np.zeros(self.count, bool)
                chosen[self.at] = targets == target
                goers.append((self.place(target), chosen))
        stay = threads & ~active
        return goers + ([(n + 1, stay)] if stay.any() else [])

    def select(self, threads):
        """Whom reads and writes are for: `at` indexes arrays of all threads."""
        self.at = slice(None) if threads.all() else np.flatnonzero(threads)
        self.size = self.count if isinstance(self.at, slice) else len(self.at)

    def any_in_warp(self, truths):
        """The vote of whole warps, for each of their threads."""
        warps = self.warp[self.at]
        voters = np.bincount(warps, minlength=self.count // WARP)
        assert set(voters) <= {0, WARP}, "a warp votes with threads missing"
        carried = np.zeros(self.count // WARP, bool)
        np.logical_or.at(carried, warps, truths)
        self.votes_carried += int(carried.sum())
        return carried[warps]

    def place(self, target):
        return target


class Totals:
    """What a launch may touch: a 64-bit word for each thread of some blocks of the grid; of an array that begins at BASE.
    Anything else is out of bounds."""

    BASE = 0x7F00_0000_0000

    def __init__(self, threads_per_block, blocks):
        self.first = self.BASE + 8 * threads_per_block * blocks[0]
        self.words = np.full(threads_per_block * len(blocks), 7, np.uint64)

    def added(self):
        return int((self.words - np.uint64(7)).sum())

    def index(self, addresses):
        offsets = np.asarray(addresses, np.uint64) - np.uint64(self.first)
        assert (offsets % np.uint64(8) == 0).all() and (offsets // np.uint64(8) < len(self.words)).all(), "out of bounds"
        return (offsets // np.uint64(8)).astype(np.int64)

    def load(self, addresses):
        return self.words[self.index(addresses)]

    def store(self, addresses, values):
        at = self.index(addresses)
        assert len(np.unique(at)) == at.size, "two threads write one word"
        self.words[at] = values
