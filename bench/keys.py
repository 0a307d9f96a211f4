"""From a key to the changed frame, in a real pseudo-terminal of 80×24."""

from __future__ import annotations

import time

from terminals import Terminal

from bench.table import Figure, percentile


def milliseconds_per_key(terminal: Terminal, keys: int) -> list[float]:
    """Move the marker down and up a list; the time until it stands on the other line."""

    def marked() -> int:
        return next((row for row, line in enumerate(terminal.lines) if "▶" in line), -1)

    taken = []
    terminal.press("down")
    terminal.wait_for(lambda: marked() >= 0)
    first = marked()
    time.sleep(0.3)
    terminal.press("down")
    terminal.wait_for(lambda: marked() > first)
    for number in range(keys):
        before = marked()
        begun = time.perf_counter()
        terminal.press("up" if number % 2 == 0 else "down")
        while marked() in (before, -1):
            assert time.perf_counter() - begun < 5, "a key changed nothing"
            terminal.wait_for_output()
        taken.append((time.perf_counter() - begun) * 1000)
    return taken


def measure(keys: int = 1000) -> list[Figure]:
    with Terminal("run") as terminal:
        terminal.wait_for("Press any key")
        terminal.press("enter")
        terminal.wait_for("Nothing you press")
        terminal.press("home")
        terminal.wait_for("Your Right")
        time.sleep(1)
        taken = milliseconds_per_key(terminal, keys)
    p95, p99 = percentile(taken, 0.95), percentile(taken, 0.99)
    detail = f"{p95:.0f} / {p99:.0f} ms (median {percentile(taken, 0.5):.0f})"
    return [
        Figure(f"key → changed frame, p95 / p99 of {keys}", "≤ 30 / 50 ms", detail,
               p95 <= 30 and p99 <= 50)
    ]  # fmt: skip
