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


if __name__ == "__main__":
    unittest.main()
