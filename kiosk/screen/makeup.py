"""Make-up: the body of a view, in one spacing, divided into pages.

The heading stands on every page, then come the blocks, then the answers, if there is room for all
that.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kiosk.dialogue.view import Block, Role, Scene
from kiosk.screen.blocks import chunks
from kiosk.screen.lens import Lens
from kiosk.screen.lines import Chunk, Line, blank, filled
from kiosk.screen.pages import Pages
from kiosk.screen.spacing import Spacing

WIDEST_COLUMN = 90
"""Cells; a longer line of text is hard to follow back to the next."""

POSTERS = frozenset({Scene.START, Scene.QUESTION, Scene.GOODBYE})
"""Scenes with one thing on them; it stands away from the top."""

FEWEST_ROWS = 3
"""Rows of a page that what repeats on every page (heading, answers) leaves for the rest."""


@dataclass(frozen=True)
class Body:
    """What is between the bars, and the room for it."""

    scene: Scene
    heading: str
    blocks: tuple[Block, ...]
    width: int
    """Cells."""
    rows: int
    """Rows of a page."""
    height: int
    """Rows of the whole screen."""
    touch: bool = False
    """Whatever does something is large enough for a finger."""

    @property
    def column(self) -> int:
        """Cells of the column; its first and its last cell are empty, or in the mark's colour."""
        return min(self.width - (2 if self.width >= 60 else 0), WIDEST_COLUMN)


@dataclass(frozen=True)
class Draft:
    """One way to set a body; it becomes pages when it is chosen."""

    body: Body
    above: Sequence[Line]
    below: Sequence[Line]
    turned: Sequence[tuple[Sequence[Line], frozenset[int]]]
    """What is different on each page, and the blocks in it."""
    everywhere: frozenset[int]
    """The blocks that are on all of them."""
    letters: bool
    pinned: bool

    @property
    def cost(self) -> tuple[bool, int]:
        """The less, the better."""
        return not self.pinned, len(self.turned)

    def pages(self) -> Pages:
        """The same, set into the width of the screen and filled to all rows."""
        poster = self.body.scene in POSTERS and len(self.turned) == 1
        return Pages(
            tuple(
                _placed((*self.above, *lines), self.below, self.body, poster)
                for lines, _ in self.turned
            ),
            tuple(on_it | self.everywhere for _, on_it in self.turned),
            self.letters,
            self.pinned,
        )


def make_up(
    body: Body, header: Sequence[Line], spacing: Spacing, lens: Lens | None = None
) -> Draft | None:
    """The pages; None where the letters of the lens do not fit."""
    # On the first screen nobody has touched anything yet, and a touch beside a target begins.
    touch = body.touch or body.scene is Scene.START
    chosen = chunks(body.blocks, body.column, tall=spacing.tall, paired=spacing.paired, touch=touch)
    answers = _answers(chosen)
    flow: Sequence[Chunk] = chosen[: len(chosen) - len(answers)]
    above: list[Line] = [*[()] * spacing.air, *header, *[()] * spacing.air]
    below: list[Line] = [line for chunk in answers for line in chunk.lines]
    below = [*[()] * spacing.gap, *below] if below else []
    least = lens.least_room if lens else FEWEST_ROWS if flow else 0
    stays, pinned = _repeated(len(above), len(below), least, body.rows)
    if not stays:
        flow, above = [Chunk(tuple(header), ()), *flow], []
    if not pinned:
        flow, below = [*flow, *answers], []
    room = max(body.rows - len(above) - len(below), 1)
    if lens is not None:
        seen = lens.over(flow, body.column, room)
        if seen is None:
            return None
        flow = seen
    turned = _turned(flow, room, spacing)
    everywhere = frozenset(block for chunk in answers for block in chunk.blocks if pinned)
    return Draft(body, above, below, turned, everywhere, spacing.letters, pinned)


def _answers(flow: Sequence[Chunk]) -> list[Chunk]:
    """The answers at the end of a view."""
    last = len(flow)
    while last and flow[last - 1].role is Role.ANSWER:
        last -= 1
    return list(flow[last:])


def _repeated(above: int, below: int, least: int, rows: int) -> tuple[bool, bool]:
    """Whether the heading and the answers stand on every page, if they leave room to read.

    Of the two the answers are kept rather than the heading: it is spoken, they are pressed.
    """
    if above + below + least <= rows:
        return True, True
    least = max(least, FEWEST_ROWS)
    if below + least <= rows:
        return False, True
    return above + least <= rows, not below


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
    lines: Sequence[Line], foot: Sequence[Line], body: Body, poster: bool
) -> tuple[Line, ...]:
    """The lines set into the width of the screen, the answers below, filled to all rows."""
    spare = body.rows - len(lines) - len(foot)
    above = spare // 3 if poster else 0
    placed = [*[()] * above, *lines, *[()] * (spare - above), *foot]
    width, column = body.width, body.column
    left = (width - column) // 2
    margins = blank(left), blank(width - column - left)
    return tuple(filled((margins[0], *filled(line, column), margins[1]), width) for line in placed)
