"""What of the GPU scripts can be tested without a GPU. Run: python3 -m unittest discover -s bench/gpu"""

import importlib.machinery
import importlib.util
import pathlib
import re
import unittest

import listing
import pipe_model

HERE = pathlib.Path(__file__).resolve().parent


def script(name):
    """A script without a suffix, as a module."""
    loader = importlib.machinery.SourceFileLoader(name, str(HERE / name))
    module = importlib.util.module_from_spec(importlib.util.spec_from_loader(name, loader))
    loader.exec_module(module)
    return module


python_peer = script("python_peer")
python_sort_peer = script("python_sort_peer")

LISTING = """
Fatbin elf code:
arch = sm_90
		Function : _ZN9crossover4cuda6philoxINS0_12SharedRoundsEEEvNS0_12PhiloxLaunchIT_EEPm
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


class PipeModel(unittest.TestCase):
    def test_finds_functions_by_architecture(self):
        functions = listing.functions_in(LISTING)
        ((architecture, name),) = functions
        self.assertEqual((architecture, listing.code_in(name)), ("sm_90", "wide"))
        self.assertEqual(len(functions[architecture, name]), 10)
        self.assertEqual(functions[architecture, name][3].text, "@P0 BRA 0x60")

    def test_follows_the_loop_past_what_a_branch_skips(self):
        (instructions,) = listing.functions_in(LISTING).values()
        path = [i.opcode for i in pipe_model.hot_path(instructions)]
        self.assertEqual(path, ["IMAD.WIDE.U32", "LOP3.LUT", "BRA", "FFMA", "BRA"])

    def test_has_no_path_without_a_loop(self):
        self.assertEqual(pipe_model.hot_path([listing.Instruction(0, "EXIT")]), [])

    def test_knows_what_takes_which_pipe(self):
        for opcode, kind in {
            "IMAD.WIDE.U32": "wide",
            "IMAD.HI": "wide",
            "IMAD.IADD": "IMAD",
            "FFMA": "float",
            "DFMA.RM": "FP64",
            "LOP3.LUT": "ALU",
            "LEA.HI": "ALU",
            "I2FP.F32.S32": "ALU",
            "I2F": "convert",
            "ULDC.64": "uniform",
            "LDCU.128": "uniform",
            "BRA.U": "control",
        }.items():
            self.assertEqual(pipe_model.kind_of(opcode), kind, opcode)

    def test_tells_the_codes_of_a_kernel_apart(self):
        self.assertEqual(listing.code_in("_ZN9crossover4cuda6philoxINS0_10Fp64RoundsILi5EEEEEvNS0_12PhiloxLaunchIT_EEPm"), "fp64-5")
        self.assertIsNone(listing.code_in("_ZN3cub6DeviceE"))

    def test_the_busiest_pipe_sets_the_bound(self):
        pipes = pipe_model.Pipes(90)
        self.assertEqual(pipes.bound({"wide": 17, "ALU": 29, "float": 4}), 68)
        self.assertEqual(pipes.bound({"wide": 10, "ALU": 29, "float": 4}), 58)
        self.assertEqual(pipes.bound({"wide": 10, "ALU": 10, "other": 60}), 80)
        self.assertEqual(pipe_model.Pipes(86).bound({"FP64": 2}), 128)

    def test_floats_are_multiplied_in_the_one_pipe_of_older_gpus(self):
        self.assertEqual(pipe_model.Pipes(80).bound({"wide": 17, "float": 4}), 76)

    def test_is_what_the_program_judges_by(self):
        header = (pathlib.Path(__file__).parents[2] / "kernels" / "cuda" / "speed" / "pipe_bound.hpp").read_text()
        told = {int(capability): float(clocks) for capability, clocks in re.findall(r"\{(\d+), ([\d.]+)\}", header)}
        self.assertEqual(told, {a: round(pipe_model.Pipes(a).bound(mix), 1) for a, mix in pipe_model.MIX.items()})

    def test_goes_by_measured_rates_where_there_are_some(self):
        self.assertEqual(pipe_model.Pipes(90, {"wide_product": 64.0}).bound({"wide": 17}), 34)
        self.assertIsNone(pipe_model.measured_bound(70, {}))


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
