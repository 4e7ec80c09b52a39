"""The acceptance run on programs that print what a GPU might make them print. Run: python3 -m unittest discover -s bench/gpu"""

import contextlib
import io
import json
import os
import pathlib
import sys
import tempfile
import textwrap
import time
import unittest
from unittest import mock

from accepting import counting, peers, sorting, table, tests, tools
from accepting.run import Acceptance, NotHere, StepFailed, WrongHits
from test_gpu import script

acceptance = script("acceptance")
CONTRACT = "printf '[  PASSED  ] %d tests.\\n' 60\n"


def rates_json(wide=32.0):
    return json.dumps({"compute_capability": "9.0", "multiprocessors": 132, "rates": {"wide_product": {"a_clock": wide, "clock_mhz": 1755}}})


def run_json(**more):
    return {"backend": "cuda", "kernel": "philox", "hits": counting.HITS_OF_1E10, "samples_per_second": 8e11,
            "seconds": {"cold": 0.3, "setup": 0.2, "warm": {"median": 0.0103, "raw": [0.0103]}},
            "meters": {"kernel": {"value": 0.0101, "unit": "s"}, "reduce": {"value": 0.0001, "unit": "s"}}, **more}


class Folder(unittest.TestCase):
    """A portable folder whose programs are shell scripts."""

    def setUp(self):
        self.temporary = tempfile.TemporaryDirectory()
        self.addCleanup(self.temporary.cleanup)
        self.folder = pathlib.Path(self.temporary.name) / "folder"
        self.a = self.new_run()

    def new_run(self, minutes=1):
        return Acceptance(self.folder, pathlib.Path(self.temporary.name) / "record", minutes)

    def program(self, name, body):
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("#!/bin/sh\n" + textwrap.dedent(body))
        path.chmod(0o755)
        return path

    def prints(self, name, *documents):
        self.program(name, "cat << 'END'\n" + "\n".join(d if isinstance(d, str) else json.dumps(d) for d in documents) + "\nEND\n")

    def recorded(self):
        return json.loads((self.a.record_folder / "acceptance.json").read_text())


class Commands(Folder):
    def test_one_that_fails_is_named_with_its_last_words(self):
        with self.assertRaisesRegex(StepFailed, "sh -c .*: it broke"):
            self.a.run(["sh", "-c", "echo it broke >&2; exit 3"])

    def test_one_that_is_missing_is_named(self):
        with self.assertRaisesRegex(StepFailed, "folder/race cannot run: No such file"):
            self.a.run([self.folder / "race"])

    def test_one_that_hangs_ends_with_all_that_it_started(self):
        mark = pathlib.Path(self.temporary.name) / "alive"
        with self.assertRaisesRegex(StepFailed, "did not end within"):
            self.a.run(["sh", "-c", f"(sleep 3; touch {mark}) & trap '' TERM; sleep 60 & wait; wait"], limit=1.1)
        time.sleep(0.1)
        self.assertFalse(mark.exists())

    def test_what_was_printed_before_the_cut_is_kept(self):
        rows = []
        with self.assertRaises(StepFailed):
            self.a.rows(["sh", "-c", "echo '{\"keys\": 1}'; printf '{\"keys\"'; sleep 60"], 1.1, rows)
        self.assertEqual(rows, [{"keys": 1}])

    def test_a_report_of_part_of_the_work_is_kept(self):
        self.program("crossover", """
            trap 'echo "{\\"complete\\": false}"; exit 143' TERM
            sleep 60 & wait
        """)
        step = self.a.step("kernels", lambda a, found: a.crossover("compare", limit=1.1))
        self.assertEqual((step["passed"], step["report"]), (False, {"complete": False}))

    def test_none_begins_without_time(self):
        self.a.deadline = time.monotonic()
        with self.assertRaisesRegex(NotHere, "no time was left"):
            self.a.run(["true"])


