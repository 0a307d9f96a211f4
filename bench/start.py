"""From the start of the process to the first painted screen, against the smallest Textual app."""

from __future__ import annotations

import statistics
import sys
import time
from pathlib import Path

import pexpect

from bench.table import Figure

ROOT = Path(__file__).parent.parent
SMALLEST = """
from textual.app import App
from textual.widgets import Static
class Smallest(App):
    def compose(self):
        yield Static("first screen")
Smallest().run()
"""


def seconds_to_paint(arguments: list[str], text: bytes) -> float:
    """Seconds from the start of a Python process until this text is drawn."""
    begun = time.perf_counter()
    process = pexpect.spawn(sys.executable, arguments, dimensions=(24, 80), cwd=str(ROOT))
    process.delaybeforesend = None
    process.expect_exact(text, timeout=60)
    taken = time.perf_counter() - begun
    process.close(force=True)
    return taken


def measure(times: int = 10) -> list[Figure]:
    """Pairs in turn, so that a machine that becomes slower slows both."""
    ours, smallest = [], []
    for _ in range(times + 1):
        smallest.append(seconds_to_paint(["-c", SMALLEST], b"first screen"))
        ours.append(seconds_to_paint(["-m", "kiosk", "run", "--no-voice"], b"Press any key"))
    pairs = [a / b for a, b in zip(ours[1:], smallest[1:], strict=True)]
    ratio = statistics.median(pairs)
    detail = (
        f"{ratio:.2f} × ({statistics.median(ours):.2f} s / {statistics.median(smallest):.2f} s)"
    )
    return [Figure("start to first painted screen", "≤ 1.5 ×", detail, ratio <= 1.5)]
