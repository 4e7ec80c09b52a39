"""python3 -B -m unittest discover -s bench/peers : what the driver promises, in about a second."""

import contextlib
import io
import tempfile
import unittest
from array import array
from pathlib import Path

from driver import machine, options, sort_options
from driver.results import record, report
from driver.compiled import first_error
from driver.crossover import CrossoverProcess, CrossoverStarts, WarmCrossover, parse, run_of
from driver.results.figures import figures_of
from driver.intervals import median_interval
from driver.line_worker import python
from driver.peer import Failed, Peer, Setting, Timing, Unavailable, Wrong
from driver.rounds import Row, amount_for, two_digits
from driver.sorting import SortSetting, SortTask, build_loops, make_keys, verify_sorts
from driver.verify import verify
from sort_table import REFERENCE as SORT_REFERENCE
from sort_table import sort_exercise
from table import EXERCISE, PEERS, REFERENCE

SAMPLES, HITS = 1000, 798  # of seed 42: tests/data/known_hits.tsv
RUN = '{"samples": 1000, "hits": 798, "workers": 2, "seconds": {"cold": 0.5, "setup": 0.125}}'
SORTERS = [
    {"sorter": "std", "workers": 1},
    {"sorter": "simd", "workers": 1},
    {"sorter": "parallel", "workers": 2},
    {"sorter": "tbb", "unavailable": "built without TBB"},
]
TRUTH = f'{{"schema": "crossover/2", "runs": [{RUN}]}}'


class Fixed:
    """A worker that needs no process: a million samples a second, and always the same hits."""

    about = {"note": "made up"}

    def __init__(self, hits=HITS):
        self._hits = hits

    def work(self, samples):
        return Timing(self._hits, samples / 1e6, samples / 1e6)

    def close(self):
        pass


def row_of(seconds, hits=HITS, name=REFERENCE, **peer):
    timings = [Timing(hits, value, value) for value in seconds]
    return Row(Peer(name, None, **peer), 2, Fixed(), SAMPLES, timings=timings)


class Intervals(unittest.TestCase):
    def test_seven_values_give_their_extremes_at_98_percent(self):
        interval = median_interval([3, 1, 2, 7, 5, 6, 4])
        self.assertEqual((interval.median, interval.low, interval.high), (4, 1, 7))
        self.assertAlmostEqual(interval.coverage, 1 - 2 / 2**7)

    def test_nine_values_leave_the_extremes_out(self):
        interval = median_interval(range(9))
        self.assertEqual((interval.low, interval.high), (1, 7))
        self.assertGreaterEqual(interval.coverage, 0.95)

    def test_too_few_values_say_how_little_they_cover(self):
        self.assertAlmostEqual(median_interval([1, 2, 3, 4, 5]).coverage, 0.9375)
        self.assertEqual(median_interval([1]).coverage, 0)


class Figures(unittest.TestCase):
    def test_ratios_are_paired_by_round(self):
        reference = row_of([1, 2, 3])
        other = row_of([2, 4, 9], name="other", alone=REFERENCE)
        figures = figures_of([reference, other], reference)["other"]
        self.assertEqual(figures.reference_ratio.median, 2)
        self.assertAlmostEqual(figures.reference_ratio.high, 3)
        self.assertEqual(figures.parallel_efficiency.median, 0.25)

    def test_a_row_without_its_reference_still_has_a_rate(self):
        reference = row_of([])
        reference.trouble = Unavailable("not built")
        other = row_of([1], name="other", target=2)
        figures = figures_of([reference, other], reference)
        self.assertIsNone(figures["other"].reference_ratio)
        text = report.report([reference, other], figures, EXERCISE, load=0)
        self.assertIn("unavailable: not built", text)
        self.assertIn("target 2x: not measured", text)


