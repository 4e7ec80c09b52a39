"""What of the scripts in this folder can be tested without measuring. Run: python3 -m unittest discover -s bench"""

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


sort_rounds = script("sort_rounds")


class SortRounds(unittest.TestCase):
    @staticmethod
    def document(raw, kinds=None):
        return {"runs": [{"sharing": "threads", "seconds": {"warm": {"raw": raw}}, "round_kinds": kinds}, {"sharing": "pool", "seconds": {"warm": None}}]}

    def test_take_every_other_round_as_backward(self):
        self.assertEqual(sort_rounds.medians_by_direction([1, 10, 2, 20, 3, 30]), (2, 20))

    def test_are_told_by_the_median_over_runs(self):
        rows = sort_rounds.rows_of([self.document([2, 1] * 6, {"forward": 2, "backward": 1}), self.document([1, 1] * 6), self.document([1, 1] * 6)])
        self.assertEqual(list(rows), ["threads"])
        self.assertEqual(rows["threads"], {"forward": 1, "backward": 1, "ratio": 1, "two_kinds": 1})


lesson_runs = script("lesson_runs")


class LessonRuns(unittest.TestCase):
    @staticmethod
    def document(held=1.0, released=1.95, interval=None, verdict="does_not_pay", first_after=2e7, here="Two threads ..."):
        run = {"backend": "gil", "workers": 2}
        return {
            "answers": [{"question": "When is threading a good option?", "here": here}],
            "runs": [{**run, "release_gil": False, "speed_up": {"median": held, "ci95": None}}, {**run, "release_gil": True, "speed_up": {"median": released, "ci95": interval}}],
            "sorts": [{"keys": 1000, "sharing": sharing, "sorter": sorter, "verdict": verdict} for sharing, sorter in (("threads", "simd"), ("gil", "std"))],
            "break_even": [{"backend": "processes", "quiet": True, "codes": [{"kernel": "simd", "n_star": 9e6, "last_before": 5e6, "first_after": first_after}]}],
        }

    def false(self, **figures):
        return [what for what, said, holds in lesson_runs.expectations(self.document(**figures)) if said and not holds]

    def test_find_nothing_false_in_what_is_to_be_expected(self):
        self.assertEqual(self.false(), [])

    def test_find_what_is_not_so(self):
        self.assertEqual(self.false(held=1.3), ["two threads with one lock take as long as one"])
        self.assertEqual(self.false(released=1.7), ["two that release it are 1.9 times as fast"])
        self.assertEqual(self.false(released=1.7, interval=[1.5, 1.8]), ["two that release it are 1.9 times as fast"])
        self.assertEqual(len(self.false(verdict="pays")), 2)
        self.assertEqual(self.false(first_after=1000), ["a pool of processes pays between 1e6 and 1e8 for SIMD"])

    def test_let_pass_what_is_not_said(self):
        for here in ("Not judged: busy.", "Not measured: time.", "Not clear, since the rounds differ too much: two ..."):
            self.assertEqual(self.false(held=1.3, released=1.2, here=here), [])
        self.assertEqual(self.false(released=1.7, interval=[1.2, 1.95]), [], "an interval that holds it")
        self.assertEqual(self.false(verdict="machine_busy"), [])
        self.assertEqual(self.false(first_after=None), [])


idle_runs = script("idle_runs")


class IdleRuns(unittest.TestCase):
    @staticmethod
    def state(quiet, others):
        return {"quiet": quiet, "cpus_of_others": others, "cpus_not_own": 2 * others}

    def test_count_how_often_a_command_was_told_that_the_machine_is_busy(self):
        table = idle_runs.table_of({"sort": [self.state(True, 0.01), self.state(False, 0.9), self.state(True, 0.03)], "tune": []})
        self.assertEqual(table.splitlines()[2:], ["| sort | 3 | 1 | 0.03 | 0.90 | 0.06 | 1.80 |"])


crossing_runs = script("crossing_runs")


class CrossingRuns(unittest.TestCase):
    @staticmethod
    def crossing(n_star, interval, bracket=(50, 70), **members):
        low, high = bracket
        names = {"among": "pair", "kind": "cold", "from": {"backend": "serial"}, "to": {"backend": "threads"}}
        return {**names, "last_before": low, "first_after": high, "n_star": n_star, "n_star_ci95": interval, "model_over_measured": 1, **members}

    def test_find_the_crossing_of_the_pair(self):
        wanted = self.crossing(60, [55, 65])
        others = [self.crossing(1, [1, 1], among="all"), self.crossing(2, [2, 2], kind="warm"), self.crossing(3, [3, 3], to={"backend": "queue"})]
        self.assertIs(crossing_runs.crossing_in({"crossings": [*others, wanted]}, "threads", "cold"), wanted)
        self.assertIsNone(crossing_runs.crossing_in({"crossings": others}, "threads", "cold"))

    def test_say_how_well_runs_agree(self):
        runs = [self.crossing(60, [50, 66]), self.crossing(66, [59, None]), self.crossing(72, [58, 80]), None]
        self.assertEqual(
            crossing_runs.summary_of(runs),
            "3 of 4 runs have an N*; the largest is 1.20 times the smallest; 2 brackets hold their N*; 2 of 3 lie in all intervals",
        )
        self.assertEqual(crossing_runs.summary_of([None]), "no run has an N*")

    def test_have_a_row_for_each(self):
        self.assertEqual(crossing_runs.row_of(2, self.crossing(61234, [5e4, None], (None, None))), "| 2 | - to - | 6.12e+04 | 5e+04 to - | 1 |")
        self.assertEqual(crossing_runs.row_of(3, None), "| 3 | - | - | - | - |")


baseline_runs = script("baseline_runs")


class BaselineRuns(unittest.TestCase):
    @staticmethod
    def document(verdict, ratio, why=None):
        return {"baseline": {"runs": [{"verdict": verdict, "ratio": ratio, "why_not_judged": why}]}}

    def test_tell_how_often_each_verdict_was_given(self):
        documents = [self.document("same", 1.01), self.document("same", 0.99), self.document(None, 1.2, "busy now"), self.document(None, None, "too few rounds")]
        self.assertEqual(baseline_runs.summary_of(documents), "busy now 1, same 2, too few rounds 1; now / before 0.990 to 1.200")

    def test_are_right_where_only_the_slow_ones_are_slower(self):
        same, slower, busy, unclear = self.document("same", 1), self.document("slower", 1.1), self.document(None, 1.1, "busy now"), self.document("not_clear", 1.06)
        self.assertTrue(baseline_runs.is_right([same, busy, unclear], [slower, slower, busy]))
        self.assertFalse(baseline_runs.is_right([same, slower], [slower]))
        self.assertFalse(baseline_runs.is_right([same], [slower, unclear]))
        self.assertFalse(baseline_runs.is_right([same], [busy]))


if __name__ == "__main__":
    unittest.main()
