"""From raw timings to the figures that are reported.

Ratios are taken within a round, since the machine drifts from round to round.
"""

from dataclasses import dataclass
from statistics import median
from typing import Optional

from driver.intervals import Interval, median_interval


@dataclass(frozen=True)
class Figures:
    rate: Interval  # samples, keys, messages or starts per second
    time: Interval  # seconds for one of them
    reference_ratio: Optional[Interval]  # reference's rate / this row's, paired by round
    over_reference: Optional[Interval]  # the inverse of that
    ratio_of_medians: Optional[float]
    parallel_efficiency: Optional[Interval]  # rate / (workers * that of the same loop alone)


def figures_of(rows, reference):
    """The figures of each measured row, by name."""
    measured = {row.peer.name: row for row in rows if row.measured}
    return {
        name: Figures(
            rate=median_interval(row.rates),
            time=median_interval([1 / rate for rate in row.rates]),
            reference_ratio=paired_ratio(reference, row),
            over_reference=paired_ratio(row, reference),
            ratio_of_medians=ratio_of_medians(reference, row),
            parallel_efficiency=paired_ratio(row, measured.get(row.peer.alone), row.workers),
        )
        for name, row in measured.items()
    }


def paired_ratio(row, base, workers=1):
    """The interval of rate / (workers * base's rate) over the rounds; None without both rows."""
    if not comparable(row, base):
        return None
    return median_interval([a / (workers * b) for a, b in zip(row.rates, base.rates)])


def ratio_of_medians(row, base):
    return median(row.rates) / median(base.rates) if comparable(row, base) else None


def comparable(row, base):
    return row is not None and base is not None and row.measured and base.measured
