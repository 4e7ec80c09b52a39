"""Every count is checked against pi, and the exact ones against the reference's hits."""

from math import pi, sqrt

from driver.peer import Wrong

LARGEST_Z = 5  # chance exceeds it once in 1.7 million answers


def verify(rows, reference):
    for row in rows:
        if row.measured:
            with row.keeping_trouble():
                check_pi(row)
                if row.peer.exact and reference.measured:
                    truth = reference.worker.work(row.amount).answer
                    check_exact(row, truth, reference.peer.name)


def verify_equal(rows, reference):
    """For rows that all count the reference's samples, as many as it does."""
    for row in rows:
        if row.measured:
            with row.keeping_trouble():
                check_pi(row)
                if reference.measured:
                    check_exact(row, reference.timings[0].answer, reference.peer.name)


def verify_starts(rows, reference):
    """An answer is how many workers have answered, all pools of a round together."""
    for row in rows:
        if row.measured:
            with row.keeping_trouble():
                check_starts(row)


def check_pi(row):
    for timing in row.timings:
        z = score(timing.answer, row.amount)
        if abs(z) >= LARGEST_Z:
            raise Wrong(
                f"{timing.answer} hits of {row.amount} are {z:+.1f} standard errors from pi"
            )


def check_exact(row, truth, whose):
    for timing in row.timings:
        if timing.answer != truth:
            raise Wrong(f"{timing.answer} hits of {row.amount}; {whose} has {truth}")


def check_starts(row):
    expected = row.amount * row.workers
    for timing in row.timings:
        if timing.answer != expected:
            raise Wrong(f"{timing.answer} workers answered instead of {expected}")


def score(hits, samples):
    """How many standard errors, as the true p gives them, the estimate lies from pi."""
    p = pi / 4
    return (4 * hits / samples - pi) / (4 * sqrt(p * (1 - p) / samples))


def what_was_checked(rows, reference):
    measured = [row for row in rows if row.measured]
    if not measured:
        return ""
    exact = [row.peer.name for row in measured if row.peer.exact and row is not reference]
    checked = f"Every answer above lies within {LARGEST_Z} standard errors of pi."
    if not exact:
        return checked
    if not reference.measured:
        return f"{checked} Exact hits were not compared, for want of {reference.peer.name}."
    return f"{checked} Hits equal to those of {reference.peer.name}: {', '.join(exact)}."


def what_was_started(rows, reference):
    if not any(row.measured for row in rows):
        return ""
    return "Every pool was waited for until each of its workers had answered."
