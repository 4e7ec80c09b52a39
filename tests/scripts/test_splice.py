"""docs/splice: recorded output in the documents."""

import importlib.machinery
import importlib.util
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.dont_write_bytecode = True
loader = importlib.machinery.SourceFileLoader("splice", str(ROOT / "docs/splice"))
splice = importlib.util.module_from_spec(importlib.util.spec_from_loader("splice", loader))
loader.exec_module(splice)


class Splice(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.root = Path(folder.name)
        (self.root / "a.txt").write_text("heading\n\nrow 1\nrow 2\n\nend\n")

    def spliced(self, mark, shown="old\n"):
        return splice.spliced(f"before\n{mark}\n```\n{shown}```\nafter\n", self.root)

    def test_a_block_shows_the_whole_record(self):
        self.assertEqual(self.spliced("<!-- record: a.txt -->"),
                         "before\n<!-- record: a.txt -->\n```\nheading\n\nrow 1\nrow 2\n\nend\n```\nafter\n")

    def test_or_a_part_of_it(self):
        self.assertIn("```\nrow 1\nrow 2\n```\nafter", self.spliced("<!-- record: a.txt from row to end -->"))
        self.assertIn("```\nheading\n```\n", self.spliced("<!-- record: a.txt to row -->"))
        self.assertIn("```\nend\n```\n", self.spliced("<!-- record: a.txt from end -->"))

    def test_what_is_right_stays(self):
        once = self.spliced("<!-- record: a.txt -->")
        self.assertEqual(splice.spliced(once, self.root), once)

    def test_other_blocks_stay(self):
        text = "```\nmine\n```\n"
        self.assertEqual(splice.spliced(text, self.root), text)

    def test_a_missing_record_or_part_is_named(self):
        with self.assertRaisesRegex(splice.Stale, "b.txt"):
            self.spliced("<!-- record: b.txt -->")
        with self.assertRaisesRegex(splice.Stale, "a.txt: no line begins with 'nothing'"):
            self.spliced("<!-- record: a.txt from nothing -->")

    def test_the_documents_show_what_their_records_say(self):
        check = subprocess.run([ROOT / "docs/splice", "--check"], capture_output=True, text=True)
        self.assertEqual((check.returncode, check.stderr), (0, ""))
        marks = sum(len(splice.MARK.findall((ROOT / name).read_text())) for name in splice.DOCUMENTS)
        self.assertGreaterEqual(marks, 5)


if __name__ == "__main__":
    unittest.main()
