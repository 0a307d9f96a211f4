"""The vocabulary: what can be typed as a line, and what it means.

A key by its name, its sign or what it does; a number; and whatever may be said, understood as
what is said is understood.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from kiosk.content.understood import Understood
from kiosk.dialogue.accepting import accepted
from kiosk.dialogue.events import (
    Command,
    CommandGiven,
    Event,
    Heard,
    NotUnderstood,
    UnknownKeyPressed,
)
from kiosk.dialogue.matching import answer
from kiosk.dialogue.state import Setup, State
from kiosk.listening.meaning import event_of

LONGEST_NUMBER = 4
"""Digits; no list is longer than that."""


class Vocabulary:
    """What lines mean in one language, with the keys of one installation."""

    def __init__(
        self, setup: Setup, keys: Mapping[str, str], understood: Understood | None
    ) -> None:
        """`keys` maps key names to commands and digits; without `understood`, only they count."""
        self._setup = setup
        self._understood = understood
        self._words = dict(_words(setup, keys))

    def event(self, line: str, state: State) -> Event:
        """What a line means where the visitor stands."""
        typed = " ".join(line.split()).casefold()
        match self._words.get(typed):
            case Command() as command:
                return CommandGiven(command)
            case int(digit):
                return Heard(state.turn, digit)
        if typed.isascii() and typed.isdecimal() and len(typed) <= LONGEST_NUMBER:
            return Heard(state.turn, int(typed))
        said = accepted(state, self._setup)
        if said is not None and self._understood is not None:
            event = event_of(state.turn, answer(typed, said, self._understood))
            if not isinstance(event, NotUnderstood):
                return event
        return UnknownKeyPressed()


def _words(setup: Setup, keys: Mapping[str, str]) -> Iterator[tuple[str, Command | int]]:
    """A key's name or sign, a command's name, the word on the screen; the later ones count."""
    yield "", Command.CHOOSE
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