class Verification(unittest.TestCase):
    def test_accepts_the_reference_s_hits(self):
        reference, other = row_of([1, 1]), row_of([1, 1], name="other", exact=True)
        verify([reference, other], reference)
        self.assertTrue(reference.measured and other.measured)

    def test_one_hit_more_is_wrong_for_an_exact_peer_only(self):
        reference = row_of([1])
        exact = row_of([1], HITS + 1, name="exact", exact=True)
        free = row_of([1], HITS + 1, name="free")
        verify([reference, exact, free], reference)
        self.assertIsInstance(exact.trouble, Wrong)
        self.assertTrue(free.measured)

    def test_hits_far_from_pi_are_wrong(self):
        reference = row_of([1], hits=500)
        verify([reference], reference)
        self.assertIsInstance(reference.trouble, Wrong)


class Calibration(unittest.TestCase):
    def test_the_amount_fills_the_target_time(self):
        self.assertEqual(amount_for(0.5, Fixed(), 10_000), 500_000)

    def test_two_digits_are_kept(self):
        kept = {1: 1, 37: 37, 1249: 1200, 98_700_000: 99_000_000}
        self.assertEqual({number: two_digits(number) for number in kept}, kept)


def fake_crossover(test, script):
    program = Path(test.enterContext(tempfile.TemporaryDirectory())) / "crossover"
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(0o755)
    return program


class Crossover(unittest.TestCase):
    def fake(self, script):
        return fake_crossover(self, script)

    def test_reads_hits_and_cold_seconds(self):
        timing = CrossoverProcess(self.fake(f"echo '{TRUTH}'"), []).work(SAMPLES)
        self.assertEqual((timing.answer, timing.seconds), (HITS, 0.5))
        self.assertGreater(timing.process_seconds, 0)

    def test_starting_the_workers_is_left_out_or_is_all(self):
        program = self.fake(f"echo '{TRUTH}'")
        self.assertEqual(WarmCrossover(program, []).work(SAMPLES).seconds, 0.375)
        starts = CrossoverStarts(program, []).work(3)
        self.assertEqual((starts.answer, starts.seconds), (6, 0.375))

    def test_exit_codes_become_the_status_of_the_row(self):
        for code, trouble in ((5, Unavailable), (3, Wrong), (1, Failed)):
            with self.assertRaisesRegex(trouble, "the reason"):
                CrossoverProcess(self.fake(f"echo the reason >&2; exit {code}"), [])

    def test_a_missing_program_names_the_next_step(self):
        with self.assertRaisesRegex(Unavailable, "./run builds it"):
            CrossoverProcess(Path("no/such/program"), [])

    def test_foreign_json_fails(self):
        for output in ("", "[]", '{"schema": "crossover/1"}'):
            with self.assertRaises(Failed):
                parse(output)
        for document in ({}, {"runs": []}, {"runs": [{"hits": 5}]}):
            with self.assertRaises(Failed):
                run_of(document, 7)
        with self.assertRaises(Failed):
            run_of(parse(TRUTH), SAMPLES + 1)

    def test_a_run_without_seconds_fails(self):
        output = '{"schema": "crossover/2", "runs": [{"samples": 1000, "hits": 798}]}'
        for kind in (CrossoverProcess, WarmCrossover, CrossoverStarts):
            with self.assertRaisesRegex(Failed, "its JSON lacks"):
                kind(self.fake(f"echo '{output}'"), []).work(SAMPLES)


class LineWorkers(unittest.TestCase):
    def start(self, loop, *more):
        setting = Setting(Path(), options.default_python(), 2, Path())
        worker = python(loop, *more)(setting, 2)
        self.addCleanup(worker.close)
        return worker

    def test_threads_and_processes_count_all_samples(self):
        for pool in ("threads", "processes"):
            timing = self.start("shared_loop.py", pool, "python_loop").work(100_001)
            self.assertTrue(77_000 < timing.answer < 80_000 and timing.seconds > 0)

    def test_every_point_sent_to_threads_or_processes_is_answered(self):
        for kind in ("threads", "processes"):
            timing = self.start("messages.py", kind).work(2000)
            self.assertTrue(1400 < timing.answer < 1750 and timing.seconds > 0)

    def test_all_workers_of_each_started_pool_answer(self):
        timing = self.start("pool_start.py", "fork").work(2)
        self.assertTrue(timing.answer == 4 and timing.seconds > 0)

    def test_a_worker_that_ends_early_gives_its_last_words(self):
        with self.assertRaisesRegex(Failed, "No such file"):
            self.start("no_such_loop.py")


