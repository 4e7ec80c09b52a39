"""Rows that `crossover compare` measures: its paired warm rounds tell apart what differs by 1 %."""

from dataclasses import dataclass, field

from driver.crossover import PATIENCE, about, parse, promised, run
from driver.peer import SEED, Failed, Setting, Timing, Trouble
from driver.progress import progress
from driver.rounds import Row


@dataclass(frozen=True)
class CompareSetting(Setting):
    time_limit: int  # seconds for the rounds of one `crossover compare`


@dataclass
class Compared:
    """What stands for a worker in such a row."""

    backend: str
    about: dict = field(default_factory=dict)


def compared(backend):
    """How to start a row for this backend of the comparison."""
    return lambda setting, workers: Compared(backend)


def compare(exercise, setting, samples, *options):
    """A row for every peer, timed in the rounds of one `crossover compare`, which ends when it is sure."""
    rows = [row_of(peer, setting, samples) for peer in exercise.peers]
    asked = [row for row in rows if row.measured]
    progress(f"comparing {', '.join(row.worker.backend for row in asked)}")
    try:
        take_rounds(asked, document_of(asked, setting, samples, options))
    except Trouble as trouble:
        for row in asked:
            row.trouble = trouble
    finally:
        progress("")
    exercise.verify(rows, exercise.reference_of(rows))
    return rows


def row_of(peer, setting, samples):
    row = Row(peer, peer.workers_in(setting), amount=samples)
    with row.keeping_trouble():
        row.worker = peer.start(setting, row.workers)
    return row


def document_of(rows, setting, samples, options):
    command = [setting.crossover, "compare", "--samples", str(samples), "--seed", str(SEED)]
    command += ["--backend", ",".join(row.worker.backend for row in rows), *options]
    command += ["--workers", str(max(row.workers for row in rows))]
    command += ["--time-limit", str(setting.time_limit), "--json", "-", "--quiet"]
    return parse(run(command, PATIENCE + setting.time_limit))


def take_rounds(rows, document):
    with promised():
        runs = {one["backend"]: one for one in document["runs"]}
        for row in rows:
            row.worker.about = about(document)
            row.timings = timings_of(runs[row.worker.backend])


def timings_of(pi_run):
    warm = pi_run["seconds"]["warm"]
    if warm is None:
        raise Failed("no round ended within the time limit; try a longer --time-limit")
    return [Timing(int(pi_run["hits"]), float(seconds)) for seconds in warm["raw"]]
