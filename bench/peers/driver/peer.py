"""What a peer is: a row of the table, and the worker process that it starts."""

from dataclasses import dataclass
from pathlib import Path
from typing import Callable, Optional, Protocol

SEED = 42  # of crossover's samples and keys; random123_loop.cpp has the same


class Trouble(Exception):
    """Why a row has no figures. `status` is the row's, `exit_code` the command's."""

    status: str
    exit_code: int


class Unavailable(Trouble):
    """Cannot run on this machine; the text says what to install."""

    status, exit_code = "unavailable", 0


class Failed(Trouble):
    """Started, but did not answer."""

    status, exit_code = "failed", 1


class Wrong(Trouble):
    """Answered, but not what is true."""

    status, exit_code = "wrong", 3


@dataclass(frozen=True)
class Timing:
    answer: int  # what is verified: hits, or keys that a sort has left in a wrong place
    seconds: float  # of the counting or sorting alone
    process_seconds: Optional[float] = None  # of a process started for this one answer


class Worker(Protocol):
    """A started and warmed-up peer. `about` holds its versions and a note."""

    about: dict

    def work(self, amount: int) -> Timing: ...

    def close(self) -> None: ...


@dataclass(frozen=True)
class Setting:
    """What a peer may need to start."""

    crossover: Path
    python: str
    workers: int
    scratch: Path  # for compiled loops

    def arguments(self, workers):
        """What a loop is started with."""
        return [str(workers)]


def unavailable(why):
    """How to start a row that says why it has no figures."""

    def start(setting, workers):
        raise Unavailable(why)

    return start


@dataclass(frozen=True)
class Peer:
    """A row of the table. With `workers` None it uses as many as the command is asked to."""

    name: str
    start: Callable[[Setting, int], Worker]  # (setting, workers); raises Trouble
    workers: Optional[int] = 1
    exact: bool = False  # its hits are crossover's to the last one
    target: Optional[float] = None  # how many times its throughput the reference aims at
    bounds: Optional[tuple] = None  # (least, most or None): its throughput over the reference's
    alone: Optional[str] = None  # the row with the same loop on one worker
    rival: bool = False  # the reference aims at being as fast as the fastest of these

    def workers_in(self, setting: Setting) -> int:
        return setting.workers if self.workers is None else self.workers
