"""Rows are started, given their number of samples, and then timed round by round."""

import random
from contextlib import contextmanager
from dataclasses import dataclass, field
from math import floor, log10
from typing import Optional

from driver.peer import Counter, Failed, Peer, Timing, Trouble

TARGET_SECONDS = 0.5  # of one timed count: long beside a scheduler's slice of milliseconds
FIRST_SAMPLES = 10_000
MOST_SAMPLES = 10**13
MEASURED = "measured"


@dataclass
class Row:
    """A peer and all that is known of it. It keeps its trouble, so that the other rows go on."""

    peer: Peer
    workers: int
    counter: Optional[Counter] = None
    samples: int = 0
    timings: list[Timing] = field(default_factory=list)  # one a round
    trouble: Optional[Trouble] = None

    @property
    def measured(self):
        return self.trouble is None

    @property
    def status(self):
        return self.trouble.status if self.trouble else MEASURED

    @property
    def rates(self):
        """Samples per second, one a round."""
        return [self.samples / timing.seconds for timing in self.timings]

    @contextmanager
    def keeping_trouble(self):
        try:
            yield
        except Trouble as trouble:
            self.trouble = trouble


def prepare(peer, setting, closing):
    """A started and calibrated row; `closing`, an ExitStack, ends its worker."""
    row = Row(peer, peer.workers_in(setting))
    with row.keeping_trouble():
        row.counter = peer.start(setting, row.workers)
        closing.callback(row.counter.close)
        row.samples = samples_for(TARGET_SECONDS, row.counter)
    return row


def samples_for(target_seconds, counter):
    """How many samples the counter counts in about that time, to two digits."""
    samples = FIRST_SAMPLES
    while samples < MOST_SAMPLES:
        growth = target_seconds / max(counter.count(samples).seconds, 1e-9)
        if growth < 4:
            return two_digits(samples * growth)
        samples = round(samples * min(growth, 50))
    raise Failed(f"{samples:.0e} samples take no time")


def two_digits(number):
    unit = 10 ** max(0, floor(log10(number)) - 1)
    return max(1, round(number / unit)) * unit


def take_rounds(rows, rounds, progress):
    """Times every row once a round, in another order each round, so that drift hits all alike."""
    for number in range(1, rounds + 1):
        progress(f"round {number} of {rounds}")
        for row in random.Random(number).sample(rows, len(rows)):
            if row.measured:
                with row.keeping_trouble():
                    row.timings.append(row.counter.count(row.samples))