class Steps(Folder):
    def test_each_that_fails_is_told_and_the_rest_goes_on(self):
        def fails(a, found):
            found["so_far"] = 1
            raise StepFailed("no luck")

        def is_absent(a, found):
            raise NotHere("none")

        def is_surprised(a, found):
            raise KeyError("runs")

        self.assertFalse(self.a.step("bad", fails)["passed"])
        self.assertFalse(self.a.step("odd", is_surprised)["passed"])
        self.assertIsNone(self.a.step("absent", is_absent)["passed"])
        self.assertTrue(self.a.step("good", lambda a, found: found.update(x=2))["passed"])
        steps = self.recorded()["steps"]
        self.assertEqual((steps["bad"]["so_far"], steps["bad"]["why"], steps["good"]["x"]), (1, "no luck", 2))

    def test_what_one_has_found_is_recorded_while_it_runs(self):
        def looks(a, found):
            found["rows"] = [1]
            a.write()
            self.assertEqual(self.recorded()["steps"]["slow"], {"rows": [1]})
            self.assertIn("running", table.table(self.recorded()))

        self.assertTrue(self.a.step("slow", looks)["passed"])

    def test_no_record_is_written_over(self):
        self.a.write()
        again = self.new_run()
        again.write()
        self.assertEqual(again.record_folder.name, self.a.record_folder.name + "-2")

    def test_wrong_hits_end_the_run(self):
        ran = []

        def wrong(a, found):
            raise WrongHits("7 hits, not 8")

        steps = [acceptance.Step("known hits", wrong, 9), acceptance.Step("kernels", lambda a, found: ran.append(1), 9)]
        with contextlib.redirect_stderr(io.StringIO()):
            self.assertTrue(acceptance.run_steps(self.a, steps))
            self.assertFalse(acceptance.run_steps(self.a, steps[1:]))
        self.assertEqual(ran, [1])

    def test_the_worth_most_come_first(self):
        names = [step.name for step in acceptance.STEPS]
        self.assertEqual(names[:4], ["rates", "known hits", "sort contract", "kernels"])
        self.assertLess(names.index("profile"), names.index("sizes"))
        self.assertLess(names.index("sanitizers"), names.index("peers"))


