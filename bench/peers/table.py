"""Who counts hits. A new peer is a file in loops/ and a row here."""

from driver.compiled import cpp
from driver.crossover import crossover
from driver.exercise import Exercise
from driver.line_worker import python
from driver.peer import Peer
from driver.verify import verify, what_was_checked

ALL = None  # workers: as many as the command is asked to use
REFERENCE = "crossover serial simd"

PEERS = (
    Peer(REFERENCE, crossover("serial", "simd"), exact=True),
    Peer("crossover serial scalar", crossover("serial", "scalar"), exact=True),
    Peer("crossover threads simd", crossover("threads", "simd"), ALL, exact=True, alone=REFERENCE),
    Peer("crossover openmp simd", crossover("openmp", "simd"), ALL, exact=True, alone=REFERENCE),
    Peer("Random123 loop", cpp("random123_loop.cpp", "librandom123-dev"), exact=True, target=2.5),
    Peer("numpy float32", python("numpy_float32.py"), target=6),
    Peer("numba nogil", python("numba_nogil.py"), target=25),
    Peer("numba prange", python("numba_prange.py"), ALL, alone="numba nogil"),
    Peer("Python loop", python("python_loop.py")),
    Peer(
        "Python threads, GIL",
        python("shared_loop.py", "threads", "python_loop"),
        2,
        alone="Python loop",
    ),
)

EXERCISE = Exercise(
    PEERS,
    REFERENCE,
    rate_unit="samples",
    first_amount=10_000,
    verify=verify,
    what_was_checked=what_was_checked,
)
