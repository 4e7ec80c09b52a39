"""Pi by two threads: threads.py BREAK_EVEN POINTS, as many for each thread.

With so many threads as BREAK_EVEN says, it also measures from how many points on threads pay; not with 0.
"""

import time

import break_even
from cells import arguments, calc_pi, end_with_parent, in_threads, module, seconds_of, tell


def compiled(numba):
    calc_pi_nogil = numba.jit(nopython=True, nogil=True)(calc_pi)
    calc_pi_nogil(100)
    return calc_pi_nogil


def measure_break_even(code, threads, count, points_of_one):
    if threads:
        all_of_them = lambda n: in_threads(count, *[n // threads] * threads)
        break_even.measure(f"threads.{code}", threads, count, all_of_them, points_of_one)


def main():
    end_with_parent()
    pays_with, points = arguments()
    tell("threads.plain", "seconds", seconds_of(lambda: calc_pi(points)))
    numba = module("numba", "threads.numba", "threads.numba_two")
    if numba:
        fast = compiled(numba)
        tell("threads.numba", "seconds", seconds_of(lambda: fast(points)))
        tell("threads.numba_two", "seconds", seconds_of(lambda: in_threads(fast, points, points)))
        measure_break_even("numba", pays_with, fast, 1_000_000)
    cpu = time.process_time()
    tell("threads.two", "seconds", seconds_of(lambda: in_threads(calc_pi, points, points)))
    tell("threads.two_cpu", "seconds", time.process_time() - cpu)
    measure_break_even("loop", pays_with, calc_pi, 10_000)


if __name__ == "__main__":
    main()
