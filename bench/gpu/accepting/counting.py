"""Steps that count: the machine's rates, known hits, the kernels beside their bound, sizes, and CPU and GPU together."""

import contextlib
import json
import re
import statistics
import subprocess
import time

import pipe_model
from accepting.run import StepFailed, WrongHits
from accepting.tools import KERNELS

CONTRACT_TESTS_OF_KERNEL = 5  # all but the one on workers, which a GPU has not
TESTS_FAILED = 1  # GoogleTest's exit code
HITS_OF_1E10 = 7853952568  # of seed 42


def rates(a, found):
    """Instructions per clock, then the kernel `philox` with different products on the FP64 pipe, and a prototype."""
    found["instruction_rates"] = json.loads(a.run([a.folder / "instruction_rates"], limit=15))
    a.write()
    rows = found["race"] = []
    try:
        a.rows([a.folder / "race"], 20, rows)
    finally:
        for row in rows:
            row["samples_per_second"] = row["samples"] / statistics.median(row["seconds"])


def known_hits(a, found):
    """The whole contract with ragged ranges on every kernel, 1e10 samples, and the known answers of the selftest."""
    try:
        found["contract_tests"] = contract_tests(a, "test_pi", "*BackendContract*cuda*", CONTRACT_TESTS_OF_KERNEL * len(KERNELS))
    except StepFailed as failure:
        if failure.exit_code == TESTS_FAILED:
            raise WrongHits(str(failure)) from None
        raise
    hits = found["hits_of_1e10"] = one_run(a.crossover("pi", "--backend", "cuda", "--samples", "1e10"))["hits"]
    if hits != HITS_OF_1E10:
        raise WrongHits(f"1e10 samples of seed 42 have {HITS_OF_1E10} hits, not {hits}")
    found["selftest"] = a.crossover("selftest")


def contract_tests(a, program, which, min_passed):
    """How many tests of a contract passed on the GPU."""
    said = a.run([test_program(a, program), f"--gtest_filter={which}"])
    passed = re.search(r"\[  PASSED  \] (\d+) tests?", said)
    if not passed or int(passed.group(1)) < min_passed:
        raise StepFailed("the contract's tests did not run on the GPU")
    return int(passed.group(1))


def test_program(a, name):
    return next((path for path in (a.folder / "tests" / name, a.folder / name) if path.exists()), a.folder / name)


def kernels(a, found):
    """Every kernel warm at 1e11 samples beside its bound; what the host costs beside them at 1e10."""
    compared = a.crossover("compare", "--backend", "cuda", "--kernel", ",".join(KERNELS), "--samples", "1e11", "--time-limit", "10", limit=20)
    reached = found["samples_per_second"] = {run["kernel"]: run["samples_per_second"] for run in compared["runs"]}
    found["runs"] = compared["runs"]
    found |= bound_and_shares(a.record["steps"].get("rates", {}).get("instruction_rates"), reached, clock_of(compared["runs"], "philox"))
    a.write()
    short = one_run(a.crossover("compare", "--backend", "cuda", "--samples", "1e10", "--time-limit", "4", limit=12))
    found["warm_seconds_of_1e10"] = short["seconds"]["warm"]
    found["share_outside_kernel_at_1e10"] = 1 - short["meters"]["kernel"]["value"] / statistics.mean(short["seconds"]["warm"]["raw"])
    found["reduce_seconds_at_1e10"] = short["meters"]["reduce"]["value"]


def clock_of(runs, kernel):
    """That of the multiprocessors while the kernel counted, in hertz; None where it was not read."""
    work = next((run.get("device_work", []) for run in runs if run["kernel"] == kernel), [])
    return work[0]["clock_hertz"] if work else None


def bound_and_shares(measured, reached, hertz):
    """What the measured rates of the pipes let the kernel `philox` reach, at its clock while it counted, or else at the clock that
    was read beside them."""
    if not measured:
        return {}
    architecture = int(measured["compute_capability"].replace(".", ""))
    a_clock = pipe_model.measured_bound(architecture, {name: rate["a_clock"] for name, rate in measured["rates"].items()})
    if a_clock is None:
        return {}
    bound = a_clock * (hertz or measured["rates"]["wide_product"]["clock_mhz"] * 1e6) * measured["multiprocessors"]
    return {"bound_samples_per_second": {"philox": bound}, "share_of_bound": {"philox": reached["philox"] / bound} if "philox" in reached else {}}


def clocks(a, found):
    """The multiprocessors' clock in MHz while the default kernel counts, as nvidia-smi reads it."""
    command = [str(a.folder / "crossover"), "pi", "--backend", "cuda", "--samples", "2e12", "--quiet"]
    counting = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    seen = []
    for _ in range(20):
        time.sleep(0.1)
        if counting.poll() is not None:
            break
        with contextlib.suppress(OSError, ValueError, IndexError, subprocess.TimeoutExpired):
            seen.append(int(nvidia_smi("--query-gpu=clocks.sm", "--format=csv,noheader,nounits", "--id=0").split()[0]))
    counting.terminate()
    counting.wait()
    found["sm_mhz"] = seen
    if not seen:
        raise StepFailed("nvidia-smi told no clock while the GPU counted")


def nvidia_smi(*arguments):
    return subprocess.run(["nvidia-smi", *arguments], capture_output=True, text=True, timeout=30).stdout


def sizes(a, found):
    """Cold (one run of the program) and warm (median of rounds) from 1e3 to 1e12 samples, against threads to 1e10."""
    rows = found["rows"] = []
    for exponent in range(3, 13):
        samples = f"1e{exponent}"
        cold = one_run(a.crossover("pi", "--backend", "cuda", "--samples", samples))["seconds"]
        row = {"samples": 10**exponent, "cuda_cold_seconds": cold["cold"], "cuda_setup_seconds": cold["setup"]}
        with_threads = exponent <= 10
        backends, limit = ("threads,cuda", "2") if with_threads else ("cuda", "4")
        compared = a.crossover("compare", "--backend", backends, "--samples", samples, "--time-limit", limit, limit=30)
        for run in compared["runs"]:
            row |= {run["backend"]: run["seconds"], "hits": run["hits"]}
        rows.append(row)
        a.write()


def hybrid(a, found):
    """CPU and GPUs on one range: at least 95 % of the rates of threads and cuda added up, and the same hits."""
    compared = a.crossover("compare", "--backend", "threads,cuda,hybrid", "--samples", "3e10", "--time-limit", "20", limit=40)
    found["runs"] = compared["runs"]
    share = found["share_of_parts"] = next(run for run in compared["runs"] if run["backend"] == "hybrid")["share_of_parts"]
    if share["median"] < 0.95:
        raise StepFailed(f"hybrid reaches {share['median']:.3f} of the rates of threads and cuda added up")


def one_run(document):
    return document["runs"][0]
