"""Steps that sort: the sorter's contract, Thrust beside CUB without and with the copies, CuPy and PyTorch."""

import json
import pathlib
import statistics
import sys

from accepting.counting import contract_tests
from accepting.run import NotHere, StepFailed

HERE = pathlib.Path(__file__).resolve().parent.parent
CONTRACT_TESTS_OF_SORTER = 2 * 5 * 6  # of cuda and cuda-pinned, for each type of keys, all but the two on workers and on threads
MIN_SHARE_OF_CUB = 0.98  # of the speed of CUB's radix sort, which Thrust calls


def contract(a, found):
    found["contract_tests"] = contract_tests(a, "test_sort", "*SorterContract*cuda*", CONTRACT_TESTS_OF_SORTER)


def rates(a, found):
    """1e6 to 1e8 keys. No row is begun after 25 s."""
    measured(a, found, 25, "1e6", "1e8")


def largest(a, found):
    """1e9 keys, where the GPU and the machine hold them. No row is begun after 60 s."""
    measured(a, found, 60, "1e9", "1e9")


def measured(a, found, seconds, min_keys, max_keys):
    if a.record["steps"].get("sort contract", {}).get("passed") is False:
        raise NotHere("the sorter does not keep its contract")
    rows = found["rows"] = []
    try:
        a.rows([a.folder / "sort_rates", seconds, min_keys, max_keys], seconds + 30, rows)
    finally:
        rows[:] = [sort_row(row) for row in rows]
    slow = [f"{row['keys']:.0e} {row['type']}: {row['share_of_cub']:.3f}" for row in rows if row.get("share_of_cub", 1) < MIN_SHARE_OF_CUB]
    if slow:
        raise StepFailed(f"thrust::sort is slower than {MIN_SHARE_OF_CUB} of CUB: {', '.join(slow)}")
    if not any("share_of_cub" in row for row in rows):
        raise StepFailed("nothing was sorted")


def sort_row(row):
    """A line of sort_rates with what follows from its rounds: speeds by the medians, the share by the median of ratios, of the
    faster of CUB's two in each round."""
    if "left_out" in row:
        return row
    derived = {f"{sorter}_keys_per_second": row["keys"] / statistics.median(row[sorter]) for sorter in ("thrust", "cub", "cub32")}
    derived["share_of_cub"] = statistics.median(min(cubs) / thrust for thrust, *cubs in zip(row["thrust"], row["cub"], row["cub32"]))
    for memory in ("pageable", "pinned"):
        if memory in row:
            derived[f"{memory}_keys_per_second"] = row["keys"] / statistics.median(row[memory]["seconds"])
    return {**row, **derived}


def sorters(a, found):
    """Whether a GPU pays with the copies: keys in pageable and in pinned memory beside the CPU's sorters."""
    if a.record["steps"].get("sort contract", {}).get("passed") is False:
        raise NotHere("the sorters do not keep their contract")
    command = ["sort", "--sorter", "simd,parallel,cuda,cuda-pinned", "--arrays", "1", "--sharing", "sequential", "--type", "u32"]
    document = a.crossover(*command, "--keys", "1e4..1e8", "--points-per-decade", "1", "--time-limit", "15", limit=40)
    found |= {name: document[name] for name in ("runs", "crossings", "findings", "sharing_pays")}


def peers(a, found):
    for library in ["cupy", "torch"]:
        found[library] = peer(a, library)
        a.write()


def peer(a, library):
    try:
        said = json.loads(a.run([sys.executable, HERE / "python_sort_peer", library], limit=45).splitlines()[-1])
    except StepFailed as failure:
        return {"why": str(failure)}
    for row in said["rows"]:
        if "seconds" in row:
            row["keys_per_second"] = row["keys"] / statistics.median(row["seconds"])
    return said
