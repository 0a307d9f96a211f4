"""The setup: what stays the same for a whole visit, whatever happens in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from kiosk.content.model import Guide
from kiosk.content.phrases import Phrases
from kiosk.dialogue.command import Command
from kiosk.dialogue.tongue import ShelfEntry, Tongue
from kiosk.dialogue.view import Theme
from kiosk.settings import EarSettings, Patience


@dataclass(frozen=True)
class Setup:
    """What stays the same for a whole visit, but for the language: words, keys, patience."""

    tongue: Tongue
    """The language that is spoken now."""
    keys: Mapping[Command, str]
    """The physical key that is named for each command; a command without a key is not offered."""
    patience: Patience
    offered: tuple[Tongue, ...] = ()
    """The languages that a visitor can change to, the installation's own first; where that is the
    only one, nothing is told of languages."""
    ear: EarSettings = field(default_factory=EarSettings.model_construct)
    rate: int = 2
    """Index into WORDS_PER_MINUTE at the start of a visit."""
    volume: int = 4
    """Index into DECIBELS at the start of a visit."""
    size: int = 1
    """View.size at the start of a visit."""
    theme: Theme = Theme.CALM
    """At the start of a visit."""

    @property
    def phrases(self) -> Phrases:
        """What is said, shown and accepted."""
        return self.tongue.phrases

    @property
    def shelf(self) -> tuple[ShelfEntry, ...]:
        """The guides that can be chosen."""
        return self.tongue.shelf

    @property
    def guides(self) -> Mapping[str, Guide]:
        """The guides that are at hand, by their ids."""
        return self.tongue.guides

    @property
    def language(self) -> str:
        """The code of the language that is spoken now."""
        return self.tongue.language

    @property
    def others(self) -> tuple[Tongue, ...]:
        """The languages that are offered besides the one that is spoken now."""
        return tuple(one for one in self.offered if one.language != self.language)

    def speaking(self, language: str) -> Setup:
        """The same in another language; the empty one is the installation's own."""
        if language == self.language or not self.offered:
            return self
        by_code = (one for one in self.offered if one.language == language)
        return replace(self, tongue=next(by_code, self.offered[0]))

    @property
    def talks_after_key(self) -> bool:
        """Whether there is a key that has to be pressed before anything can be said."""
        return self.ear.manner == "push_to_talk" and Command.TALK in self.keys

    @property
    def scans(self) -> bool:
        """Whether two switches do everything here."""
        return Command.SCAN in self.keys and Command.TAKE in self.keys
