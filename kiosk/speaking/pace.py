"""The pace: what to ask of eSpeak so that so many words a minute are really heard.

Measured on 31 sentences of health guidance, 346 words, with the pauses of this file between them.
eSpeak's own figure leaves out the pauses and is short of what it does above 200; below 80 it does
not go at all, so the slowest paces are made of its slowest one and gaps between the words.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

from kiosk.speaking.pieces import Stop

_MEASURED = (
    # words a minute heard, eSpeak's rate, eSpeak's gap between words (in 10 ms at its usual rate)
    (62, 80, 5),
    (76, 80, 0),
    (94, 106, 0),
    (125, 142, 0),
    (156, 179, 0),
    (188, 219, 0),
    (219, 262, 0),
    (250, 304, 0),
)
_PAUSES = {Stop.SENTENCE: 56.0, Stop.CLAUSE: 25.0, Stop.WORD: 0.0}
"""Seconds times words a minute: a sentence is followed by 0.45 s at 125 words a minute."""


@dataclass(frozen=True)
class Pace:
    """How fast, in eSpeak's terms and in those of the pauses between its pieces."""

    words_per_minute: int
    rate: int
    word_gap: int

    def pause(self, stop: Stop) -> float:
        """Seconds of silence after a piece that ends so."""
        return _PAUSES[stop] / self.words_per_minute


def pace(words_per_minute: float) -> Pace:
    """The nearest pace that can be had, from 62 to 250 words a minute."""
    wanted = min(max(words_per_minute, _MEASURED[0][0]), _MEASURED[-1][0])
    above = min(bisect_right(_MEASURED, (wanted, 999, 0)), len(_MEASURED) - 1)
    slow, fast = _MEASURED[above - 1], _MEASURED[above]
    share = (wanted - slow[0]) / (fast[0] - slow[0])
    return Pace(
        round(wanted),
        round(slow[1] + share * (fast[1] - slow[1])),
        round(slow[2] + share * (fast[2] - slow[2])),
    )
