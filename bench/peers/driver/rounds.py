"""Rows are started, given as much to do as fills some time, and then timed round by round."""

import random
from contextlib import contextmanager
from dataclasses import dataclass, field
from math import floor, log10
from typing import Optional

from driver.peer import Failed, Peer, Timing, Trouble, Worker

TARGET_SECONDS = 0.5  # of one timed answer: long beside a scheduler's slice of milliseconds
MOST = 10**13  # of an amount
MEASURED = "measured"


@dataclass
class Row:
    """A peer and all that is known of it. It keeps its trouble, so that the other rows go on."""

    peer: Peer
    workers: int
    worker: Optional[Worker] = None
    amount: int = 0  # of one timed answer: samples, or how often everything is sorted
    unit: int = 1  # samples or keys in one of `amount`
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
        """Samples or keys per second, one a round."""
        return [self.amount * self.unit / timing.seconds for timing in self.timings]

    @contextmanager
    def keeping_trouble(self):
        try:
            yield
        except Trouble as trouble:
            self.trouble = trouble


def prepare(peer, setting, closing, first_amount, unit=1):
    """A started and calibrated row; `closing`, an ExitStack, ends its worker."""
    row = Row(peer, peer.workers_in(setting), unit=unit)
    with row.keeping_trouble():
        row.worker = peer.start(setting, row.workers)
        closing.callback(row.worker.close)
        row.amount = amount_for(TARGET_SECONDS, row.worker, first_amount)
    return row


def amount_for(target_seconds, worker, first):
    """How much the worker does in about that time, to two digits; `first` is tried first."""
    amount = first
    while amount < MOST:
        growth = target_seconds / max(worker.work(amount).seconds, 1e-9)
        if growth < 4:
            return two_digits(amount * growth)
        amount = round(amount * min(growth, 50))
    raise Failed(f"{amount:.0e} times its work takes no time")


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
                    row.timings.append(row.worker.work(row.amount))
