"""Who sorts. A new peer is a file in loops/ and a row here."""

from driver.compiled import cpp
from driver.exercise import Exercise
from driver.line_worker import python
from driver.peer import Peer, unavailable
from driver.sorting import built, current_python, verify_sorts, what_was_sorted

ALL = None  # workers: as many as the command is asked to use
REFERENCE = "crossover simd"


def sort_exercise(task, workers, sorters, instruction_sets):
    """`sorters`: of `crossover devices --json -`; `instruction_sets`: those that vqsort can use here."""
    return Exercise(
        (
            *crossover_peers(sorters),
            *(shared_peers(task.arrays, workers) if task.arrays > 1 else ()),
            *vqsort_peers(instruction_sets),
            *STANDARD_PEERS,
            *numpy_peers(task.arrays),
            *(list_peers(task.arrays) if task.type == "i64" else ()),  # to a list, all are objects
        ),
        REFERENCE,
        rate_unit="keys",
        first_amount=1,
        verify=verify_sorts,
        what_was_checked=what_was_sorted,
        unit=task.arrays * task.keys,
    )


STANDARD_PEERS = (
    Peer("std::sort", cpp("std_sort.cpp", "")),
    Peer("std::sort, par", cpp("std_sort_par.cpp", "libtbb-dev", "tbb"), ALL, alone="std::sort"),
)


def crossover_peers(sorters):
    """simd, with which all are compared, and then the others in the order of crossover's table."""
    return [crossover_peer(row) for row in sorted(sorters, key=lambda row: row["sorter"] != "simd")]


def crossover_peer(row):
    name = row["sorter"]
    if "unavailable" in row:
        return Peer(f"crossover {name}", unavailable(row["unavailable"]))
    start = built("crossover_sorter", name, "sequential")
    return Peer(
        f"crossover {name}",
        start,
        workers=1 if row["workers"] == 1 else ALL,
        alone=REFERENCE if name == "parallel" else None,
    )


def shared_peers(arrays, workers):
    """Several arrays, each sorted by one thread."""
    for name in ("simd", "std"):
        for sharing, threads in (("threads", arrays), ("pool", min(arrays, workers))):
            start = built("crossover_sorter", name, sharing)
            yield Peer(f"crossover {name}, {sharing}", start, threads, alone=f"crossover {name}")


def vqsort_peers(instruction_sets):
    yield Peer("Highway's vqsort", cpp("highway_sort.cpp", "libhwy-dev", "hwy_contrib", "hwy"))
    for name in instruction_sets:
        yield Peer(f"vqsort, {name}", built("vqsort_forced", name), rival=True)


def numpy_peers(arrays):
    for name, start in (("np.sort, Debian's", python), ("np.sort, current", current_python)):
        yield from python_peers(name, start, "numpy_sort.py", arrays)


def list_peers(arrays):
    return python_peers("list.sort", python, "list_sort.py", arrays)


def python_peers(name, start, loop, arrays):
    yield Peer(name, start(loop, "sequential"))
    if arrays > 1:
        yield Peer(f"{name}, threads", start(loop, "threads"), arrays, alone=name)
