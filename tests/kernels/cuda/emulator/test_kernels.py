"""The GPU kernels' compiled code, PTX and SASS, run on this machine's CPU against the reference. Needs CUDA's compiler; SASS
needs cuobjdump too. Run: python3 -m unittest discover -s tests/kernels/cuda/emulator"""

import concurrent.futures
import fractions
import itertools
import pathlib
import random
import shutil
import tempfile
import unittest

import numpy as np

import arithmetic
import kernels
import listing
import pipe_model
import ptx
import sass
import sass_threads
from kernels import Case

WORD = 2**32  # blocks with one high counter word: no launch crosses its border
LAST = 2**63  # blocks that there are
SEEDS = [42, 2**64 - 1, 0x1234_5678_0000_0000]


def ragged_cases():
    """No blocks, fewer than threads, ragged, and around the borders of counter words and of blocks' numbers; the seeds in turn."""
    ranges = [(0, 0), (0, 1), (0, 31), (5, 5 + 16 * 64), (7, 7 + 16 * 64 + 1), (1, 10_000), (WORD - 3000, WORD), (WORD - 1, WORD),
              (WORD, WORD + 3001), (3 * WORD + 17, 3 * WORD + 2017), (LAST // 2 - 1500, LAST // 2), (LAST // 2, LAST // 2 + 1500),
              (LAST - 2500, LAST)]
    return [Case(seed, first, last, blocks, threads)
            for seed, (first, last) in zip(itertools.cycle(SEEDS), ranges) for blocks, threads in ((1, 32), (3, 64))]


def cases_near_the_circle(launches):
    """Each with a block among its groups that has a point so close that floats judge it wrongly, early or late in its launch."""
    blocks = [(seed, block) for seed, first in ((42, 0), (7, 3 * WORD + 50_000_000)) for block in launches.misjudged(seed, first, first + 40_000_000)]
    assert len({seed for seed, _ in blocks}) == 2
    return [Case(seed, block - back, block + 16 * 64 + 5, 1, 64) for seed, block in blocks for back in (3, 900)]


class Checker:
    """Runs launches of kernels and keeps those that are wrong."""

    def __init__(self, threads):
        self.threads = threads
        self.launches = kernels.Launches()
        self.wrong = []

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.launches.close()

    def run(self, code, name, case, expected=None, blocks=None):
        """Returns how many votes were carried."""
        expected = self.launches.hits(case.seed, case.first, case.last) if expected is None else expected
        hits, votes = kernels.launched(self.threads, code, self.launches.arguments(name, case), case, blocks)
        if hits != expected:
            self.wrong.append(f"{name}, {case}: {hits} hits, not {expected}")
        return votes

    def ragged(self, code, name):
        for case in ragged_cases():
            self.run(code, name, case)

    def recounts(self, code, name):
        for case in cases_near_the_circle(self.launches):
            if self.run(code, name, case) == 0:
                self.wrong.append(f"{name}, {case}: no recount")

    def all_blocks_but_one(self, code, name):
        """What a warp counts of a launch: 32 threads of 2^22, each in 63 groups and 15 or 16 blocks more."""
        threads = 2**22
        case, block = Case(42, WORD + 1, 2 * WORD, threads // 32, 32), threads // 32 - 1
        of_warp = range(case.first + 32 * block, case.first + 32 * block + 32)
        self.run(code, name, case, sum(self.launches.hits(42, first, case.last, threads) for first in of_warp), [block])

    def share_divided_in_64_bits(self, code):
        """2^32 blocks among 2^30 threads of `curand`: 4 each."""
        case = Case(42, 0, WORD, 2**25, 32)
        for block in (0, 2**25 - 1):
            first = 32 * block * 4
            self.run(code, "curand", case, self.launches.hits(42, first, first + 32 * 4), [block])

    def everything(self, by_name):
        for name, code in by_name.items():
            self.ragged(code, name)
            if name == "curand":
                self.share_divided_in_64_bits(code)
            else:
                self.recounts(code, name)
                self.all_blocks_but_one(code, name)


def wrong_launches(kind, text_of_kernels):
    """Of a process of its own."""
    with Checker(ptx.PtxThreads if kind == "ptx" else sass_threads.SassThreads) as checker:
        checker.everything(text_of_kernels)
        return checker.wrong


@unittest.skipUnless(kernels.nvcc(), "there is no nvcc")
class CompiledCode(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        try:
            cls.sass = {a: kernels.machine_code(a) for a in kernels.ARCHITECTURES}
        except OSError as error:
            cls.sass, cls.why_none = None, str(error)

    def check(self, kind, code_of_architectures):
        """Architectures whose code is the same are run once, different ones side by side."""
        distinct = {}
        for architecture, code in code_of_architectures.items():
            distinct.setdefault(repr([kernel.program for kernel in code.values()]), (architecture, code))
        with concurrent.futures.ProcessPoolExecutor() as pool:
            running = {architecture: pool.submit(wrong_launches, kind, code) for architecture, code in distinct.values()}
        for architecture, future in running.items():
            with self.subTest(architecture=architecture):
                self.assertEqual(future.result(), [])

    def test_ptx_of_every_front_end_counts_the_reference(self):
        self.check("ptx", {a: kernels.ptx_code(a) for a in kernels.ARCHITECTURES})

    def test_sass_of_every_architecture_counts_the_reference(self):
        if self.sass is None:
            self.skipTest(self.why_none)
        self.check("sass", self.sass)

    def test_the_pipe_model_knows_what_a_launch_executes(self):
        if self.sass is None:
            self.skipTest(self.why_none)
        for architecture, code in self.sass.items():
            launched = pipe_model.LAUNCHED[architecture]
            mix = pipe_model.mix_of(code[launched].listed, launched)
            known, pipes = pipe_model.MIX[architecture], pipe_model.Pipes(architecture)
            with self.subTest(architecture=architecture, mix=mix):
                for pipe, clocks in pipes.clocks(mix).items():
                    self.assertAlmostEqual(clocks, pipes.clocks(known)[pipe], delta=0.5, msg=pipe)
                self.assertLessEqual(pipes.bound(mix), {75: 76.5, 80: 61, 90: 59, 100: 59.5}.get(architecture, 68.5))


# Branches that only a GPU takes: where they are wrong, no test on a CPU can tell.
FAULTS = [
    ("shared_rounds.hpp", '"mul.wide.u32 %0, %1, %2;"', '"mul.wide.s32 %0, %1, %2;"', "ragged"),
    ("disc_tests.hpp", "mad.wide.s32 %0, %2, %2, square;", "mad.wide.s32 %0, %1, %2, square;", "ragged"),
    ("fp64_rounds.hpp", "mov.b64 %0, {%2, high};", "mov.b64 %0, {low, high};", "ragged"),
    ("fp64_rounds.hpp", "__fma_rd(", "__fma_rn(", "ragged"),
    ("philox_thread.hpp", "__any_sync(0xFFFFFFFFU, mine)", "!__any_sync(0xFFFFFFFFU, !mine)", "recounts"),  # all, not any
]


@unittest.skipUnless(kernels.nvcc(), "there is no nvcc")
class PlantedFaults(unittest.TestCase):
    def test_each_is_found(self):
        for file, right, wrong, where in FAULTS:
            with self.subTest(file=file, wrong=wrong), tempfile.TemporaryDirectory() as folder, Checker(ptx.PtxThreads) as checker:
                shutil.copytree(kernels.ROOT / "kernels", pathlib.Path(folder) / "kernels")
                source = pathlib.Path(folder) / "kernels" / "cuda" / file
                self.assertIn(right, source.read_text())
                source.write_text(source.read_text().replace(right, wrong))
                code = kernels.ptx_code(90, pathlib.Path(folder))
                for name in ("wide", "fp64-5"):
                    getattr(checker, where)(code[name], name)
                self.assertTrue(any("hits" in launch for launch in checker.wrong))


class Emulator(unittest.TestCase):
    def test_an_instruction_that_it_does_not_know_ends_the_run(self):
        for text in ("IMAD.WIDE.U32.X R2, R2, R3, R4, P0", "FOO R1, R2", "FFMA.FTZ R1, R2, R3, R4"):
            kernel = sass.Kernel([listing.Instruction(0, text)], 90)
            with self.assertRaises(NotImplementedError):
                kernels.launched(sass_threads.SassThreads, kernel, [], Case(1, 0, 0, 1, 32))

    def test_a_write_out_of_bounds_ends_the_run(self):
        kernel = sass.Kernel([listing.Instruction(0, "STG.E.64 desc[UR6][R2.64], R4"), listing.Instruction(16, "EXIT")], 90)
        with self.assertRaisesRegex(AssertionError, "out of bounds"):
            kernels.launched(sass_threads.SassThreads, kernel, [], Case(1, 0, 0, 1, 32))


def rounded(value, kind, downward=False):
    """An exact fraction as a float of 24 or 53 bits."""
    bits = {np.float32: 24, np.float64: 53}[kind]
    if value == 0:
        return kind(0)
    exponent = 0
    while abs(value) >= 2**bits:
        value, exponent = value / 2, exponent + 1
    while abs(value) < 2 ** (bits - 1):
        value, exponent = value * 2, exponent - 1
    whole = value.numerator // value.denominator if downward else round(value)
    return kind(whole * 2.0**exponent)


class Arithmetic(unittest.TestCase):
    """Against exact fractions."""

    def setUp(self):
        self.random = random.Random(1)

    def numbers(self, kind, bits):
        """Of very different size, some with few bits: so that sums are exact, halfway, or hold a little more."""
        return kind(self.random.choice([-1, 1]) * self.random.getrandbits(self.random.choice([3, bits])) * 2.0 ** self.random.randint(-30, 30))

    def check(self, fused, kind, bits, downward):
        for _ in range(20_000):
            a, b, c = (self.numbers(kind, bits) for _ in range(3))
            exact = fractions.Fraction(float(a)) * fractions.Fraction(float(b)) + fractions.Fraction(float(c))
            self.assertEqual(fused(a, b, c), rounded(exact, kind, downward), (a, b, c))

    def test_floats_are_fused_and_rounded_to_nearest(self):
        self.check(arithmetic.fma_f32, np.float32, 24, downward=False)

    def test_doubles_are_fused_and_rounded_to_nearest(self):
        self.check(arithmetic.fma_f64, np.float64, 53, downward=False)

    def test_doubles_are_fused_and_rounded_downward(self):
        self.check(arithmetic.fma_f64_down, np.float64, 53, downward=True)

    def test_integers_are_rounded_upward(self):
        for value in (0, 1, 2**24, 2**24 + 1, 2**32 - 1, 3 * 2**40 + 1):
            up = arithmetic.f32_up(np.uint64(value))
            self.assertGreaterEqual(int(up), value)
            self.assertLess(int(np.nextafter(up, np.float32(0))), max(value, 1))


if __name__ == "__main__":
    unittest.main()