class Counting(Folder):
    def test_known_hits_hold_the_contract_before_anything_else(self):
        self.prints("crossover", {"runs": [run_json()]})
        self.program("tests/test_pi", CONTRACT)
        step = self.a.step("known hits", counting.known_hits)
        self.assertTrue(step["passed"], step)
        self.assertEqual(step["contract_tests"], 60)

    def test_hits_are_wrong_where_a_program_says_so(self):
        self.prints("crossover", {"runs": [run_json(hits=7)]})
        self.program("test_pi", CONTRACT)
        self.assertTrue(self.a.step("known hits", counting.known_hits)["wrong_hits"])
        self.program("crossover", "echo 'crossover: cuda counts wrongly' >&2; exit 3\n")
        self.assertTrue(self.a.step("kernels", counting.kernels)["wrong_hits"])
        self.program("test_pi", "exit 1\n")
        self.assertTrue(self.a.step("known hits", counting.known_hits)["wrong_hits"])

    def test_a_contract_that_did_not_run_is_no_wrong_hit(self):
        self.program("test_pi", "printf '[  PASSED  ] 0 tests.\\n'\n")
        step = self.a.step("known hits", counting.known_hits)
        self.assertEqual((step["passed"], "wrong_hits" in step), (False, False))

    def test_the_bound_is_that_at_the_clock_while_the_kernel_counted(self):
        runs = [run_json(device_work=[{"device": 0, "clock_hertz": 1.5e9}]), run_json(kernel="curand")]
        self.assertEqual(counting.clock_of(runs, "philox"), 1.5e9)
        self.assertIsNone(counting.clock_of(runs, "curand"))
        measured = json.loads(rates_json())
        shares = [counting.bound_and_shares(measured, {"philox": 8e11}, hertz)["share_of_bound"]["philox"] for hertz in (1.5e9, None)]
        self.assertAlmostEqual(shares[0] / shares[1], 1755 / 1500)

    def test_kernels_are_set_beside_the_bound_of_the_measured_rate(self):
        self.prints("instruction_rates", rates_json())
        self.prints("race", {"kernel": "wide", "samples": 8e9, "hits": 6, "seconds": [0.02, 0.01, 0.01]})
        self.prints("crossover", {"runs": [run_json()]})
        self.assertTrue(self.a.step("rates", counting.rates)["passed"])
        step = self.a.step("kernels", counting.kernels)
        self.assertTrue(step["passed"], step)
        # 12 wide products of 4 clocks and 5.31 others of 2, in each of four quarters
        self.assertAlmostEqual(step["bound_samples_per_second"]["philox"], 1755e6 * 132 * 4 * 32 * 2 / (12 * 4 + 5.31 * 2))
        self.assertAlmostEqual(step["share_outside_kernel_at_1e10"], 1 - 0.0101 / 0.0103)
        text = table.table(self.recorded())
        self.assertIn("race wide              800 Gsamples/s, 6 hits", text)
        self.assertIn("kernel philox          800 Gsamples/s, 79.1 % of the bound by its pipes", text)
        self.assertIn("1e10 warm: 10.30 ms, 1.9 %", text)

    def test_a_race_whose_hits_differ_fails_with_its_rows(self):
        self.prints("instruction_rates", rates_json())
        self.program("race", "echo '{\"kernel\": \"philox\", \"samples\": 8, \"hits\": 6, \"seconds\": [2]}'; echo 'race: the hits differ' >&2; exit 3\n")
        step = self.a.step("rates", counting.rates)
        self.assertEqual((step["passed"], len(step["race"]), step["race"][0]["samples_per_second"]), (False, 1, 4))

    def test_sizes_keep_what_was_measured_before_a_failure(self):
        self.program("crossover", f"""
            case "$*" in *1e5*) echo 'no more' >&2; exit 1 ;; esac
            echo '{json.dumps({"runs": [run_json()]})}'
        """)
        step = self.a.step("sizes", counting.sizes)
        self.assertEqual((step["passed"], [row["samples"] for row in step["rows"]]), (False, [10**3, 10**4]))

    def test_hybrid_is_held_to_the_rates_of_its_parts(self):
        for median, passed in ((0.96, True), (0.94, False)):
            self.prints("crossover", {"runs": [run_json(), run_json(backend="hybrid", share_of_parts={"median": median})]})
            self.assertEqual(self.a.step("hybrid", counting.hybrid)["passed"], passed)


