"""The test programs of `./test`, on the machine with the GPU."""

import concurrent.futures
import os
import re

from accepting.run import NotHere, StepFailed

SHARDS = 4  # of each program, to fill the cores


def programs(a, found):
    """All that the folder holds, at the same time, each in some shards."""
    folder = a.folder / "tests"
    names = sorted(path.name for path in folder.glob("test_*") if os.access(path, os.X_OK) and path.is_file()) if folder.is_dir() else []
    if not names:
        raise NotHere("the folder holds no test programs")
    tallies = found["programs"] = {name: {"passed": 0, "skipped": 0, "failed": []} for name in names}
    problems = found["problems"] = []

    def run(name, shard):
        environment = ["env", f"GTEST_TOTAL_SHARDS={SHARDS}", f"GTEST_SHARD_INDEX={shard}", f"CROSSOVER_PROGRAM={a.folder / 'crossover'}",
                       f"CROSSOVER_TEST_DATA={folder / 'data'}"]
        try:
            for line in a.lines([*environment, folder / name], limit=150):
                tally(tallies[name], line)
        except (StepFailed, NotHere) as failure:
            problems.append(f"{name}, shard {shard}: {failure}")

    with concurrent.futures.ThreadPoolExecutor(max(1, (os.cpu_count() or 1) // 2)) as pool:
        list(pool.map(lambda task: run(*task), [(name, shard) for name in names for shard in range(SHARDS)]))
    failed = [test for tally in tallies.values() for test in tally["failed"]]
    if failed or problems:
        raise StepFailed("; ".join([*(f"{test} failed" for test in failed), *problems][:3]))


def tally(counts, line):
    """By GoogleTest's lines on one test each."""
    if match := re.match(r"\[ +(OK|SKIPPED|FAILED) +\] (\S+?)(?:, where .*)? \(\d+ ms\)", line):
        outcome, test = match.groups()
        if outcome == "FAILED":
            counts["failed"].append(test)
        else:
            counts["passed" if outcome == "OK" else "skipped"] += 1
