"""One acceptance run: its programs, its time, and its record."""

import contextlib
import datetime
import itertools
import json
import os
import pathlib
import re
import signal
import subprocess
import tempfile
import threading
import time

WRONG = 3  # crossover's exit code for hits or keys that are wrong


class StepFailed(Exception):
    """The step ran and did not pass. `exit_code` is that of the command that failed, None where that is not the cause;
    `found` is what it reported all the same."""

    def __init__(self, why, exit_code=None, found=None):
        super().__init__(why)
        self.exit_code = exit_code
        self.found = found or {}


class WrongHits(StepFailed):
    """The GPU counts or sorts wrongly: no figure of it is worth anything."""


class NotHere(Exception):
    """The step cannot run on this machine, or there is no time for it."""


class Acceptance:
    """The folder with the programs, the time that is left, and the record so far."""

    def __init__(self, folder, record_root, minutes):
        self.folder = folder
        self.record_root = record_root
        self.deadline = self.deadline_of_step = time.monotonic() + 60 * minutes
        self.record_folder = None
        self.record = {"schema": "crossover-gpu/2", "date": datetime.datetime.now().astimezone().isoformat(timespec="seconds"), "steps": {}}
        self.summary = lambda record: ""

    def seconds_left(self):
        """For the step that runs."""
        return min(self.deadline, self.deadline_of_step) - time.monotonic()

    def lines(self, command, limit):
        """What a command prints, line by line as it comes. Raises StepFailed when it fails, and when it did not end
        within `limit` seconds: it gets SIGTERM then, so that crossover still prints its report, and SIGKILL 3 s later."""
        command = [str(word) for word in command]
        limit = min(limit, self.seconds_left())
        if limit <= 1:
            raise NotHere("no time was left")
        with tempfile.TemporaryFile(mode="w+") as errors:
            try:
                process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=errors, text=True, start_new_session=True)
            except OSError as error:
                raise StepFailed(f"{command[0]} cannot run: {error.strerror}") from None
            cut = threading.Event()
            timers = [threading.Timer(limit, end, (process, signal.SIGTERM, cut)), threading.Timer(limit + 3, end, (process, signal.SIGKILL, cut))]
            for timer in timers:
                timer.start()
            try:
                yield from process.stdout
                process.wait()
            finally:
                for timer in timers:
                    timer.cancel()
                end(process, signal.SIGKILL)
                process.wait()
                process.stdout.close()
            errors.seek(0)
            said = errors.read().strip().splitlines()
        name = " ".join([pathlib.Path(command[0]).name, *command[1:3]])
        if cut.is_set():
            raise StepFailed(f"{name} did not end within {limit:.0f} s")
        if process.returncode != 0:
            raise StepFailed(f"{name}: {said[-1] if said else f'exit code {process.returncode}'}", process.returncode)

    def run(self, command, limit=120):
        """All that a command printed."""
        return "".join(self.lines(command, limit))

    def rows(self, command, limit, rows):
        """Appends a command's lines of JSON to `rows` as they come. A line that was cut is left out."""
        for line in self.lines(command, limit):
            with contextlib.suppress(ValueError):
                rows.append(json.loads(line))
                self.write()

    def crossover(self, *arguments, limit=120):
        """What crossover reports, as JSON; also a report of part of the work is kept."""
        said = []
        try:
            for line in self.lines([self.folder / "crossover", *arguments, "--json", "-"], limit):
                said.append(line)
        except StepFailed as failure:
            with contextlib.suppress(ValueError):
                failure.found["report"] = json.loads("".join(said))
            if failure.exit_code == WRONG:
                raise WrongHits(str(failure), WRONG, failure.found) from None
            raise
        return json.loads("".join(said))

    def step(self, name, work, limit=float("inf")):
        """Runs a step for at most `limit` seconds."""
        start = time.monotonic()
        self.deadline_of_step = start + limit
        found = self.record["steps"][name] = {}
        try:
            work(self, found)
            passed, why = True, None
        except StepFailed as failure:
            passed, why = False, str(failure)
            found |= failure.found
            found |= {"wrong_hits": True} if isinstance(failure, WrongHits) else {}
        except NotHere as reason:
            passed, why = None, str(reason)
        except (KeyError, TypeError, ValueError, OSError) as surprise:  # a program said something else than it should
            passed, why = False, f"{type(surprise).__name__}: {surprise}"
        finally:
            self.deadline_of_step = self.deadline
        found |= {"passed": passed, "seconds": round(time.monotonic() - start, 3)}
        if why:
            found["why"] = why
        self.write()
        return found

    def write(self):
        """The record so far, and its table."""
        if self.record_folder is None:
            name = re.sub(r"[^a-z0-9]+", "-", self.record.get("gpu", "gpu").lower()).strip("-")
            self.record_folder = new_folder(self.record_root / f"{datetime.date.today()}-{name}")
        replace(self.record_folder / "acceptance.json", json.dumps(self.record, indent=2) + "\n")
        replace(self.record_folder / "acceptance.txt", self.summary(self.record))


def new_folder(path):
    """That, or the first of path-2, path-3, ... that does not exist: no record is written over."""
    for number in itertools.count(1):
        folder = path if number == 1 else path.with_name(f"{path.name}-{number}")
        with contextlib.suppress(FileExistsError):
            folder.mkdir(parents=True)
            return folder


def replace(path, text):
    """A reader sees the old text or the new, never half of one."""
    aside = path.with_name("." + path.name)
    aside.write_text(text)
    os.replace(aside, path)


def end(process, with_signal, told=None):
    """Sends a signal to a command and all that it has started."""
    if told and process.poll() is None:
        told.set()
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, with_signal)
