"""Answers: YES, NO and NOT SURE as large boxes, side by side where there is room."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest

from rich.cells import cell_len

from kiosk.dialogue.view import Block, Role
from kiosk.screen.blockletters import large
from kiosk.screen.lines import SIGN, Chunk, Ink, Line, Span, blank, filled, lettered
from kiosk.screen.wrapping import plain, wrap

NARROWEST = 8
"""Cells of a box."""

GAPS = (2, 1)
"""Cells between two boxes; the smaller one where the larger would not let them stand abreast."""

BORDER = 2
"""Cells of the border on both sides."""

BESIDE = len(SIGN) + BORDER
"""Cells of a box beside the words in it."""


@dataclass(frozen=True)
class Face:
    """What stands inside a box."""

    rows: tuple[str, ...]
    cells: int
    letters: bool = False
    """The rows are block letters."""
    key: str = ""
    """The key and the words, in the border above block letters: letters never stand alone."""

    @property
    def wanted(self) -> int:
        """Cells of the narrowest box around it."""
        in_border = cell_len(self.key) + len("╭─  ╮")
        return max(NARROWEST, self.cells + BESIDE, in_border)


def answer_chunks(
    blocks: Sequence[Block], indexes: Sequence[int], width: int, tall: bool
) -> list[Chunk]:
    """The answers at `indexes`, in a column of `width` cells; tall, in block letters."""
    width -= 2
    for faced in (_letters, _words) if tall else (_words,):
        faces = [faced(blocks[index], width) for index in indexes]
        found = [face for face in faces if face is not None]
        for gap in GAPS if len(found) == len(faces) else ():
            if widths := _widths(found, width - gap * (len(faces) - 1)):
                return [side_by_side(found, indexes, widths, gap, width)]
    stacked = (_words(blocks[index], width) for index in indexes)
    return [
        Chunk(_indented(_box(face, index, width)), (index,), Role.ANSWER, close=True)
        for face, index in zip(stacked, indexes, strict=True)
    ]


def _letters(block: Block, width: int) -> Face | None:
    drawn = large(block.text, width - BESIDE)
    if drawn is None or len(drawn) > 1:
        return None
    cells = max(len(row) for row in drawn[0])
    return Face(
        tuple(row.ljust(cells) for row in drawn[0]),
        cells,
        True,
        f"{plain(block.label)}  {plain(block.text)}",
    )


def _words(block: Block, width: int) -> Face:
    text = f"{plain(block.label)}  {plain(block.text)}".strip()
    room = width - BESIDE
    rows = (text,) if cell_len(text) <= room else wrap(text, room)
    return Face(rows, max(map(cell_len, rows)))


def _widths(faces: Sequence[Face], room: int) -> list[int]:
    """The cells of each box, so that together they fill the room; empty if they cannot."""
    wanted = [face.wanted for face in faces]
    if max(wanted) <= room // len(faces):
        return [room // len(faces)] * len(faces)
    spare = (room - sum(wanted)) // len(faces)
    return [cells + spare for cells in wanted] if spare >= 0 else []


def side_by_side(
    faces: Sequence[Face], indexes: Sequence[int], widths: Sequence[int], gap: int, width: int
) -> Chunk:
    """The boxes in one row."""
    boxes = [
        _box(face, index, cells) for face, index, cells in zip(faces, indexes, widths, strict=True)
    ]
    lines = []
    for parts in zip_longest(*boxes, fillvalue=()):
        spans: list[Span] = []
        for part, cells in zip(parts, widths, strict=True):
            spans.extend((*(part or (blank(cells),)), blank(gap)))
        lines.append(filled(spans[:-1], width))
    return Chunk(_indented(lines), tuple(indexes), Role.ANSWER)


def _indented(lines: Sequence[Line]) -> tuple[Line, ...]:
    """In line with the headings."""
    return tuple((blank(1), *line, blank(1)) for line in lines)


def _box(face: Face, index: int, width: int) -> list[Line]:
    inside = width - 2
    key = f" {face.key} " if face.key else ""
    top = (Span("╭─", Ink.FRAME, index), Span(key, Ink.ANSWER, index))
    rule = "─" * (inside - 1 - cell_len(key))
    rows: list[Line] = [(*top, Span(rule + "╮", Ink.FRAME, index))]
    marked = len(face.rows) // 2
    for number, row in enumerate(face.rows):
        spare = max(inside - len(SIGN) - cell_len(row), 0)
        mark = Span(SIGN, Ink.MARKER, index) if number == marked else _space(len(SIGN), index)
        rows.append(
            (
                Span("│", Ink.FRAME, index),
                _space(spare // 2, index),
                mark,
                *(lettered(row, index) if face.letters else [Span(row, Ink.ANSWER, index)]),
                _space(spare - spare // 2, index),
                Span("│", Ink.FRAME, index),
            )
        )
    return [*rows, (Span("╰" + "─" * inside + "╯", Ink.FRAME, index),)]


def _space(cells: int, index: int) -> Span:
    return blank(cells, Ink.ANSWER, index)
