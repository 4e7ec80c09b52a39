"""What the programs of this folder have in common: how a cell is timed, and told to the program that started them.

A line for each figure: the cell's name, what it is, and its value, with tabs in between.

    threads.plain   seconds     4.08
    threads.plain   result      3.1416
    threads.numba   missing     numba
"""

import os
import random
import shutil
import signal
import statistics
import sys
import threading
import time


def tell(cell, what, value):
    print(cell, what, value, sep="\t", flush=True)


def end_with_parent():
    """As soon as nobody holds the other end of standard input: ends this program and all processes that it has started,
    and removes the folder that it was put into."""
    os.setpgid(0, 0)
    # A pool ends its processes by SIGTERM, which whoever starts this program blocks in it.
    signal.pthread_sigmask(signal.SIG_UNBLOCK, (signal.SIGHUP, signal.SIGINT, signal.SIGTERM))

    def watch():
        while os.read(0, 4096):
            pass
        shutil.rmtree(os.path.dirname(os.path.abspath(__file__)), ignore_errors=True)
        os.killpg(0, signal.SIGKILL)

    threading.Thread(target=watch, daemon=True).start()


def seconds_of(work):
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def median_seconds(work, at_least=0.3, runs=7):
    """Of several runs, each of as many calls as take a while: what %timeit does, but the median."""
    calls = 1
    while (one := seconds_of(lambda: [work() for _ in range(calls)])) < at_least / runs / 2:
        calls *= max(2, min(10, int(at_least / runs / max(one, 1e-9))))
    times = [seconds_of(lambda: [work() for _ in range(calls)]) / calls for _ in range(runs)]
    return statistics.median(times)


def in_threads(target, *arguments):
    """One thread for each of the arguments, all at the same time."""
    threads = [threading.Thread(target=target, args=(a,)) for a in arguments]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def calc_pi(n):
    """The plain loop of the lesson."""
    hits = 0
    for _ in range(n):
        x = random.uniform(-1, 1)
        y = random.uniform(-1, 1)
        if x * x + y * y < 1.0:
            hits += 1
    return 4 * hits / n


def module(name, *cells):
    """A module that may not be installed: then the cells that need it say so, and there is none."""
    try:
        return __import__(name)
    except ImportError:
        for cell in cells:
            tell(cell, "missing", name)
        return None


def arguments():
    return [int(argument) for argument in sys.argv[1:]]
