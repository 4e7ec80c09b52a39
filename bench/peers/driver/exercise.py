"""What is asked of all peers: the rows, and what their answers and rates mean."""

from dataclasses import dataclass, replace
from typing import Callable


@dataclass(frozen=True)
class Exercise:
    peers: tuple
    reference: str  # the peer that all others are compared with
    rate_unit: str  # "samples", "keys", "messages" or "starts"
    first_amount: int  # that every peer does at once: what calibration starts with
    verify: Callable  # (rows, reference): a row with a wrong answer keeps that as its trouble
    what_was_checked: Callable  # (rows, reference): a sentence or two
    unit: int = 1  # samples or keys in one of an amount
    short: str = "simd"  # the reference's name, at the head of the ratios
    as_time: bool = False  # the milliseconds of one are shown, not the rate

    def reference_of(self, rows):
        return next(row for row in rows if row.peer.name == self.reference)

    def has_any(self, words):
        """Whether a row's name has one of `words` in it; None: any row will do."""
        return words is None or any(word in peer.name for peer in self.peers for word in words)

    def with_only(self, words):
        """Only the rows whose names have one of `words` in them, and the reference; None: all."""

        def stays(peer):
            return peer.name == self.reference or any(word in peer.name for word in words)

        return self if words is None else replace(self, peers=tuple(filter(stays, self.peers)))
