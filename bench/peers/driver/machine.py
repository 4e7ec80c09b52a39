"""What is to be known of this machine."""

import os
import re
from math import ceil
from pathlib import Path


def description():
    return {
        "cpu": cpu_model(),
        "cpus": os.cpu_count(),
        "usable_cpus": usable_cpus(),
        "kernel": f"{os.uname().sysname} {os.uname().release}",
        "load_average": os.getloadavg()[0],
    }


def name():
    """Short enough for a folder: amd-epyc-2cpu."""
    return f"{slug(cpu_model())}-{os.cpu_count()}cpu"


def cpu_model():
    for line in Path("/proc/cpuinfo").read_text().splitlines():
        key, _, value = line.partition(":")
        if key.strip() == "model name":
            return value.strip()
    return os.uname().machine


def slug(model):
    """'Intel(R) Xeon(R) Gold 6338 CPU @ 2.00GHz' becomes 'intel-xeon-gold-6338'."""
    plain = re.sub(r"\((r|tm|c)\)|@.*|\b(cpu|processor|[0-9]+-core)\b", " ", model.lower())
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


def usable_cpus():
    """The CPUs of this process's affinity mask, or fewer where the control group has a quota."""
    allowed = len(os.sched_getaffinity(0))
    quota = quota_cpus()
    return allowed if quota is None else min(allowed, quota)


def quota_cpus(limits=Path("/sys/fs/cgroup/cpu.max")):
    """Quota / period of cgroup v2, in whole CPUs; None where none is set."""
    try:
        quota, period = limits.read_text().split()
        return None if quota == "max" else max(1, ceil(int(quota) / int(period)))
    except (OSError, ValueError):
        return None
