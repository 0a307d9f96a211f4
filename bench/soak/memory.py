"""What the kiosk's processes take of the memory, visit by visit."""

from __future__ import annotations

import statistics
from collections import defaultdict
from pathlib import Path

from bench.soak.kiosk import Kiosk

SETTLED = 100
"""Visits after which nothing may grow any more: until then, everything is used the first time."""
_WINDOW = 0.1
"""The share of the other visits that is compared, at their beginning and at their end."""


class Memory:
    """Megabytes of each kind of process, after each visit."""

    def __init__(self) -> None:
        self._taken: dict[str, list[float]] = defaultdict(list)

    def note(self, kiosk: Kiosk) -> None:
        """Look at every process that is there."""
        for name, pid in kiosk.processes().items():
            taken = megabytes(pid)
            if taken:
                self._taken[name].append(taken)

    def growth(self, settled: int = SETTLED) -> dict[str, tuple[float, float, float]]:
        """For each kind: megabytes after the first visits, at the end, and at most."""
        found = {}
        for name, taken in self._taken.items():
            later = taken[min(settled, len(taken) // 2) :]
            window = max(1, round(len(later) * _WINDOW))
            first, last = later[:window], later[-window:]
            found[name] = (statistics.median(first), statistics.median(last), max(later))
        return found

    def lines(self) -> list[str]:
        """Every visit: comma separated."""
        return [
            f"{number},{name},{taken:.2f}"
            for name, all_taken in self._taken.items()
            for number, taken in enumerate(all_taken)
        ]


def megabytes(process: int) -> float:
    """Resident and its own: what others have mapped, too, is not counted; 0: there is none."""
    try:
        rollup = Path(f"/proc/{process}/smaps_rollup").read_text(encoding="ascii")
    except OSError:
        return 0.0
    return sum(int(line.split()[1]) for line in rollup.splitlines() if "Private_" in line) / 1024
