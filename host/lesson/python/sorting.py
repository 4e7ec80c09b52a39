"""Two arrays, sorted alone, by two threads, and by one thread after the other: sorting.py KEYS MANY_KEYS."""

import threading

from cells import arguments, end_with_parent, in_threads, median_seconds, module, seconds_of, tell


def one_after_the_other(target, *arrays):
    for array in arrays:
        thread = threading.Thread(target=target, args=(array,))
        thread.start()
        thread.join()


def tell_sorts(cell, sort, a, b):
    tell(f"sorting.{cell}", "seconds", median_seconds(lambda: sort(a)))
    tell(f"sorting.{cell}_threads", "seconds", median_seconds(lambda: in_threads(sort, a, b)))
    tell(f"sorting.{cell}_in_turn", "seconds", median_seconds(lambda: one_after_the_other(sort, a, b)))


def main():
    end_with_parent()
    keys, many_keys = arguments()
    names = [f"sorting.{cell}{way}" for cell in ("np_sort", "sorted", "fractions")
             for way in ("", "_threads", "_in_turn")] + ["sorting.many", "sorting.many_threads"]
    numpy = module("numpy", *names)
    if not numpy:
        return
    rng = numpy.random.default_rng(3)
    a, b = (rng.integers(0, 100, (keys,)) for _ in range(2))
    tell_sorts("np_sort", numpy.sort, a, b)
    tell_sorts("sorted", sorted, a, b)
    a, b = (rng.random(keys) for _ in range(2))
    tell_sorts("fractions", numpy.sort, a, b)
    a, b = (rng.random(many_keys) for _ in range(2))
    tell("sorting.many", "seconds", seconds_of(lambda: numpy.sort(a)))
    tell("sorting.many_threads", "seconds", seconds_of(lambda: in_threads(numpy.sort, a, b)))


if __name__ == "__main__":
    main()
