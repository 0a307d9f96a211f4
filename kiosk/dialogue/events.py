"""What happened: everything that the engine can be told, in the past tense.

Keys and voice arrive as events of equal rank. Every report of a worker carries the turn it
belongs to; the engine drops reports of older turns.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from kiosk.content.model import Guide


class Command(StrEnum):
    """What a visitor can tell the kiosk to do, by key or by voice, on any screen."""

    CHOOSE = "choose"
    UP = "up"
    DOWN = "down"
    NEXT = "next"
    BACK = "back"
    YES = "yes"
    NO = "no"
    UNSURE = "unsure"
    PAUSE = "pause"
    REPEAT = "repeat"
    SLOWER = "slower"
    FASTER = "faster"
    QUIETER = "quieter"
    LOUDER = "louder"
    MUTE = "mute"
    MORE = "more"
    """The next page of a screen that does not fit."""
    LESS = "less"
    """The page before."""
    MENU = "menu"
    HELP = "help"
    END = "end"


class Source(StrEnum):
    """Where a command came from."""

    KEY = "key"
    VOICE = "voice"


class Timer(StrEnum):
    """The engine's clocks; starting one that runs starts it anew."""

    PROMPT = "prompt"
    """Nobody reacted: say again what can be done, and after a while ask who is here."""
    ANSWER = "answer"
    """The time to answer the question whether somebody is here."""
    DIGITS = "digits"
    """A number may still get a second digit."""
    GOODBYE = "goodbye"
    """How long the goodbye stays."""
    NOTICE = "notice"
    """How long a notice stays."""


@dataclass(frozen=True)
class KioskStarted:
    """The screen is there and everything may begin."""


@dataclass(frozen=True)
class CommandGiven:
    """Somebody told the kiosk to do something."""

    command: Command
    source: Source = Source.KEY


@dataclass(frozen=True)
class DigitPressed:
    """A digit of a number; it may be the first of two."""

    digit: int
    """0 to 9."""


@dataclass(frozen=True)
class ItemPointedAt:
    """A touch or a click on one item of the screen."""

    block: int
    """Index into View.blocks."""


@dataclass(frozen=True)
class UnknownKeyPressed:
    """A key without a meaning; which one is nobody's business."""


@dataclass(frozen=True)
class SentenceBegan:
    """A sentence began to sound."""

    turn: int
    sentence: int
    """Index into the sentences of that turn's Say."""


@dataclass(frozen=True)
class SpeechEnded:
    """The last sentence of the turn has been heard to its end."""

    turn: int


@dataclass(frozen=True)
class VoiceLost:
    """The voice died or hangs; it is being replaced."""


@dataclass(frozen=True)
class VoiceReady:
    """The voice can speak (for the first time, or again)."""


@dataclass(frozen=True)
class VoiceUnavailable:
    """There is no voice here: no sound device, no synthesiser, or too many failures."""


@dataclass(frozen=True)
class TimerRanOut:
    """A timer that the engine started rang."""

    timer: Timer


@dataclass(frozen=True)
class GuideOpened:
    """A guide has been fetched."""

    guide: Guide


@dataclass(frozen=True)
class GuideRefused:
    """The guide turned out to be unreadable; the operator's log says why."""

    guide_id: str


Event = (
    KioskStarted
    | CommandGiven
    | DigitPressed
    | ItemPointedAt
    | UnknownKeyPressed
    | SentenceBegan
    | SpeechEnded
    | VoiceLost
    | VoiceReady
    | VoiceUnavailable
    | TimerRanOut
    | GuideOpened
    | GuideRefused
)
