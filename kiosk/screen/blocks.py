"""Blocks: each kind of block turned into lines of one column, marked with where it belongs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest

from rich.cells import cell_len

from kiosk.dialogue.view import Block, Role
from kiosk.screen.lines import Ink, Line, Span, blank, filled
from kiosk.screen.wrapping import plain, wrap

MARK = "▶ "
"""In front of the current block. Its column stays free in front of the others."""

BAR = "┃ "
"""Goes on below the mark along a current block of several lines."""

BULLET = "•"
WIDEST_KEYCAP = 16
"""Cells; a longer key name is wrapped, so that what the key does has room."""

LOWEST_ANSWER, TALL_ANSWER = 3, 5
"""Rows of an answer's box, as little as a finger can hit and as much as looks good."""

NARROWEST_ANSWER = 8


@dataclass(frozen=True)
class Chunk:
    """Lines that stay together on a page where they can."""

    lines: tuple[Line, ...]
    blocks: tuple[int, ...]
    """The blocks that are in it: several only where answers stand side by side."""
    close: bool = False
    """It brings its own air: no blank line between it and another close one."""


@dataclass(frozen=True)
class Column:
    """Where blocks are set: how wide, how airy, and how wide what stands in front of the words."""

    width: int
    tall: bool
    lead: int
    """Cells of the widest number or bullet of a point."""
    number: int
    """Cells of the widest number of a choice."""
    keycap: int


def chunks(blocks: Sequence[Block], width: int, tall: bool) -> list[Chunk]:
    """The blocks in order, set in a column of `width` cells; tall gives the targets more rows."""
    column = Column(
        width,
        tall,
        lead=max((cell_len(_lead(b)) for b in blocks if b.role is Role.POINT), default=0),
        number=max((cell_len(plain(b.number)) for b in blocks if b.role is Role.CHOICE), default=0),
        keycap=min(
            max((cell_len(plain(b.label)) for b in blocks if b.role is Role.KEY), default=0),
            WIDEST_KEYCAP,
        ),
    )
    made: list[Chunk] = []
    index = 0
    while index < len(blocks):
        if blocks[index].role is Role.ANSWER:
            end = _end_of_answers(blocks, index)
            made.extend(_answers(blocks, range(index, end), column))
            index = end
        else:
            made.append(_chunk(blocks[index], index, column))
            index += 1
    return made


def _end_of_answers(blocks: Sequence[Block], start: int) -> int:
    end = start
    while end < len(blocks) and blocks[end].role is Role.ANSWER:
        end += 1
    return end


def _chunk(block: Block, index: int, column: Column) -> Chunk:
    match block.role:
        case Role.POINT:
            return _point(block, index, column)
        case Role.CHOICE:
            return _choice(block, index, column)
        case Role.KEY:
            return _key(block, index, column)
        case _:
            return Chunk(_rows(index, [], _words(block, column.width - 2), column.width), (index,))


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
        mark = Span(BAR if number else MARK, Ink.MARKER, index)
        lead = leads if number == 0 else [blank(span.cells, Ink.TEXT, index) for span in leads]
        rows.append(filled((mark, *lead, Span(text, ink, index)), width))
    return tuple(rows)


def _point(block: Block, index: int, column: Column) -> Chunk:
    lead = Span(_lead(block).rjust(column.lead) + "  ", Ink.LEAD, index)
    words = _words(block, column.width - len(MARK) - lead.cells)
    return Chunk(_rows(index, [lead], words, column.width), (index,))


def _key(block: Block, index: int, column: Column) -> Chunk:
    caps = wrap(block.label, column.keycap)
    text = wrap(block.text, column.width - len(MARK) - column.keycap - 4)
    rows = []
    for number, (cap, words) in enumerate(zip_longest(caps, text, fillvalue="")):
        key = Span(f" {cap}{' ' * (column.keycap - cell_len(cap))} ", Ink.KEYCAP, index)
        shown = key if number < len(caps) else blank(key.cells, Ink.TEXT, index)
        mark = Span(BAR if number else MARK, Ink.MARKER, index)
        spans = (mark, shown, blank(2, Ink.TEXT, index), Span(words, Ink.TEXT, index))
        rows.append(filled(spans, column.width))
    return Chunk(tuple(rows), (index,), close=True)


