"""Pi by a pool of processes, its start included: pool.py BREAK_EVEN WORKERS,... POINTS...

With so many workers as BREAK_EVEN says, it also measures from how many points on a pool pays; not with 0.
"""

import multiprocessing
import sys

import break_even
from cells import calc_pi, end_with_parent, seconds_of, tell


def run(workers, n):
    with multiprocessing.get_context("spawn").Pool(workers) as pool:
        batch_size = n // workers
        return sum(pool.map(calc_pi, [batch_size] * workers)) / workers


def main():
    end_with_parent()
    pays_with = int(sys.argv[1])
    all_workers = [int(workers) for workers in sys.argv[2].split(",")]
    for points in map(int, sys.argv[3:]):
        tell(f"pool.1.{points}", "seconds", seconds_of(lambda: calc_pi(points)))
        for workers in all_workers:
            tell(f"pool.{workers}.{points}", "seconds", seconds_of(lambda: run(workers, points)))
    if pays_with:
        break_even.measure("processes.loop", pays_with, calc_pi, lambda n: run(pays_with, n), 100_000)


if __name__ == "__main__":
    main()
