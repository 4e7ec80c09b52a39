"""One point a message: workers take it from one queue and put into another whether it hit.

It is started with  WORKERS KIND,  which says what the workers are: threads or processes.
"""

import multiprocessing
import queue
import random
import sys
import threading

from serve import serve, workers

KINDS = {
    "threads": (queue.Queue, threading.Thread),
    "processes": (multiprocessing.Queue, multiprocessing.Process),
}


def answer(points, results):
    while True:
        x, y = points.get()
        results.put(x * x + y * y < 1.0)


make_queue, Worker = KINDS[sys.argv[2]]
points, results = make_queue(), make_queue()
for _ in range(workers()):
    Worker(target=answer, args=(points, results), daemon=True).start()


def count(samples):
    for _ in range(samples):
        points.put((random.random(), random.random()))
    return sum(results.get() for _ in range(samples))


serve(count)
