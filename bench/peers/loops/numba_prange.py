"""The lesson's loop, compiled by numba and spread over threads with prange."""

import os

from serve import require, serve, workers

os.environ["NUMBA_NUM_THREADS"] = str(workers())  # numba reads it when it is imported

numba = require("numba", "python3-numba")
np = require("numpy", "python3-numpy")


@numba.njit(parallel=True)
def count(samples):
    hits = 0
    for _ in numba.prange(samples):
        x = np.random.random()
        y = np.random.random()
        if x * x + y * y < 1.0:
            hits += 1
    return hits


count(1000)  # numba chooses its threading layer at the first parallel call
serve(
    count,
    {"numba": numba.__version__, "numpy": np.__version__},
    f"threading layer {numba.threading_layer()}",
)
