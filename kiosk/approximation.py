"""The approximation: signs that a terminal's encoding lacks become ASCII signs of the same width.

    carried(text, encoding) -> text        what arrives of a text at a terminal
    forgive(stream)                        from now on nothing that is written there is an error
    text.encode(encoding, APPROXIMATE)

A terminal without UTF-8 gets plain lines and plain letters where there were frames and blocks;
a script that has no ASCII letters becomes question marks, and `kiosk doctor` tells the remedy.
"""

from __future__ import annotations

import codecs
import sys
import unicodedata
from typing import TextIO

APPROXIMATE = "kiosk.approximate"
"""For `errors`, wherever text is encoded."""

_SIGNS = {
    "─–—": "-",
    "━": "=",
    "│": "|",
    "╭╮╯╰": "+",
    "▶→": ">",
    "←": "<",
    "▲↑": "^",
    "▼↓": "v",
    "●•": "*",
    "·": ".",
    "‘’ʼ": "'",
    "“”": '"',
    "¡": "!",
    "€": "E",
}
_ALIKE = {sign: alike for signs, alike in _SIGNS.items() for sign in signs}
_BLOCKS = range(0x2580, 0x25A0)


def carried(text: str, encoding: str) -> str:
    """The text as this encoding can carry it."""
    return text.encode(encoding, APPROXIMATE).decode(encoding)


def forgive(stream: TextIO) -> None:
    """A sign that the stream cannot carry is never an error."""
    if isinstance(stream, type(sys.__stdout__)) and hasattr(stream, "reconfigure"):
        stream.reconfigure(errors=APPROXIMATE)


def _approximated(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    lacking = error.object[error.start : error.end]
    return "".join(map(_alike, lacking)), error.end


def _alike(sign: str) -> str:
    """As wide as the sign: what stands beside it must not move."""
    if sign in _ALIKE:
        return _ALIKE[sign]
    if ord(sign) in _BLOCKS:
        return "#"
    if unicodedata.combining(sign):
        return ""
    wide = unicodedata.east_asian_width(sign) in "WF"
    letter = unicodedata.normalize("NFKD", sign)[0]
    return letter if letter.isascii() and not wide else "?" * (1 + wide)


codecs.register_error(APPROXIMATE, _approximated)
