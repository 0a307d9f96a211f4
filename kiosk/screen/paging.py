"""Paging: the best way to set the body of a view in pages.

Several ways are tried, from the airiest to the tightest; the first of those with the fewest pages
is taken. Which block is current changes nothing here: the page stands still while the mark moves.
Only where the block being spoken is drawn in block letters does everything else make room for it.
"""

from __future__ import annotations

from enum import IntEnum
from functools import lru_cache

from kiosk.dialogue.view import Role
from kiosk.screen.blockletters import LOW_ROWS, ROWS
from kiosk.screen.headings import header
from kiosk.screen.lens import Lens
from kiosk.screen.makeup import Body, Draft, make_up
from kiosk.screen.pages import Pages
from kiosk.screen.spacing import SPACINGS, Spacing

LEAST_PAIRED = 60
"""Columns of a screen that has room for keys in two columns."""


class Letters(IntEnum):
    """What is drawn in block letters."""

    NOTHING = 0
    """Nothing: the smallest size, and fonts without block characters."""
    HEADINGS = 1
    """Headings and answers, where they leave room for the rest."""
    SPOKEN_LOW = 2
    """What is being spoken, too, in low letters; on several pages where it has to be."""
    SPOKEN = 3
    """The same in letters of the full height, where the screen is wide enough for them."""


@lru_cache(maxsize=16)
def paginate(body: Body, letters: Letters = Letters.HEADINGS, current: int | None = None) -> Pages:
    """The body in pages; `current`, the block being spoken, matters only to the two largest."""
    magnified = _magnified(body, letters, current) if letters >= Letters.SPOKEN_LOW else None
    pages = magnified or _best(body, letters)
    assert pages is not None, "plain letters can always be set"
    return pages


def _magnified(body: Body, letters: Letters, current: int | None) -> Pages | None:
    """What is being spoken in block letters; None where these do not fit."""
    block = body.blocks[current] if current is not None and current < len(body.blocks) else None
    if block is not None and block.role is not Role.ANSWER:
        heights = (ROWS, LOW_ROWS) if letters is Letters.SPOKEN else (LOW_ROWS,)
        lenses = (Lens(rows, block=block, index=current) for rows in heights)
        return next(filter(None, (_best(body, letters, lens) for lens in lenses)), None)
    ordinary = _best(body, letters)
    if ordinary is None or ordinary.letters or not body.heading:
        return ordinary
    # What is below a heading, and the answers to a question, had better stay in sight.
    lenses = (Lens(rows, heading=body.heading) for rows in (ROWS, LOW_ROWS))
    found = filter(None, [_best(body, letters, lens) for lens in lenses])
    return min(found, key=lambda pages: len(pages.pages) > 1, default=None)


def _best(body: Body, letters: Letters, lens: Lens | None = None) -> Pages | None:
    """The first with a single page, else the first with the fewest; None where nothing fits."""
    several: list[Draft] = []
    for spacing in SPACINGS:
        if not _possible(spacing, body, letters, lens):
            continue
        above = [] if lens and lens.heading else header(body, spacing)
        draft = None if above is None else make_up(body, above, spacing, lens)
        if draft is not None and len(draft.turned) == 1:
            return draft.pages()
        # Headings in block letters and two columns are for what is seen at once.
        if draft is not None and not (spacing.letters or spacing.paired):
            several.append(draft)
    return min(several, key=lambda draft: draft.cost).pages() if several else None


def _possible(spacing: Spacing, body: Body, letters: Letters, lens: Lens | None) -> bool:
    if spacing.letters and lens is not None and lens.heading:
        return False
    if spacing.needs_blocks and letters is Letters.NOTHING:
        return False
    if not spacing.paired:
        return True
    keys = body.width >= LEAST_PAIRED and any(block.role is Role.KEY for block in body.blocks)
    return keys and lens is None
