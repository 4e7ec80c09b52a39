"""NVIDIA's tools, which are often installed but not on PATH: the profiler and the sanitizers."""

import csv
import glob
import os
import shutil

from accepting.run import NotHere, StepFailed

KERNELS = ["philox", "curand"]
VARIANTS = {"wide": "philox", "uniform": "uniform_product"}  # of race, and the functions' names
FOLDERS = ["{CUDA_HOME}/bin", "{CUDA_PATH}/bin", "/usr/local/cuda/bin", "/usr/local/cuda-*/bin", "/opt/cuda/bin", "/opt/nvidia/nsight-compute/*",
           "/usr/local/cuda/nsight-compute-*", "/usr/local/cuda/compute-sanitizer", "/usr/lib/nsight-compute", "/usr/lib/wsl/lib"]
CHECKS = [("memcheck", "philox"), ("memcheck", "sort"), ("memcheck", "curand"), ("initcheck", "philox"),
          ("initcheck", "sort"), ("synccheck", "philox"), ("synccheck", "sort"), ("racecheck", "philox"), ("racecheck", "sort")]
METRICS = [f"smsp__pipe_{pipe}_cycles_active.avg.pct_of_peak_sustained_active" for pipe in ("fmaheavy", "fmalite", "alu", "fp64", "xu")] + [
    "smsp__issue_active.avg.pct_of_peak_sustained_active",
    "smsp__average_warps_issue_stalled_math_pipe_throttle_per_issue_active.ratio",
    "sm__warps_active.avg.pct_of_peak_sustained_active",
    "launch__registers_per_thread",
    "smsp__cycles_elapsed.avg",
]


def find(name):
    """The path of a tool: that on PATH, else that of the newest toolkit. Raises NotHere."""
    found = shutil.which(name)
    for folder in FOLDERS:
        variable = folder[1 : folder.index("}")] if folder.startswith("{") else None
        if variable and not os.environ.get(variable):
            continue
        for place in sorted(glob.glob(folder.format(**os.environ) if variable else folder), reverse=True):
            found = found or shutil.which(name, path=place)
    if not found:
        raise NotHere(f"{name} is not installed")
    return found


def sanitizers(a, found):
    """Every check is tried, and each keeps its own outcome."""
    tool = find("compute-sanitizer")
    outcomes = found["outcomes"] = {}
    for check, subject in CHECKS:
        try:
            a.run([tool, "--tool", check, "--error-exitcode", "9", a.folder / "crossover", *work_of(subject)], limit=25)
            outcomes[f"{check}, {subject}"] = "no findings"
        except StepFailed as failure:
            outcomes[f"{check}, {subject}"] = str(failure)
        a.write()
    findings = [name for name, outcome in outcomes.items() if outcome != "no findings" and "did not end" not in outcome]
    if findings:
        raise StepFailed(f"findings: {'; '.join(findings)}")
    if "no findings" not in outcomes.values():
        raise NotHere("no check ended in its time")


def work_of(subject):
    if subject == "sort":
        return ["sort", "--sorter", "cuda", "--keys", "1e6", "--arrays", "1", "--time-limit", "0"]
    return ["pi", "--backend", "cuda", "--kernel", subject, "--samples", "20_000_001", "--first", "8589934000"]


def profile(a, found):
    """How busy each pipe is in one launch of every kernel and of two in race, the clock left as it is."""
    tool = find("ncu")
    head = [tool, "--clock-control", "none", "--csv", "--metrics", ",".join(METRICS), "--launch-skip", "2", "--launch-count", "1"]
    kernels = found["ncu"] = {}
    for kernel in KERNELS:
        counting = [a.folder / "crossover", "pi", "--backend", "cuda", "--kernel", kernel, "--samples", "1e11", "--quiet"]
        kernels[kernel] = one_profile(a, [*head, "--kernel-name", "regex:philox|curand", *counting])
        a.write()
    for variant, function in VARIANTS.items():
        kernels[variant] = one_profile(a, [*head, "--kernel-name", f"regex:{function}", a.folder / "race", variant])
        a.write()
    if not any("why" not in row for row in kernels.values()):
        raise NotHere(next(iter(kernels.values()))["why"])


def one_profile(a, command):
    try:
        values = ncu_values(a.run(command, limit=30))
    except StepFailed as failure:
        return {"why": str(failure)}
    return values or {"why": "ncu gave no figures"}


def ncu_values(text):
    """Metric to value with unit, of the CSV that ncu prints among its messages and the program's output: a line a metric, or
    (--page raw) a column a metric with the units in the line below the names."""
    rows = list(csv.reader(line for line in text.splitlines() if line.startswith('"')))
    if not rows:
        return {}
    names = rows[0]
    if "Metric Name" in names:
        at = [names.index(column) for column in ("Metric Name", "Metric Value", "Metric Unit")]
        return {row[at[0]]: f"{row[at[1]]} {row[at[2]]}".strip() for row in rows[1:] if len(row) == len(names)}
    if len(rows) < 3:
        return {}
    return {name: f"{value} {unit}".strip() for name, unit, value in zip(names, rows[1], rows[2]) if "__" in name}
