"""The lesson's loop in pure Python, split over threads that take turns holding the GIL."""

from concurrent.futures import ThreadPoolExecutor

from python_loop import count as count_on_one_thread
from serve import serve, workers

pool = ThreadPoolExecutor(workers())


def count(samples):
    shares = [(samples + i) // workers() for i in range(workers())]
    return sum(pool.map(count_on_one_thread, shares))


serve(count)
