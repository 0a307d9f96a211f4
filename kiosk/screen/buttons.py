"""Buttons: what can be done now, as one row of targets for a finger at the bottom of the screen.

What does not fit stands on the help screen, and help always fits.
"""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len

from kiosk.dialogue.command import Command
from kiosk.dialogue.view import Hint, View
from kiosk.screen.lines import SIGN, Ink, Line, Span, blank
from kiosk.screen.wrapping import plain, shortened, wrap

ROWS = 3
NARROWEST = 8
"""Cells. The smallest target is 3 rows of 8 cells: about 15 by 15 millimetres."""

WIDEST = 20
"""Cells of a button before the room that is left over is shared out."""

GAP = 1
"""Cells between two buttons."""

_BY_POINTING = (Command.UP, Command.DOWN, Command.CHOOSE)
"""Whoever can touch a thing need not move to it first."""


def button_bar(view: View, width: int, page: int = 0, pages: int = 1) -> list[Line]:
    """The buttons of one page, all as high; those that turn it stand in the same place on all.

    Nothing where a touch anywhere does the same.
    """
    turning = [hint for hint in (view.more_hint, view.less_hint) if hint and pages > 1]
    hints = [*turning, *sorted(filter(_is_button, view.hints), key=_comes_last)]
    must = [one for one in hints if one in turning or one.marked or one.command is Command.HELP]
    chosen = _fitting(hints, must, width)
    if not chosen or view.anywhere:
        return []
    useless = {view.more_hint: page + 1 == pages, view.less_hint: page == 0}
    widths = _shared_out([_cells(hint) for hint in chosen], width)
    faces = [
        [blank(cells)] * ROWS if useless.get(hint) else _face(hint, cells)
        for hint, cells in zip(chosen, widths, strict=True)
    ]
    return [_row([face[row] for face in faces]) for row in range(ROWS)]


def _is_button(hint: Hint) -> bool:
    return hint.command is not None


def _comes_last(hint: Hint) -> bool:
    return hint.command in _BY_POINTING


def _fitting(hints: Sequence[Hint], must: Sequence[Hint], width: int) -> list[Hint]:
    """As many as fit side by side, the first before the others, and all of `must`."""
    chosen = list(must)
    for hint in hints:
        wider = [*chosen, hint]
        needed = sum(_cells(one) + GAP for one in wider) - GAP
        if hint not in chosen and needed <= width:
            chosen = wider
    return [hint for hint in hints if hint in chosen]


def _cells(hint: Hint) -> int:
    """The narrowest button in which the words take two rows, if there is one."""
    inner = max(NARROWEST - 2, *map(cell_len, plain(_words(hint)).split()))
    while len(wrap(_words(hint), inner)) > ROWS - 1 and inner < WIDEST - 2:
        inner += 1
    return min(inner, WIDEST - 2) + 2


def _shared_out(cells: Sequence[int], width: int) -> list[int]:
    """The widths of buttons that together fill the row."""
    spare = max(width - sum(cells) - GAP * (len(cells) - 1), 0)
    each, more = divmod(spare, len(cells))
    return [one + each + (number < more) for number, one in enumerate(cells)]


def _face(hint: Hint, cells: int) -> list[Span]:
    """The key above the words, where these leave a row for it."""
    inner = cells - 2
    rows = list(wrap(_words(hint), inner))
    if len(rows) > ROWS:
        rows = [*rows[: ROWS - 1], shortened(" ".join(rows[ROWS - 1 :]), inner)]
    elif len(rows) < ROWS:
        rows.insert(0, shortened(hint.key, inner))
    rows += [""] * (ROWS - len(rows))
    ink = Ink.HINT_NOW if hint.marked else Ink.BUTTON
    return [Span(_centred(row, cells), ink, command=hint.command) for row in rows]


def _words(hint: Hint) -> str:
    return f"{SIGN}{hint.does}" if hint.marked else hint.does


def _centred(text: str, cells: int) -> str:
    spare = cells - cell_len(text)
    return " " * (spare // 2) + text + " " * (spare - spare // 2)


def _row(spans: Sequence[Span]) -> Line:
    row: list[Span] = []
    for span in spans:
        row += [span, blank(GAP)]
    return tuple(row[:-1])
