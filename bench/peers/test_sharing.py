"""What `sharing_peers` promises beside what test_peers.py tests."""

import contextlib
import io
import tempfile
import unittest
from pathlib import Path

from driver import sharing_options
from driver.results import report, tables
from driver.comparing import CompareSetting, compare
from driver.results.figures import figures_of
from driver.verify import verify_equal, verify_starts
from sharing_table import backend_row, comparing, questions
from table import EXERCISE
from test_peers import HITS, SAMPLES, fake_crossover, row_of

BACKENDS = [{"backend": "threads", "workers": 2}, {"backend": "queue", "workers": 2}]


def compared_run(backend, hits, raw):
    warm = f'{{"raw": {raw}}}' if raw else "null"
    return f'{{"backend": "{backend}", "hits": {hits}, "seconds": {{"warm": {warm}}}}}'


class Sharing(unittest.TestCase):
    exercise = comparing(
        backend_row("threads", BACKENDS, None),
        backend_row("queue", BACKENDS, None, bounds=(0.99, None)),
        backend_row("gil", BACKENDS, 2),
    )

    def compare(self, *runs):
        """What becomes of these runs, and the command line that asked for them."""
        said = f'{{"schema": "crossover/2", "runs": [{", ".join(runs)}]}}'
        program = fake_crossover(self, f"echo \"$@\" > $0.asked; echo '{said}'")
        setting = CompareSetting(program, "", 3, Path(), 60)
        rows = compare(self.exercise, setting, SAMPLES, "--kernel", "scalar")
        return rows, program.with_suffix(".asked").read_text()

    def test_the_paired_rounds_of_compare_become_rows(self):
        rows, asked = self.compare(
            compared_run("threads", HITS, [1, 2, 3]), compared_run("queue", HITS, [2, 2, 6])
        )
        figures = figures_of(rows, rows[0])
        self.assertEqual(figures["crossover queue"].reference_ratio.median, 2)
        self.assertEqual(figures["crossover queue"].over_reference.median, 0.5)
        self.assertIn("--backend threads,queue --kernel scalar --workers 3", asked)

    def test_a_backend_that_is_not_built_is_not_asked_for(self):
        rows, asked = self.compare(*(compared_run(b, HITS, [1]) for b in ("threads", "queue")))
        self.assertEqual([row.status for row in rows], ["measured", "measured", "unavailable"])
        self.assertIn("no backend 'gil'", str(rows[2].trouble))
        self.assertNotIn("gil", asked)

    def test_a_comparison_without_rounds_names_the_next_step(self):
        rows, _ = self.compare(*(compared_run(b, HITS, []) for b in ("threads", "queue")))
        self.assertIn("longer --time-limit", str(rows[0].trouble))
        self.assertEqual(rows[1].status, "failed")

    def test_a_hit_more_than_the_reference_is_wrong(self):
        rows = [row_of([1]), row_of([1], HITS + 1, name="other")]
        verify_equal(rows, rows[0])
        self.assertEqual([row.status for row in rows], ["measured", "wrong"])

    def test_a_worker_that_has_not_answered_makes_a_start_wrong(self):
        rows = [row_of([1], 2 * SAMPLES), row_of([1], 2 * SAMPLES - 1, name="other")]
        verify_starts(rows, rows[0])
        self.assertEqual([row.status for row in rows], ["measured", "wrong"])

    def test_bounds_are_judged_on_both_sides(self):
        reference = row_of([1] * 7)
        for seconds, verdict in ((2, "fell short, 0.500x"), (1, "reached, 1.00x"), (0.5, "missed")):
            row = row_of([seconds] * 7, name="other", bounds=(0.9, 1.05))
            figures = figures_of([reference, row], reference)["other"]
            said = report.bounds_sentence(row, figures, reference)
            self.assertIn(f"target 0.9x to 1.05x: {verdict}", said)
            self.assertNotIn("interval", said)

    def test_a_bound_inside_the_interval_is_said(self):
        reference = row_of([1, 1, 1])
        row = row_of([1, 1, 2], name="other", bounds=(0.99, None))
        figures = figures_of([reference, row], reference)["other"]
        said = report.bounds_sentence(row, figures, reference)
        self.assertRegex(said, "at least 0.99x: reached, .* a bound lies inside")
        self.assertRegex(report.bounds_sentence(row, None, reference), "not measured")

    def test_starts_are_shown_in_milliseconds(self):
        starts = next(q.exercise for q in questions(BACKENDS) if q.exercise.as_time)
        row = row_of([0.5, 0.5])
        shown = report.table([row], figures_of([row], row), starts)
        self.assertRegex(shown, r"N +ms +interval +crossover / peer")
        self.assertRegex(shown, r" 0\.500 ")

    def test_every_table_has_unique_rows_and_its_reference(self):
        for question in questions(BACKENDS):
            names = [peer.name for peer in question.exercise.peers]
            with self.subTest(question.title):
                self.assertEqual(len(names), len(set(names)))
                self.assertEqual(names[0], question.exercise.reference)
                alone = {peer.alone for peer in question.exercise.peers if peer.alone}
                self.assertLessEqual(alone, set(names))

    def test_tables_without_a_row_that_is_asked_for_are_told_apart(self):
        asked = [q.exercise.reference for q in questions([]) if q.exercise.has_any(["spawn"])]
        self.assertEqual(asked, ["crossover processes"])
        self.assertTrue(all(q.exercise.has_any(None) for q in questions([])))

    def test_a_table_that_was_measured_is_kept_when_the_next_one_is_stopped(self):
        folder = Path(self.enterContext(tempfile.TemporaryDirectory()))
        self.enterContext(contextlib.redirect_stdout(io.StringIO()))

        def stopped():
            raise KeyboardInterrupt

        first = tables.Table("first", {"title": "first"}, EXERCISE, lambda: [row_of([1, 2])])
        second = tables.Table("second", {}, EXERCISE, stopped)
        with self.assertRaises(KeyboardInterrupt):
            tables.measure_tables("sharing_peers", [first, second], folder, {})
        self.assertTrue((folder / "sharing_peers.txt").read_text().startswith("first\n\npeer"))

    def test_how_long_to_compare(self):
        self.assertEqual(sharing_options.parse(["--time-limit", "5"]).time_limit, 5)
        for limit in ("0", "1.5", "x"):
            said = io.StringIO()
            with self.subTest(limit), contextlib.redirect_stderr(said):
                with self.assertRaises(SystemExit):
                    sharing_options.parse(["--time-limit", limit])
                self.assertEqual(said.getvalue().count("\n"), 1)


if __name__ == "__main__":
    unittest.main()
