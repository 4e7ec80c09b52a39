"""What docs/json.md has people type in a notebook, run on files that the program has just written.

Needs python3-pandas, python3-matplotlib, and the program: build/dev/crossover, or the one that CROSSOVER names.
"""

import json
import os
import re
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

import pandas

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = Path(os.environ.get("CROSSOVER", ROOT / "build/dev/crossover"))
CODE = re.findall(r"```python\n(.*?)```", (ROOT / "docs/json.md").read_text(), re.DOTALL)
SIZES = ["--samples", "1e4,1e5,1e6", "--longest", "5"]


class Notebooks(unittest.TestCase):
    def setUp(self):
        temporary = tempfile.TemporaryDirectory()
        self.addCleanup(temporary.cleanup)
        self.folder = Path(temporary.name)

    def write(self, *arguments):
        subprocess.run([PROGRAM, *arguments, "--quiet"], cwd=self.folder, check=True, stdout=subprocess.DEVNULL, timeout=120)

    def test_the_code_draws(self):
        self.assertEqual(len(CODE), 2)
        self.write("compare", *SIZES, "--time-limit", "4", "--csv-rounds", "rounds.csv", "--json", "result.json")
        for code, picture in zip(CODE, ("rates.png", "fastest.png")):
            with self.subTest(picture):
                self.assertEqual(len(code.splitlines()), 5)
                environment = os.environ | {"MPLBACKEND": "Agg", "MPLCONFIGDIR": str(self.folder)}
                subprocess.run([sys.executable, "-c", code], cwd=self.folder, check=True, env=environment, timeout=120)
                self.assertTrue((self.folder / picture).read_bytes().startswith(b"\x89PNG"))

    def test_rounds_are_those_of_the_document(self):
        self.write("compare", *SIZES, "-b", "serial,threads", "--time-limit", "3", "--csv-rounds", "rounds.csv", "--json", "result.json")
        rounds = pandas.read_csv(self.folder / "rounds.csv", float_precision="round_trip")
        result = json.loads((self.folder / "result.json").read_text())
        expected = 0
        for run in result["runs"]:
            if "unavailable" in run:
                continue
            of_run = rounds[(rounds.backend == run["backend"]) & (rounds.samples == run["samples"])]
            for kind, summary in (("warm", run["seconds"]["warm"]), ("cold", run["seconds"]["cold_rounds"])):
                raw = summary["raw"] if summary else []
                of_kind = of_run[of_run.kind == kind]
                self.assertEqual(list(of_kind["round"]), list(range(1, len(raw) + 1)))
                self.assertEqual(list(of_kind.seconds), raw)
                expected += len(raw)
        expected += sum(len(between["seconds"]["raw"]) for between in result["sizes_between"])
        self.assertEqual(len(rounds), expected)

    def test_rounds_of_sorts_too(self):
        self.write("sort", "--keys", "1000", "--sorter", "std", "--sharing", "sequential,pool", "--time-limit", "0.5", "--csv-rounds", "rounds.csv")
        rounds = pandas.read_csv(self.folder / "rounds.csv")
        self.assertEqual(set(rounds.sharing), {"sequential", "pool"})
        self.assertEqual(set(rounds.kind), {"cold", "warm"})
        self.assertTrue((rounds.seconds > 0).all())


if __name__ == "__main__":
    unittest.main()
