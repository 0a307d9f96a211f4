"""A visitor who does not see: knows by ear alone what the kiosk says, and when it is silent.

eSpeak says a sentence in almost the same way every time, faster or slower. So what is heard is
compared, stretched to one length, with how each sentence sounds that the kiosk may say.
"""

from __future__ import annotations

import statistics
import time
from array import array
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from sound_room import FRAME, SILENCE, Level, SoundRoom, decibels, waves
from visitors import ATTEMPTS, PATIENCE, recording

from kiosk.speaking.espeak import ESpeak
from kiosk.speaking.sound import SAMPLE_RATE

PAUSE = 0.12
"""Seconds of silence between two stretches of sound; within a word there is less."""

IT_IS_MY_TURN = 1.0
"""Seconds of silence after which a visitor speaks: less than the kiosk leaves after a point, and
more than it is deaf to the echo of its own words."""

ANSWER = 10.0
"""Seconds in which the kiosk answers with a sentence or two before the one that is waited for."""

PARTS = 40
"""Of a stretch of sound that are compared."""

ALIKE = 0.6
"""Mean correlation of loudness and tone. Of the same sentence it is 0.76 to 0.98, less where the
sound stutters; of others 0.2 to 0.5, if they do not differ in a single word only: then the nearest
counts."""

STRETCHES = (0.5, 0.57, 0.65)
"""How fast the kiosk speaks at its fastest: that differs with the kind of text."""

Print = tuple[Sequence[float], Sequence[float]]
"""Loudness and tone of a stretch of sound, part by part, in standard deviations."""


class Memory:
    """How each of these sentences sounds."""

    def __init__(self, sentences: Iterable[str]) -> None:
        voice = ESpeak()
        self._prints = {
            sentence: [
                next(prints(levels_of(voice.speak(sentence, "en", stretch))))
                for stretch in STRETCHES
            ]
            for sentence in dict.fromkeys(sentences)
        }

    def sentences(self, heard: Sequence[Level]) -> list[str]:
        """The sentences in what was heard; what is none of them is left out."""
        nearest = (self._nearest(one) for one in prints(heard))
        return [sentence for sentence, likeness in nearest if likeness > ALIKE]

    def _nearest(self, heard: Print) -> tuple[str, float]:
        likeness = {
            sentence: max(alike(heard, one) for one in known)
            for sentence, known in self._prints.items()
        }
        best = max(likeness, key=likeness.__getitem__)
        return best, likeness[best]


def levels_of(samples: array[int]) -> list[Level]:
    step = round(SAMPLE_RATE * FRAME)
    frames = (samples[start : start + step] for start in range(0, len(samples) - step, step))
    return [Level(n * FRAME, decibels(f), waves([0, *f])) for n, f in enumerate(frames)]


def prints(heard: Sequence[Level]) -> Iterator[Print]:
    """Of every stretch of sound that is over."""
    stretch: list[Level] = []
    ended: list[Level] = []
    for level in heard:
        if level.decibels > SILENCE:
            stretch += [*ended, level] if stretch else [level]
            ended = []
        elif stretch:
            ended.append(level)
            if len(ended) * FRAME > PAUSE:
                yield _print(stretch)
                stretch, ended = [], []
    if stretch:
        yield _print(stretch)


def _print(stretch: Sequence[Level]) -> Print:
    loudness = _evened([max(level.decibels, SILENCE) for level in stretch])
    return loudness, _evened([float(level.waves) for level in stretch])


def _evened(values: Sequence[float]) -> list[float]:
    edges = [part * len(values) // PARTS for part in range(PARTS + 1)]
    means = [
        statistics.fmean(values[start : max(end, start + 1)]) for start, end in pairwise(edges)
    ]
    middle, spread = statistics.fmean(means), statistics.pstdev(means) or 1
    return [(mean - middle) / spread for mean in means]


def alike(one: Print, other: Print) -> float:
    """1 for the same, 0 for what has nothing in common."""
    both = zip(one, other, strict=True)
    return statistics.fmean(a * b for p, q in both for a, b in zip(p, q, strict=True))


class Listener:
    """Somebody who neither presses a key nor looks."""

    def __init__(self, room: SoundRoom, memory: Memory) -> None:
        self._room = room
        self._memory = memory
        self._said_at = time.monotonic()

    def says(self, text: str, answer: Sequence[str]) -> None:
        """When the kiosk is silent, say this, until one of these sentences is heard after it."""
        for _ in range(ATTEMPTS):
            self._room.end_of_sound(self._said_at, IT_IS_MY_TURN, PATIENCE)
            self._said_at = time.monotonic()
            self._room.visitor_says(recording(text, "en"))
            if self._hears(answer):
                return
        heard = self._memory.sentences(self._room.levels(self._said_at))
        raise AssertionError(f"{text!r} was answered by {heard}, and by none of {answer}")

    def _hears(self, sentences: Sequence[str]) -> bool:
        deadline = time.monotonic() + ANSWER
        while time.monotonic() < deadline:
            heard = self._memory.sentences(self._room.levels(self._said_at))
            if not set(heard).isdisjoint(sentences):
                return True
            time.sleep(0.1)
        return False
