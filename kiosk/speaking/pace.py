"""The pace: how far speech is stretched, and how long the pauses in it are."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.speaking.pieces import Stop

PAUSES = {Stop.SENTENCE: 0.45, Stop.CLAUSE: 0.3, Stop.WORD: 0.0}
"""Seconds of silence after a piece that ends so, at the usual rate."""


@dataclass(frozen=True)
class Pace:
    """How fast, whoever speaks."""

    stretch: float
    """Seconds that speech takes for each second at the usual rate, which is about 125 words a
    minute on health guidance: 2 is slow, 0.5 is fast."""

    def pause(self, stop: Stop) -> float:
        """Seconds of silence after a piece that ends so: slow speech has long pauses, too."""
        return PAUSES[stop] * self.stretch
