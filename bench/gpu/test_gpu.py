"""What of the GPU scripts can be tested without a GPU. Run: python3 -m unittest discover -s bench/gpu"""

import importlib.machinery
import importlib.util
import pathlib
import unittest

HERE = pathlib.Path(__file__).resolve().parent


def script(name):
    """A script without a suffix, as a module."""
    loader = importlib.machinery.SourceFileLoader(name, str(HERE / name))
    module = importlib.util.module_from_spec(importlib.util.spec_from_loader(name, loader))
    loader.exec_module(module)
    return module


sass_mix = script("sass_mix")
python_peer = script("python_peer")
python_sort_peer = script("python_sort_peer")

LISTING = """
Fatbin elf code:
arch = sm_90
		Function : _ZN9crossover4cuda12_GLOBAL__N_16philoxENS0_12PhiloxLaunchEPm
	.headerflags	@"EF_CUDA_SM90"
        /*0000*/                   LDC R1, c[0x0][0x28] ;          /* 0x00000a00ff017b82 */
        /*0010*/                   IMAD.WIDE.U32 R2, R2, R3, RZ ;  /* 0x0000000302027225 */
        /*0020*/                   LOP3.LUT R2, R2, UR4, RZ, 0x3c, !PT ;
        /*0030*/               @P0 BRA 0x60 ;
        /*0040*/                   IMAD R4, R4, R4, RZ ;
        /*0050*/                   IMAD R4, R4, R4, RZ ;
        /*0060*/                   FFMA R5, R5, R5, R6 ;
        /*0070*/               @P1 BRA 0x10 ;
        /*0080*/                   EXIT ;
        /*0090*/                   BRA 0x90;
"""


class SassMix(unittest.TestCase):
    def test_finds_functions_by_architecture(self):
        functions = sass_mix.functions_in(LISTING)
        ((architecture, name),) = functions
        self.assertEqual(architecture, "sm_90")
        self.assertEqual(sass_mix.kernel_in(name), "philox")
        self.assertEqual(len(functions[architecture, name]), 10)

    def test_follows_the_loop_past_what_a_branch_skips(self):
        (instructions,) = sass_mix.functions_in(LISTING).values()
        path = [i.opcode for i in sass_mix.hot_path(instructions)]
        self.assertEqual(path, ["IMAD.WIDE.U32", "LOP3.LUT", "BRA", "FFMA", "BRA"])

    def test_has_no_path_without_a_loop(self):
        self.assertEqual(sass_mix.hot_path([sass_mix.Instruction(0, "EXIT")]), [])

    def test_knows_the_pipes(self):
        for opcode, pipe in {
            "IMAD.WIDE.U32": "wide products",
            "IMAD.HI": "wide products",
            "IMAD.IADD": "FMA",
            "FFMA": "FMA",
            "LOP3.LUT": "ALU",
            "LEA.HI": "ALU",
            "I2FP.F32.S32": "ALU",
            "I2F": "conversion (XU)",
            "ULDC.64": "memory and constants",
            "LDCU.128": "memory and constants",
            "UIADD3": "uniform",
            "BRA.U": "control",
        }.items():
            self.assertEqual(sass_mix.pipe_of(opcode), pipe, opcode)

    def test_tells_kernels_apart(self):
        self.assertEqual(sass_mix.kernel_in("_ZN1a14philox_integerENS0_1bEPm"), "philox_integer")
        self.assertIsNone(sass_mix.kernel_in("_ZN3cub6DeviceE"))


class PythonSortPeer(unittest.TestCase):
    class Fake:
        version, types = "1", {"i64": int}

        def wait(self):
            pass

        def keys(self, name, n):
            if n > 10**6:
                raise MemoryError("out of memory\nat length")
            return [3, 1, 2]

        def sort(self, keys):
            return sorted(keys)

        def is_ordered(self, keys):
            return keys == sorted(keys)

        def sum_of_bits(self, keys):
            return sum(keys)

    def test_leaves_out_what_does_not_fit(self):
        small, large = python_sort_peer.measure(self.Fake(), 10**7)["rows"]
        self.assertEqual(len(small["seconds"]), python_sort_peer.RUNS)
        self.assertEqual(large["left_out"], "out of memory")

    def test_never_times_a_wrong_answer(self):
        class Liar(self.Fake):
            def sort(self, keys):
                return [1, 1, 1]

        with self.assertRaisesRegex(AssertionError, "came back wrong"):
            python_sort_peer.measure(Liar(), 10**6)


class PythonPeer(unittest.TestCase):
    def test_keeps_the_fastest_batch_and_verifies_pi(self):
        import random

        generator = random.Random(1)

        def hits_of_batch(n):
            return sum(generator.random() ** 2 + generator.random() ** 2 <= 1 for _ in range(n))

        best = python_peer.measure(lambda: ({"version": "1"}, hits_of_batch, int, lambda: None, (10, 1000)), 2000)
        self.assertLess(abs(best["z"]), 5)
        self.assertIn(best["batch"], (10, 1000))
        self.assertAlmostEqual(best["samples_per_second"], best["samples"] / best["seconds"])


if __name__ == "__main__":
    unittest.main()
