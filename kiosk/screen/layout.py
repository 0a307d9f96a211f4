"""Layout: a view and the size of a terminal in, the rows of the screen out; pure.

What does not fit is turned like pages of a book, never scrolled. Several ways to set a page are
tried, from the airiest to the tightest; the first of those with the fewest pages is taken. Which
block is current changes nothing here, so the page stands still while the mark moves.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from kiosk.dialogue.view import Block, Role, Scene, View
from kiosk.screen.bars import bottom_bar, top_bar
from kiosk.screen.blockletters import large
from kiosk.screen.blocks import Chunk, chunks
from kiosk.screen.lines import Ink, Line, Span, blank, filled
from kiosk.screen.wrapping import wrap

SMALLEST = (40, 12)
"""Columns and rows below which the kiosk only says how much room it needs."""

WIDEST_COLUMN = 88
"""Cells of a line of text; longer lines are hard to follow back."""

FEWEST_ROWS = 3
"""Rows of a page that what repeats on every page (heading, answers) leaves for the rest."""


@dataclass(frozen=True)
class Spacing:
    """One way to set a page."""

    letters: bool
    """The heading in block letters."""
    tall: bool
    """Targets with more rows than they need."""
    gap: int
    """Blank lines between blocks."""
    air: int
    """Blank lines above and below the heading."""
    rule: bool = True
    """A line below a heading that is not in block letters."""


SPACINGS = (
    Spacing(letters=True, tall=True, gap=1, air=1),
    Spacing(letters=True, tall=False, gap=1, air=1),
    Spacing(letters=False, tall=True, gap=1, air=1),
    Spacing(letters=False, tall=False, gap=1, air=1),
    Spacing(letters=False, tall=False, gap=0, air=1),
    Spacing(letters=False, tall=False, gap=0, air=0),
    Spacing(letters=False, tall=False, gap=0, air=0, rule=False),
)


@dataclass(frozen=True)
class Pages:
    """The body of a view, page by page; all pages have the same number of rows."""

    pages: tuple[tuple[Line, ...], ...]
    blocks: tuple[frozenset[int], ...]
    """The blocks of which a part is on the page."""
    letters: bool = False
    """The heading is drawn in block letters."""

    def page_of(self, block: int | None) -> int:
        """The page on which a block begins; the first page for no block."""
        return next((page for page, on_it in enumerate(self.blocks) if block in on_it), 0)


@dataclass(frozen=True)
class Frame:
    """The whole screen at one moment, but for its colours."""

    lines: tuple[Line, ...]
    page: int = 0
    """Counted from 0."""
    pages: Pages | None = None
    """None where the window is too small."""


def compose(view: View, width: int, height: int, page: int | None = None) -> Frame:
    """The rows of the screen: `height` lines of `width` cells.

    Shows the page with the current block, or `page` (counted from 0) where one is given; a page
    beyond the last is the last.
    """
    if width < SMALLEST[0] or height < SMALLEST[1]:
        return _too_small(view.too_small, width, height)
    top = top_bar(view, width, height)
    bottom = bottom_bar(view, width, height)
    pages = _body(view, width, height - len(top) - len(bottom), height)
    if len(pages.pages) > 1:
        bottom = bottom_bar(view, width, height, 0, len(pages.pages))
        pages = _body(view, width, height - len(top) - len(bottom), height)
    shown = pages.page_of(view.current) if page is None else page
    shown = max(0, min(shown, len(pages.pages) - 1))
    if len(pages.pages) > 1:
        bottom = bottom_bar(view, width, height, shown, len(pages.pages))
    return Frame((*top, *pages.pages[shown], *bottom), shown, pages)


def _too_small(sentence: str, width: int, height: int) -> Frame:
    words = sentence.replace("{columns}", str(SMALLEST[0])).replace("{rows}", str(SMALLEST[1]))
    lines = [filled((Span(line),), width) for line in wrap(words, width)[:height]]
    return Frame((*lines, *[filled((), width)] * (height - len(lines))))


def _body(view: View, width: int, rows: int, height: int) -> Pages:
    return paginate(view.scene, view.heading, view.blocks, width, rows, height)


@lru_cache(maxsize=16)
def paginate(
    scene: Scene, heading: str, blocks: tuple[Block, ...], width: int, rows: int, height: int
) -> Pages:
    """The body in pages of `rows` lines, for a screen of `height` rows."""
    best: Pages | None = None
    for spacing in SPACINGS:
        header = _header(scene, heading, spacing, width, height)
        if header is None:
            continue
        pages = _set(scene, header, blocks, spacing, width, rows)
        if len(pages.pages) == 1:
            return pages
        if not spacing.letters and (best is None or len(pages.pages) < len(best.pages)):
            best = pages
    assert best is not None  # a spacing without block letters always has a header
    return best


def _column(width: int) -> int:
    return min(width - (4 if width >= 60 else 2), WIDEST_COLUMN)


def _header(
    scene: Scene, heading: str, spacing: Spacing, width: int, height: int
) -> list[Line] | None:
    """The heading, or None where block letters are wanted and cannot be had."""
    column = _column(width)
    if not spacing.letters:
        lines = [filled((Span(line, Ink.HEADING),), column) for line in wrap(heading, column)]
        rule = [(Span("━" * column, Ink.RULE),)] if spacing.rule else []
        return [*lines, *rule] if heading else []
    drawn = large(heading, column)
    if drawn is None:
        return None
    rows = [row for line in drawn for row in line]
    if scene is Scene.START:
        fits = len(rows) <= height * 0.6
    else:
        fits = len(drawn) <= 2
    return [filled((Span(row, Ink.HEADING),), column) for row in rows] if fits else None


def _set(
    scene: Scene,
    header: Sequence[Line],
    blocks: tuple[Block, ...],
    spacing: Spacing,
    width: int,
    rows: int,
) -> Pages:
    """The body in one spacing: the heading on every page, then the blocks, then the answers."""
    column = _column(width)
    flow = chunks(blocks, column, spacing.tall)
    heading = [*[filled((), column)] * spacing.air, *header, *[filled((), column)] * spacing.air]
    answers = _pinned(blocks, flow, rows - len(heading) - spacing.gap)
    if answers:
        flow = flow[: -len(answers)]
    foot = [line for chunk in answers for line in chunk.lines]
    foot = [*[filled((), column)] * spacing.gap, *foot] if foot else []
    room = rows - len(heading) - len(foot)
    if room < FEWEST_ROWS and flow:
        # A heading this long is turned with the rest.
        flow = [Chunk(tuple(header), ()), *flow] if header else flow
        heading, room = [], rows - len(foot)
    pages = _turned(flow, max(room, 1), spacing.gap)
    pinned = frozenset(block for chunk in answers for block in chunk.blocks)
    return Pages(
        tuple(_placed(scene, (*heading, *lines), foot, width, rows, len(pages)) for lines, _ in pages),
        tuple(on_it | pinned for _, on_it in pages),
        spacing.letters,
    )


def _pinned(blocks: Sequence[Block], flow: Sequence[Chunk], room: int) -> list[Chunk]:
    """The answers at the end of a view: they stay on every page, if that leaves room to read."""
    last = [
        chunk
        for number, chunk in enumerate(flow)
        if all(
            blocks[index].role is Role.ANSWER
            for other in flow[number:]
            for index in other.blocks
        )
    ]
    height = sum(len(chunk.lines) for chunk in last)
    wanted = FEWEST_ROWS if len(last) < len(flow) else 0
    return last if last and room - height >= wanted else []


def _turned(
    flow: Sequence[Chunk], room: int, gap: int
) -> list[tuple[list[Line], frozenset[int]]]:
    """The chunks on pages of `room` lines; only what is taller than a page is split."""
    pages: list[tuple[list[Line], frozenset[int]]] = []
    lines: list[Line] = []
    on_it: set[int] = set()
    before: Chunk | None = None
    for chunk in flow:
        air = 0 if before is None or (before.close and chunk.close) else gap
        left = list(chunk.lines)
        while left:
            air = air if lines else 0
            rest = room - len(lines) - air
            splits = len(left) > room and rest >= FEWEST_ROWS
            if lines and len(left) > rest and not splits:
                pages.append((lines, frozenset(on_it)))
                lines, on_it, air, rest = [], set(), 0, room
            take = left[:rest]
            lines.extend([()] * air + take)
            on_it.update(chunk.blocks)
            left = left[len(take) :]
        before = chunk
    return [*pages, (lines, frozenset(on_it))]


def _placed(
    scene: Scene, lines: Sequence[Line], foot: Sequence[Line], width: int, rows: int, pages: int
) -> tuple[Line, ...]:
    """The lines set into the width of the screen, the answers below, filled to all rows."""
    spare = rows - len(lines) - len(foot)
    # The first and the last screen are a poster: a third of the spare room goes above.
    above = spare // 3 if scene in (Scene.START, Scene.GOODBYE) and pages == 1 else 0
    placed = [*[()] * above, *lines, *[()] * (spare - above), *foot]
    margin = blank((width - _column(width)) // 2)
    return tuple(
        filled((margin, *filled(line, _column(width)), blank(1)), width) for line in placed[:rows]
    )
