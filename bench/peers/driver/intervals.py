"""The median and its interval by order statistics: no assumption on how noise is distributed."""

from dataclasses import dataclass
from math import comb
from statistics import median

CONFIDENCE = 0.95


@dataclass(frozen=True)
class Interval:
    """`coverage`: the probability that low..high holds the true median."""

    median: float
    low: float
    high: float
    coverage: float

    def holds(self, value):
        return self.low <= value <= self.high


def median_interval(values):
    """The narrowest symmetric interval of at least 95 %; below six values it is min..max."""
    ordered = sorted(values)
    rank = rank_of_interval(len(ordered))
    low, high = ordered[rank - 1], ordered[-rank]
    return Interval(median(ordered), low, high, coverage(len(ordered), rank))


def rank_of_interval(n):
    """k, where the interval runs from the k-th smallest value to the k-th largest."""
    enough = [k for k in range(1, (n + 1) // 2 + 1) if coverage(n, k) >= CONFIDENCE]
    return max(enough, default=1)


def coverage(n, rank):
    """1 - 2 P(fewer than `rank` of n values lie below the median), by the binomial distribution."""
    return 1 - 2 * sum(comb(n, i) for i in range(rank)) / 2**n
