"""From the key for the text size to the new layout: drawn, and in a real xterm."""

from __future__ import annotations

import shutil
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from desk import Desk
from terminals import Terminal

from bench.table import Figure, percentile

APART = 0.9
"""Seconds between two presses: a second one sooner is held back, as it may be a repeat."""

LOADING = 3
"""Seconds until everything behind the first screen is there."""

MOST = 150


def milliseconds(press: Callable[[], None], look: Callable[[], object], times: int) -> list[float]:
    """Press so many times; each time until what is seen has changed."""
    taken = []
    for _ in range(times):
        before = look()
        begun = time.perf_counter()
        press()
        while look() == before:
            assert time.perf_counter() - begun < 5, "the key changed nothing"
        taken.append((time.perf_counter() - begun) * 1000)
        time.sleep(APART)
    return taken


def drawn(times: int) -> list[float]:
    with Terminal("run", "--no-voice", "--no-ear") as terminal:
        terminal.wait_for("Press any key")
        time.sleep(APART)
        terminal.press("enter")
        terminal.wait_for("Nothing you press")
        time.sleep(APART)

        def seen() -> list[str]:
            terminal.wait_for_output()
            return terminal.lines

        return milliseconds(partial(terminal.press, "s"), seen, times)


def real(times: int) -> list[float]:
    """By the height of the bar on top."""
    folder = Path(tempfile.mkdtemp(prefix="bench-"))
    try:
        with Desk(folder) as desk:
            desk.kiosk("launch", "--terminal", "xterm", "--no-voice", "--no-ear", folder=folder)
            desk.wait_for(lambda: desk.row(0, 1) != [(0, 0, 0)])
            time.sleep(LOADING)
            desk.press("Return")
            time.sleep(LOADING)

            def edge() -> int:
                column = desk.column(0, 240)
                return next((y for y, seen in enumerate(column) if seen != column[0]), 240)

            return milliseconds(partial(desk.press, "s"), edge, times)
    finally:
        shutil.rmtree(folder)


def measure(times: int = 20) -> list[Figure]:
    kinds = {"block letters": drawn}
    if all(map(shutil.which, ("Xvfb", "xterm", "xdotool"))):
        kinds["real letters in xterm"] = real
    figures = []
    for name, take in kinds.items():
        taken = take(times)
        detail = f"{percentile(taken, 0.95):.0f} ms (median {percentile(taken, 0.5):.0f})"
        holds = percentile(taken, 0.95) <= MOST
        what = f"size change: key → new layout, {name}, p95 of {times}"
        figures.append(Figure(what, f"≤ {MOST} ms", detail, holds))
    return figures
