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
    """Megabytes of each kind of process, after each visit, in one kiosk after the other."""

    def __init__(self) -> None:
        self._kiosks: list[dict[str, list[float]]] = []

    def new_kiosk(self) -> None:
        """What is noted from now on is of another kiosk."""
        self._kiosks.append(defaultdict(list))

    def note(self, kiosk: Kiosk) -> None:
        """Look at every process that is there."""
        for name, pid in kiosk.processes().items():
            taken = megabytes(pid)
            if taken:
                self._kiosks[-1][name].append(taken)

    def growth(self, settled: int = SETTLED) -> dict[str, tuple[float, float, float]]:
        """For each kind: megabytes after the first visits, at the end, and at most.

        Of several kiosks that in which it grew most, of those that had more visits than the first.
        """
        names = {name for kiosk in self._kiosks for name in kiosk}
        found = {}
        for name in sorted(names):
            runs = [kiosk[name] for kiosk in self._kiosks if name in kiosk]
            long = [taken for taken in runs if len(taken) > settled] or [max(runs, key=len)]
            found[name] = max(
                (_growth(taken, settled) for taken in long), key=lambda g: g[1] - g[0]
            )
        return found


def _growth(taken: list[float], settled: int) -> tuple[float, float, float]:
    later = taken[min(settled, len(taken) // 2) :]
    window = max(1, round(len(later) * _WINDOW))
    return statistics.median(later[:window]), statistics.median(later[-window:]), max(later)


def megabytes(process: int) -> float:
    """Resident and its own: what others have mapped, too, is not counted; 0: there is none."""
    try:
        rollup = Path(f"/proc/{process}/smaps_rollup").read_text(encoding="ascii")
    except OSError:
        return 0.0
    return sum(int(line.split()[1]) for line in rollup.splitlines() if "Private_" in line) / 1024
