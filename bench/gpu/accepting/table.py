"""The record as a short table."""

STATES = {True: "passed", False: "FAILED", None: "not here"}


def table(record):
    steps = record["steps"]
    lines = [f"{record.get('gpu', 'GPU')}, {record['date']}"]
    for name, step in steps.items():
        state = STATES[step["passed"]] if "passed" in step else "running"
        lines.append(f"{name:14}{state:10}{step.get('seconds', 0):7.1f} s  {step.get('why', '')}".rstrip())
    for of_step in (race_lines, kernel_lines, profile_lines, test_lines, peer_lines, size_lines, sorter_lines, sort_lines):
        lines += of_step(steps)
    return "\n".join(lines) + "\n"


def race_lines(steps):
    rows = [row for row in steps.get("rates", {}).get("race", []) if "samples_per_second" in row]
    return [f"race {row['kernel']:18}{giga(row['samples_per_second'])}, {row['hits']} hits" for row in rows]


def kernel_lines(steps):
    step, lines = steps.get("kernels", {}), []
    for kernel, rate in step.get("samples_per_second", {}).items():
        share = step.get("share_of_bound", {}).get(kernel)
        lines.append(f"kernel {kernel:16}{giga(rate)}" + (f", {100 * share:.1f} % of the bound by its pipes" if share else ""))
    if step.get("share_outside_kernel_at_1e10") is not None:
        milliseconds = 1e3 * step["warm_seconds_of_1e10"]["median"]
        lines.append(f"1e10 warm: {milliseconds:.2f} ms, {100 * step['share_outside_kernel_at_1e10']:.1f} % of it outside the kernel")
    return lines


def profile_lines(steps):
    lines = []
    for kernel, values in steps.get("profile", {}).get("ncu", {}).items():
        pipes = [f"{metric.split('_')[3]} {value}" for metric, value in values.items() if metric.startswith("smsp__pipe_")]
        lines.append(f"pipes {kernel:17}" + (", ".join(pipes) or values.get("why", "no figures")))
    return lines


def test_lines(steps):
    tallies = steps.get("tests", {}).get("programs", {})
    return [f"{name:23}{t['passed']} passed, {t['skipped']} skipped, {len(t['failed'])} failed" for name, t in tallies.items()]


def peer_lines(steps):
    rows = steps.get("peers", {}).get("rows", {})
    return [f"peer {name:18}" + (giga(row["samples_per_second"]) if "samples_per_second" in row else row["why"]) for name, row in rows.items()]


def size_lines(steps):
    lines = []
    for row in steps.get("sizes", {}).get("rows", []):
        warm, threads = row["cuda"]["warm"], row.get("threads", {}).get("warm")
        parts = [f"{row['samples']:<14} cuda cold {row['cuda_cold_seconds']:.3g} s"]
        parts += [f"warm {warm['median']:.3g} s"] if warm else []
        parts += [f"threads {threads['median']:.3g} s"] if threads else []
        lines.append(", ".join(parts))
    return lines


def sorter_lines(steps):
    """A line a run: with the copies, and of a GPU the sort alone and the copies' bandwidth."""
    lines = []
    for run in steps.get("sorters", {}).get("runs", []):
        if "unavailable" in run or not run["keys_per_second"]:
            continue
        told = f"sorter {run['sorter']:12}{run['keys']:<10}{run['keys_per_second'] / 1e6:.4g} Mkeys/s"
        if rates := run["device_rates"]:
            told += (f"; alone {rates['sorted_keys_per_second'] / 1e6:.4g}, to the GPU {rates['to_device_bytes_per_second'] / 1e9:.3g}"
                     f" and back {rates['to_host_bytes_per_second'] / 1e9:.3g} GB/s")
        lines.append(told)
    return lines


def sort_lines(steps):
    """A line a type and number of keys, in Mkeys/s."""

    def rates(rows):
        return {(row["type"], row["keys"]): row["keys_per_second"] for row in rows if "keys_per_second" in row}

    said = {library: peer for library, peer in steps.get("sort peers", {}).items() if library in ("cupy", "torch")}
    peers = {library: rates(peer.get("rows", [])) for library, peer in said.items()}
    lines = [f"sort by {library}: {peer['why']}" for library, peer in said.items() if "why" in peer]
    for row in [row for step in ("sort rates", "largest sorts") for row in steps.get(step, {}).get("rows", [])]:
        head = f"sort {row['keys']:<11}{row['type']}  "
        if "left_out" in row:
            lines.append(f"{head}left out: {row['left_out']}")
        if "share_of_cub" not in row:
            continue
        columns = {name: row.get(f"{name}_keys_per_second") for name in ("thrust", "cub", "cub32", "pageable", "pinned")}
        columns |= {library: known.get((row["type"], row["keys"])) for library, known in peers.items()}
        told = ", ".join(f"{name} {rate / 1e6:.4g}" for name, rate in columns.items() if rate)
        lines.append(f"{head}{told} Mkeys/s; {row['share_of_cub']:.3f} of CUB")
    return lines


def giga(rate):
    return f"{rate / 1e9:.4g} Gsamples/s"
