"""Who else estimates pi on this GPU, and how fast."""

import json
import math
import pathlib
import sys

from accepting.run import StepFailed

HERE = pathlib.Path(__file__).resolve().parent.parent


def peers(a, found):
    rows = found["rows"] = {}
    try:
        xorwow = json.loads(a.run([a.folder / "textbook_xorwow", "1e10"], limit=30))
        rows["textbook XORWOW"] = {**xorwow, "samples_per_second": xorwow["samples"] / xorwow["seconds"], "z": z_of(xorwow["hits"], xorwow["samples"])}
    except StepFailed as failure:
        rows["textbook XORWOW"] = {"why": str(failure)}
    for library in ["cupy", "torch", "numba", "jax"]:
        try:
            rows[library] = json.loads(a.run([sys.executable, HERE / "python_peer", library], limit=35).splitlines()[-1])
        except StepFailed as failure:
            rows[library] = {"why": str(failure)}
        a.write()
    wrong = [name for name, row in rows.items() if abs(row.get("z", 0)) > 5]
    if wrong:
        raise StepFailed(f"more than 5 standard errors from pi: {', '.join(wrong)}")


def z_of(hits, samples):
    """How many standard errors the share of hits is from pi / 4."""
    p = math.pi / 4
    return (hits / samples - p) / math.sqrt(p * (1 - p) / samples)
