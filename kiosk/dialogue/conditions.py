"""The conditions: how it stands with the voice, the ear, and what is being said or heard."""

from __future__ import annotations

from enum import Enum, auto


class Speech(Enum):
    """What is going on with the words of this page."""

    SPEAKING = auto()
    """They are being said, or would be if there were a voice."""
    PAUSED = auto()
    """The visitor stopped them; they go on from the same sentence."""
    SILENT = auto()
    """All has been said."""


class Ear(Enum):
    """Whether the kiosk can hear."""

    UNAVAILABLE = auto()
    READY = auto()
    LOST = auto()


class Hearing(Enum):
    """What is coming in."""

    CLOSED = auto()
    """Nothing can be heard yet, or any more."""
    NOTHING = auto()
    SPEECH = auto()
    THINKING = auto()
    """The speech is over, its meaning not known yet."""


class Voice(Enum):
    """Whether there is a voice."""

    AWAITED = auto()
    READY = auto()
    LOST = auto()
    UNAVAILABLE = auto()
