"""What to do: everything that the engine can ask for, in the imperative."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.dialogue.accepted import Accepted
from kiosk.dialogue.timer import Timer
from kiosk.dialogue.view import View


@dataclass(frozen=True)
class Say:
    """Speak the sentences in order, in place of whatever is being said."""

    turn: int
    sentences: tuple[str, ...]
    words_per_minute: int
    language: str = "en"
    languages: tuple[str, ...] = ()
    """Of each sentence, where they are not all in `language`."""


@dataclass(frozen=True)
class Hush:
    """Be silent at once."""


@dataclass(frozen=True)
class SetVolume:
    """From now on, in the middle of a sentence too."""

    decibels: float
    """0 is full scale; never more."""


@dataclass(frozen=True)
class Chime:
    """A short sound: the kiosk listens now."""


@dataclass(frozen=True)
class Listen:
    """Listen for one utterance, in place of whatever is being listened for."""

    turn: int
    accepted: Accepted
    """What may be said now."""
    language: str
    attempt: int = 0
    """Counts the utterances listened for in this turn."""


@dataclass(frozen=True)
class Attune:
    """From now on visitors speak this language; EarReady or EarUnavailable will tell."""

    language: str


@dataclass(frozen=True)
class StopListening:
    """Hear nothing any more."""


@dataclass(frozen=True)
class Show:
    """Draw this, in place of what is on the screen."""

    view: View


@dataclass(frozen=True)
class TurnPage:
    """Show the next (1) or the previous (-1) page of what does not fit."""

    by: int


@dataclass(frozen=True)
class Forget:
    """The visit is over: let go of everything that was said in it."""


@dataclass(frozen=True)
class StartTimer:
    """Report TimerRanOut after a while; a running timer starts anew."""

    timer: Timer
    seconds: float


@dataclass(frozen=True)
class StopTimer:
    """Let the timer not ring."""

    timer: Timer


@dataclass(frozen=True)
class OpenGuide:
    """Fetch a guide; GuideOpened or GuideRefused will tell."""

    guide_id: str
    language: str = "en"


Effect = (
    Say
    | Hush
    | SetVolume
    | Chime
    | Listen
    | Attune
    | StopListening
    | Show
    | TurnPage
    | StartTimer
    | StopTimer
    | OpenGuide
    | Forget
)
