"""What happened: everything that the engine can be told, in the past tense.

Keys and voice arrive as events of equal rank. Every report of a worker carries the turn it
belongs to; the engine drops reports of older turns.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kiosk.dialogue.command import Command, Source
from kiosk.dialogue.timer import Timer

if TYPE_CHECKING:
    from kiosk.content.model import Guide


@dataclass(frozen=True)
class KioskStarted:
    """The screen is there and everything may begin."""


@dataclass(frozen=True)
class CommandGiven:
    """Somebody told the kiosk to do something."""

    command: Command
    source: Source = Source.KEY
    key: str = field(default="", compare=False)
    """The name of the key, where one was pressed."""


@dataclass(frozen=True)
class LanguageNamed:
    """Somebody asked for a language by its name."""

    language: str
    """Its code."""


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
    """A key without a meaning."""

    key: str = field(default="", compare=False)
    """Its name: only whether it is the same one again is anybody's business."""


@dataclass(frozen=True)
class VisitorTyped:
    """Somebody typed a part of a line; what it means is known when the line ends."""


@dataclass(frozen=True)
class VisitorErased:
    """Somebody took back all that they had typed of a line."""


@dataclass(frozen=True)
class SentenceBegan:
    """A sentence began to sound."""

    turn: int
    sentence: int
    """Index into the sentences of that turn's Say."""


@dataclass(frozen=True)
class SentencesWritten:
    """Sentences stand in writing where there is no voice; they count as told."""

    turn: int
    sentences: int
    """How many of that turn's script, from its beginning."""


@dataclass(frozen=True)
class SpeechEnded:
    """The last sentence of the turn has been heard to its end, or stands in writing."""

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
class EarReady:
    """The kiosk can hear (for the first time, or again)."""

    recogniser: str = ""
    """The name of the one that listens, for whoever runs this machine."""
    better: str = ""
    """The command that installs a better one; empty where there is none."""


@dataclass(frozen=True)
class EarLost:
    """The microphone or the recogniser is gone; it is being looked for."""


@dataclass(frozen=True)
class EarUnavailable:
    """There is no recogniser for this language, or no microphone."""


@dataclass(frozen=True)
class ListeningBegan:
    """From now on something can be heard: the room's echo of the kiosk has died away."""

    turn: int


@dataclass(frozen=True)
class VisitorBegan:
    """Somebody speaks; what, is not known yet."""

    turn: int


@dataclass(frozen=True)
class VisitorEnded:
    """Somebody has stopped speaking; what it meant, is not known yet."""

    turn: int


@dataclass(frozen=True)
class Heard:
    """Somebody said something that this screen accepts."""

    turn: int
    meaning: Command | LanguageNamed | int
    """A command, a language, or the number of a choice, counted from 1."""


@dataclass(frozen=True)
class Hesitated:
    """Somebody said something that wants time, not an answer: "wait", "let me think"."""

    turn: int


@dataclass(frozen=True)
class NotUnderstood:
    """Somebody said something else, or it was a noise."""

    turn: int


@dataclass(frozen=True)
class PageShown:
    """The screen shows this page of what it was given to show."""

    page: int
    """Counted from 0."""
    pages: int


@dataclass(frozen=True)
class TimerRanOut:
    """A timer that the engine started rang."""

    timer: Timer


@dataclass(frozen=True)
class GuideOpened:
    """A guide has been fetched; perhaps too late, when another one is wanted."""

    guide: Guide


@dataclass(frozen=True)
class GuideRefused:
    """The guide turned out to be unreadable."""

    guide_id: str
    language: str


OfTurn = (
    SentenceBegan
    | SentencesWritten
    | SpeechEnded
    | ListeningBegan
    | VisitorBegan
    | VisitorEnded
    | Heard
    | Hesitated
    | NotUnderstood
)
"""The reports that belong to a turn and mean nothing after it."""

Event = (
    KioskStarted
    | CommandGiven
    | LanguageNamed
    | DigitPressed
    | ItemPointedAt
    | UnknownKeyPressed
    | VisitorTyped
    | VisitorErased
    | SentenceBegan
    | SentencesWritten
    | SpeechEnded
    | VoiceLost
    | VoiceReady
    | VoiceUnavailable
    | EarReady
    | EarLost
    | EarUnavailable
    | ListeningBegan
    | VisitorBegan
    | VisitorEnded
    | Heard
    | Hesitated
    | NotUnderstood
    | PageShown
    | TimerRanOut
    | GuideOpened
    | GuideRefused
)
