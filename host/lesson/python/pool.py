"""Pi by a pool of processes, its start included: pool.py WORKERS,... POINTS..."""

import multiprocessing
import sys

from cells import calc_pi, end_with_parent, seconds_of, tell


def run(workers, n):
    with multiprocessing.get_context("spawn").Pool(workers) as pool:
        batch_size = n // workers
        return sum(pool.map(calc_pi, [batch_size] * workers)) / workers


def main():
    end_with_parent()
    all_workers = [int(workers) for workers in sys.argv[1].split(",")]
    for points in map(int, sys.argv[2:]):
        tell(f"pool.1.{points}", "seconds", seconds_of(lambda: calc_pi(points)))
        for workers in all_workers:
            tell(f"pool.{workers}.{points}", "seconds", seconds_of(lambda: run(workers, points)))


if __name__ == "__main__":
    main()
