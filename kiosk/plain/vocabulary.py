"""The vocabulary: what can be typed as a line, and what it means.

A key by its name, its sign or what it does; a number; and whatever may be said, understood as
what is said is understood.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from kiosk.content.understood import Understood
from kiosk.dialogue.accepting import accepted
from kiosk.dialogue.command import Command
from kiosk.dialogue.events import (
    CommandGiven,
    Event,
    Heard,
    LanguageNamed,
    NotUnderstood,
    UnknownKeyPressed,
)
from kiosk.dialogue.matching import answer
from kiosk.dialogue.setup import Setup
from kiosk.dialogue.state import State
from kiosk.listening.meaning import event_of

LONGEST_NUMBER = 4
"""Digits; no list is longer than that."""


Word = Command | LanguageNamed | int
"""What a word means that stands for itself."""


class Vocabulary:
    """What lines mean, with the keys of one installation."""

    def __init__(
        self,
        setup: Setup,
        keys: Mapping[str, str],
        understood: Callable[[str], Understood | None],
    ) -> None:
        """
        Args:
            keys: Key names to commands and digits.
            understood: By the code of a language; without words to understand, only the keys count.
        """
        self._setup = setup
        self._keys = keys
        self._understood = understood
        self._by_language: dict[str, dict[str, Word]] = {}

    def event(self, line: str, state: State) -> Event:
        """What a line means where the visitor stands, in the language that is spoken there."""
        typed = " ".join(line.split()).casefold()
        setup = self._setup.speaking(state.spoken)
        words = self._by_language.get(setup.language)
        if words is None:
            words = self._by_language[setup.language] = dict(_words(setup, self._keys))
        match words.get(typed):
            case Command() as command:
                return CommandGiven(command)
            case LanguageNamed() as named:
                return named
            case int(digit):
                return Heard(state.turn, digit)
        if typed.isascii() and typed.isdecimal() and len(typed) <= LONGEST_NUMBER:
            return Heard(state.turn, int(typed))
        said = accepted(state, setup)
        understood = self._understood(setup.language)
        if said is not None and understood is not None:
            event = event_of(state.turn, answer(typed, said, understood))
            if not isinstance(event, NotUnderstood):
                return event
        return UnknownKeyPressed()


def _words(setup: Setup, keys: Mapping[str, str]) -> Iterator[tuple[str, Word]]:
    """A key's name or sign, a command's name, the word on the screen; the later ones count."""
    yield "", Command.CHOOSE
    for tongue in setup.others:
        yield tongue.phrases.name.casefold(), LanguageNamed(tongue.language)
    for command in Command:
        words = setup.phrases.commands.get(command)
        if words:
            yield words.does.casefold(), command
        yield command.value, command
    for key, meaning in keys.items():
        what = int(meaning) if meaning.isdecimal() else Command(meaning)
        yield key.casefold(), what
        shown = setup.phrases.key_name(key).shown.casefold()
        yield shown, what
        yield shown.split()[0], what  # ", comma": the sign alone, too
