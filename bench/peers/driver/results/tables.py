"""Commands with several tables: each is printed and recorded as soon as it is measured."""

import os
from dataclasses import dataclass
from typing import Callable

from driver.results import record
from driver.exercise import Exercise
from driver.results.figures import figures_of
from driver.measuring import exit_code
from driver.results.report import report


@dataclass(frozen=True)
class Table:
    title: str
    about: dict  # what the record says of it beside its rows
    exercise: Exercise
    measure: Callable  # (): the rows, timed and verified; raises Trouble


def measure_tables(name, tables, folder, about):
    """The exit code of all. One that is stopped keeps the tables that it has."""
    documents, texts, codes = [], [], []
    for table in tables:
        load = os.getloadavg()[0]
        rows = table.measure()
        figures = figures_of(rows, table.exercise.reference_of(rows))
        texts.append(f"{table.title}\n\n{report(rows, figures, table.exercise, load)}\n")
        documents.append(
            {**table.about, "load_average": load, **record.table(rows, figures, table.exercise)}
        )
        codes.append(exit_code(rows))
        try:
            if folder:
                document = {**record.head(about), "tables": documents}
                record.write(folder, name, "".join(texts), document)
        finally:
            print(texts[-1], end="", flush=True)
    return max(codes)
