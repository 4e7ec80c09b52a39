"""Pi by a queue, as the learner wrote it and repaired: queue_of_points.py POINTS MANY_POINTS."""

import multiprocessing
import os
import random
import sys

from cells import arguments, calc_pi, end_with_parent, seconds_of, tell

READERS = 2


def is_hit(point):
    x, y = point
    return x * x + y * y < 1.0


def read_as_written(points, results):
    """Judges one point: the last, since that stands behind the loop. One that finds only a DONE has none."""
    sys.stderr = open(os.devnull, "w")  # what it says when it dies is told by how it ends
    while True:
        message = points.get()
        if message == "DONE":
            break
        point = message
    results.put(is_hit(point))


def read_repaired(points, results):
    while True:
        message = points.get()
        if message == "DONE":
            break
        results.put(is_hit(message))


def run(reader, n, takes_all):
    """What the function of the notes returns, and how many readers died."""
    points, results = multiprocessing.Queue(), multiprocessing.Queue()
    readers = [multiprocessing.Process(target=reader, args=(points, results), daemon=True) for _ in range(READERS)]
    for process in readers:
        process.start()
    for _ in range(n):
        points.put((random.uniform(-1, 1), random.uniform(-1, 1)))
    for _ in readers:
        points.put("DONE")
    # The repaired one has a result for each point, and takes them before it joins: a reader does not end before the
    # pipe has room for all its results.
    hits = sum(results.get() for _ in range(n)) if takes_all else 0
    for process in readers:
        process.join()
    while not takes_all and not results.empty():
        hits += results.get_nowait()
    return hits, sum(process.exitcode != 0 for process in readers)


def main():
    end_with_parent()
    points, many_points = arguments()
    outcomes = []
    seconds = seconds_of(lambda: outcomes.append(run(read_as_written, points, False)))
    hits, died = outcomes.pop()
    tell("queue.as_written", "seconds", seconds)
    tell("queue.as_written", "result", f"returns {hits}" + (f", {died} died" if died else ""))
    seconds = seconds_of(lambda: outcomes.append(run(read_repaired, points, True)))
    tell("queue.repaired", "seconds", seconds)
    tell("queue.repaired", "result", f"{outcomes.pop()[0]} hits")
    tell("queue.alone", "seconds", seconds_of(lambda: calc_pi(many_points)))
    tell("queue.one_by_one", "seconds", seconds_of(lambda: run(read_repaired, many_points, True)))


if __name__ == "__main__":
    main()
