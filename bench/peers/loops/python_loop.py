"""The lesson's loop in pure Python, on one thread."""

import random

from serve import serve


def count(samples):
    hits = 0
    for _ in range(samples):
        x = random.random()
        y = random.random()
        if x * x + y * y < 1.0:
            hits += 1
    return hits


if __name__ == "__main__":
    serve(count)
