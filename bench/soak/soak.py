"""The soak itself: visit after visit, and what came of them."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from pathlib import Path

from bench.soak.faults import Faults
from bench.soak.kiosk import CrashError, Kiosk, StuckError
from bench.soak.memory import SETTLED, Memory
from bench.soak.visitor import Tally, Visitor
from bench.table import Figure, percentile

FULL = 2_000
_TOLD_EVERY = 20
_GROWTH = 5.0
"""Megabytes."""
_BACK = 2.0
"""Seconds."""


class Soak:
    """One kiosk, and everybody who comes to it."""

    def __init__(self, house: Path, seed: int, share: float) -> None:
        self._house = house
        self._seed = seed
        self._share = share
        self.done = 0
        self.troubles: list[str] = []
        self.crashes = 0
        self.minutes = 0.0
        self.tally = Tally()
        self.memory = Memory()
        self.faults: list[Faults] = []

    def run(self, visits: int, tell: Callable[[str], None]) -> None:
        """After a trouble, a new kiosk goes on with the next visitor."""
        begun = time.monotonic()
        lives = 0
        try:
            while self.done < visits:
                lives += 1
                house = self._house / str(lives)
                house.mkdir()
                with Kiosk(house) as kiosk:
                    self._live(kiosk, visits, tell)
        finally:
            self.minutes = (time.monotonic() - begun) / 60

    def _live(self, kiosk: Kiosk, visits: int, tell: Callable[[str], None]) -> None:
        faults = Faults(kiosk, self._share)
        self.faults.append(faults)
        self.memory.new_kiosk()
        while self.done < visits:
            chance = random.Random(f"{self._seed} {self.done}")
            faults.chance = chance
            visitor = Visitor(kiosk, chance, self.tally)
            try:
                visitor.visits(faults.disturb)
                faults.heal()
                kiosk.wait(lambda: kiosk.looks_as_at_first, "something is left of the visit")
            except (StuckError, CrashError) as trouble:
                self.crashes += isinstance(trouble, CrashError)
                steps = "\n  ".join(visitor.trace)
                self.troubles.append(f"visit {self.done}: {trouble}\nthe steps:\n  {steps}")
                tell(self.troubles[-1])
                self.done += 1
                return
            self.done += 1
            self.memory.note(kiosk)
            if self.done % _TOLD_EVERY == 0:
                tell(self._account())

    def _account(self) -> str:
        taken = ", ".join(
            f"{name} {last:.1f} MB" for name, (_, last, _) in self.memory.growth().items()
        )
        return f"{self.done} visits, {self.tally}, {taken}"


def figures(soak: Soak) -> list[Figure]:
    """The table."""
    tally, stuck = soak.tally, len(soak.troubles) - soak.crashes
    pace = soak.minutes * 60 / max(1, soak.done)
    found = [
        Figure(f"{soak.done} visits of {tally.steps} steps in {soak.minutes:.1f} min "
               f"({pace:.1f} s each), {tally.said} by voice", "0 crashes, 0 stuck",
               f"{soak.crashes} crashes, {stuck} stuck", not soak.troubles),
        Figure("said: not heard in three attempts, taken for something else", "–",
               f"{tally.unheard}, {tally.misheard}", True),
    ]  # fmt: skip
    for name, (first, last, most) in soak.memory.growth().items():
        found.append(
            Figure(f"{name}: own memory after {SETTLED} visits → at the end",
                   f"≤ {_GROWTH:.0f} MB more",
                   f"{last - first:+.1f} MB ({first:.1f} → {last:.1f}, at most {most:.1f})",
                   last - first <= _GROWTH)
        )  # fmt: skip
    seconds: dict[str, list[float]] = {}
    for faults in soak.faults:
        for name, values in faults.seconds.items():
            seconds.setdefault(name, []).extend(values)
    for name, values in sorted(seconds.items()):
        found.append(
            Figure(f"{name} → sense back, median / slowest of {len(values)}", f"≤ {_BACK:.0f} s",
                   f"{percentile(values, 0.5):.2f} / {max(values):.2f} s", max(values) <= _BACK)
        )  # fmt: skip
    return found
