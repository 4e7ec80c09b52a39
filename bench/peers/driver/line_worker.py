"""A peer that is a process of its own and speaks the line protocol of loops/serve.py."""

import json
import os
import select
import signal
import subprocess
import tempfile

from driver.peer import Failed, Timing, Unavailable
from driver.places import LOOPS

PATIENCE = 120  # seconds; numba compiles for about ten on a slow machine
GRACE = 2  # seconds to end after stdin has


def python(loop, *more):
    """How to start a loop written in Python."""

    def start(setting, workers):
        return python_worker(setting.python, loop, *setting.arguments(workers), *more)

    return start


def python_worker(interpreter, loop, *arguments):
    # -B keeps __pycache__ out of the listing of what is compared.
    return LineWorker([interpreter, "-B", LOOPS / loop, *arguments])


class LineWorker:
    def __init__(self, command):
        self._errors = tempfile.TemporaryFile()
        self._process = subprocess.Popen(
            command,
            bufsize=0,  # select() sees only what no buffer holds
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._errors,
            start_new_session=True,  # Ctrl-C is for the driver, which then ends the whole group
        )
        try:
            self.about = self._introduction()
        except BaseException:
            self.close()
            raise

    def work(self, amount):
        try:
            self._process.stdin.write(b"%d\n" % amount)
        except BrokenPipeError:
            raise Failed(self._last_words()) from None
        answer = self._line()
        try:
            number, seconds = answer.split()
            return Timing(int(number), float(seconds))
        except ValueError:
            raise Failed(f"answered '{answer}', not 'ANSWER SECONDS'") from None

    def close(self):
        self._process.stdin.close()
        try:
            self._process.wait(GRACE)
        except subprocess.TimeoutExpired:
            os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()
        self._process.stdout.close()
        self._errors.close()

    def _introduction(self):
        word, _, rest = self._line().partition(" ")
        if word == "unavailable":
            raise Unavailable(rest)
        if word != "ready":
            raise Failed(f"began with '{word}', not with 'ready'")
        try:
            return json.loads(rest)
        except ValueError:
            raise Failed(f"is ready with '{rest}', which is not JSON") from None

    def _line(self):
        readable, _, _ = select.select([self._process.stdout], [], [], PATIENCE)
        if not readable:
            raise Failed(f"no answer within {PATIENCE} s")
        line = self._process.stdout.readline().decode()
        if not line:
            raise Failed(self._last_words())
        return line.strip()

    def _last_words(self):
        self._process.wait()
        self._errors.seek(0)
        said = self._errors.read().decode(errors="replace").strip().splitlines()
        return f"ended early: {said[-1] if said else f'exit code {self._process.returncode}'}"
