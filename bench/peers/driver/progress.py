"""One line on stderr that is written over, and only where someone can watch it."""

import sys


def progress(text):
    """Shows `text` in place of the last one; an empty one clears the line."""
    if sys.stderr.isatty():
        print(f"\r\033[K{text}", end="", file=sys.stderr, flush=True)
