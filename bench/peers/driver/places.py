"""Where things lie in the checkout."""

from pathlib import Path

PEERS = Path(__file__).resolve().parents[1]
LOOPS = PEERS / "loops"
ROOT = PEERS.parents[1]
