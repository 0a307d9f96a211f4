"""The state of the conversation: everything that the engine remembers, frozen."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from kiosk.content.model import Guide
from kiosk.dialogue.command import Command
from kiosk.dialogue.conditions import Ear, Hearing, Speech, Voice
from kiosk.dialogue.modes import (
    AskingLanguage,
    AskingPresence,
    ChoosingLanguage,
    Ending,
    Helping,
    Learning,
    Mode,
    Opening,
    Stand,
    Start,
)
from kiosk.dialogue.setup import Setup
from kiosk.dialogue.view import Theme

HEADING = -1
"""The cursor's place before the first block: the heading is being spoken."""

WORDS_PER_MINUTE = (62, 94, 125, 156, 188, 219, 250)
"""50 % to 200 % of 125 words a minute in seven steps (VVSG 2.0, 7.1-K)."""

DECIBELS = (-30.0, -24.0, -18.0, -12.0, -6.0, 0.0)
"""Volume steps of 6 dB; VVSG 2.0, 7.1-K allows 10 at most."""

LEISURE = (1, 2, 4)
"""How many times as long as usual the kiosk waits, step by step."""

MOST_MISSES = 3
"""After so many misses on one page it goes on by keys."""


@dataclass(frozen=True)
class Utterance:
    """One sentence to say."""

    text: str
    spot: int | None = None
    """Where the cursor moves when this is heard; None leaves it."""
    teaches: Command | None = None
    """The command that this sentence explains; it is explained once a visit."""
    ends_point: bool = False
    """A visitor may want to say something after this."""
    language: str = ""
    """Of the text, where it is not the one that is spoken now."""


@dataclass(frozen=True)
class Action:
    """One of the things that can be done on a page."""

    does: str
    """Its name, as it is shown and spoken."""
    spot: int | None = None
    """Index into the spots of the page; None for a command that stands nowhere on it."""
    command: Command | None = None


