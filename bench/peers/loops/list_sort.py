"""A list of Python's numbers. In place, since sorted() would first copy, which is not sorting."""

from array import array

from serve_sorts import read_array, serve_sorts, sets_of, type_code

pristine = sets_of(read_array("keys").tolist())
truth = sets_of(read_array("sorted"))


def fresh(turn):
    return [keys[:] for keys in pristine[turn]]


def misplaced(arrays, turn):
    return sum(misplaced_in(array(type_code(), a), b) for a, b in zip(arrays, truth[turn]))


def misplaced_in(keys, sorted_keys):
    return 0 if keys == sorted_keys else sum(a != b for a, b in zip(keys, sorted_keys))


serve_sorts(fresh, list.sort, misplaced, len(pristine))
