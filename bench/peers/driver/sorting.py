"""The sort exercise: what is sorted, and how the peers that sort are started and judged."""

import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Optional

from driver.line_worker import LineWorker, python_worker
from driver.peer import Failed, Setting, Unavailable, Wrong

TYPES = ("i32", "i64", "u32", "u64", "f32", "f64")
LOOPS_WITH_CROSSOVER = ("sort_keys", "crossover_sorter", "vqsort_forced")  # targets of the build
KEYS_OF_ALL_SETS, MOST_SETS = 2**17, 64  # as crossover measures


@dataclass(frozen=True)
class SortTask:
    type: str
    arrays: int  # that are sorted together
    keys: int  # of each of them

    @property
    def sets(self):
        """A CPU learns one short array by heart, so there are several sets of them."""
        return min(max(1, KEYS_OF_ALL_SETS // (self.arrays * self.keys)), MOST_SETS)

    def __str__(self):
        arrays = "one array" if self.arrays == 1 else f"{self.arrays} arrays"
        return f"{arrays} of {self.keys:,} {self.type} keys"


@dataclass(frozen=True)
class SortSetting(Setting):
    task: SortTask
    current_python: Optional[str]  # interpreter with a current numpy

    @property
    def build(self):
        return self.crossover.parent

    def arguments(self, workers):
        task = self.task
        return [str(workers), str(self.scratch), task.type, str(task.arrays), str(task.keys)]


def current_python(loop, *more):
    """How to start a loop written in Python where numpy is a current one."""

    def start(setting, workers):
        if setting.current_python is None:
            raise Unavailable(
                "no interpreter named; python3 -m venv DIR && DIR/bin/pip install numpy, "
                "then --current-python DIR/bin/python"
            )
        return python_worker(setting.current_python, loop, *setting.arguments(workers), *more)

    return start


def built(loop, *more):
    """How to start a loop that has been built with crossover."""

    def start(setting, workers):
        return LineWorker(
            [setting.build / "bench/peers" / loop, *setting.arguments(workers), *more]
        )

    return start


def build_loops(build):
    """Brings crossover, and the loops that have its code in them, up to date. Raises Trouble."""
    command = ["cmake", "--build", build, "--target", "crossover", *LOOPS_WITH_CROSSOVER]
    if not (build / "CMakeCache.txt").exists():
        raise Unavailable(f"'{build}' is no build folder; ./run makes build/release")
    output_of(command)


def make_keys(setting):
    """Writes the keys of the task into the scratch folder."""
    task = setting.task
    numbers = [str(task.arrays * task.sets), str(task.keys)]
    output_of([setting.build / "bench/peers/sort_keys", setting.scratch, task.type, *numbers])


def instruction_sets_of(build):
    return output_of([build / "bench/peers/vqsort_forced"]).split()


def output_of(command):
    try:
        done = subprocess.run(command, capture_output=True, text=True)
    except OSError as error:
        raise Unavailable(f"cannot run {command[0]} ({error.strerror})") from None
    if done.returncode == 0:
        return done.stdout
    said = (done.stderr.strip() or done.stdout.strip() or "no message").splitlines()
    errors = [line for line in said if "error" in line] or said
    raise Failed(f"{Path(command[0]).name}: {errors[0]}")


def verify_sorts(rows, reference):
    for row in rows:
        misplaced = sum(timing.answer for timing in row.timings)
        if row.measured and misplaced:
            row.trouble = Wrong(f"{misplaced} keys were not at their place")


def what_was_sorted(rows, reference):
    if not any(row.measured for row in rows):
        return ""
    return "Every array was equal to the one that std::sort makes of the same keys, each time."
