"""A recital: one thing that is being said, piece by piece."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kiosk.speaking.pace import Pace
from kiosk.speaking.pieces import pieces


@dataclass(frozen=True)
class Step:
    """One piece of a recital."""

    sentence: int
    begins: bool
    """Whether it is the first piece of its sentence."""
    text: str
    pause_before: float
    pause_after: float


@dataclass
class Recital:
    """One thing that is being said."""

    id: int
    generation: int
    language: str
    pace: Pace
    steps: Iterator[Step]


def steps(sentences: list[str], speed: Pace) -> Iterator[Step]:
    """The pieces of the sentences and the pauses between; a sentence without sound has one, too."""
    pause = 0.0
    for index, sentence in enumerate(sentences):
        begins = True
        for piece in pieces(sentence):
            after = speed.pause(piece.stop)
            yield Step(index, begins, piece.text, pause, after)
            begins, pause = False, after
        if begins:
            yield Step(index, True, "", 0.0, pause)