class Sorting(Folder):
    ROW = {
        "type": "u32",
        "keys": 10**6,
        "thrust": [2e-3, 1e-3, 1e-3],
        "cub": [2e-3, 1.1e-3, 0.9e-3],
        "cub32": [3e-3, 1.25e-3, 0.8e-3],
        "pageable": {"to_device": [1e-3], "to_host": [1e-3], "seconds": [4e-3]},
        "pinned": {"to_device": [1e-4], "to_host": [1e-4], "seconds": [2e-3]},
        "pinning_seconds": 1e-2,
    }

    def sort(self, *rows):
        self.prints("sort_rates", *rows)
        return self.a.step("sort rates", sorting.rates)

    def test_judges_by_the_median_of_the_ratios_of_rounds(self):
        row = sorting.sort_row(self.ROW)
        self.assertAlmostEqual(row["share_of_cub"], 1)
        self.assertAlmostEqual(row["thrust_keys_per_second"], 1e9)
        self.assertAlmostEqual(row["pageable_keys_per_second"], 2.5e8)

    def test_tells_speeds_beside_those_of_peers(self):
        step = self.sort(self.ROW, {"type": "u32", "keys": 10**9, "left_out": "no time was left"})
        self.assertTrue(step["passed"], step)
        peer = {"version": "1", "rows": [{"type": "u32", "keys": 10**6, "keys_per_second": 5e8}, {"type": "u32", "keys": 10**9, "left_out": "full"}]}
        self.a.record["steps"]["sort peers"] = {"passed": True, "cupy": peer, "torch": {"why": "no torch"}}
        text = table.table(self.a.record)
        self.assertIn("thrust 1000, cub 909.1, cub32 800, pageable 250, pinned 500, cupy 500 Mkeys/s; 1.000 of CUB", text)
        self.assertIn("left out: no time was left", text)
        self.assertIn("sort by torch: no torch", text)

    def test_fails_where_thrust_is_slower_and_keeps_the_rows(self):
        step = self.sort(self.ROW | {"thrust": [1e-3] * 3, "cub": [0.9e-3] * 3})
        self.assertFalse(step["passed"])
        self.assertIn("1e+06 u32: 0.900", step["why"])
        self.assertEqual(len(step["rows"]), 1)

    def test_fails_where_nothing_was_sorted(self):
        self.assertFalse(self.sort({"type": "u32", "keys": 10**6, "left_out": "full"})["passed"])

    def test_does_without_rows_that_had_no_copies(self):
        self.sort({key: value for key, value in self.ROW.items() if key not in ("pageable", "pinned", "pinning_seconds")})
        self.assertIn("thrust 1000, cub 909.1, cub32 800 Mkeys/s", table.table(self.recorded()))

    def test_tells_the_copies_apart_from_the_sort(self):
        rates = {"sorted_keys_per_second": 4e10, "to_device_bytes_per_second": 2.5e10, "to_host_bytes_per_second": 2e10}
        runs = [
            {"sorter": "parallel", "keys": 10**8, "keys_per_second": 2e9, "device_rates": None},
            {"sorter": "cuda-pinned", "keys": 10**8, "keys_per_second": 2.5e9, "device_rates": rates},
            {"sorter": "cuda", "keys": 10**8, "keys_per_second": None, "device_rates": None},
            {"sorter": "tbb", "unavailable": "not built"},
        ]
        self.prints("crossover", {"runs": runs, "crossings": [], "findings": [], "sharing_pays": []})
        self.assertTrue(self.a.step("sorters", sorting.sorters)["passed"])
        text = table.table(self.recorded())
        self.assertIn("sorter parallel    100000000 2000 Mkeys/s\n", text)
        self.assertIn("sorter cuda-pinned 100000000 2500 Mkeys/s; alone 4e+04, to the GPU 25 and back 20 GB/s\n", text)
        self.assertEqual(text.count("sorter "), 2)

    def test_a_contract_that_is_broken_leaves_out_the_sorts_and_nothing_else(self):
        self.program("tests/test_sort", "exit 1\n")
        step = self.a.step("sort contract", sorting.contract)
        self.assertEqual((step["passed"], "wrong_hits" in step), (False, False))
        self.assertIsNone(self.sort(self.ROW)["passed"])


