"""A visit in memory for tests: a small guide, the real English phrases, and a driver."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Any

from kiosk.content.model import Check, Guide, Point, Section
from kiosk.content.phrases import Phrases
from kiosk.dialogue.command import Command
from kiosk.dialogue.effects import Effect, OpenGuide, Say, Show
from kiosk.dialogue.events import (
    CommandGiven,
    DigitPressed,
    Event,
    GuideOpened,
    KioskStarted,
    SentenceBegan,
    SpeechEnded,
    TimerRanOut,
    VoiceReady,
)
from kiosk.dialogue.machine import step
from kiosk.dialogue.setup import Setup
from kiosk.dialogue.state import State, at_start
from kiosk.dialogue.timer import Timer
from kiosk.dialogue.tongue import ShelfEntry, Tongue
from kiosk.dialogue.view import View
from kiosk.documents.document import read
from kiosk.keyboard import DEFAULT_KEYS
from kiosk.settings import Patience

ROOT = Path(__file__).parent.parent


def small_guide(name: str = "small", language: str = "en") -> Guide:
    """Three parts: a check of two questions, two steps, and a paragraph."""
    return Guide(
        guide=name,
        title=f"The {name} guide",
        language=language,
        version="1",
        author="nobody",
        sources=("a source",),
        introduction="It is good to know. It is better to ask.",
        sections=(
            Section(
                id="when",
                title="When should you ask?",
                lead="Ask when:",
                points=(
                    Point(text="You are unsure", question="Are you unsure?"),
                    Point(text="You are tired", question="Are you tired?"),
                ),
                check=Check(
                    offer="Shall I ask you two questions?",
                    some_yes="Asking may be valuable in these cases.",
                    no_yes="Asking is your right whenever you want.",
                ),
            ),
            Section(
                id="how",
                title="How to ask",
                style="steps",
                points=(
                    Point(label="Find somebody", text="Anybody will do. Look around."),
                    Point(
                        label="Speak",
                        text="Say what you want, etc.",
                        spoken="Say it and so on.",
                    ),
                ),
            ),
            Section(id="right", title="Your right", text="Remember: you may ask. Nobody minds."),
        ),
    )


@cache
def phrases_in(language: str) -> Phrases:
    """The phrases that ship."""
    return read(ROOT / f"content/{language}/phrases.yaml", Phrases)


def english() -> Phrases:
    """Those of the language that most tests speak."""
    return phrases_in("en")


def tongue_for(language: str, *guides: str) -> Tongue:
    """A language with the phrases that ship, and these guides."""
    shelf = tuple(ShelfEntry(name, f"The {name} guide") for name in guides or ("small",))
    return Tongue(phrases_in(language), shelf, language=language)


def setup_for(*guides: str, languages: tuple[str, ...] = ("en",)) -> Setup:
    """An installation with these guides; all default keys."""
    keys: dict[Command, str] = {}
    for key, meaning in DEFAULT_KEYS.items():
        if not meaning.isdigit() and (meaning != "language" or len(languages) > 1):
            keys.setdefault(Command(meaning), key)
    tongues = tuple(tongue_for(language, *guides) for language in languages)
    return Setup(tongues[0], keys, Patience(), tongues)


def with_tongue(setup: Setup, **changes: Any) -> Setup:
    """The same with other words or guides in the installation's own language."""
    tongue = replace(setup.tongue, **changes)
    return replace(setup, tongue=tongue, offered=(tongue, *setup.offered[1:]))


@dataclass
class Conversation:
    """Drives the engine and remembers what it asked for."""

    setup: Setup = field(default_factory=setup_for)
    state: State = field(init=False)
    effects: list[Effect] = field(default_factory=list)
    view: View | None = None

    def __post_init__(self) -> None:
        self.state = at_start(self.setup)
        self.tell(KioskStarted())

    def tell(self, *events: Event) -> list[Effect]:
        """Post events; returns the effects of the last one, guides being opened at once."""
        effects: list[Effect] = []
        for event in events:
            self.state, produced = step(self.state, event, self.setup)
            effects = list(produced)
            self.effects += effects
            for effect in effects:
                if isinstance(effect, Show):
                    self.view = effect.view
                if isinstance(effect, OpenGuide):
                    effects += self.tell(GuideOpened(small_guide(effect.guide_id, effect.language)))
        return effects

    def press(self, *presses: Command | int) -> list[Effect]:
        """Press the keys of these commands or digits, one after the other."""
        effects: list[Effect] = []
        for press in presses:
            event = DigitPressed(press) if isinstance(press, int) else CommandGiven(press)
            effects = self.tell(event)
        return effects

    def voice(self) -> Conversation:
        """From now on there is a voice."""
        self.tell(VoiceReady())
        return self

    def listen(self, sentences: int | None = None) -> list[Effect]:
        """Hear this many sentences of what is being said, or all of it to its end."""
        said = self.said()
        for index in range(len(said) if sentences is None else sentences):
            self.tell(SentenceBegan(self.state.turn, index))
        return self.tell(SpeechEnded(self.state.turn)) if sentences is None else []

    def hear_out(self) -> list[Effect]:
        """Hear all of the page, saying nothing in the pauses."""
        effects = self.listen()
        while self.state.gap:
            self.tell(TimerRanOut(Timer.GAP))
            effects = self.listen()
        return effects

    def said(self) -> tuple[str, ...]:
        """The sentences of the last Say."""
        for effect in reversed(self.effects):
            if isinstance(effect, Say):
                return effect.sentences
        return ()

    @property
    def screen(self) -> View:
        """What is shown now."""
        assert self.view is not None, "nothing has been shown yet"
        return self.view