class Table(unittest.TestCase):
    def test_names_are_unique_and_references_exist(self):
        names = [peer.name for peer in PEERS]
        self.assertEqual(len(names), len(set(names)))
        self.assertIn(REFERENCE, names)
        self.assertLessEqual({peer.alone for peer in PEERS if peer.alone}, set(names))

    def test_sorters_are_those_of_crossover_with_simd_first(self):
        for task in (SortTask("i64", 1, 10), SortTask("u32", 2, 10)):
            exercise = sort_exercise(task, 2, SORTERS, ["AVX9"])
            names = [peer.name for peer in exercise.peers]
            self.assertEqual(names[:2], [SORT_REFERENCE, "crossover std"])
            self.assertEqual(len(names), len(set(names)))
            self.assertLessEqual({peer.alone for peer in exercise.peers if peer.alone}, set(names))
            self.assertEqual([peer.name for peer in exercise.peers if peer.rival], ["vqsort, AVX9"])
            self.assertEqual("np.sort, current, threads" in names, task.arrays == 2)
            self.assertEqual("list.sort" in names, task.type == "i64")

    def test_a_sorter_that_cannot_run_here_says_why(self):
        exercise = sort_exercise(SortTask("i64", 1, 10), 2, SORTERS, [])
        with self.assertRaisesRegex(Unavailable, "without TBB"):
            next(p for p in exercise.peers if p.name == "crossover tbb").start(None, 1)

    def test_some_rows_can_be_left_out_but_not_the_reference(self):
        names = [peer.name for peer in EXERCISE.with_only(["Python", "prange"]).peers]
        self.assertEqual(names, [REFERENCE, "numba prange", "Python loop", "Python threads, GIL"])


class Sorting(unittest.TestCase):
    def setting(self, keys, truth, task):
        folder = Path(self.enterContext(tempfile.TemporaryDirectory()))
        (folder / "keys").write_bytes(array("q", keys).tobytes())
        (folder / "sorted").write_bytes(array("q", truth).tobytes())
        return SortSetting(Path(), options.default_python(), 2, folder, task, None)

    def work(self, keys, truth, sharing):
        setting = self.setting(keys, truth, SortTask("i64", 2, 3))
        worker = python("list_sort.py", sharing)(setting, 2)
        self.addCleanup(worker.close)
        return worker.work(4)

    def test_both_ways_of_sharing_sort_every_set(self):
        for sharing in ("sequential", "threads"):
            timing = self.work([3, 1, 2, -1, -3, -2] * 2, [1, 2, 3, -3, -2, -1] * 2, sharing)
            self.assertEqual(timing.answer, 0)
            self.assertGreater(timing.seconds, 0)

    def test_every_key_that_is_not_the_truth_s_is_counted(self):
        timing = self.work([3, 1, 2, -1, -3, -2], [1, 2, 4, -3, -2, -1], "sequential")
        self.assertEqual(timing.answer, 4)

    def test_misplaced_keys_make_the_row_wrong(self):
        rows = [row_of([1, 1], hits=0), row_of([1, 1], hits=1)]
        verify_sorts(rows, rows[0])
        self.assertTrue(rows[0].measured)
        self.assertIsInstance(rows[1].trouble, Wrong)

    def test_small_arrays_come_in_several_sets(self):
        sets = {(1, 10**7): 1, (2, 1000): 64, (1, 2**16): 2}
        self.assertEqual({shape: SortTask("i64", *shape).sets for shape in sets}, sets)

    def test_a_missing_build_is_said_in_one_line(self):
        with self.assertRaisesRegex(Unavailable, "./run makes"):
            build_loops(Path("no/such/folder"))
        with self.assertRaisesRegex(Unavailable, "sort_keys"):
            make_keys(self.setting([], [], SortTask("i64", 1, 1)))

    def test_the_fastest_instruction_set_is_the_one_to_be_held_against(self):
        reference = row_of([2] * 7)
        slow, fast = (row_of([s] * 7, name=f"in {s} s", rival=True) for s in (3, 1))
        rows = [reference, slow, fast]
        said = report.rival_sentence(rows, figures_of(rows, reference), reference)
        self.assertRegex(said, r"in 1 s, .*: slower, 0.500x")

    def test_compilers_and_linkers_are_quoted(self):
        self.assertEqual(first_error("a.cpp:1: fatal error: no x.h\nmore"), "no x.h")
        linker = "ld: cannot find -ltbb: No such file\ncollect2: error: ld returned 1"
        self.assertIn("-ltbb", first_error(linker))


