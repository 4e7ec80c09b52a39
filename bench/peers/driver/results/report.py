"""From rows and figures to text; nothing is measured or written here."""

from math import floor, log10
from statistics import median

LEFT_ALIGNED = (0,)
GAP = "  "


def report(rows, figures, exercise, load):
    reference = exercise.reference_of(rows)
    parts = [
        table(rows, figures, exercise),
        what_intervals_are(figures, reference),
        exercise.what_was_checked(rows, reference),
        notes(rows),
        target_sentences(rows, figures, reference),
        bounds_sentences(rows, figures, reference),
        rival_sentence(rows, figures, reference),
        efficiency_sentences(rows, figures),
        process_sentence(reference),
        load_sentence(load),
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def headings(exercise):
    quantity = "ms" if exercise.as_time else f"M{exercise.rate_unit}/s"
    return ("peer", "workers", "N", quantity, "interval", f"{exercise.short} / peer", "interval")


def table(rows, figures, exercise):
    cells = [headings(exercise)]
    cells += [
        row_cells(row, figures[row.peer.name], exercise.as_time) for row in rows if row.measured
    ]
    widths = [max(map(len, column)) for column in zip(*cells)]
    widths[0] = max(len(row.peer.name) for row in rows)
    lines = [aligned(line, widths) for line in cells]
    without = [
        f"{row.peer.name:{widths[0]}}{GAP}{row.status}: {row.trouble}"
        for row in rows
        if not row.measured
    ]
    return "\n".join(lines + without)


def row_cells(row, figures, as_time):
    quantity, scale = (figures.time, 1e3) if as_time else (figures.rate, 1e-6)
    ratio = figures.reference_ratio
    return (
        row.peer.name,
        str(row.workers),
        f"{row.amount:.1e}".replace("e+0", "e").replace("e+", "e"),
        digits(scale * quantity.median),
        bracket(quantity, scale),
        digits(ratio.median) if ratio else "-",
        bracket(ratio) if ratio else "-",
    )


def aligned(cells, widths):
    return GAP.join(
        cell.ljust(width) if column in LEFT_ALIGNED else cell.rjust(width)
        for column, (cell, width) in enumerate(zip(cells, widths))
    ).rstrip()


def what_intervals_are(figures, reference):
    if not figures:
        return ""
    coverage = next(iter(figures.values())).rate.coverage
    kind = "95 % intervals" if coverage >= 0.95 else "minimum..maximum, too few rounds for 95 %,"
    return (
        f"Medians with {kind} by order statistics (real coverage {100 * coverage:.1f} %).\n"
        f"Ratios are taken within each round; above 1, {reference.peer.name} is the faster."
    )


def notes(rows):
    names_with = {}
    for row in rows:
        if row.measured:
            names_with.setdefault(row.worker.about.get("note"), []).append(row.peer.name)
    return "\n".join(f"{'; '.join(names)}: {note}." for note, names in names_with.items() if note)


def target_sentences(rows, figures, reference):
    aims = [row for row in rows if row.peer.target]
    return "\n".join(target_sentence(row, figures.get(row.peer.name), reference) for row in aims)


def target_sentence(row, figures, reference):
    aim = f"{reference.peer.name} against {row.peer.name}, target {row.peer.target:g}x"
    ratio = figures and figures.reference_ratio
    if not ratio:
        return f"{aim}: not measured."
    verdict = "reached" if ratio.median >= row.peer.target else "fell short"
    doubt = ", but the target lies inside the interval" if ratio.holds(row.peer.target) else ""
    return f"{aim}: {verdict}, {digits(ratio.median)}x {bracket(ratio)}{doubt}."


def bounds_sentences(rows, figures, reference):
    bounded = [row for row in rows if row.peer.bounds]
    return "\n".join(bounds_sentence(row, figures.get(row.peer.name), reference) for row in bounded)


def bounds_sentence(row, figures, reference):
    least, most = row.peer.bounds
    wanted = f"at least {least:g}x" if most is None else f"{least:g}x to {most:g}x"
    aim = f"{row.peer.name} over {reference.peer.name}, target {wanted}"
    ratio = figures and figures.over_reference
    if not ratio:
        return f"{aim}: not measured."
    inside = least <= ratio.median and (most is None or ratio.median <= most)
    verdict = "reached" if inside else "missed" if ratio.median > least else "fell short"
    holds = any(ratio.holds(bound) for bound in row.peer.bounds if bound is not None)
    doubt = ", but a bound lies inside the interval" if holds else ""
    return f"{aim}: {verdict}, {digits(ratio.median)}x {bracket(ratio)}{doubt}."


def rival_sentence(rows, figures, reference):
    """The reference against the fastest of those that it must not be slower than."""
    rivals = [row for row in rows if row.peer.rival and row.measured]
    if not rivals or not reference.measured:
        return ""
    fastest = max(rivals, key=lambda row: figures[row.peer.name].rate.median)
    ratio = figures[fastest.peer.name].reference_ratio
    verdict = "slower" if ratio.high < 1 else "faster" if ratio.low > 1 else "no difference seen"
    return (
        f"{reference.peer.name} against {fastest.peer.name}, the fastest of its kind: {verdict}, "
        f"{digits(ratio.median)}x {bracket(ratio)}."
    )


def efficiency_sentences(rows, figures):
    return "\n".join(
        efficiency_sentence(row, figures[row.peer.name].parallel_efficiency)
        for row in rows
        if row.measured and figures[row.peer.name].parallel_efficiency
    )


def efficiency_sentence(row, efficiency):
    percent = f"{digits(100 * efficiency.median)} % {bracket(efficiency, 100)}"
    workers = f"{row.workers} worker{'s' if row.workers > 1 else ''}"
    speed_up = digits(row.workers * efficiency.median)
    return (
        f"{row.peer.name}: parallel efficiency {percent}, "
        f"a speed-up of {speed_up} with {workers} over {row.peer.alone}."
    )


def process_sentence(reference):
    if not reference.measured or reference.timings[0].process_seconds is None:
        return ""
    extra = median(timing.process_seconds - timing.seconds for timing in reference.timings)
    return f"A process of {reference.peer.name} takes {digits(1e3 * extra)} ms beside its counting."


def load_sentence(load):
    return f"The machine was not idle at the start: load average {load:.1f}." if load >= 0.5 else ""


def bracket(interval, scale=1):
    return f"[{digits(scale * interval.low)}, {digits(scale * interval.high)}]"


def digits(value):
    """Three significant digits, never an exponent."""
    if value == 0:
        return "0"
    return f"{value:.{max(0, 2 - floor(log10(abs(value))))}f}"
