"""Block letters: a text drawn large, in quadrant characters, four rows to a line."""

from __future__ import annotations

import unicodedata
from functools import cache, lru_cache

from kiosk.screen.lettershapes import ACCENTS, CEDILLA, CEDILLA_SHAPE, SHEETS

ROWS = 4
"""Rows of the screen that a line of block letters takes."""

GAP = 2
"""Pixels between two letters: one column. With half a column letters run together from afar."""

WORD_GAP = 4
"""Further pixels for a space: two columns."""

QUADRANTS = " ▘▝▀▖▌▞▛▗▚▐▜▄▙▟█"
"""By value: upper left 1, upper right 2, lower left 4, lower right 8."""

MOST_LETTERS = 200
"""A longer text fits no screen in block letters."""

Shape = tuple[str, ...]
"""Eight rows of "#" and "."."""


@cache
def _shapes() -> dict[str, Shape]:
    """The letters cut out of their sheets; cut when the first heading needs them."""
    shapes: dict[str, Shape] = {" ": ("." * WORD_GAP,) * (2 * ROWS)}
    for letters, picture in SHEETS:
        columns = zip(*(row.split() for row in picture.split("\n") if row), strict=True)
        shapes.update(zip(letters, map(_on_whole_columns, columns), strict=True))
    return shapes


def _on_whole_columns(shape: Shape) -> Shape:
    """A letter as wide as whole columns, so that no stem of the next one straddles two."""
    return tuple(row + "." * (len(row) % 2) for row in shape)


@lru_cache(maxsize=64)
def large(text: str, width: int) -> tuple[tuple[str, ...], ...] | None:
    """The text in lines of block letters, each line four rows of at most `width` cells.

    None where a letter is missing (Korean), or where it would not fit.
    """
    if len(text) > MOST_LETTERS:
        return None
    lines: list[list[Shape]] = []
    for word in text.split():
        shapes = _word(word)
        if shapes is None or _pixels(shapes) > 2 * width:
            return None
        longer = [*lines[-1], _shapes()[" "], *shapes] if lines else []
        if lines and _pixels(longer) <= 2 * width:
            lines[-1] = longer
        else:
            lines.append(shapes)
    return tuple(_drawn(line) for line in lines) or None


def _word(word: str) -> list[Shape] | None:
    shapes: list[Shape] = []
    for letter in unicodedata.normalize("NFC", word):
        shape = _shape(letter)
        if shape is None:
            return None
        shapes.append(shape)
    return shapes


def _shape(letter: str) -> Shape | None:
    base, *marks = list(unicodedata.normalize("NFD", letter))
    shape = _shapes().get(base)
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
    if base.isupper():
        # A capital fills its rows: it gives up one of two equal rows and stands one row lower.
        repeated = next((n for n in range(1, 7) if shape[n] == shape[n - 1]), 1)
        body = shape[:repeated] + shape[repeated + 1 : -1]
        return (flat, "." * len(flat), *body)
    return (upper, lower, *shape[2:])


def _centred(row: str, width: int) -> str:
    """A row made at least so many pixels wide, in whole columns on the left."""
    left = max(width - len(row), 0) // 4 * 2
    return ("." * left + row).ljust(width, ".")


def _pixels(shapes: list[Shape]) -> int:
    return sum(len(shape[0]) + GAP for shape in shapes) - GAP


def _drawn(shapes: list[Shape]) -> tuple[str, ...]:
    rows = [("." * GAP).join(parts) for parts in zip(*shapes, strict=True)]
    return tuple(_quadrants(rows[y], rows[y + 1]) for y in range(0, 2 * ROWS, 2))


def _quadrants(upper: str, lower: str) -> str:
    drawn = []
    for x in range(0, len(upper), 2):
        pixels = upper[x] + upper[x + 1] + lower[x] + lower[x + 1]
        drawn.append(QUADRANTS[sum(1 << bit for bit, on in enumerate(pixels) if on == "#")])
    return "".join(drawn).rstrip()
