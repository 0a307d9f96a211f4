"""The lens: what is being spoken, in block letters, as many lines at a time as fit a page.

Each part has the same words in plain letters below it: not everybody reads block letters, and no
program does.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from kiosk.dialogue.view import Block
from kiosk.screen.blockletters import LargeLine, large_lines
from kiosk.screen.lines import MARK, Chunk, Ink, Line, Span, blank, filled, lettered, mark_of
from kiosk.screen.wrapping import plain, wrap

LEAST_LINES = 2
"""Block letters of which a page holds fewer lines than this are harder to read than plain ones."""


@dataclass(frozen=True)
class Lens:
    """What is seen through it: a heading, or one of the blocks."""

    rows: int
    """The height of its letters: ROWS or LOW_ROWS of `blockletters`."""
    heading: str = ""
    block: Block | None = None
    index: int | None = None
    """Of the block."""

    @property
    def least_room(self) -> int:
        """Rows of a page that it needs, with the plain words below its letters."""
        return LEAST_LINES * self.rows + 1

    def over(self, flow: Sequence[Chunk], width: int, room: int) -> list[Chunk] | None:
        """The flow with what is seen through it, on pages of `room` lines of `width` cells.

        None where it does not fit.
        """
        block, index = self.block, self.index
        if block is None or index is None:
            parts = _divided([self.heading], width - 2, room, self.rows)
            if parts is None:
                return None
            return [*(Chunk(_heading(part, width, room), ()) for part in parts), *flow]
        inner = width - len(MARK) - 1
        parts = _divided(_texts(block), inner, room, self.rows)
        if parts is None:
            return None
        seen = [
            Chunk(_block(part, inner, index, width, room), (index,), block.role) for part in parts
        ]
        return [one for chunk in flow for one in (seen if chunk.blocks == (index,) else [chunk])]


def _texts(block: Block) -> list[str]:
    """What begins on a line of its own: the label with its number, and the text."""
    first = f"{plain(block.number)} {plain(block.label)}".strip()
    if block.label:
        return [first, plain(block.text)]
    return [f"{first} {plain(block.text)}".strip()]


def _divided(
    texts: Sequence[str], inner: int, room: int, rows: int
) -> list[tuple[LargeLine, ...]] | None:
    """The lines of the texts, as evenly as possible on as few pages as possible."""
    lines: list[LargeLine] = []
    for text in filter(None, texts):
        drawn = large_lines(plain(text), inner, rows)
        if drawn is None:
            return None
        lines.extend(drawn)
    most = max(len(lines) // LEAST_LINES, 1)
    for pages in range(-(-len(lines) * rows // room), most + 1):
        each, longer = divmod(len(lines), pages)
        ends = accumulate(each + (page < longer) for page in range(pages))
        parts = [tuple(lines[start:end]) for start, end in pairwise([0, *ends])]
        if all(len(part) * rows + len(_words(part, inner)) <= room for part in parts):
            return parts
    return None


def _words(lines: Sequence[LargeLine], inner: int) -> tuple[str, ...]:
    """The same in plain letters."""
    return wrap(" ".join(line.text for line in lines), inner)


def _rows(lines: Sequence[LargeLine], inner: int, room: int) -> list[tuple[str, Ink]]:
    """Block letters, and the same in words; airy where the room allows it."""
    words = [(row, Ink.LABEL) for row in _words(lines, inner)]
    for gap, air in ((1, 1), (0, 1), (0, 0)):
        rows: list[tuple[str, Ink]] = []
        for line in lines:
            rows.extend([("", Ink.LETTERS)] * (gap if rows else 0))
            rows.extend((row, Ink.LETTERS) for row in line.rows)
        rows.extend([*[("", Ink.LETTERS)] * air, *words])
        if len(rows) <= room:
            return rows
    return rows


def _heading(lines: Sequence[LargeLine], width: int, room: int) -> tuple[Line, ...]:
    return tuple(
        (blank(1), *(lettered(row) if ink is Ink.LETTERS else [Span(row, Ink.HEADING)]))
        for row, ink in _rows(lines, width - 2, room)
    )


def _block(
    lines: Sequence[LargeLine], inner: int, index: int, width: int, room: int
) -> tuple[Line, ...]:
    drawn = []
    for number, (row, ink) in enumerate(_rows(lines, inner, room)):
        words = lettered(row, index) if ink is Ink.LETTERS else [Span(row, ink, index)]
        drawn.append(filled((mark_of(index, number), *words), width))
    return tuple(drawn)
