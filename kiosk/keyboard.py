"""The keyboard: what keys are called, and what they mean where nothing else is set."""

from __future__ import annotations

import string
import unicodedata
from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal

from kiosk.documents.complaints import suggestion

CommandName = Literal[
    "choose", "up", "down", "next", "back", "yes", "no", "unsure", "pause", "repeat", "slower",
    "faster", "quieter", "louder", "mute", "more_time", "less_time", "text_size", "bigger",
    "smaller", "colours", "high_contrast", "blank", "show_screen", "learn", "reset", "more", "less",
    "menu", "language", "help", "end", "begin", "resume", "stop", "skip", "start_over", "talk",
    "scan", "take",
]  # fmt: skip
"""The values of kiosk.dialogue.events.Command, which stands above this file; a test compares."""

Digit = Literal["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"]

KeyMeaning = Literal[CommandName, Digit]
"""What a key does: a command, or a digit of a number that chooses."""

DEFAULT_KEYS: Mapping[str, KeyMeaning] = MappingProxyType(
    {
        "enter": "choose",
        "up": "up",
        "down": "down",
        "right": "next",
        "left": "back",
        "y": "yes",
        "n": "no",
        "u": "unsure",
        "space": "pause",
        "r": "repeat",
        "comma": "slower",
        "full_stop": "faster",
        "minus": "quieter",
        "equals_sign": "louder",
        "plus": "louder",
        "m": "mute",
        "w": "more_time",
        "q": "less_time",
        "s": "text_size",
        "c": "colours",
        "b": "blank",
        "k": "learn",
        "d": "reset",
        "pagedown": "more",
        "pageup": "less",
        "home": "menu",
        "l": "language",
        "h": "help",
        "question_mark": "help",
        "escape": "end",
        "t": "talk",
        "kp_begin": "choose",
        "f17": "help",
        "f18": "up",
        "f19": "down",
        "f20": "choose",
        "f21": "back",
        "f22": "next",
        "f23": "quieter",
        "f24": "louder",
        "0": "0",
        "1": "1",
        "2": "2",
        "3": "3",
        "4": "4",
        "5": "5",
        "6": "6",
        "7": "7",
        "8": "8",
        "9": "9",
    }
)
"""All plain, so that they work in any terminal. The first key of a command is the one it is
called by. By the names that Textual gives to keys; kp_begin is the 5 of a number pad that moves.
F17 to F24 are what the keypads of the EZ Access layout send (Storm AudioNav and others): ?, up,
down, the round key, BACK, NEXT, << and >>."""

NumberPad = Literal["calculator", "telephone"]
"""Which row of a number pad is the upper one: 7 8 9 or 1 2 3."""

_DIGITS: Mapping[NumberPad, str] = MappingProxyType(
    {"calculator": "7894561230", "telephone": "1234567890"}
)
"""From the upper left to the lower right, then the 0 below."""

_BY_PLACE: tuple[CommandName, ...] = (
    "repeat", "up", "help",
    "back", "choose", "next",
    "menu", "down", "pause",
    "end",
)  # fmt: skip

_WITHOUT_NUM_LOCK = MappingProxyType(
    {
        "home": "7", "up": "8", "pageup": "9",
        "left": "4", "kp_begin": "5", "right": "6",
        "end": "1", "down": "2", "pagedown": "3",
        "insert": "0",
    }
)  # fmt: skip
"""What the keys of a number pad send instead of their digits, whatever the layout."""


def pad_keys(layout: NumberPad) -> dict[str, KeyMeaning]:
    """The keys of a number pad on which the place of a key tells what it does: the middle chooses.

    Whoever cannot see finds the 5 by its raised dot, and everything else from there.
    """
    digits: dict[str, KeyMeaning] = dict(zip(_DIGITS[layout], _BY_PLACE, strict=True))
    unlocked = {key: digits[digit] for key, digit in _WITHOUT_NUM_LOCK.items()}
    return {**digits, **unlocked, "asterisk": "quieter", "number_sign": "louder"}


VT220_CODES = (25, 26, 28, 29, 31, 32, 33, 34, 42, 43, 44, 45)
"""What xterm sends for F13 to F24, and the Linux console as far as F20, after "\\x1b[" and before
"~"; as recorded from xterm 379."""

_RENAMED = {
    # Where Textual's name for a character is not the one in Unicode.
    "solidus": "slash",
    "reverse_solidus": "backslash",
    "commercial_at": "at",
    "hyphen_minus": "minus",
    "plus_sign": "plus",
    "low_line": "underscore",
}
_MODIFIERS = ("ctrl", "shift", "alt")
_SHIFTED = {f"f{number}": f"f{number + 12}" for number in range(1, 13)}
"""Many terminals send the same for Shift and F1 as for F13; it has one name here, F13."""


def key_name(written: str) -> str:
    """The terminal library's name for a key, from that name or the character itself.

    "Space" and " " are "space", "?" is "question_mark", "R" is "r", "shift+f1" is "f13". Raises
    ValueError.
    """
    if len(written) == 1:
        return written.lower() if written.isalnum() else _character_name(written)
    *modifiers, key = written.strip().lower().split("+")
    known = _named_keys()
    is_key = key in known or (len(key) == 1 and key.isalnum())
    if not is_key or not set(modifiers) <= set(_MODIFIERS):
        raise ValueError(f"this is not the name of a key; {suggestion(key, known)}")
    if modifiers == ["shift"] and key in _SHIFTED:
        return _SHIFTED[key]
    return "+".join([*sorted(modifiers), key])


def _character_name(character: str) -> str:
    name = unicodedata.name(character, "").lower().replace("-", "_").replace(" ", "_")
    if not name:
        raise ValueError("this character is not a key; write the key's name")
    return _RENAMED.get(name, name)


def _named_keys() -> list[str]:
    functions = [f"f{number}" for number in range(1, 25)]
    moving = ["up", "down", "left", "right", "home", "end", "pageup", "pagedown"]
    editing = ["enter", "escape", "space", "tab", "backspace", "insert", "delete", "kp_begin"]
    signs = [_character_name(sign) for sign in string.punctuation]
    return [*moving, *editing, *functions, *signs]
