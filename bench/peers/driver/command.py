"""What all commands do alike: their messages, exit codes and folder of records."""

import signal
import sys

from driver.results import record


def run(name, main):
    """Ends the process with the exit code of `main(arguments)`."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
    except OSError as error:
        say(name, error)
        sys.exit(1)


def record_folder(name, records):
    """Where the record of today lies, and None without `records`."""
    try:
        return records and record.folder(records)
    except OSError as error:
        say(
            name,
            f"cannot make a record in '{records}' ({error.strerror}); try another --record DIR",
        )
        sys.exit(2)


def say(name, message):
    print(f"{name}: {message}", file=sys.stderr)
