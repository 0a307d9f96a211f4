"""Paging: the body of a view set in pages that fit, like a book; it is never scrolled.

Several ways to set it are tried, from the airiest to the tightest; the first of those with the
fewest pages is taken. Which block is current changes nothing here: the page stands still while
the mark moves.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from kiosk.dialogue.view import Block, Role, Scene
from kiosk.screen.blockletters import large
from kiosk.screen.blocks import chunks
from kiosk.screen.lines import Chunk, Ink, Line, Span, blank, filled, lettered
from kiosk.screen.wrapping import wrap

WIDEST_COLUMN = 90
"""Cells; a longer line of text is hard to follow back to the next."""

POSTERS = frozenset({Scene.START, Scene.QUESTION, Scene.GOODBYE})
"""Scenes with one thing on them; it stands away from the top."""

LARGEST_TITLE = 0.6
"""The part of the screen's height that the title on the first screen may take."""

LEAST_PAIRED = 60
"""Columns of a screen that has room for keys in two columns."""

FEWEST_ROWS = 3
"""Rows of a page that what repeats on every page (heading, answers) leaves for the rest."""


@dataclass(frozen=True)
class Spacing:
    """One way to set a page."""

    letters: bool = False
    """The heading in block letters."""
    tall: bool = False
    """Choices and answers with more rows than they need."""
    paired: bool = False
    """Keys in two columns."""
    gap: int = 0
    """Blank lines between blocks."""
    group: int = 0
    """Blank lines between blocks of different kinds, where there is no gap."""
    air: int = 0
    """Blank lines above and below the heading."""
    rule: bool = True
    """A line below a heading that is not in block letters."""


SPACINGS = (
    Spacing(letters=True, tall=True, gap=1, air=1),
    Spacing(letters=True, gap=1, air=1),
    Spacing(letters=True, gap=1),
    Spacing(letters=True, paired=True, gap=1, air=1),
    Spacing(tall=True, gap=1, air=1),
    Spacing(gap=1, air=1),
    Spacing(paired=True, gap=1, air=1),
    Spacing(group=1, air=1),
    Spacing(paired=True, group=1),
    Spacing(air=1),
    Spacing(),
    Spacing(rule=False),
)


@dataclass(frozen=True)
class Pages:
    """The body of a view, page by page; all pages have the same number of rows."""

    pages: tuple[tuple[Line, ...], ...]
    blocks: tuple[frozenset[int], ...]
    """The blocks of which a part is on the page."""
    letters: bool
    """The heading is drawn in block letters."""
    pinned: bool
    """The answers at the end, if there are any, are on every page."""

    def page_of(self, block: int | None) -> int:
        """The page on which a block begins, counted from 0; the first for no block."""
        return next((page for page, on_it in enumerate(self.blocks) if block in on_it), 0)


@lru_cache(maxsize=16)
def paginate(
    scene: Scene, heading: str, blocks: tuple[Block, ...], width: int, rows: int, height: int
) -> Pages:
    """The body in pages of `rows` lines of `width` cells, for a screen of `height` rows."""
    found: list[Pages] = []
    keys = width >= LEAST_PAIRED and any(block.role is Role.KEY for block in blocks)
    for spacing in SPACINGS:
        header = _header(scene, heading, spacing, width, height)
        if header is None or (spacing.paired and not keys):
            continue
        pages = _set(scene, header, blocks, spacing, width, rows)
        if len(pages.pages) == 1:
            return pages
        # Block letters and two columns are for what is seen at once.
        if not (spacing.letters or spacing.paired):
            found.append(pages)
    return min(found, key=lambda pages: (not pages.pinned, len(pages.pages)))


def _column(width: int) -> int:
    """Cells of the column; its first and its last cell are empty, or in the colour of the mark."""
    return min(width - (2 if width >= 60 else 0), WIDEST_COLUMN)


