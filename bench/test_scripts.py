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
