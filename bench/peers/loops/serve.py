"""The Python side of the line protocol; serve.hpp is the C++ side.

    loop -> driver   ready {"versions": {...}, "note": "..."}      or      unavailable WHY
    driver -> loop   N                                             samples to count; sorts: serve_sorts.py
    loop -> driver   ANSWER SECONDS                                hits; SECONDS: the counting alone
"""

import importlib
import json
import platform
import sys
from time import perf_counter


def workers():
    """How many workers the driver asks this loop to use."""
    return int(sys.argv[1])


def require(module, package):
    """The imported module; without it this process says what to install, and ends."""
    try:
        return importlib.import_module(module)
    except ImportError as error:
        print(f"unavailable {error}; apt-get install {package}", flush=True)
        sys.exit()


def say_ready(versions=None, note=""):
    about = {"versions": {"python": platform.python_version(), **(versions or {})}, "note": note}
    print("ready", json.dumps(about), flush=True)


def serve(count, versions=None, note=""):
    """Answers every N on stdin with `count(N)` and its seconds, until stdin ends."""
    count(1000)  # compiles what is compiled at the first call, and starts its threads
    say_ready(versions, note)
    for line in sys.stdin:
        samples = int(line)
        started = perf_counter()
        hits = count(samples)
        seconds = perf_counter() - started
        print(hits, seconds, flush=True)
