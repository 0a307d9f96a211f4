"""Benchmarks: `python -m bench` measures and prints a table; nothing here is ever asserted."""

import sys
from pathlib import Path

# The terminal and the sound room are the same ones in which the tests run.
sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))
