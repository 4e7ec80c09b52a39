"""From how many points on two or more workers pay in Python: what is needed to reckon it, and whole runs to hold it
against.

A line for each round: what the start of the workers takes and a point by one of them, then what whole runs take, by one
worker and by all.

    break_even.processes.loop   workers 2
    break_even.processes.loop   start   0.0612
    break_even.processes.loop   point   9.3e-08
    break_even.processes.loop   round   1300000 0.121   0.124
"""

from statistics import median

from cells import seconds_of, tell


def in_rounds(first, second, at_most, most_rounds):
    """Seconds of both, by turns, every other round backwards: as many rounds as fit, but nine at least, so that their
    median has an interval."""
    rounds = []
    spent = 0
    while len(rounds) < 9 or (spent < at_most and len(rounds) < most_rounds):
        if len(rounds) % 2 == 0:
            rounds.append((seconds_of(first), seconds_of(second)))
        else:
            rounds.append((seconds_of(second), seconds_of(first))[::-1])
        spent += sum(rounds[-1])
    return rounds


def interval(values):
    """About the 95 % interval of their median, by order statistics: enough to know where to look next."""
    ordered = sorted(values)
    outside = max(0, int(len(ordered) / 2 - len(ordered) ** 0.5))
    return ordered[outside], ordered[-1 - outside]


def measure(cell, workers, one, all_of_them, points_of_one):
    """`one(n)` counts n points; `all_of_them(n)` starts the workers, and each counts its part of n. A point's time is
    taken from a run of so many by one."""
    name = f"break_even.{cell}"
    tell(name, "workers", workers)
    costs = in_rounds(lambda: all_of_them(workers), lambda: one(points_of_one), 1.0, 50)
    for start, alone in costs:
        tell(name, "start", start)
        tell(name, "point", alone / points_of_one)
    start = median(s for s, _ in costs)
    point = median(alone for _, alone in costs) / points_of_one
    expected = start / (point * (1 - 1 / workers))

    def speed_up(size):
        rounds = in_rounds(lambda: one(size), lambda: all_of_them(size), 1.0, 100)
        for alone, together in rounds:
            tell(name, "round", f"{size}\t{alone}\t{together}")
        return interval(alone / together for alone, together in rounds)

    def size_at(power):
        return max(workers, round(expected * 2.0**power))

    # To where it is clear on either side, unless that takes too long.
    measured = {power: speed_up(size_at(power)) for power in (-1, 0, 1)}
    while (least := min(measured)) > -4 and measured[least][1] > 0.99 and size_at(least - 1) < size_at(least):
        measured[least - 1] = speed_up(size_at(least - 1))
    while (most := max(measured)) < 4 and measured[most][0] < 1.01 and point * size_at(most + 1) < 1:
        measured[most + 1] = speed_up(size_at(most + 1))
