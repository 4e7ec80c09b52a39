"""How work is shared out: crossover's ways and Python's. A new peer is a file in loops/ and a row here."""

from dataclasses import dataclass
from typing import Optional

from driver.comparing import compared
from driver.crossover import CrossoverStarts, WarmCrossover, crossover
from driver.exercise import Exercise
from driver.line_worker import python
from driver.peer import Peer, unavailable
from driver.verify import (
    verify,
    verify_equal,
    verify_starts,
    what_was_checked,
    what_was_started,
)

ALL = None  # workers: as many as the command is asked to use
TWO = 2  # as in the lesson


@dataclass(frozen=True)
class Comparison:
    """How `crossover compare` is called for the rows of a table."""

    samples: int
    options: tuple = ()


@dataclass(frozen=True)
class Question:
    title: str
    exercise: Exercise
    comparison: Optional[Comparison] = None  # None: the driver times the rows in rounds of its own


def questions(backends):
    """`backends`: of `crossover devices --json -`. A row for one that is not there says so."""
    return (
        messages(backends),
        chunks_and_shares(backends),
        pool_starts(backends),
        pool_counts(backends),
        lock_held(backends),
        lock_released(backends),
        python_threads(),
    )


def messages(backends):
    name = "crossover queue"
    start = crossover("queue", "simd", "--chunk", "1")
    return Question(
        "One point a message to two workers, and one answer a message back",
        counting(
            (
                Peer(name, where("queue", backends, start), TWO, exact=True),
                Peer("multiprocessing.Queue", python("messages.py", "processes"), TWO, target=50),
                Peer("queue.Queue, threads", python("messages.py", "threads"), TWO),
            ),
            short="queue",
            rate_unit="messages",
        ),
    )


def chunks_and_shares(backends):
    return Question(
        "Chunks through a queue, and shares for processes, beside threads: 1e9 samples",
        comparing(
            backend_row("threads", backends, ALL),
            backend_row("queue", backends, ALL, bounds=(0.99, None)),
            backend_row("processes", backends, ALL, bounds=(0.98, None)),
        ),
        Comparison(10**9),
    )


def pool_starts(backends):
    start = where("processes", backends, crossover("processes", "simd", kind=CrossoverStarts))
    return Question(
        "Starting two worker processes",
        Exercise(
            (
                Peer("crossover processes", start, TWO),
                *(
                    Peer(f"multiprocessing.Pool, {method}", python("pool_start.py", method), TWO)
                    for method in ("fork", "forkserver", "spawn")
                ),
            ),
            "crossover processes",
            rate_unit="starts",
            first_amount=1,
            verify=verify_starts,
            what_was_checked=what_was_started,
            short="crossover",
            as_time=True,
        ),
    )


def pool_counts(backends):
    start = where("processes", backends, crossover("processes", "simd", kind=WarmCrossover))
    return Question(
        "Counting in two worker processes that run already",
        counting(
            (
                Peer("crossover processes", start, TWO, exact=True),
                shared("multiprocessing.Pool, numba", "processes", "numba_nogil"),
                shared("multiprocessing.Pool, Python loop", "processes", "python_loop"),
            ),
            short="crossover",
        ),
    )


def lock_held(backends):
    return lock(
        "Two workers of crossover that hold one lock while they count, as under the GIL",
        backend_row("serial", backends),
        backend_row("gil", backends, TWO, bounds=(0.9, 1.05)),
    )


def lock_released(backends):
    return lock(
        "Two workers of crossover that release the lock while they count",
        backend_row("serial", backends),
        backend_row("gil", backends, TWO, bounds=(1.94, None)),
        "--release-gil",
    )


def lock(title, alone, both, *options):
    comparison = Comparison(10**8, ("--kernel", "scalar", *options))
    return Question(f"{title}: 1e8 samples, scalar", comparing(alone, both), comparison)


def python_threads():
    loop, nogil = "Python loop", "numba nogil"
    return Question(
        "Two threads of Python that hold the GIL, and two that release it",
        counting(
            (
                Peer(loop, python("python_loop.py")),
                shared(f"{loop}, threads", "threads", "python_loop", alone=loop),
                Peer(nogil, python("numba_nogil.py")),
                shared(f"{nogil}, threads", "threads", "numba_nogil", alone=nogil),
            ),
            short="Python loop",
        ),
    )


def shared(name, pool, loop, alone=None):
    return Peer(name, python("shared_loop.py", pool, loop), TWO, alone=alone)


def backend_row(backend, backends, workers=1, bounds=None):
    start = where(backend, backends, compared(backend))
    return Peer(f"crossover {backend}", start, workers, exact=True, bounds=bounds)


def comparing(*peers):
    return counting(peers, short=peers[0].name.split()[-1], verify=verify_equal)


def counting(peers, short, rate_unit="samples", verify=verify):
    """The first of the peers is the one that the others are compared with."""
    return Exercise(
        peers,
        peers[0].name,
        rate_unit=rate_unit,
        first_amount=1000,
        verify=verify,
        what_was_checked=what_was_checked,
        short=short,
    )


def where(backend, backends, start):
    """`start` where crossover has the backend; otherwise how to say that it has not."""
    known = {row["backend"]: row for row in backends}
    if backend not in known:
        return unavailable(f"this crossover has no backend '{backend}'; ./run builds a newer one")
    why = known[backend].get("unavailable")
    return unavailable(why) if why else start
