"""The raw record: a folder a day and machine; NAME.json, and the table as NAME.txt beside it."""

import json
import os
import tempfile
from dataclasses import asdict
from datetime import datetime
from pathlib import Path

from driver import machine

SCHEMA = "crossover-peers/2"


def folder(records):
    """The folder of today's record, made before measuring, so that nothing measured is lost."""
    path = Path(records) / f"{datetime.now():%Y-%m-%d}-{machine.name()}"
    path.mkdir(parents=True, exist_ok=True)
    return path


def document(rows, figures, exercise, about):
    """`about`: what the command knows of itself (command, rounds, machine, ...)."""
    reference = exercise.reference_of(rows)
    return {
        **head(about),
        "crossover": crossover_itself(reference),
        **table(rows, figures, exercise),
    }


def head(about):
    return {
        "schema": SCHEMA,
        "date": datetime.now().astimezone().isoformat(timespec="seconds"),
        **about,
    }


def table(rows, figures, exercise):
    return {
        "unit": exercise.rate_unit,
        "reference": exercise.reference,
        "rows": [row_document(row, figures.get(row.peer.name)) for row in rows],
    }


def crossover_itself(reference):
    about = reference.worker.about if reference.worker else {}
    return {"machine": about.get("machine"), "build": about.get("build")}


def row_document(row, figures):
    about = row.worker.about if row.worker else {}
    return {
        "name": row.peer.name,
        "status": row.status,
        "why": str(row.trouble or ""),
        "note": about.get("note", ""),
        "versions": about.get("versions", {}),
        "workers": row.workers,
        "amount": row.amount,
        "unit": row.unit,
        "exact": row.peer.exact,
        "target": row.peer.target,
        "bounds": row.peer.bounds,
        "rounds": [asdict(timing) for timing in row.timings],
        **(asdict(figures) if figures else {}),
    }


def write(folder, name, text, document):
    replace(folder / f"{name}.txt", text)
    replace(folder / f"{name}.json", json.dumps(document, indent=2, allow_nan=False) + "\n")


def replace(path, text):
    """The file is the old one or the new one at any moment, never half of it."""
    descriptor, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(descriptor, "w") as file:
            file.write(text)
            file.flush()
            os.fchmod(file.fileno(), 0o644)  # mkstemp's 0600 would hide the record from others
            os.fsync(file.fileno())
        os.replace(temporary, path)
    except BaseException:
        os.unlink(temporary)
        raise
    sync_folder(path.parent)


def sync_folder(path):
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
