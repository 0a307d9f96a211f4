"""The key list: what each key does, in one column of rows or in two."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import zip_longest

from rich.cells import cell_len

from kiosk.dialogue.view import Block, Role
from kiosk.screen.answers import BESIDE, Face, side_by_side
from kiosk.screen.lines import MARK, Chunk, Ink, Line, Span, blank, filled, mark_of
from kiosk.screen.wrapping import plain, shortened, wrap

WIDEST_KEY = 16
"""Cells; a longer name of a key is wrapped, so that what the key does has room."""

GAP = 3
"""Cells between a key and what it does."""

LABEL = 15
"""Cells of what is written in a box: two of them stand abreast on the narrowest screen."""


def key_chunks(
    blocks: Sequence[Block], indexes: Sequence[int], width: int, paired: bool
) -> list[Chunk]:
    """The keys at `indexes`, in a column of `width` cells.

    Paired, the second half of them stands beside the first.
    """
    widest = max(cell_len(plain(blocks[index].label)) for index in indexes)
    cells = min(widest, WIDEST_KEY)
    if not paired:
        return [
            Chunk(tuple(_rows(blocks[index], index, cells, width)), (index,), Role.KEY, close=True)
            for index in indexes
        ]
    half = (len(indexes) + 1) // 2
    left, right = width // 2, width - width // 2
    return [
        _beside(
            _rows(blocks[one], one, cells, left),
            _rows(blocks[other], other, cells, right) if other is not None else [],
            (left, right),
            (one,) if other is None else (one, other),
        )
        for one, other in zip_longest(indexes[:half], indexes[half:])
    ]


def key_targets(blocks: Sequence[Block], indexes: Sequence[int], width: int) -> list[Chunk]:
    """The keys at `indexes` as boxes for a finger, as many abreast as there is room for."""
    room = width - 2
    faces = [_face(blocks[index], room) for index in indexes]
    abreast = max(room // max(face.wanted for face in faces), 1)
    made: list[Chunk] = []
    for start in range(0, len(faces), abreast):
        row = faces[start : start + abreast]
        tallest = max(len(face.rows) for face in row)
        same = [replace(face, rows=face.rows + ("",) * (tallest - len(face.rows))) for face in row]
        boxes = indexes[start : start + abreast]
        chunk = side_by_side(same, boxes, [room // abreast] * len(row), 0, room)
        made.append(replace(chunk, role=Role.KEY, close=True))
    return made


def _face(block: Block, room: int) -> Face:
    """The key in the border, what it does inside."""
    longest = max(map(cell_len, plain(block.text).split()), default=0)
    rows = wrap(block.text, min(max(LABEL, longest), room - BESIDE))
    return Face(rows, max(map(cell_len, rows)), key=shortened(block.label, LABEL))


def _rows(block: Block, index: int, cells: int, width: int) -> list[Line]:
    keys = wrap(block.label, cells)
    text = wrap(block.text, width - len(MARK) - cells - GAP - 1)
    rows = []
    for number, (key, words) in enumerate(zip_longest(keys, text, fillvalue="")):
        name = Span(key + " " * (cells - cell_len(key) + GAP), Ink.KEY, index)
        rows.append(filled((mark_of(index, number), name, Span(words, Ink.TEXT, index)), width))
    return rows


def _beside(
    left: Sequence[Line], right: Sequence[Line], widths: tuple[int, int], blocks: tuple[int, ...]
) -> Chunk:
    rows = [
        (*(one or (blank(widths[0]),)), *(other or (blank(widths[1]),)))
        for one, other in zip_longest(left, right, fillvalue=())
    ]
    return Chunk(tuple(rows), blocks, Role.KEY, close=True)
