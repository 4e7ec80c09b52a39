"""The peer that all others are compared with: one process of crossover a count."""

import json
import os
import subprocess
from time import perf_counter

from driver.peer import SEED, Failed, Timing, Unavailable, Wrong

SCHEMA = "crossover/1"
PATIENCE = 120  # seconds
BACKEND_UNAVAILABLE, VERIFICATION_FAILED = 5, 3  # exit codes of crossover


def crossover(backend, kernel):
    """How to start a backend of crossover with a kernel."""

    def start(setting, workers):
        options = ["--backend", backend, "--kernel", kernel]
        if backend != "serial":
            options += ["--workers", str(workers)]
        return CrossoverProcess(setting.crossover, options)

    return start


class CrossoverProcess:
    def __init__(self, program, options):
        self._program = program
        self._options = options
        self.about = {}
        self.work(1000)  # the file is in the page cache from here on, and `about` is known

    def work(self, samples):
        command = [self._program, "pi", "--samples", str(samples), "--seed", str(SEED)]
        command += [*self._options, "--json", "-", "--quiet"]
        started = perf_counter()
        output = run(command)
        process_seconds = perf_counter() - started
        document = parse(output)
        self.about = about(document)
        return Timing(*hits_and_seconds(document, samples), process_seconds)

    def close(self):
        """Nothing to end: no process outlives its count."""


def run(command):
    """The JSON that the command writes."""
    try:
        done = subprocess.run(
            command, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=PATIENCE
        )
    except OSError as error:
        program = os.path.relpath(command[0])
        raise Unavailable(f"cannot run {program} ({error.strerror}); ./run builds it") from None
    except subprocess.TimeoutExpired:
        raise Failed(f"no answer within {PATIENCE} s") from None
    if done.returncode == 0:
        return done.stdout
    why = (done.stderr.strip() or "no message").splitlines()[-1].removeprefix("crossover: ")
    if done.returncode == BACKEND_UNAVAILABLE:
        raise Unavailable(why)
    if done.returncode == VERIFICATION_FAILED:
        raise Wrong(why)
    raise Failed(f"exit code {done.returncode} (negative: a signal), {why}")


def parse(output):
    """The document, once its schema is the one known here."""
    try:
        document = json.loads(output)
        schema = document["schema"]
    except (ValueError, LookupError, TypeError):
        raise Failed("its output is no JSON document with a schema") from None
    if schema != SCHEMA:
        raise Failed(f"its JSON has the schema '{schema}', not '{SCHEMA}'")
    return document


def hits_and_seconds(document, samples):
    """Of the document's one run, which must have counted `samples`."""
    try:
        pi_run = document["runs"][0]
        if "unavailable" in pi_run:
            raise Unavailable(pi_run["unavailable"])
        if pi_run["samples"] != samples:
            raise Failed(f"counted {pi_run['samples']} samples instead of {samples}")
        return int(pi_run["hits"]), float(pi_run["seconds"]["cold"])
    except (ValueError, LookupError, TypeError) as error:
        raise Failed(f"its JSON lacks what {SCHEMA} promises ({error!r})") from None


def about(document):
    return {
        "versions": {"crossover": document.get("version")},
        "machine": document.get("machine"),
        "build": document.get("build"),
    }
