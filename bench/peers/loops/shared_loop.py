"""A loop of this folder, split over workers: threads or processes, kept from count to count.

It is started with  WORKERS POOL LOOP.  Threads that run Python's own code take turns holding the GIL.
"""

import importlib
import multiprocessing
import sys
from multiprocessing.pool import ThreadPool

from serve import serve, workers

POOLS = {"threads": ThreadPool, "processes": multiprocessing.Pool}

loop = importlib.import_module(sys.argv[3])
loop.count(1000)  # what numba compiles, processes inherit
pool = POOLS[sys.argv[2]](workers())


def count(samples):
    shares = [(samples + i) // workers() for i in range(workers())]
    return sum(pool.map(loop.count, shares, chunksize=1))


serve(count, getattr(loop, "VERSIONS", None))
pool.terminate()
