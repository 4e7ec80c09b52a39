"""What of the GPU acceptance run can be tested without a GPU. Run: python3 -m unittest discover -s bench/gpu"""

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
acceptance = script("acceptance")
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


class Acceptance(unittest.TestCase):
    def test_reads_what_ncu_prints(self):
        text = (
            "==PROF== Connected to process 7\n"
            '"ID","Process ID","Process Name","Metric Name","Metric Unit","Metric Value"\n'
            '"0","7","crossover","sm__cycles_elapsed.avg","cycle","1,234"\n'
        )
        self.assertEqual(acceptance.ncu_values(text), {"sm__cycles_elapsed.avg": "1,234 cycle"})

    def test_measures_distance_from_pi_in_standard_errors(self):
        self.assertAlmostEqual(acceptance.z_of(785398, 10**6), 0, places=2)
        self.assertGreater(acceptance.z_of(790000, 10**6), 5)

    def test_sums_up_what_there_is(self):
        record = {
            "gpu": "NVIDIA Test",
            "date": "today",
            "steps": {
                "kernels": {
                    "passed": True,
                    "seconds": 1.0,
                    "samples_per_second": {"philox": 9e11},
                    "share_outside_kernel_at_1e10": 0.01,
                    "warm_seconds_of_1e10": {"median": 0.0112},
                },
                "bound": {"passed": True, "seconds": 2.0, "share_of_bound": {"philox": 0.95}},
                "peers": {"passed": False, "why": "wrong", "seconds": 3.0, "rows": {"cupy": {"why": "no cupy"}}},
            },
        }
        text = acceptance.summary(record)
        for part in ["900 Gsamples/s, 95.0 % of the bound", "1e10 warm: 11.20 ms, 1.0 %", "FAILED", "no cupy"]:
            self.assertIn(part, text)

    def test_every_step_that_fails_is_told_and_the_rest_goes_on(self):
        import tempfile

        with tempfile.TemporaryDirectory() as folder:
            run = acceptance.Acceptance(pathlib.Path(folder), pathlib.Path(folder), 1)

            def fails(a):
                raise acceptance.StepFailed("no luck")

            self.assertFalse(run.step("bad", fails)["passed"])
            self.assertTrue(run.step("good", lambda a: {})["passed"])
            self.assertEqual(run.step("absent", lambda a: (_ for _ in ()).throw(acceptance.NotHere("none")))["passed"], None)
            (record,) = pathlib.Path(folder).glob("*/acceptance.json")
            self.assertIn("no luck", record.read_text())

    def test_a_command_that_fails_is_named_with_its_last_words(self):
        run = acceptance.Acceptance(pathlib.Path("."), pathlib.Path("."), 1)
        with self.assertRaisesRegex(acceptance.StepFailed, "sh -c .*: it broke"):
            run.run(["sh", "-c", "echo it broke >&2; exit 3"])
        with self.assertRaisesRegex(acceptance.StepFailed, "did not end within"):
            run.run(["sleep", "60"], limit=1.5)


class Sort(unittest.TestCase):
    """The step `sort`, on what the programs would print."""

    ROW = {
        "type": "u32",
        "keys": 10**6,
        "thrust": [2e-3, 1e-3, 1e-3],
        "cub": [2e-3, 1.1e-3, 0.9e-3],
        "pageable": {"to_device": [1e-3], "to_host": [1e-3], "seconds": [4e-3]},
        "pinned": {"to_device": [1e-4], "to_host": [1e-4], "seconds": [2e-3]},
        "pinning_seconds": 1e-2,
    }

    def run_with(self, rows, tests=30, peer=None):
        """What the step leaves in the record when the programs print this."""
        import json
        import tempfile

        def run(command, limit=120):
            name = pathlib.Path(str(command[1 if command[0] == acceptance.sys.executable else 0])).name
            if name == "test_sort":
                return f"[  PASSED  ] {tests} tests.\n"
            if name == "sort_rates":
                return "".join(json.dumps(row) + "\n" for row in rows)
            if peer is None:
                raise acceptance.StepFailed(f"no {command[2]}")
            return json.dumps(peer) + "\n"

        with tempfile.TemporaryDirectory() as folder:
            a = acceptance.Acceptance(pathlib.Path(folder), pathlib.Path(folder), 1)
            a.run = run
            return a.step("sort", acceptance.sort)

    def text_of(self, step):
        return acceptance.summary({"date": "today", "steps": {"sort": step}})

    def test_judges_by_the_median_of_the_ratios_of_rounds(self):
        row = acceptance.sort_row(self.ROW)
        self.assertAlmostEqual(row["share_of_cub"], 1)
        self.assertAlmostEqual(row["thrust_keys_per_second"], 1e9)
        self.assertAlmostEqual(row["pageable_keys_per_second"], 2.5e8)

    def test_tells_speeds_and_peers(self):
        peer = {"version": "1", "rows": [{"type": "u32", "keys": 10**6, "seconds": [1e-3, 2e-3, 3e-3]}, {"type": "u32", "keys": 10**9, "left_out": "full"}]}
        step = self.run_with([self.ROW, {"type": "u32", "keys": 10**9, "left_out": "no time was left"}], peer=peer)
        self.assertTrue(step["passed"], step)
        self.assertEqual(step["contract_tests"], 30)
        text = self.text_of(step)
        self.assertIn("thrust 1000, cub 909.1, pageable 250, pinned 500, cupy 500, torch 500 Mkeys/s; 1.000 of CUB", text)
        self.assertIn("left out: no time was left", text)

    def test_fails_where_thrust_is_slower_and_keeps_the_rows(self):
        step = self.run_with([self.ROW | {"thrust": [1e-3] * 3, "cub": [0.9e-3] * 3}])
        self.assertFalse(step["passed"])
        self.assertIn("1e+06 u32: 0.900", step["why"])
        self.assertEqual(len(step["rows"]), 1)
        self.assertIn("sort by cupy: no cupy", self.text_of(step))

    def test_fails_where_nothing_was_sorted_or_the_contract_was_skipped(self):
        self.assertFalse(self.run_with([{"type": "u32", "keys": 10**6, "left_out": "full"}])["passed"])
        self.assertIn("did not run on the GPU", self.run_with([self.ROW], tests=0)["why"])

    def test_does_without_rows_that_had_no_copies(self):
        row = {key: value for key, value in self.ROW.items() if key not in ("pageable", "pinned", "pinning_seconds")}
        self.assertIn("thrust 1000, cub 909.1 Mkeys/s", self.text_of(self.run_with([row])))


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
