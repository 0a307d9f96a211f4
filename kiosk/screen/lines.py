"""Lines: what one row of the screen says, before anybody decides on colours."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum, auto
from typing import NamedTuple

from rich.cells import cell_len

from kiosk.dialogue.command import Command
from kiosk.dialogue.view import Role


class Ink(Enum):
    """What a piece of a row is; a theme knows how it looks."""

    BAR = auto()
    """The bar on top: where the visitor is."""
    STATUS = auto()
    """What the kiosk is doing."""
    HEADING = auto()
    LETTERS = auto()
    """Block letters."""
    SOLID = auto()
    """The cells of block letters that are filled entirely: the ground has their colour, too."""
    RULE = auto()
    """The line under a heading and above the hints."""
    TEXT = auto()
    LABEL = auto()
    """The bold words before a text, and the words of a choice."""
    LEAD = auto()
    """The bullet or the number of a point."""
    MARKER = auto()
    """The sign in front of the current block; blank for the others."""
    NUMBER = auto()
    """The number of a choice, in a box of its own."""
    NUMBER_EDGE = auto()
    """The upper or lower edge of that box: half a row."""
    GLOW = auto()
    """The upper or lower edge of a current choice: half a row; blank for the others."""
    FRAME = auto()
    """The border of an answer."""
    ANSWER = auto()
    """The inside of an answer."""
    KEY = auto()
    """The name of a key on the help screen."""
    BUTTON = auto()
    """What can be touched at the bottom of the screen."""
    HINT_KEY = auto()
    HINT = auto()
    HINT_NOW = auto()
    """The hint under focus."""
    NOTICE = auto()
    PAGE = auto()
    """"Page 1 of 3"."""


ONLY_CURRENT = frozenset({Ink.MARKER, Ink.GLOW})
"""Drawn as blanks unless their block is the current one: the layout stays while the mark moves."""


WORDLESS = frozenset(
    {Ink.LETTERS, Ink.SOLID, Ink.MARKER, Ink.GLOW, Ink.NUMBER_EDGE, Ink.RULE, Ink.FRAME}
)
"""Pictures: what they say stands beside them in words."""


class Span(NamedTuple):
    """A piece of one row."""

    text: str
    ink: Ink = Ink.TEXT
    block: int | None = None
    """The block it belongs to: an index into View.blocks."""
    command: Command | None = None
    """What a touch of it does, where it belongs to no block."""

    @property
    def cells(self) -> int:
        return cell_len(self.text)


Line = tuple[Span, ...]

SIGN = "▶ "
MARK = f" {SIGN}"
"""In front of the current block. Its column stays free in front of the others."""


@dataclass(frozen=True)
class Chunk:
    """Lines that stay together on a page where they can."""

    lines: tuple[Line, ...]
    blocks: tuple[int, ...]
    """The blocks that are in it: several only where answers stand side by side."""
    role: Role | None = None
    """The kind of block; None for a heading."""
    close: bool = False
    """It brings its own air: no blank line between two close ones of one kind."""


def drawn(line: Line, current: int | None) -> Iterator[tuple[str, Ink, bool]]:
    """What is drawn of a line: text, ink, and whether it belongs to the current block."""
    for span in line:
        now = span.block is not None and span.block == current
        if span.ink in ONLY_CURRENT and not now:
            yield " " * span.cells, Ink.TEXT, False
        else:
            yield span.text, span.ink, now


def lettered(row: str, block: int | None = None) -> list[Span]:
    """One row of block letters.

    Full cells get a ground of their own colour: the full block of many fonts is a pixel too low,
    which would leave seams between the rows.
    """
    return [
        Span(run, Ink.SOLID if run[0] == "█" else Ink.LETTERS, block)
        for run in re.findall("█+|[^█]+", row)
    ]


def width_of(line: Iterable[Span]) -> int:
    """How many cells a line takes."""
    return sum(span.cells for span in line)


def blank(width: int, ink: Ink = Ink.TEXT, block: int | None = None) -> Span:
    """Empty space; also what separates two spans."""
    return Span(" " * max(width, 0), ink, block)


def mark_of(block: int, row: int = 0) -> Span:
    """The mark on the first row of a block, and the free column below it."""
    return blank(len(MARK), Ink.TEXT, block) if row else Span(MARK, Ink.MARKER, block)


def filled(line: Iterable[Span], width: int, ink: Ink = Ink.TEXT) -> Line:
    """The line made exactly `width` cells long."""
    spans = tuple(span for span in line if span.text)
    missing = width - width_of(spans)
    if missing <= 0:
        return spans
    block = spans[-1].block if spans else None
    return (*spans, blank(missing, ink, block))
