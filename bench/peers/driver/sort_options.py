"""The command line of `sort_peers`."""

import argparse
import os
import re
from pathlib import Path

from driver.options import Parser, add_measuring, add_record, interpreter
from driver.sorting import TYPES

EXAMPLES = """\
Examples:
  bench/peers/sort_peers                       i64 and u32: 1e7 keys, and two arrays of 1000
  bench/peers/sort_peers --type all            all six types
  bench/peers/sort_peers --keys 1e6 --no-record --rounds 3
  bench/peers/sort_peers --type all --keys 1e7 --only vqsort     the instruction sets alone
  bench/peers/sort_peers --current-python /tmp/venv/bin/python   with the numpy that is there
"""

MOST_KEYS = 10**9  # of all arrays; each peer needs several times their memory


def parse(arguments):
    parser = Parser(
        "sort_peers",
        EXAMPLES,
        "Times crossover's sorters beside what others would call, all on the same keys, interleaved "
        "round by round, and prints the ratios.",
    )
    parser.add_argument(
        "--type",
        type=types,
        metavar="TYPE,...",
        default=["i64", "u32"],
        help=f"of the keys: {', '.join(TYPES)} or all (default: i64,u32)",
    )
    parser.add_argument(
        "--keys",
        type=shapes,
        metavar="N,KxN,...",
        default=[(1, 10**7), (2, 1000)],
        help="keys of one array, or of each of K arrays; a table for each (default: 1e7,2x1000)",
    )
    add_measuring(parser)
    parser.add_argument(
        "--current-python",
        type=interpreter,
        metavar="PATH",
        default=active_environment(),
        help="interpreter with a current numpy (default: that of the active virtual environment, "
        "%(default)s)",
    )
    add_record(parser)
    return parser.parse_args(arguments)


def types(text):
    names = list(TYPES) if text == "all" else text.split(",")
    for name in names:
        if name not in TYPES:
            raise argparse.ArgumentTypeError(f"'{name}' is no type; there are {', '.join(TYPES)}")
    return names


def shapes(text):
    return [shape(part) for part in text.split(",")]


def shape(text):
    """(arrays, keys): '1e7' is one array, '2x1000' are two."""
    found = re.fullmatch(r"(?:([1-9]\d{0,2})x)?([1-9]\d{0,9})(?:e(\d))?", text)
    if found:
        arrays, keys, exponent = (
            int(number or default) for number, default in zip(found.groups(), (1, 1, 0))
        )
        if arrays * keys * 10**exponent <= MOST_KEYS:
            return arrays, keys * 10**exponent
    raise argparse.ArgumentTypeError(
        f"'{text}' is not like 1e7 or 2x1000, with at most 1e9 keys in all"
    )


def active_environment():
    folder = os.environ.get("VIRTUAL_ENV")
    return str(Path(folder) / "bin/python") if folder else None
