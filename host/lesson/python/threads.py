"""Pi by two threads: threads.py POINTS, as many for each thread."""

import time

from cells import arguments, calc_pi, end_with_parent, in_two_threads, module, seconds_of, tell


def compiled(numba):
    calc_pi_nogil = numba.jit(nopython=True, nogil=True)(calc_pi)
    calc_pi_nogil(100)
    return calc_pi_nogil


def main():
    end_with_parent()
    (points,) = arguments()
    tell("threads.plain", "seconds", seconds_of(lambda: calc_pi(points)))
    numba = module("numba", "threads.numba", "threads.numba_two")
    if numba:
        fast = compiled(numba)
        tell("threads.numba", "seconds", seconds_of(lambda: fast(points)))
        tell("threads.numba_two", "seconds", seconds_of(lambda: in_two_threads(fast, points, points)))
    cpu = time.process_time()
    tell("threads.two", "seconds", seconds_of(lambda: in_two_threads(calc_pi, points, points)))
    tell("threads.two_cpu", "seconds", time.process_time() - cpu)


if __name__ == "__main__":
    main()
