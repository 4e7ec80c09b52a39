"""The lesson's loop, compiled by numba and free of the GIL, on one thread."""

from serve import require, serve

numba = require("numba", "python3-numba")
np = require("numpy", "python3-numpy")


VERSIONS = {"numba": numba.__version__, "numpy": np.__version__}


@numba.njit(nogil=True)
def count(samples):
    hits = 0
    for _ in range(samples):
        x = np.random.random()
        y = np.random.random()
        if x * x + y * y < 1.0:
            hits += 1
    return hits


if __name__ == "__main__":
    serve(count, VERSIONS)