def _header(
    scene: Scene, heading: str, spacing: Spacing, width: int, height: int
) -> list[Line] | None:
    """The heading, or None where block letters are wanted and cannot be had."""
    inner = _column(width) - 2
    if not spacing.letters:
        # A question is a sentence, and sentences in capitals are hard to read.
        words = heading if scene is Scene.QUESTION else heading.upper()
        lines: list[Line] = [(blank(1), Span(line, Ink.HEADING)) for line in wrap(words, inner)]
        rule = [(blank(1), Span("━" * inner, Ink.RULE))] if spacing.rule else []
        return [*lines, *rule] if heading else []
    drawn = large(heading, inner)
    if drawn is None:
        return None
    rows = [row for line in drawn for row in (*line, "")][:-1]
    match scene:
        case Scene.START:
            fits = len(rows) <= height * LARGEST_TITLE
        case Scene.QUESTION:
            fits = True
        case _:
            fits = len(drawn) <= 2 and spacing.air > 0
    if not fits:
        return None
    # The same in plain letters below: not everybody reads block letters, and no program does.
    plain_words = [(blank(1), Span(line, Ink.HEADING)) for line in wrap(heading, inner)]
    return [*((blank(1), *lettered(row)) for row in rows), (blank(1),), *plain_words]


def _set(
    scene: Scene,
    header: Sequence[Line],
    blocks: tuple[Block, ...],
    spacing: Spacing,
    width: int,
    rows: int,
) -> Pages:
    """The body in one spacing: the heading on every page, then the blocks, then the answers."""
    flow = chunks(blocks, _column(width), tall=spacing.tall, paired=spacing.paired)
    answers = _answers(flow)
    flow = flow[: len(flow) - len(answers)]
    above: list[Line] = [*[()] * spacing.air, *header, *[()] * spacing.air]
    below: list[Line] = [line for chunk in answers for line in chunk.lines]
    below = [*[()] * spacing.gap, *below] if below else []
    stays, pinned = _repeated(len(above), len(below), bool(flow), rows)
    if not stays:
        flow, above = [Chunk(tuple(header), ()), *flow], []
    if not pinned:
        flow, below = [*flow, *answers], []
    turned = _turned(flow, max(rows - len(above) - len(below), 1), spacing)
    everywhere = frozenset(block for chunk in answers for block in chunk.blocks if pinned)
    poster = scene in POSTERS and len(turned) == 1
    return Pages(
        tuple(_placed((*above, *lines), below, width, rows, poster) for lines, _ in turned),
        tuple(on_it | everywhere for _, on_it in turned),
        spacing.letters,
        pinned,
    )


def _answers(flow: Sequence[Chunk]) -> list[Chunk]:
    """The answers at the end of a view."""
    last = len(flow)
    while last and flow[last - 1].role is Role.ANSWER:
        last -= 1
    return list(flow[last:])


def _repeated(above: int, below: int, more: bool, rows: int) -> tuple[bool, bool]:
    """Whether the heading and the answers stand on every page, if they leave room to read.

    Of the two the answers are kept rather than the heading: it is spoken, they are pressed.
    """
    if above + below + (FEWEST_ROWS if more else 0) <= rows:
        return True, True
    if below + FEWEST_ROWS <= rows:
        return False, True
    return above + FEWEST_ROWS <= rows, not below


def _turned(
    flow: Sequence[Chunk], room: int, spacing: Spacing
) -> list[tuple[list[Line], frozenset[int]]]:
    """The chunks on pages of `room` lines; only what is taller than a page is split."""
    pages: list[tuple[list[Line], frozenset[int]]] = []
    lines: list[Line] = []
    on_it: set[int] = set()
    for number, chunk in enumerate(flow):
        air = _air(flow[number - 1], chunk, spacing) if number else 0
        left = list(chunk.lines)
        while left:
            air = air if lines else 0
            rest = room - len(lines) - air
            splits = len(left) > room and rest >= FEWEST_ROWS
            if lines and len(left) > rest and not splits:
                pages.append((lines, frozenset(on_it)))
                lines, on_it, air, rest = [], set(), 0, room
            lines.extend([()] * air + left[:rest])
            on_it.update(chunk.blocks)
            left = left[rest:]
    return [*pages, (lines, frozenset(on_it))]


def _air(before: Chunk, after: Chunk, spacing: Spacing) -> int:
    """Blank lines between two chunks."""
    if before.role is not after.role:
        return spacing.gap or spacing.group
    return 0 if before.close and after.close else spacing.gap


def _placed(
    lines: Sequence[Line], foot: Sequence[Line], width: int, rows: int, poster: bool
) -> tuple[Line, ...]:
    """The lines set into the width of the screen, the answers below, filled to all rows."""
    spare = rows - len(lines) - len(foot)
    above = spare // 3 if poster else 0
    placed = [*[()] * above, *lines, *[()] * (spare - above), *foot]
    column = _column(width)
    left = (width - column) // 2
    margins = blank(left), blank(width - column - left)
    return tuple(filled((margins[0], *filled(line, column), margins[1]), width) for line in placed)
