"""A peer in C++: compiled into the scratch folder, then a line worker."""

import re
import subprocess
from pathlib import Path

from driver.line_worker import LineWorker
from driver.peer import Unavailable
from driver.places import LOOPS

COMPILER = ("g++", "-O3", "-march=native")
STANDARD = "-std=gnu++20"


def cpp(loop, package, *libraries):
    """How to start a loop written in C++ that needs headers and libraries of `package`."""

    def start(setting, workers):
        binary = compiled(loop, setting.scratch, package, libraries)
        worker = LineWorker([binary, *setting.arguments(workers)])
        worker.about["note"] = worker.about["note"] or " ".join(COMPILER)
        return worker

    return start


def compiled(loop, folder, package, libraries):
    """The program in `folder`, where a run of several tables finds it again."""
    binary = folder / Path(loop).stem
    if not binary.exists():
        compile_loop(loop, binary, f"apt-get install g++ {package}".strip(), libraries)
    return binary


def compile_loop(loop, binary, remedy, libraries):
    command = [*COMPILER, STANDARD, "-o", binary, loop, *(f"-l{name}" for name in libraries)]
    try:
        done = subprocess.run(command, cwd=LOOPS, capture_output=True, text=True)
    except FileNotFoundError:
        raise Unavailable(f"no {COMPILER[0]}; {remedy}") from None
    if done.returncode != 0:
        raise Unavailable(f"{first_error(done.stderr)}; {remedy}")


def first_error(messages):
    """What the compiler or the linker found wrong."""
    found = re.search("error: (.*)|(cannot find .*)", messages)
    return found[found.lastindex] if found else "does not compile"
