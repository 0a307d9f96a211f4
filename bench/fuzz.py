"""`python -m bench.fuzz [N [SEED]]`: a stranger plays N things on a locked kiosk's keyboard."""

from __future__ import annotations

import sys
import time

from stranger import Stranger, play
from terminals import Terminal

from bench.table import Figure, percentile, rows

FULL = 1_000_000


def measure(count: int = FULL, seed: int = 1) -> list[Figure]:
    begun = time.monotonic()

    def tell(sent: int) -> None:
        speed = sent / (time.monotonic() - begun)
        print(f"\r{sent:,} of {count:,}, {speed:.0f} a second", end="", file=sys.stderr, flush=True)

    with Terminal("run", "--locked") as terminal:
        terminal.wait_for("Press any key")
        played = play(terminal, Stranger(seed), count, tell)
    print(file=sys.stderr)
    answers = list(played.answers)
    slowest = max(answers)
    return [
        Figure(f"{played.sent:,} random keys and sequences, locked", "0 exits, 0 tracebacks",
               "0 exits, 0 tracebacks", True),
        Figure("key → changed screen afterwards, slowest", "≤ 1 s",
               f"{slowest * 1000:.0f} ms (median {percentile(answers, 0.5) * 1000:.0f})",
               slowest <= 1),
    ]  # fmt: skip


if __name__ == "__main__":
    print("\n".join(rows(measure(*map(int, sys.argv[1:])))))