def _choice(block: Block, index: int, column: Column) -> Chunk:
    """The number in a box as high as the words; tall, with half a row of air inside the box."""
    air = 2 if column.tall else 1
    box = column.number + 2 * air if column.number else 0
    room = column.width - len(MARK) - box - 2
    words = _words(block, room, Ink.TEXT if block.label else Ink.LABEL)
    number = plain(block.number).rjust(column.number)
    rows: list[Line] = []
    for row, (text, ink) in enumerate(words or [("", Ink.LABEL)]):
        inside = f"{' ' * air}{number}{' ' * air}" if box and row == 0 else " " * box
        mark = Span(BAR if row else MARK, Ink.MARKER, index)
        spans = (mark, Span(inside, Ink.NUMBER, index), Span(f" {text} ", ink, index))
        rows.append(filled(spans, column.width, ink))
    if column.tall:
        rows = [_edge("▄", index, box, column), *rows, _edge("▀", index, box, column)]
    return Chunk(tuple(rows), (index,), close=column.tall)


def _edge(half: str, index: int, box: int, column: Column) -> Line:
    glow = Span(half * (column.width - len(MARK) - box), Ink.GLOW, index)
    edge = (Span(half * box, Ink.NUMBER_EDGE, index),) if box else ()
    return (blank(len(MARK), Ink.TEXT, index), *edge, glow)


def _answers(blocks: Sequence[Block], indexes: range, column: Column) -> list[Chunk]:
    """Boxes side by side where they fit in the column, otherwise one below the other."""
    wanted = [_answer_cells(blocks[index]) for index in indexes]
    for widths in ([max(wanted)] * len(wanted), wanted):
        if sum(widths) + 2 * (len(widths) - 1) <= column.width:
            return [_side_by_side(blocks, indexes, widths, column)]
    width = min(max(wanted), column.width)
    return [
        Chunk(
            tuple(
                filled(line, column.width) for line in _box(blocks[index], index, width, LOWEST_ANSWER)
            ),
            (index,),
            close=True,
        )
        for index in indexes
    ]


def _answer_cells(block: Block) -> int:
    """Border, a blank, the mark, the words, two blanks, border."""
    words = cell_len(plain(block.label)) + 2 + cell_len(plain(block.text))
    return max(NARROWEST_ANSWER, words + len(MARK) + 5)


def _side_by_side(
    blocks: Sequence[Block], indexes: range, widths: Sequence[int], column: Column
) -> Chunk:
    height = TALL_ANSWER if column.tall else LOWEST_ANSWER
    spare = column.width - sum(widths) - 2 * (len(widths) - 1)
    gap = 2 + min(spare // max(len(widths), 1), 4)
    gap = gap if sum(widths) + gap * (len(widths) - 1) <= column.width else 2
    boxes = [
        _box(blocks[index], index, width, height)
        for index, width in zip(indexes, widths, strict=True)
    ]
    lines = []
    for parts in zip_longest(*boxes, fillvalue=()):
        spans: list[Span] = []
        for number, part in enumerate(parts):
            spans.extend((blank(gap),) if number else ())
            spans.extend(part or (blank(widths[number]),))
        lines.append(filled((*spans, blank(1)), column.width))
    return Chunk(tuple(lines), tuple(indexes))


def _box(block: Block, index: int, width: int, height: int) -> list[Line]:
    """One answer: its key and its words in a frame."""
    key = f"{plain(block.label)}  " if block.label else ""
    words = wrap(f"{key}{block.text}", width - len(MARK) - 4)
    if len(words) == 1:
        words = (f"{key}{plain(block.text)}",)
    inside = width - 2
    rows: list[Line] = [(Span("╭" + "─" * inside + "╮", Ink.FRAME, index),)]
    empty = max(height - 2 - len(words), 0)
    texts = [""] * (empty // 2) + list(words) + [""] * (empty - empty // 2)
    for number, text in enumerate(texts):
        mark = MARK if number == empty // 2 else " " * len(MARK)
        spare = max(inside - len(MARK) - cell_len(text) - 1, 0)
        spans = (
            Span("│", Ink.FRAME, index),
            blank(1 + spare // 2, Ink.ANSWER, index),
            Span(mark, Ink.MARKER, index),
            Span(text, Ink.ANSWER, index),
            blank(spare - spare // 2, Ink.ANSWER, index),
            Span("│", Ink.FRAME, index),
        )
        rows.append(tuple(span for span in spans if span.text))
    rows.append((Span("╰" + "─" * inside + "╯", Ink.FRAME, index),))
    return rows
