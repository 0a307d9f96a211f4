"""The narrator: makes the sounds of a recital, one after the other, at the pace that is wanted."""

from __future__ import annotations

from array import array
from dataclasses import dataclass

from kiosk.speaking.cache import Cache
from kiosk.speaking.pacer import Pacer
from kiosk.speaking.recital import Recital, Step
from kiosk.speaking.sound import SAMPLE_RATE
from kiosk.speaking.synthesis import Synthesiser


@dataclass(frozen=True)
class Spoken:
    """One step as a sound."""

    step: Step
    samples: array[int]
    pause_before: float
    """Seconds."""
    pause_after: float


class Narrator:
    """Makes sounds, and keeps them for a while."""

    def __init__(self, synthesiser: Synthesiser) -> None:
        self._synthesiser = synthesiser
        self._cache = Cache()
        self._pacers: dict[tuple[str, str], Pacer] = {}
        """By speaker and language: one is slower than the other."""

    def next(self, recital: Recital) -> Spoken | None:
        """The sound of the recital's next step; None: it has no more."""
        loads = recital.loads()
        step = recital.next()
        if step is None:
            return None
        if step.piece is None:
            return Spoken(step, array("h"), 0.0, recital.pause)
        language = recital.spoken(step)
        speaker = self._synthesiser.speaker(language)
        pacer = self._pacers.setdefault((speaker, language), Pacer())
        pace = pacer.pace(loads, recital.words, recital.words_per_minute)
        key = (step.piece.text, speaker, language, pace)
        samples = self._cache.get(key)
        if samples is None:
            samples = self._synthesiser.speak(step.piece.text, language, pace.stretch)
            self._cache.put(key, samples)
        seconds = len(samples) / SAMPLE_RATE
        pacer.spoke(loads[0], pace, seconds, recital.words, recital.words_per_minute)
        before, recital.pause = recital.pause, pace.pause(step.piece.stop)
        return Spoken(step, samples, before, recital.pause)

    def forget(self) -> None:
        """Let go of every sound: it may tell what a visitor was told."""
        self._cache.clear()
