"""A font file: how high its capitals are and how much room its letters take.

The tables and their fields: https://learn.microsoft.com/typography/opentype/spec/
"""

from __future__ import annotations

import struct
from pathlib import Path

from kiosk.lettering import Typeface

KNOWN_CAPITALS = {"DejaVu Sans Mono": 0.729}
"""Fonts whose files do not state the height of their capitals; it was measured."""

USUAL_CAPITAL = 0.7
"""Of the others."""


class NoFont(Exception):  # noqa: N818 - a reason to take the next font, no error of its own
    """The file is no TrueType or OpenType font."""


def measured(name: str, file: Path) -> Typeface:
    """The measures of a font of one width; NoFont where the file is none."""
    try:
        data = file.read_bytes()
        tables = _tables(data)
        units = _number(data, tables["head"] + 18, "H")
        ascent = _number(data, tables["hhea"] + 4, "h")
        descent = _number(data, tables["hhea"] + 6, "h")
        gap = _number(data, tables["hhea"] + 8, "h")
        advance = _number(data, tables["hmtx"], "H")
        return Typeface(
            name,
            capital=_capital(name, data, tables, units),
            line=(ascent - descent + gap) / units,
            advance=advance / units,
        )
    except (OSError, KeyError, ValueError, struct.error, ZeroDivisionError) as error:
        raise NoFont(str(file)) from error


def _tables(data: bytes) -> dict[str, int]:
    """Where each table begins."""
    start = _number(data, 12, "I") if data.startswith(b"ttcf") else 0
    tables = {}
    for number in range(_number(data, start + 4, "H")):
        tag, _, offset, _ = struct.unpack_from(">4sIII", data, start + 12 + 16 * number)
        tables[tag.decode("ascii")] = offset
    return tables


def _capital(name: str, data: bytes, tables: dict[str, int], units: int) -> float:
    if name in KNOWN_CAPITALS:
        return KNOWN_CAPITALS[name]
    version = _number(data, tables["OS/2"], "H") if "OS/2" in tables else 0
    stated = _number(data, tables["OS/2"] + 88, "h") / units if version >= 2 else 0
    return stated or USUAL_CAPITAL


def _number(data: bytes, offset: int, kind: str) -> int:
    return int(struct.unpack_from(f">{kind}", data, offset)[0])
