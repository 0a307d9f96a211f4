"""Blocks: each kind of block turned into lines of one column, marked with where it belongs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

from rich.cells import cell_len

from kiosk.dialogue.view import Block, Role
from kiosk.screen.answers import answer_chunks
from kiosk.screen.buttons import ROWS
from kiosk.screen.keylist import key_chunks, key_targets
from kiosk.screen.lines import MARK, Chunk, Ink, Line, Span, blank, filled, mark_of
from kiosk.screen.wrapping import plain, wrap

BULLET = "•"


@dataclass(frozen=True)
class Column:
    """Where blocks are set: how wide, how airy, and how wide what stands in front of the words."""

    width: int
    """Cells, with the mark on the left and one blank on the right."""
    tall: bool
    touch: bool
    lead: int
    """Cells of the widest number or bullet of a point."""
    number: int
    """Cells of the widest number of a choice."""

    def room(self, before: int = 0) -> int:
        """Cells for words that have `before` cells and the mark in front of them."""
        return self.width - len(MARK) - before - 1


@lru_cache(maxsize=16)
def chunks(
    blocks: tuple[Block, ...],
    width: int,
    *,
    tall: bool = False,
    paired: bool = False,
    touch: bool = False,
) -> tuple[Chunk, ...]:
    """The blocks in order, set in a column of `width` cells.

    Args:
        blocks: What is to be set.
        width: Cells of each line.
        tall: Gives the targets more rows.
        paired: Puts keys in two columns, which saves half of their rows.
        touch: Makes everything that does something large enough for a finger.
    """
    column = Column(
        width,
        tall,
        touch,
        lead=max((cell_len(_lead(b)) for b in blocks if b.role is Role.POINT), default=0),
        number=max((cell_len(plain(b.number)) for b in blocks if b.role is Role.CHOICE), default=0),
    )
    made: list[Chunk] = []
    for role, run in groupby(range(len(blocks)), key=lambda index: blocks[index].role):
        indexes = list(run)
        if role is Role.ANSWER:
            made.extend(answer_chunks(blocks, indexes, width, tall))
        elif role is Role.KEY and touch:
            made.extend(key_targets(blocks, indexes, width))
        elif role is Role.KEY:
            made.extend(key_chunks(blocks, indexes, width, paired))
        else:
            made.extend(_chunk(blocks[index], index, column) for index in indexes)
    return tuple(made)


def _chunk(block: Block, index: int, column: Column) -> Chunk:
    match block.role:
        case Role.POINT:
            return _point(block, index, column)
        case Role.CHOICE:
            return _choice(block, index, column)
        case _:
            rows = _rows(index, [], _words(block, column.room()), column.width)
            return Chunk(rows, (index,), block.role)


def _lead(block: Block) -> str:
    return plain(block.number) or BULLET


def _words(block: Block, width: int, ink: Ink = Ink.TEXT) -> list[tuple[str, Ink]]:
    """Label and text, each with its ink, wrapped."""
    label = [(line, Ink.LABEL) for line in wrap(block.label, width)] if block.label else []
    text = [(line, ink) for line in wrap(block.text, width)] if block.text else []
    return label + text


def _rows(
    index: int, leads: Sequence[Span], words: Sequence[tuple[str, Ink]], width: int
) -> tuple[Line, ...]:
    """Mark, lead (below it empty space of the same width) and words, row by row."""
    rows: list[Line] = []
    for number, (text, ink) in enumerate(words or [("", Ink.TEXT)]):
        mark = mark_of(index, number)
        lead = leads if number == 0 else [blank(span.cells, Ink.TEXT, index) for span in leads]
        rows.append(filled((mark, *lead, Span(text, ink, index)), width))
    return tuple(rows)


def _point(block: Block, index: int, column: Column) -> Chunk:
    lead = Span(_lead(block).rjust(column.lead) + "  ", Ink.LEAD, index)
    words = _words(block, column.room(lead.cells))
    return Chunk(_rows(index, [lead], words, column.width), (index,), block.role)


def _choice(block: Block, index: int, column: Column) -> Chunk:
    """The number in a box as high as the words; tall, with half a row of air inside the box."""
    air = 2 if column.tall else 1
    box = column.number + 2 * air if column.number else 0
    words = _words(block, column.room(box + 1), Ink.TEXT if block.label else Ink.LABEL)
    number = plain(block.number).rjust(column.number)
    rows: list[Line] = []
    spare = max(ROWS - len(words), 0) if column.touch and not column.tall else 0
    words += [("", Ink.TEXT)] * spare
    for row, (text, ink) in enumerate(words or [("", Ink.LABEL)]):
        inside = f"{' ' * air}{number}{' ' * air}" if box and row == 0 else " " * box
        # The last row of a target that was made higher parts it from the next one.
        number_ink = Ink.TEXT if spare and row == ROWS - 1 else Ink.NUMBER
        spans = (mark_of(index, row), Span(inside, number_ink, index), Span(f" {text}", ink, index))
        rows.append(filled(spans, column.width, ink))
    if column.tall:
        rows = [_edge("▄", index, box, column), *rows, _edge("▀", index, box, column)]
    return Chunk(tuple(rows), (index,), block.role, close=column.tall)


def _edge(half: str, index: int, box: int, column: Column) -> Line:
    gutter = Span(half * len(MARK), Ink.GLOW, index)
    edge = Span(half * box, Ink.NUMBER_EDGE, index)
    glow = Span(half * (column.width - len(MARK) - box), Ink.GLOW, index)
    return filled((gutter, edge, glow), column.width)
