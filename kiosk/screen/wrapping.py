"""Wrapping: breaks text into lines that fit a number of terminal cells.

Everything is counted in cells, not characters: Korean letters are two cells wide, a combining
accent none. Nothing is ever cut off; a word that is longer than a line is broken.
"""

from __future__ import annotations

import re
from functools import lru_cache

from rich.cells import cell_len, split_graphemes

CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]")
"""Characters that a terminal would obey instead of showing; a line break is none of them."""


def plain(text: str) -> str:
    """The text with every control character replaced by a space: no text steers the terminal."""
    return CONTROL.sub(" ", text.replace("\r\n", "\n"))


@lru_cache(maxsize=512)
def wrap(text: str, width: int) -> tuple[str, ...]:
    """The lines of a text, each at most `width` cells; a line break in the text stays one.

    Only ordinary spaces are places to break, so a no-break space holds its words together.
    """
    lines: list[str] = []
    for paragraph in plain(text).strip().split("\n"):
        lines.extend(_fill(paragraph.split(" "), max(width, 1)))
    return tuple(lines)


def _fill(words: list[str], width: int) -> list[str]:
    lines: list[str] = []
    line = ""
    for word in words:
        if not word:
            continue
        if line and cell_len(line) + 1 + cell_len(word) <= width:
            line = f"{line} {word}"
            continue
        if line:
            lines.append(line)
        *full, line = _broken(word, width)
        lines.extend(full)
    return [*lines, line]


def _broken(word: str, width: int) -> list[str]:
    """The word in pieces of at most `width` cells; a letter stays with its accents."""
    if cell_len(word) <= width:
        return [word]
    pieces: list[str] = []
    start = used = 0
    for begin, _end, cells in split_graphemes(word)[0]:
        if used + cells > width and begin > start:
            pieces.append(word[start:begin])
            start, used = begin, 0
        used += cells
    return [*pieces, word[start:]]


def shortened(text: str, width: int) -> str:
    """The text in one line; what does not fit is replaced by an ellipsis."""
    line = plain(text).replace("\n", " ")
    if cell_len(line) <= width:
        return line
    if width < 2:
        return "…"[:width]
    first = _broken(line, width - 1)[0]
    return first + "…" if cell_len(first) < width else "…"
