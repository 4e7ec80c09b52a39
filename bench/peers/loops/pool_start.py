"""Starts pools of processes, one after another, each until all of its workers have answered.

It is started with  WORKERS METHOD,  one of fork, forkserver and spawn. It speaks the protocol of
serve.py: N is how many pools, ANSWER how many workers have answered, and SECONDS what that took
without ending the pools.
"""

import multiprocessing
import os
import sys
from time import perf_counter

from serve import say_ready, workers


def start(context):
    """How many workers have answered, and the seconds until then."""
    answers = context.SimpleQueue()
    started = perf_counter()
    pool = context.Pool(workers(), say_hello, (answers,))
    answered = {answers.get() for _ in range(workers())}
    seconds = perf_counter() - started
    pool.terminate()
    pool.join()
    return len(answered), seconds


def say_hello(answers):
    answers.put(os.getpid())


def serve_starts(method):
    context = multiprocessing.get_context(method)
    start(context)
    say_ready(note="the server runs already" if method == "forkserver" else "")
    for line in sys.stdin:
        starts = [start(context) for _ in range(int(line))]
        print(
            sum(answered for answered, _ in starts),
            sum(seconds for _, seconds in starts),
            flush=True,
        )


if __name__ == "__main__":  # spawned workers import this file
    serve_starts(sys.argv[2])
