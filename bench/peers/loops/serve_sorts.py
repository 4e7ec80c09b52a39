"""The Python side of the sort exercise; serve_sorts.hpp is the C++ side.

A loop is started with  WORKERS FOLDER TYPE ARRAYS KEYS  and what it is told beside. FOLDER/keys holds
sets of ARRAYS arrays of KEYS keys each, one after the other, and FOLDER/sorted the same with each
array sorted. Small arrays come in several sets, used in turn: a CPU learns one by heart.

It speaks the protocol of serve.py. N is how often a set is sorted, ANSWER how many keys were not at
their place afterwards, all N together, and SECONDS what the sorts took: neither copying a set nor
comparing it with the truth counts.
"""

import sys
from array import array
from pathlib import Path
from threading import Thread
from time import perf_counter

from serve import say_ready

TYPE_CODES = {"i32": "i", "i64": "q", "u32": "I", "u64": "Q", "f32": "f", "f64": "d"}


def folder():
    return Path(sys.argv[2])


def type_code():
    """Of the keys, for the modules array and numpy."""
    return TYPE_CODES[sys.argv[3]]


def arrays_of_set():
    return int(sys.argv[4])


def keys_of_array():
    return int(sys.argv[5])


def sets_of(keys):
    """The arrays of each set, from the keys of a file."""
    n = keys_of_array()
    arrays = [keys[i : i + n] for i in range(0, len(keys), n)]
    return [arrays[i : i + arrays_of_set()] for i in range(0, len(arrays), arrays_of_set())]


def read_array(name):
    """The file's keys as an array.array."""
    keys = array(type_code())
    keys.frombytes((folder() / name).read_bytes())
    return keys


def one_after_the_other(sort, arrays):
    for keys in arrays:
        sort(keys)


def each_in_a_thread(sort, arrays):
    """Threads are started for it and joined, as the lesson did."""
    threads = [Thread(target=sort, args=(keys,)) for keys in arrays]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


SHARINGS = {"sequential": one_after_the_other, "threads": each_in_a_thread}


def sharing():
    return SHARINGS[sys.argv[6]]


def serve_sorts(fresh, sort, misplaced, sets, versions=None, note=""):
    """`fresh(s)`: the arrays of set s, unsorted; `sort(array)`: in place; `misplaced(arrays, s)`."""
    sort_all = sharing()
    say_ready(versions, note)
    turn = 0
    for line in sys.stdin:
        seconds, wrong = 0.0, 0
        for _ in range(int(line)):
            turn = (turn + 1) % sets
            arrays = fresh(turn)
            started = perf_counter()
            sort_all(sort, arrays)
            seconds += perf_counter() - started
            wrong += misplaced(arrays, turn)
        print(wrong, seconds, flush=True)
