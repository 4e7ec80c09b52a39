"""What ./run and ./test show while they build, on a terminal and elsewhere."""

import os
import pty
import subprocess
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FAKE_NINJA = "printf '[1/4] one\\n[2/4] two\\nnot a step\\n[4/4] four\\n'"


def script(command):
    """Bash that has what ./run and ./test share, and a folder of its own to build in."""
    return ["bash", "-c", f'. "{ROOT}/cmake/prepare.sh"; root=$(mktemp -d); {command}; status=$?; rm -rf "$root"; exit $status']


def on_terminal(command, term="xterm"):
    """Exit status, and what a terminal is shown."""
    ours, theirs = pty.openpty()
    process = subprocess.Popen(script(command), stdout=theirs, stderr=theirs, env={**os.environ, "TERM": term})
    os.close(theirs)
    shown = b""
    try:
        while piece := os.read(ours, 65536):
            shown += piece
    except OSError:  # the other end is closed
        pass
    os.close(ours)
    return process.wait(), shown.decode()


class Watched(unittest.TestCase):
    def test_shows_how_far_a_build_is_and_clears_it(self):
        status, shown = on_terminal(f"watched log bash -c \"{FAKE_NINJA}\"")
        self.assertEqual(status, 0)
        self.assertIn("crossover: building [======                  ]  25 %", shown)
        self.assertIn("crossover: building [========================] 100 %", shown)
        self.assertTrue(shown.endswith("\r\033[K"), repr(shown))
        self.assertNotIn("not a step", shown)

    def test_shows_the_log_where_the_build_fails(self):
        status, shown = on_terminal(f"watched log bash -c \"{FAKE_NINJA}; exit 3\"")
        self.assertEqual(status, 1)
        self.assertIn("not a step", shown)
        self.assertIn("crossover: failed: bash -c", shown)

    def test_draws_nothing_on_a_terminal_that_cannot_clear_a_line(self):
        self.assertEqual(on_terminal(f"watched log bash -c \"{FAKE_NINJA}\"", term="dumb"), (0, ""))

    def test_draws_nothing_into_a_file(self):
        build = subprocess.run(script(f"watched log bash -c \"{FAKE_NINJA}\""), capture_output=True, check=True)
        self.assertEqual((build.stdout, build.stderr), (b"", b""))

    def test_keeps_what_was_printed(self):
        kept = subprocess.run(script(f"watched log bash -c \"{FAKE_NINJA}\"; cat $root/build/log"), capture_output=True, check=True)
        self.assertIn(b"[4/4] four", kept.stdout)


if __name__ == "__main__":
    unittest.main()
