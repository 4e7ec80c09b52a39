"""From an exercise to its rows, timed and verified."""

from contextlib import ExitStack

from driver.progress import progress
from driver.rounds import prepare, take_rounds


def measure(exercise, setting, rounds):
    """A row for every peer; their workers have ended."""
    with ExitStack() as closing:
        closing.callback(progress, "")
        rows = [prepare_row(peer, exercise, setting, closing) for peer in exercise.peers]
        take_rounds(rows, rounds, progress)
        progress("checking the answers")
        exercise.verify(rows, exercise.reference_of(rows))
        return rows


def prepare_row(peer, exercise, setting, closing):
    progress(f"preparing {peer.name}")
    return prepare(peer, setting, closing, exercise.first_amount, exercise.unit)


def exit_code(rows):
    return max((row.trouble.exit_code for row in rows if row.trouble), default=0)