class Tools(Folder):
    def test_are_found_outside_path(self):
        tool = self.program("bin/compute-sanitizer", "")
        with mock.patch.dict(os.environ, {"CUDA_HOME": str(self.folder), "PATH": "/nowhere"}):
            self.assertEqual(tools.find("compute-sanitizer"), str(tool))
            with self.assertRaisesRegex(NotHere, "crossover-sanitizer is not installed"):
                tools.find("crossover-sanitizer")

    def sanitize(self, body):
        tool = self.program("bin/compute-sanitizer", body)
        with mock.patch.object(tools, "find", lambda name: tool):
            return self.a.step("sanitizers", tools.sanitizers)

    def test_every_check_keeps_its_own_outcome(self):
        step = self.sanitize("""
            case "$*" in *initcheck*sort*) echo 'ERROR SUMMARY: 2 errors' >&2; exit 9 ;; esac
        """)
        self.assertFalse(step["passed"])
        self.assertIn("ERROR SUMMARY: 2 errors", step["outcomes"]["initcheck, sort"])
        self.assertEqual(list(step["outcomes"].values()).count("no findings"), len(tools.CHECKS) - 1)
        self.assertTrue(self.sanitize("")["passed"])

    def test_profiles_what_can_be_profiled(self):
        self.prints("ncu", '"Metric Name","Metric Unit","Metric Value"', f'"{tools.METRICS[0]}","%","97.5"')
        with mock.patch.object(tools, "find", lambda name: self.folder / name):
            self.assertTrue(self.a.step("profile", tools.profile)["passed"])
            self.assertIn("pipes wide             fmaheavy 97.5 %", table.table(self.recorded()))
            self.program("ncu", "echo '==ERROR== ERR_NVGPUCTRPERM' >&2; exit 1")
            self.assertIsNone(self.a.step("profile", tools.profile)["passed"])

    def test_reads_both_forms_of_ncu(self):
        by_line = '==PROF== 7\n"ID","Kernel Name","Metric Name","Metric Unit","Metric Value"\n"0","k","sm__cycles_elapsed.avg","cycle","1,234"\n'
        by_column = '"ID","Kernel Name","sm__cycles_elapsed.avg"\n"","","cycle"\n"0","k","1,234"\n'
        for text in (by_line, by_column):
            self.assertEqual(tools.ncu_values(text), {"sm__cycles_elapsed.avg": "1,234 cycle"})
        self.assertEqual(tools.ncu_values("==PROF== nothing\n"), {})


class Tests(Folder):
    def test_programs_run_with_the_program_under_test_and_every_failure_is_named(self):
        self.prints("tests/test_good", "[       OK ] A.Works (1 ms)", "[  SKIPPED ] A.NeedsTwoGpus (0 ms)")
        self.program("tests/test_bad", """
            [ -n "$CROSSOVER_PROGRAM$CROSSOVER_TEST_DATA" ] || exit 9
            echo "[  FAILED  ] B.Breaks/cuda, where GetParam() = cuda (5 ms)"
            exit 1
        """)
        step = self.a.step("tests", tests.programs)
        self.assertFalse(step["passed"])
        self.assertEqual(step["programs"]["test_bad"]["failed"], ["B.Breaks/cuda"] * tests.SHARDS)
        self.assertEqual((step["programs"]["test_good"]["passed"], step["programs"]["test_good"]["skipped"]), (tests.SHARDS, tests.SHARDS))
        self.assertIn("0 passed, 0 skipped, 4 failed", table.table(self.recorded()))

    def test_none_is_not_here(self):
        self.assertIsNone(self.a.step("tests", tests.programs)["passed"])


class Peers(Folder):
    def test_one_that_is_missing_is_told_and_the_others_run(self):
        self.prints("textbook_xorwow", {"samples": 10**6, "hits": 785398, "seconds": 0.5})
        with mock.patch.object(peers, "HERE", self.folder), mock.patch.object(sys, "executable", "/bin/sh"):
            self.program("python_peer", "[ $1 = torch ] || { echo 'no such library' >&2; exit 3; }\necho '{\"samples_per_second\": 3e9, \"z\": 0.1}'\n")
            step = self.a.step("peers", peers.peers)
        self.assertTrue(step["passed"], step)
        text = table.table(self.recorded())
        for part in ("peer textbook XORWOW   0.002 Gsamples/s", "peer torch             3 Gsamples/s", "no such library"):
            self.assertIn(part, text)

    def test_one_that_misses_pi_fails(self):
        self.prints("textbook_xorwow", {"samples": 10**6, "hits": 790000, "seconds": 0.5})
        with mock.patch.object(peers, "HERE", self.folder):
            self.assertIn("more than 5 standard errors", self.a.step("peers", peers.peers)["why"])

    def test_distance_from_pi_is_in_standard_errors(self):
        self.assertAlmostEqual(peers.z_of(785398, 10**6), 0, places=2)
        self.assertGreater(peers.z_of(790000, 10**6), 5)


if __name__ == "__main__":
    unittest.main()
