"""The command line of `sharing_peers`."""

from driver.options import Parser, add_measuring, add_record, whole_number

EXAMPLES = """\
Examples:
  bench/peers/sharing_peers                    every table, about six minutes; recorded in bench/record
  bench/peers/sharing_peers --only Queue --no-record           the tables with a row of such a name
  bench/peers/sharing_peers --rounds 3 --time-limit 10 --no-record
  bench/peers/sharing_peers --python /tmp/venv/bin/python      with the numba that is there
"""


def parse(arguments):
    parser = Parser(
        "sharing_peers",
        EXAMPLES,
        "Times crossover's ways of sharing work out beside those of Python: messages, pools of "
        "processes and threads that hold a lock.",
    )
    add_measuring(parser)
    parser.add_argument(
        "--time-limit",
        type=whole_number(1, 86400),
        metavar="S",
        default=60,
        help="seconds after which `crossover compare` begins no round; it ends sooner when it is "
        "sure (default: %(default)s)",
    )
    add_record(parser)
    return parser.parse_args(arguments)
