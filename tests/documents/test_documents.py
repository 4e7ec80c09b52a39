"""The JSON documents of the program against their schema, docs/json/crossover-2.schema.json.

Needs python3-jsonschema, and the program: build/dev/crossover, or the one that CROSSOVER names.
"""

import copy
import json
import os
import re
import signal
import subprocess
import tempfile
import unittest
import unittest.mock
from pathlib import Path

import jsonschema

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = Path(os.environ.get("CROSSOVER", ROOT / "build/dev/crossover"))
WITH_GPUS = ROOT / "build/dev/tests/program/with_gpus/crossover"
FOLDER = ROOT / "docs/json"
SCHEMA = json.loads((FOLDER / "crossover-2.schema.json").read_text())
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)
COMMANDS = SCHEMA["properties"]["command"]["enum"]


def written_by(*arguments, program=PROGRAM, exit_codes=(0,)):
    ran = subprocess.run([program, *arguments, "--json", "-", "--quiet"], capture_output=True, text=True, timeout=120)
    assert ran.returncode in exit_codes, (arguments, ran.returncode, ran.stderr)
    return json.loads(ran.stdout)


def example(command):
    return json.loads((FOLDER / f"{command}.json").read_text())


class Documents(unittest.TestCase):
    def check(self, document):
        errors = [f"{error.json_path}: {error.message[:300]}" for error in VALIDATOR.iter_errors(document)]
        self.assertEqual(errors, [])

    def test_the_schema_is_one(self):
        jsonschema.Draft202012Validator.check_schema(SCHEMA)

    def test_there_is_an_example_of_each_command(self):
        for command in COMMANDS:
            with self.subTest(command):
                self.assertEqual(example(command)["command"], command)
                self.check(example(command))
        self.check(example("compare-sizes"))
        self.check(example("compare-workers"))
        self.check(example("compare-baseline"))
        self.check(example("pi-plan"))

    def test_what_every_command_writes_is_of_the_schema(self):
        for arguments in (
            ["pi", "--samples", "1e6"],
            ["pi", "--samples", "0"],
            ["pi", "--samples", "1e6", "--backend", "queue", "--chunk", "1000", "--anonymous"],
            ["pi", "--samples", "1e12", "--plan"],
            ["compare", "--samples", "1e3,1e12", "--plan"],
            ["compare", "--samples", "1e6", "--time-limit", "1"],
            ["compare", "--samples", "0", "--time-limit", "1"],
            ["compare", "--samples", "1e3..1e6", "--points-per-decade", "1", "--time-limit", "3"],
            ["compare", "--samples", "1e4,1e5,1e6,1e7", "--time-limit", "2", "--longest", "2ms"],
            ["compare", "--workers", "1..3", "--scaling", "both", "--samples", "1e6", "--time-limit", "2"],
            ["sort", "--keys", "1e2..1e4", "--points-per-decade", "1", "--time-limit", "1"],
            ["sort", "--keys", "0", "--time-limit", "0.1"],
            ["tune", "--samples", "1e6", "--time-limit", "1"],
            ["tune", "--samples", "1e6", "--backend", "serial,threads", "--time-limit", "1", "--exhaustive"],
            ["lesson", "--time-limit", "1"],
            ["devices"],
            ["selftest"],
        ):
            with self.subTest(" ".join(arguments)):
                document = written_by(*arguments)
                self.check(document)
                self.assertEqual("host" in document["provenance"], "--anonymous" not in arguments)

    def test_what_is_held_against_a_baseline_is_of_the_schema_too(self):
        with tempfile.TemporaryDirectory() as folder, unittest.mock.patch.dict(os.environ, XDG_STATE_HOME=folder):
            for command in (["compare", "--samples", "1e5,1e6", "--time-limit", "2"], ["sort", "--keys", "1000", "--time-limit", "1"]):
                with self.subTest(" ".join(command)):
                    kept = written_by(*command, "--save-baseline", "main")
                    self.check(kept)
                    held = written_by(*command, "--baseline", "main", exit_codes=(0, 4))
                    self.check(held)
                    self.assertEqual(len(held["baseline"]["runs"]), sum("seconds" in run for run in kept["runs"]))
            self.check(written_by("baseline", "list"))
            self.check(written_by("baseline", "show", "main"))
            self.check(written_by("baseline", "remove", "main"))

    def test_devices_have_meters_of_their_own(self):
        pi = written_by("pi", "--samples", "1e6", "--backend", "cuda", program=WITH_GPUS)
        self.check(pi)
        self.assertEqual(list(pi["runs"][0]["meters"]), ["cpu", "kernel", "reduce", "cpu_energy", "gpu_energy"])
        self.assertEqual(sorted(pi["runs"][0]["setup_meters"]), ["code", "context", "driver_start", "memory"])
        sort = written_by("sort", "--keys", "1000", "--sorter", "std,cuda", "--time-limit", "0.1", program=WITH_GPUS)
        self.check(sort)
        self.assertIn("to_device", sort["runs"][-1]["meters"])
        hybrid = written_by("compare", "--samples", "1e6", "--backend", "threads,cuda,hybrid", "--time-limit", "0.1", program=WITH_GPUS)
        self.check(hybrid)
        scaling = written_by("compare", "--device", "1..2", "--samples", "1e6", "--backend", "cuda,hybrid", "--time-limit", "2", program=WITH_GPUS)
        self.check(scaling)
        self.assertEqual([found["of"] for found in scaling["scaling"]], ["gpus", "gpus"])

    def test_what_was_stopped_or_failed_is_of_the_schema_too(self):
        for arguments in (["pi", "--samples", "1e12"], ["compare", "--samples", "1e10"], ["sort", "--keys", "1e7"], ["tune"], ["lesson"]):
            with self.subTest(" ".join(arguments)), tempfile.TemporaryDirectory() as folder:
                file = Path(folder) / "stopped.json"
                running = subprocess.Popen([PROGRAM, *arguments, "--json", file, "--quiet"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
                try:
                    running.wait(timeout=1)
                except subprocess.TimeoutExpired:
                    running.send_signal(signal.SIGINT)
                self.assertEqual(running.wait(timeout=60), 130)
                self.check(json.loads(file.read_text()))

    def test_a_member_that_is_missing_or_that_nobody_knows_is_no_document(self):
        """Were it not so, the schema could agree with anything."""
        for command in COMMANDS:
            document = example(command)
            for member in document:
                less = {name: value for name, value in document.items() if name != member}
                self.assertFalse(VALIDATOR.is_valid(less), f"{command} without {member}")
            self.assertFalse(VALIDATOR.is_valid(document | {"more": 1}), command)
            for name in ("runs", "candidates", "results", "backends", "cells"):
                if document.get(name):
                    more = copy.deepcopy(document)
                    more[name][0]["more"] = 1
                    self.assertFalse(VALIDATOR.is_valid(more), f"{command} {name}")

    def test_the_pictures_in_the_readme_are_what_their_records_give(self):
        """<!-- chart: RECORD --> stands before each: ![...](docs/pictures/NAME.svg)."""
        readme = (ROOT / "README.md").read_text()
        pictures = re.findall(r"<!-- chart: (\S+) -->\n!\[[^\]]*\]\((docs/pictures/\S+\.svg)\)", readme)
        self.assertEqual(len(pictures), len(list((ROOT / "docs/pictures").iterdir())))
        for record, picture in pictures:
            with tempfile.TemporaryDirectory() as folder:
                subprocess.run([PROGRAM, "report", ROOT / record, "--svg", folder], check=True, stdout=subprocess.DEVNULL, timeout=60)
                drawn = (Path(folder) / Path(picture).name).read_text()
            self.assertEqual(drawn, (ROOT / picture).read_text(), f"crossover report {record} --svg docs/pictures draws it anew")

    def test_the_description_names_every_member(self):
        described = (ROOT / "docs/json.md").read_text()
        names = set()
        for definition in SCHEMA["$defs"].values():
            names |= set(definition.get("properties", {}))
        for command in SCHEMA["allOf"]:
            names |= set(command["then"]["properties"])
        names |= set(SCHEMA["properties"])
        missing = sorted(name for name in names if not re.search(rf"`[^`]*\b{name}\b[^`]*`", described))
        self.assertEqual(missing, [])


if __name__ == "__main__":
    unittest.main()