@dataclass(frozen=True)
class State:
    """One moment of the conversation."""

    rate: int
    volume: int
    mode: Mode = field(default_factory=Start)
    language: str = ""
    """The one that the visitor has changed to; empty: the installation's own."""
    guide: Guide | None = None
    cursor: int = HEADING
    """The block being spoken or under focus, or HEADING."""
    turn: int = 0
    """Counts what has been said; reports about older turns are dropped."""
    asides: tuple[str, ...] = ()
    """Short news said in this turn before the script."""
    asides_language: str = ""
    """Theirs, where it is not the one that is spoken now."""
    script: tuple[Utterance, ...] = ()
    """What this page still has to say."""
    heard: int = 0
    """Index into the script: the sentence that sounds, or would be the next."""
    speech: Speech = Speech.SILENT
    talking: bool = False
    """This turn has not been heard to its end."""
    breath: int = 0
    """How many utterances of the script belong to this turn."""
    gap: bool = False
    """The kiosk is silent after a point, in case a visitor wants to speak."""
    voice: Voice = Voice.AWAITED
    ear: Ear = Ear.UNAVAILABLE
    recogniser: str = ""
    better_recogniser: str = ""
    """Both as in EarReady."""
    takes_turns: bool = True
    """The kiosk hears nothing while it speaks, so it pauses after each point."""
    pauses: bool = False
    """It pauses after each point even where it does not listen."""
    leisure: int = 0
    """Index into LEISURE: the visitor wants more time."""
    hearing: Hearing = Hearing.CLOSED
    attempt: int = 0
    """Counts the utterances that have been listened for."""
    misses: int = 0
    """How often a visitor was not understood on this page."""
    noises: int = 0
    """How often something meant nothing since the kiosk spoke or somebody did something."""
    losses: int = 0
    """How often the ear was lost during this visit."""
    loss_untold: bool = False
    """It is lost now, and the visitor has only been shown that."""
    called: bool = False
    """The key for talking has been pressed."""
    muted: bool = False
    size: int = 1
    """As in View."""
    theme: Theme = Theme.CALM
    blank: bool = False
    """The visitor only listens; the screen shows how to see it again."""
    notice: str = ""
    taught: frozenset[Command] = field(default_factory=frozenset)
    last: Command | None = None
    """The command before, for a repeat that is asked for twice."""
    number: int = 0
    """The first digit of a number that may have two."""
    scanned: Action | None = None
    """What one of two switches moved to; the other one does it."""
    page: int = 0
    """The page of the screen that is shown, counted from 0; a page of the conversation may take
    several."""
    pages: int = 1
    """How many it takes now."""
    page_turns: int = 0
    """Pages turned by the visitor, forwards less backwards."""
    reading: int = 0
    """Counts the scripts; a turn that goes on with one belongs to the same reading."""
    typing: bool = False
    """Somebody is in the middle of a line: meanwhile the kiosk neither speaks nor listens."""
    acts: int = 0
    """Counts what the visitor did; every act starts the patience anew."""
    prompts: int = 0
    """How often the kiosk has prompted since the last act."""

    @property
    def can_speak(self) -> bool:
        """Whether what is said can be heard."""
        return self.voice is Voice.READY and not self.muted

    @property
    def is_silent(self) -> bool:
        """Whether nothing is ever said here, so that a visitor has to read."""
        return self.voice is Voice.UNAVAILABLE

    @property
    def takes_breath(self) -> bool:
        """Whether there is a pause after each point."""
        listens = self.takes_turns and self.ear is Ear.READY
        return self.can_speak and (listens or self.pauses or self.leisure > 0)

    @property
    def sounding(self) -> bool:
        """Whether something is being said aloud."""
        return self.talking and self.can_speak and not self.typing

    @property
    def waits_for_speech(self) -> bool:
        """Whether what is being said is waited for: noise without end would stop everything."""
        return self.hearing in (Hearing.SPEECH, Hearing.THINKING) and self.noises < MOST_MISSES

    @property
    def hears(self) -> bool:
        """Whether a visitor can be told to say something: the ear works, and has not given up."""
        return self.ear is Ear.READY and self.misses < MOST_MISSES

    @property
    def ground(self) -> Stand:
        """Where the visitor stands beneath help and the questions that interrupt."""
        match self.mode:
            case Helping(before=before) | Learning(before=before):
                return before
            case Ending(before=before) | AskingPresence(before=before):
                return before
            case ChoosingLanguage(before=before) | AskingLanguage(before=before):
                return before
            case _:
                return self.stand

    @property
    def spoken(self) -> str:
        """The language of this moment: whoever is asked about another one is asked in that one."""
        match self.mode:
            case AskingLanguage(language=language):
                return language
            case Opening(change=AskingLanguage(language=language)):
                return language
            case _:
                return self.language

    @property
    def stand(self) -> Stand:
        """The place to come back to."""
        return Stand(self.mode, self.cursor)


def at_start(setup: Setup, before: State | None = None) -> State:
    """A new visit: nothing of the one before is left but the voice and the count of turns."""
    new = State(
        setup.rate,
        setup.volume,
        takes_turns=setup.ear.manner == "turns",
        pauses=setup.patience.pause_seconds > 0,
    )
    new = as_usual(new, setup)
    if before is None:
        return new
    return replace(
        new,
        voice=before.voice,
        ear=before.ear if speaks_alike(before, new, setup) else Ear.UNAVAILABLE,
        recogniser=before.recogniser,
        better_recogniser=before.better_recogniser,
        turn=before.turn,
        reading=before.reading,
        acts=before.acts + 1,
        page=before.page,
        pages=before.pages,
    )


def speaks_alike(one: State, other: State, setup: Setup) -> bool:
    """Whether both moments are in one language."""
    return setup.speaking(one.spoken).language == setup.speaking(other.spoken).language


def as_usual(state: State, setup: Setup) -> State:
    """Everything that a visitor can adjust as it is at the start of a visit; the place stays."""
    return replace(
        state,
        rate=setup.rate,
        volume=setup.volume,
        muted=False,
        leisure=0,
        size=setup.size,
        theme=setup.theme,
        blank=False,
    )
