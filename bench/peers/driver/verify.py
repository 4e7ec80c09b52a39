"""Every answer is checked: against pi, and the exact ones against the reference's hits."""

from math import pi, sqrt

from driver.peer import Wrong

LARGEST_Z = 5  # chance exceeds it once in 1.7 million answers


def verify(rows, reference):
    for row in rows:
        if row.measured:
            with row.keeping_trouble():
                check_pi(row)
                if row.peer.exact and reference.measured:
                    check_exact(row, reference)


def check_pi(row):
    for timing in row.timings:
        z = score(timing.hits, row.samples)
        if abs(z) >= LARGEST_Z:
            raise Wrong(f"{timing.hits} hits of {row.samples} are {z:+.1f} standard errors from pi")


def check_exact(row, reference):
    truth = reference.counter.count(row.samples).hits
    for timing in row.timings:
        if timing.hits != truth:
            raise Wrong(f"{timing.hits} hits of {row.samples}; {reference.peer.name} has {truth}")


def score(hits, samples):
    """How many standard errors, as the true p gives them, the estimate lies from pi."""
    p = pi / 4
    return (4 * hits / samples - pi) / (4 * sqrt(p * (1 - p) / samples))
