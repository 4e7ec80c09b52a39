"""The model solution's queue: model_queue.py POINTS, as many for each of two processes."""

import multiprocessing

from cells import arguments, calc_pi, end_with_parent, seconds_of, tell


def count(n, results):
    results.put(calc_pi(n))


def run(processes, n):
    results = multiprocessing.Queue()
    workers = [multiprocessing.Process(target=count, args=(n, results)) for _ in range(processes)]
    for worker in workers:
        worker.start()
    estimates = [results.get() for _ in workers]
    for worker in workers:
        worker.join()
    return estimates


def main():
    end_with_parent()
    (points,) = arguments()
    tell("model_queue.one", "seconds", seconds_of(lambda: run(1, points)))
    estimates = []
    tell("model_queue.two", "seconds", seconds_of(lambda: estimates.extend(run(2, points))))
    tell("model_queue.estimates", "result", ", ".join(f"{pi:.4f}" for pi in estimates))
    tell("model_queue.mean", "result", f"{sum(estimates) / len(estimates):.5f}")


if __name__ == "__main__":
    main()
