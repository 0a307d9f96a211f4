"""The keyboard: what a terminal sends in, keys out; pure.

A terminal sends keys that write nothing as short sequences that begin with Escape. The Escape key
alone is the beginning of such a sequence, and only time tells: see `flush`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

from kiosk.keyboard import VT220_CODES, key_name

ESCAPE = "\x1b"

SEQUENCE_SECONDS = 0.1
"""Longer than a sequence takes on a slow serial line: four characters at 1,200 baud take 0.03 s."""

_SEQUENCE = re.compile(r"\x1b(?:\[\[[A-E]|[\[O][0-9;]*[@-~])")
_BEGINNING = re.compile(r"\x1b(?:\[\[?|O)?[0-9;]*\Z")

_ARROWS = {
    **{"A": "up", "B": "down", "C": "right", "D": "left", "H": "home", "F": "end"},
    **{"E": "kp_begin", "G": "kp_begin"},
}
_NUMBERED = {
    **{1: "home", 2: "insert", 3: "delete", 4: "end", 5: "pageup", 6: "pagedown", 7: "home"},
    8: "end",
    **{
        code: f"f{number}"
        for number, code in enumerate(chain(range(11, 16), range(17, 22), (23, 24)), start=1)
    },
    **{code: f"f{number}" for number, code in enumerate(VT220_CODES, start=13)},
}
_SHIFTED_BY = 12
"""Shift and F1 is what most terminals call F13."""

_CONTROLS = {"\r": "enter", "\n": "enter", "\t": "tab", "\x7f": "backspace", "\x08": "backspace"}


@dataclass(frozen=True)
class Key:
    """One key."""

    name: str
    """As the settings call it: "right", "f13", "a", "question_mark", "ctrl+c"."""
    character: str = ""
    """What it writes; empty for a key that writes nothing."""


class Keyboard:
    """Puts the pieces that arrive together to keys."""

    def __init__(self) -> None:
        self._rest = ""
        self._returned = False
        """The last character was a carriage return: a line feed after it is no second Enter."""

    @property
    def waits(self) -> bool:
        """Whether what came last may be the beginning of a key."""
        return bool(self._rest)

    def feed(self, text: str) -> Iterator[Key]:
        """The keys that are complete."""
        text = self._rest + text
        self._rest = ""
        while text:
            found = _SEQUENCE.match(text)
            if found:
                yield from _named(found.group())
                text = text[found.end() :]
            elif _BEGINNING.match(text):
                self._rest, text = text, ""
            else:
                yield from self._character(text[0])
                text = text[1:]

    def flush(self) -> Iterator[Key]:
        """Nothing followed for SEQUENCE_SECONDS: Escape was a key, and anything longer is noise."""
        rest, self._rest = self._rest, ""
        if rest == ESCAPE:
            yield Key("escape")

    def _character(self, character: str) -> Iterator[Key]:
        again = self._returned and character == "\n"
        self._returned = character == "\r"
        if again:
            return
        if character in _CONTROLS:
            yield Key(_CONTROLS[character])
        elif character == ESCAPE:
            yield Key("escape")
        elif character < " ":
            yield Key(f"ctrl+{chr(ord(character) + 96)}")
        elif character.isprintable():
            yield Key(_name(character), character)


def _named(sequence: str) -> Iterator[Key]:
    """The key of a sequence; one that is not known is a key without a meaning."""
    if sequence.startswith("\x1b[["):
        yield Key(f"f{ord(sequence[-1]) - ord('A') + 1}")
        return
    number, _, modifier = sequence[2:-1].partition(";")
    final = sequence[-1]
    name = _NUMBERED.get(int(number or 0), "") if final == "~" else _ARROWS.get(final, "")
    if final in "PQRS":
        name = f"f{'PQRS'.index(final) + 1}"
    if modifier == "2" and name.startswith("f"):
        name = f"f{int(name[1:]) + _SHIFTED_BY}"
    yield Key(name or "unknown")


def _name(character: str) -> str:
    try:
        return key_name(character)
    except ValueError:
        return character