class CommandLine(unittest.TestCase):
    def test_bad_input_is_one_line_and_exit_code_2(self):
        for arguments in (
            "--rounds 0",
            "--rounds 7.5",
            "--workers -1",
            "--python /none",
            "--nonsense",
            "--round 7",
            "--record x --no-record",
        ):
            said = io.StringIO()
            with self.subTest(arguments), contextlib.redirect_stderr(said):
                with self.assertRaises(SystemExit) as ended:
                    options.parse(arguments.split())
                self.assertEqual(ended.exception.code, 2)
                self.assertEqual(said.getvalue().count("\n"), 1)

    def test_what_to_sort(self):
        asked = sort_options.parse("--type u32,f64 --keys 1e7,2x1000".split())
        self.assertEqual((asked.type, asked.keys), (["u32", "f64"], [(1, 10**7), (2, 1000)]))
        self.assertEqual(len(sort_options.parse(["--type", "all"]).type), 6)
        for arguments in ("--type i16", "--keys 0", "--keys 1e10", "--keys x5", "--keys 2x"):
            said = io.StringIO()
            with self.subTest(arguments), contextlib.redirect_stderr(said):
                with self.assertRaises(SystemExit) as ended:
                    sort_options.parse(arguments.split())
                self.assertEqual(ended.exception.code, 2)
                self.assertEqual(said.getvalue().count("\n"), 1)


class Machine(unittest.TestCase):
    def test_slug_keeps_what_distinguishes_a_cpu(self):
        slugs = {
            "Intel(R) Xeon(R) Gold 6338 CPU @ 2.00GHz": "intel-xeon-gold-6338",
            "AMD EPYC 9654 96-Core Processor": "amd-epyc-9654",
            "AMD EPYC": "amd-epyc",
        }
        self.assertEqual({model: machine.slug(model) for model in slugs}, slugs)

    def test_quota_rounds_up_to_whole_cpus(self):
        with tempfile.NamedTemporaryFile("w") as limits:
            limits.write("150000 100000\n")
            limits.flush()
            self.assertEqual(machine.quota_cpus(Path(limits.name)), 2)
        self.assertIsNone(machine.quota_cpus(Path("no/such/file")))


class Record(unittest.TestCase):
    def test_a_record_replaces_the_last_one_and_leaves_nothing_else(self):
        folder = Path(self.enterContext(tempfile.TemporaryDirectory()))
        reference = row_of([1, 2])
        figures = figures_of([reference], reference)
        for _ in range(2):
            document = record.document([reference], figures, EXERCISE, {})
            record.write(folder, "peers", "table\n", document)
        self.assertEqual({path.name for path in folder.iterdir()}, {"peers.json", "peers.txt"})


if __name__ == "__main__":
    unittest.main()
