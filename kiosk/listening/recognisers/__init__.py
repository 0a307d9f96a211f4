"""Recognisers: what turns the sound of one utterance into one of the phrases allowed now.

A recogniser hears one utterance after the other. It never sees the silence between them: the
listener (listening/listener.py) cuts the utterances out of the microphone's sound.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol


class Reason(StrEnum):
    """Why an utterance was accepted or not; never what was said."""

    ACCEPTED = "accepted"
    """It is one of the allowed phrases."""
    UNLIKE = "unlike"
    """Speech, but like none of the allowed phrases."""
    SILENCE = "silence"
    """No speech at all."""
    TOO_SHORT = "too short"
    """A click, a cough: shorter than any word."""
    TOO_LONG = "too long"
    """Longer than an answer: somebody talks to somebody else, or the room babbles."""
    TOO_QUIET = "too quiet"
    """Hardly louder than the room: somebody further away, to somebody else."""
    CLIPPED = "clipped"
    """So loud that the microphone could not follow."""


@dataclass(frozen=True)
class Heard:
    """What one utterance was taken for."""

    text: str
    """An allowed phrase, exactly as it was given; or what it resembled, if not accepted; or ""."""
    reason: Reason

    @property
    def accepted(self) -> bool:
        """Whether the phrase may be acted upon."""
        return self.reason is Reason.ACCEPTED


class Recogniser(Protocol):
    """One engine with one model. It belongs to one thread."""

    name: str
    """As "PocketSphinx (en-us)". The help of every language has it: no words of one are in it."""

    matures: bool
    """Whether a guess may still become right while nothing more is said: an engine that works
    along with the sound lags a little behind it."""

    def unknown_words(self, phrases: Sequence[str]) -> list[str]:
        """The words that the model cannot hear, each once."""

    def begin(self, phrases: Sequence[str]) -> None:
        """Forget what was heard; from now on only these whole phrases can be accepted.

        The likeliest come first: what stands far behind must be said more clearly.
        """

    def feed(self, pcm: bytes) -> None:
        """More sound of the utterance: 16-bit mono at 16 kHz."""

    def guess(self) -> Heard:
        """What it would be if the speech ended here; more sound may follow."""

    def finish(self) -> Heard:
        """What it was; guess has been asked at the last pause. The next call is begin."""
