"""The pacer: finds how far to stretch speech so that so many words a minute are heard.

At one rate of a synthesiser a text of short words has almost twice the words a minute of a text of
long ones. So the pacer weighs what is about to be said, and learns from what was said how long
this speaker takes. It follows the kind of text, not the single sentence: a visitor hears an even
voice, and over a minute or two the words are as many as they were asked for. What was said too
slowly or too fast, before the pacer knew better, is made up for.
"""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass

from kiosk.speaking.load import Load, total
from kiosk.speaking.pace import Pace

_ENOUGH = 200.0
"""Words that tell what kind of text it is: of what is to be said, else also of what was said."""
_FIRST = 30.0
"""Words of a typical text that count as said before anything was."""
_TYPICAL = Load(words=1.0, letters=6.0, pause=0.035)
"""One word of it."""
_SECONDS_PER_LETTER = 0.077
"""At the usual rate, until this speaker is known better."""
_SOON = 100.0
"""Words within which those that took longer or shorter are made up for …"""
_HURRY = 0.1
"""… by at most this share of speed."""
_EXTREMES = 0.2, 8.0
"""No speaker is asked for more."""
_GRAIN = 1.03
"""From one stretch to the next, which nobody hears."""


@dataclass(frozen=True)
class _Said:
    """Something that was said."""

    load: Load
    speech: float
    """Seconds without the pause, at the usual rate."""
    pace: float | None
    """How far it was stretched, times the words a minute that were wanted; None: it was not."""

    @property
    def seconds(self) -> float:
        """With the pause, at the usual rate."""
        return self.speech + self.load.pause


class Pacer:
    """Finds the paces of one speaker in one language."""

    def __init__(self) -> None:
        typical = Load(_FIRST, _FIRST * _TYPICAL.letters, _FIRST * _TYPICAL.pause)
        self._said = deque([_Said(typical, typical.letters * _SECONDS_PER_LETTER, None)])
        """Lately, the last at the right."""
        self._grains: dict[float, int] = {}
        """The last stretch at each rate."""

    def pace(self, ahead: Sequence[Load], whole: float, words_per_minute: float) -> Pace:
        """The pace of the first of these pieces, when the others are to be said after it.

        whole: words of the text that they are the rest of.
        """
        coming = total(ahead)
        words, seconds = coming.words, coming.letters * self._slowness() + coming.pause
        past = []
        for said in reversed(self._said):
            share = min(1.0, max(0.0, max(whole, _ENOUGH) - words) / said.load.words)
            words += share * said.load.words
            seconds += share * said.seconds
            past.append((share * said.seconds, said.pace))
        even = 60 * words / seconds
        late = sum(took * (pace - even) for took, pace in past if pace is not None) / 60
        hurry = min(_HURRY, max(-_HURRY, late / max(coming.words, _SOON)))
        return self._kept(even / words_per_minute * (1 - hurry), words_per_minute)

    def spoke(
        self, load: Load, pace: Pace, seconds: float, whole: float, words_per_minute: float
    ) -> None:
        """Learn from a piece that took so many seconds, without the pause after it."""
        stretch = pace.stretch
        self._said.append(_Said(load, seconds / stretch, stretch * words_per_minute))
        words = sum(said.load.words for said in self._said)
        while words - self._said[0].load.words >= max(whole, _ENOUGH):
            words -= self._said.popleft().load.words

    def _slowness(self) -> float:
        """Seconds for a letter, at the usual rate."""
        speech = sum(said.speech for said in self._said)
        return speech / sum(said.load.letters for said in self._said)

    def _kept(self, stretch: float, words_per_minute: float) -> Pace:
        """The last pace while it is nearly right: what is said again is then in the cache."""
        wanted = math.log(min(_EXTREMES[1], max(_EXTREMES[0], stretch)), _GRAIN)
        last = self._grains.get(words_per_minute)
        if last is None or abs(wanted - last) > 1:
            self._grains[words_per_minute] = last = round(wanted)
        return Pace(_GRAIN**last)
