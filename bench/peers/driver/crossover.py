"""The peer that others are compared with: one process of crossover a count."""

import json
import os
import subprocess
from contextlib import contextmanager
from time import perf_counter

from driver.peer import SEED, Failed, Timing, Unavailable, Wrong

SCHEMA = "crossover/2"
PATIENCE = 120  # seconds
WARM_UP = 1000  # samples
BACKEND_UNAVAILABLE, VERIFICATION_FAILED = 5, 3  # exit codes of crossover


def crossover(backend, kernel, *more, kind=None):
    """How to start a backend of crossover with a kernel; `kind` of CrossoverProcess."""

    def start(setting, workers):
        options = ["--backend", backend, "--kernel", kernel, *more]
        if backend != "serial":
            options += ["--workers", str(workers)]
        return (kind or CrossoverProcess)(setting.crossover, options)

    return start


class CrossoverProcess:
    def __init__(self, program, options):
        self._program = program
        self._options = options
        self.about = {}
        self.run(WARM_UP)  # the file is in the page cache from here on, and `about` is known

    def work(self, samples):
        started = perf_counter()
        pi_run = self.run(samples)
        process_seconds = perf_counter() - started
        with promised():
            return Timing(int(pi_run["hits"]), self.seconds(pi_run["seconds"]), process_seconds)

    def run(self, samples):
        """What the JSON document says of the one run."""
        command = [self._program, "pi", "--samples", str(samples), "--seed", str(SEED)]
        document = parse(run([*command, *self._options, "--json", "-", "--quiet"]))
        self.about = about(document)
        return run_of(document, samples)

    def seconds(self, seconds):
        return seconds["cold"]

    def close(self):
        """Nothing to end: no process outlives its count."""


class WarmCrossover(CrossoverProcess):
    """Starting the workers does not count."""

    def seconds(self, seconds):
        return seconds["cold"] - seconds["setup"]


class CrossoverStarts(CrossoverProcess):
    """Its work is to start the workers, and its answer how many there were."""

    def work(self, starts):
        runs = [self.run(WARM_UP) for _ in range(starts)]
        with promised():
            setups = (pi_run["seconds"]["setup"] for pi_run in runs)
            return Timing(sum(pi_run["workers"] for pi_run in runs), sum(setups))


def devices(program):
    """What `crossover devices` says of the backends, the sorters and the machine."""
    return parse(run([program, "devices", "--json", "-"]))


def run(command, patience=PATIENCE):
    """The JSON that the command writes."""
    try:
        done = subprocess.run(
            command, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=patience
        )
    except OSError as error:
        program = os.path.relpath(command[0])
        raise Unavailable(f"cannot run {program} ({error.strerror}); ./run builds it") from None
    except subprocess.TimeoutExpired:
        raise Failed(f"no answer within {patience:g} s") from None
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


def run_of(document, samples):
    """The document's one run, which must have counted `samples`."""
    with promised():
        pi_run = document["runs"][0]
        if "unavailable" in pi_run:
            raise Unavailable(pi_run["unavailable"])
        if pi_run["samples"] != samples:
            raise Failed(f"counted {pi_run['samples']} samples instead of {samples}")
        return pi_run


@contextmanager
def promised():
    """Reading what the schema says is there."""
    try:
        yield
    except (ValueError, LookupError, TypeError) as error:
        raise Failed(f"its JSON lacks what {SCHEMA} promises ({error!r})") from None


def about(document):
    return {
        "versions": {"crossover": document.get("version")},
        "machine": document.get("machine"),
        "build": document.get("build"),
    }
