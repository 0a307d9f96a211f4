"""The modes: where in the conversation a visitor stands."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto

from kiosk.dialogue.events import (
    CommandGiven,
    DigitPressed,
    UnknownKeyPressed,
)


class Answer(Enum):
    """What a visitor answered to a yes/no question."""

    YES = auto()
    NO = auto()
    UNSURE = auto()


@dataclass(frozen=True)
class Start:
    """Nobody is here: the title and an invitation."""


@dataclass(frozen=True)
class ChoosingGuide:
    """The list of guides."""


@dataclass(frozen=True)
class Opening:
    """A guide is being fetched."""

    guide_id: str
    title: str
    change: AskingLanguage | None = None
    """The change of language that it is fetched for; None: its welcome follows."""


@dataclass(frozen=True)
class Welcome:
    """The orientation and the guide's introduction."""


@dataclass(frozen=True)
class ChoosingSection:
    """The list of sections."""


@dataclass(frozen=True)
class Offering:
    """Does the visitor want this section as questions?"""

    section: int


@dataclass(frozen=True)
class Reading:
    """A section is read, point by point."""

    section: int


@dataclass(frozen=True)
class Checking:
    """A section is asked, question by question."""

    section: int
    answers: tuple[Answer, ...] = ()
    """One for each question asked so far; the next one is on the screen."""


@dataclass(frozen=True)
class Summing:
    """What was answered, and what it means."""

    section: int
    answers: tuple[Answer, ...]


@dataclass(frozen=True)
class AskingNext:
    """Would you like to go on to the next part?"""

    section: int


@dataclass(frozen=True)
class Helping:
    """The keys, on top of where the visitor was."""

    before: Stand


@dataclass(frozen=True)
class Learning:
    """Every key tells what it does and does nothing, on top of where the visitor was."""

    before: Stand
    pressed: CommandGiven | DigitPressed | UnknownKeyPressed | None = None
    """The key that was pressed last."""


@dataclass(frozen=True)
class Ending:
    """Would you like to end your visit?"""

    before: Stand


@dataclass(frozen=True)
class ChoosingLanguage:
    """The list of languages, on top of where the visitor was."""

    before: Stand


@dataclass(frozen=True)
class AskingLanguage:
    """Would you like to go on in this language? Asked in it; all but a yes leads back."""

    language: str
    before: Stand
    asked: int = 1


@dataclass(frozen=True)
class AskingPresence:
    """Are you still there?"""

    before: Stand
    asked: int = 1


@dataclass(frozen=True)
class Leaving:
    """Goodbye."""


WOKEN_BY_ANYTHING = (Start, AskingPresence, Leaving)
"""Where everything that a visitor does is the same: somebody is here."""


Mode = (
    Start
    | ChoosingGuide
    | Opening
    | Welcome
    | ChoosingSection
    | Offering
    | Reading
    | Checking
    | Summing
    | AskingNext
    | Helping
    | Learning
    | Ending
    | ChoosingLanguage
    | AskingLanguage
    | AskingPresence
    | Leaving
)


@dataclass(frozen=True)
class Stand:
    """A place to come back to."""

    mode: Mode
    cursor: int
