"""The command line of `peers`, and what those of the other commands have in common with it."""

import argparse
import re
import shutil
import sys
from pathlib import Path

from driver.machine import usable_cpus
from driver.places import ROOT

EXAMPLES = """\
Examples:
  bench/peers/peers                  every peer, seven rounds, a minute; recorded in bench/record
  bench/peers/peers --no-record      the table alone
  bench/peers/peers --rounds 25      narrower intervals, about three minutes
  bench/peers/peers --workers 1      as on a machine with one CPU
  bench/peers/peers --crossover build/other/crossover --no-record
"""

DEBIAN_PYTHON = "/usr/bin/python3"  # the one that python3-numpy and python3-numba are installed for


class Parser(argparse.ArgumentParser):
    def __init__(self, name, examples, description):
        super().__init__(prog=name, allow_abbrev=False, description=description)
        self._examples = examples

    def format_help(self):
        return f"{self._examples}\n{super().format_help()}"

    def error(self, message):
        self.exit(2, f"{self.prog}: {message}\n")


def parse(arguments):
    parser = Parser(
        "peers",
        EXAMPLES,
        "Times crossover's CPU kernels beside the loops that people write otherwise, "
        "interleaved round by round, and prints the ratios.",
    )
    add_measuring(parser)
    add_record(parser)
    return parser.parse_args(arguments)


def add_measuring(parser):
    parser.add_argument(
        "--crossover",
        type=Path,
        metavar="PATH",
        default=ROOT / "build/release/crossover",
        help="the program to compare (default: build/release/crossover)",
    )
    parser.add_argument(
        "--rounds",
        type=whole_number(1, 1000),
        metavar="R",
        default=7,
        help="how often each peer is timed (default: %(default)s)",
    )
    parser.add_argument(
        "--workers",
        type=whole_number(1, 4096),
        metavar="W",
        default=usable_cpus(),
        help="workers of the peers that take any number (default: the usable CPUs, %(default)s)",
    )
    parser.add_argument(
        "--python",
        type=interpreter,
        metavar="PATH",
        default=default_python(),
        help="interpreter of the Python peers (default: %(default)s)",
    )
    parser.add_argument(
        "--only",
        type=lambda text: text.split(","),
        metavar="TEXT,...",
        help="only the rows whose names have one of these in them, and crossover's first",
    )


def add_record(parser):
    record = parser.add_mutually_exclusive_group()
    record.add_argument(
        "--record",
        type=Path,
        metavar="DIR",
        default=ROOT / "bench/record",
        help=f"write DIR/<date>-<machine>/{parser.prog}.json and .txt (default: bench/record); "
        "a second run on one day replaces the first",
    )
    record.add_argument(
        "--no-record", dest="record", action="store_const", const=None, help="write no file"
    )


def whole_number(least, most):
    def parse_number(text):
        if re.fullmatch("[0-9]{1,9}", text) and least <= int(text) <= most:
            return int(text)
        raise argparse.ArgumentTypeError(f"'{text}' is not a whole number from {least} to {most}")

    return parse_number


def interpreter(text):
    found = shutil.which(text)
    if not found:
        raise argparse.ArgumentTypeError(f"'{text}' is not a program; try {DEBIAN_PYTHON}")
    return found


def default_python():
    return shutil.which(DEBIAN_PYTHON) or sys.executable
