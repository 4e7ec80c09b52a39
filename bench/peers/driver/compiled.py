"""A peer in C++: compiled into the scratch folder, then a line worker."""

import subprocess
from pathlib import Path

from driver.line_worker import LineWorker
from driver.peer import Unavailable
from driver.places import LOOPS

COMPILER = ("g++", "-O3", "-march=native")


def cpp(loop, package):
    """How to start a loop written in C++ that needs the headers of `package`."""

    def start(setting, workers):
        binary = setting.scratch / Path(loop).stem
        compile_loop(loop, binary, package)
        worker = LineWorker([binary, str(workers)])
        worker.about["note"] = " ".join(COMPILER)
        return worker

    return start


def compile_loop(loop, binary, package):
    try:
        done = subprocess.run(
            [*COMPILER, "-o", binary, loop], cwd=LOOPS, capture_output=True, text=True
        )
    except FileNotFoundError:
        raise Unavailable(f"no {COMPILER[0]}; apt-get install g++ {package}") from None
    if done.returncode != 0:
        raise Unavailable(f"{first_error(done.stderr)}; apt-get install g++ {package}")


def first_error(messages):
    errors = [line.split("error: ", 1)[1] for line in messages.splitlines() if "error: " in line]
    return errors[0] if errors else "does not compile"
