"""numpy's vectorised count of float32 points from PCG64, in batches that fit a cache; one core."""

from time import perf_counter

from serve import require, serve

np = require("numpy", "python3-numpy")

BATCHES = [2**k for k in range(11, 19)]  # points of 8 bytes: 16 KiB to 2 MiB
AS_GOOD = 1.03  # times the shortest time; larger batches only crowd the cache
SCANNED = 2**21  # points a timing of the scan, about 10 ms

generator = np.random.Generator(np.random.PCG64())


def count_batch(points, inside):
    """Hits among as many fresh points as `inside` is long; both arrays are scratch space."""
    generator.random(out=points, dtype=np.float32)
    np.multiply(points, points, out=points)
    x_squared, y_squared = points[: len(inside)], points[len(inside) :]
    np.add(x_squared, y_squared, out=x_squared)
    np.less(x_squared, np.float32(1), out=inside)
    return int(np.count_nonzero(inside))


def count_in_batches(samples, batch):
    points = np.empty(2 * batch, np.float32)
    inside = np.empty(batch, bool)
    hits = sum(count_batch(points, inside) for _ in range(samples // batch))
    rest = samples % batch
    return hits + count_batch(points[: 2 * rest], inside[:rest])


def seconds_with(batch):
    started = perf_counter()
    count_in_batches(SCANNED, batch)
    return perf_counter() - started


def best_batch():
    seconds = {batch: min(seconds_with(batch) for _ in range(5)) for batch in BATCHES}
    return min(batch for batch in BATCHES if seconds[batch] <= AS_GOOD * min(seconds.values()))


batch = best_batch()
serve(
    lambda samples: count_in_batches(samples, batch),
    {"numpy": np.__version__},
    f"batches of {batch} points, the smallest as good as any from {BATCHES[0]} to {BATCHES[-1]}",
)
