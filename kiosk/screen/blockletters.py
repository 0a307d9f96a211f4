"""Block letters: a text drawn large, in quadrant characters, four rows or three to a line."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from kiosk.screen import lettershapes, lowlettershapes
from kiosk.screen.lettershapes import ACCENTS, CEDILLA, CEDILLA_SHAPE

ROWS = 4
"""Rows of the screen that a line of block letters takes."""

LOW_ROWS = 3
"""The same for low letters."""

GAP = 2
"""Pixels between two letters: one column. With half a column letters run together from afar."""

WORD_GAP = 4
"""Further pixels for a space: two columns."""

QUADRANTS = " ▘▝▀▖▌▞▛▗▚▐▜▄▙▟█"
"""By value: upper left 1, upper right 2, lower left 4, lower right 8."""

_SIGNS = {
    "".join("#" if value >> pixel & 1 else "." for pixel in range(4)): sign
    for value, sign in enumerate(QUADRANTS)
}
"""By their pixels: "#..." is the upper left one alone."""

MOST_LETTERS = 2000
"""A longer text fits no screen in block letters."""

Shape = tuple[str, ...]
"""Two rows of "#" and "." for each row of the screen."""


class LargeLine(NamedTuple):
    """One line of block letters."""

    text: str
    rows: tuple[str, ...]


@cache
def _shapes(rows: int) -> dict[str, Shape]:
    """The letters cut out of their sheets; cut when the first heading needs them."""
    sheets = lettershapes.SHEETS if rows == ROWS else lowlettershapes.SHEETS
    shapes: dict[str, Shape] = {}
    for letters, picture in sheets:
        columns = zip(*(row.split() for row in picture.split("\n") if row), strict=True)
        shapes.update(zip(letters, map(_on_whole_columns, columns), strict=True))
    return shapes


def _on_whole_columns(shape: Shape) -> Shape:
    """A letter as wide as whole columns, so that no stem of the next one straddles two."""
    return tuple(row + "." * (len(row) % 2) for row in shape)


def large(text: str, width: int) -> tuple[tuple[str, ...], ...] | None:
    """The text in lines of block letters, each line four rows of at most `width` cells.

    None where a letter is missing (Korean), or where it would not fit.
    """
    lines = large_lines(text, width)
    return tuple(line.rows for line in lines) if lines else None


@lru_cache(maxsize=64)
def large_lines(text: str, width: int, rows: int = ROWS) -> tuple[LargeLine, ...] | None:
    """The same, with the words of each line; `rows` is ROWS or LOW_ROWS."""
    if len(text) > MOST_LETTERS:
        return None
    lines: list[str] = []
    for piece, glued in _pieces(text, width, rows):
        cells = _cells(piece, rows)
        if cells is None or cells > width:
            return None
        longer = lines[-1] + ("" if glued else " ") + piece if lines else piece
        if lines and (_cells(longer, rows) or 0) <= width:
            lines[-1] = longer
        else:
            lines.append(piece)
    return tuple(LargeLine(line, _drawn(line, rows)) for line in lines) or None


def _pieces(text: str, width: int, rows: int) -> Iterator[tuple[str, bool]]:
    """The words; those that are wider than a line, divided after their hyphens.

    With each, whether it is the rest of the word before.
    """
    for word in text.split():
        if (_cells(word, rows) or 0) <= width:
            yield word, False
            continue
        for number, part in enumerate(re.findall("[^-]*-+|[^-]+", word)):
            yield part, number > 0


@lru_cache(maxsize=1024)
def _cells(text: str, rows: int) -> int | None:
    """How many columns the letters take side by side; None where one is missing."""
    shapes = _letters(text, rows)
    if shapes is None:
        return None
    return (sum(len(shape[0]) + GAP for shape in shapes) - GAP) // 2


def _letters(text: str, rows: int) -> list[Shape] | None:
    shapes: list[Shape] = []
    for letter in unicodedata.normalize("NFC", text):
        shape = ("." * WORD_GAP,) * (2 * rows) if letter == " " else _shape(letter, rows)
        if shape is None:
            return None
        shapes.append(shape)
    return shapes


def _shape(letter: str, rows: int) -> Shape | None:
    base, *marks = list(unicodedata.normalize("NFD", letter))
    shape = _shapes(rows).get(base)
    for mark in marks:
        if shape is None:
            return None
        shape = _accented(shape, base, mark)
    return shape


def _accented(shape: Shape, base: str, mark: str) -> Shape | None:
    if mark == CEDILLA:
        return (*shape[:-1], _centred(CEDILLA_SHAPE, len(shape[0])))
    if mark not in ACCENTS:
        return None
    # An "i" is narrower than its accent.
    shape = tuple(_centred(row, len(ACCENTS[mark][0])) for row in shape)
    upper, lower, flat = (_centred(row, len(shape[0])) for row in ACCENTS[mark])
    blank = "." * len(flat)
    if base.isupper():
        # A capital fills its rows: it gives up one of two equal rows and stands one row lower.
        height = len(shape) - 1
        repeated = next((n for n in range(1, height) if shape[n] == shape[n - 1]), 1)
        return (flat, blank, *shape[:repeated], *shape[repeated + 1 : -1])
    if len(shape) == 2 * LOW_ROWS:
        # A low letter has no room above it: it stands one row lower, on what is below the line.
        return (flat, blank, *shape[1:-1])
    return (upper, lower, *shape[2:])


def _centred(row: str, width: int) -> str:
    """A row made at least so many pixels wide, in whole columns on the left."""
    left = max(width - len(row), 0) // 4 * 2
    return ("." * left + row).ljust(width, ".")


def _drawn(text: str, rows: int) -> tuple[str, ...]:
    shapes = _letters(text, rows) or []
    pixels = [("." * GAP).join(parts) for parts in zip(*shapes, strict=True)]
    return tuple(_quadrants(pixels[y], pixels[y + 1]) for y in range(0, 2 * rows, 2))


def _quadrants(upper: str, lower: str) -> str:
    cells = range(0, len(upper), 2)
    return "".join(_SIGNS[upper[x : x + 2] + lower[x : x + 2]] for x in cells).rstrip()
