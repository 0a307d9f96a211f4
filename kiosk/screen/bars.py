"""Bars: the rows above the body (where am I?) and below it (what can I press?)."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len

from kiosk.dialogue.view import Hint, Role, View
from kiosk.screen.buttons import button_bar
from kiosk.screen.lines import SIGN, Ink, Line, Span, blank, filled
from kiosk.screen.wrapping import plain, shortened, wrap

_AROUND_STATUS = 4
"""Cells: its box, and what keeps it apart from the rest."""

HINT_GAP = 3


def top_bar(view: View, width: int, height: int) -> list[Line]:
    """Title and place on the left, status on the right; two rows or more where one is too short."""
    inner = width - 2
    kept = max(cell_len(plain(status)) for status in (view.status, view.longest_status))
    room = inner - kept - _AROUND_STATUS
    where = " · ".join(plain(part) for part in (view.title, view.place) if part)
    if cell_len(where) <= room:
        return [_top_row(where, view.status, width)]
    most = max(1, height // 6 - 1)
    tail, last = "", plain(view.place)
    if cell_len(last) > room:
        # A title may be shortened, but not where in it the visitor is.
        tail, last = shortened(f" · {last}", inner - 1), ""
    titles = list(wrap(view.title, inner - cell_len(tail)))
    if len(titles) > most:
        rest = shortened(" ".join(titles[most - 1 :]), inner - cell_len(tail))
        titles = [*titles[: most - 1], rest]
    titles[-1] += tail
    return [*(_top_row(row, "", width) for row in titles), _top_row(last, view.status, width)]


def _top_row(text: str, status: str, width: int) -> Line:
    left = [blank(1, Ink.BAR), Span(text, Ink.BAR)]
    if not status:
        return filled(left, width, Ink.BAR)
    box = Span(f" {shortened(status, width - 4)} ", Ink.STATUS)
    between = width - 2 - cell_len(text) - box.cells
    return filled((*left, blank(between, Ink.BAR), box), width, Ink.BAR)


def bottom_bar(
    view: View, width: int, height: int, page: int = 0, pages: int = 1, *, touch: bool = False
) -> list[Line]:
    """The rule with the notice and the page, and the hints below it, or the buttons.

    It has the same number of rows on every page, so that the body does not change its height.
    """
    rule = _rule(view, width, height // 4, page, pages)
    if touch:
        return [*rule, *button_bar(view, width, page, pages)]
    most = _most_hint_rows(height, pages)
    rows = _hint_rows(_hints(view, page, pages), width, most)
    # The first, the middle and the last page have different hints.
    others = (_hint_rows(_hints(view, at, pages), width, most) for at in {0, 1, pages - 1})
    rows.extend([filled((), width, Ink.HINT)] * (max(map(len, others)) - len(rows)))
    return [*rule, *rows]


def _hints(view: View, page: int, pages: int) -> list[Hint]:
    """The hints of one page, those that turn it first; then the answers, some of which are out of
    sight.
    """
    more = [view.more_hint] if view.more_hint and page + 1 < pages else []
    less = [view.less_hint] if view.less_hint and page > 0 and pages > 1 else []
    targets = (block for block in view.blocks if block.role is Role.ANSWER and pages > 1)
    answers = [Hint(target.label, target.text) for target in targets]
    return [*more, *less, *answers, *view.hints]


def _most_hint_rows(height: int, pages: int) -> int:
    """A low screen spends a second row only where turning the page takes most of the first."""
    if height < 16:
        return 1 if pages == 1 else 2
    return 2 if height < 30 else 3


def _rule(view: View, width: int, most: int, page: int, pages: int) -> list[Line]:
    """A line across the screen; the news stands in it on the left, the page on the right."""
    label = view.page_label if pages > 1 else ""
    label = label.replace("{page}", str(page + 1)).replace("{pages}", str(pages))
    where = [Span(f" {shortened(label, width // 2)} ", Ink.PAGE)] if label else []
    room = width - 4 - sum(span.cells for span in where)
    news = list(wrap(view.notice, room - 2)) if view.notice else []
    if len(news) > 1:
        # Below the line there is more room than in it.
        news = [news[0], *wrap(" ".join(news[1:]), width - 4)]
    if len(news) > most:
        news = [*news[: most - 1], shortened(" ".join(news[most - 1 :]), width - 4)]
    first = [Span("─", Ink.RULE), *(Span(f" {text} ", Ink.NOTICE) for text in news[:1])]
    between = width - 1 - sum(span.cells for span in (*first, *where))
    top = (*first, Span("─" * between, Ink.RULE), *where, Span("─", Ink.RULE))
    more = [filled((blank(1), Span(f" {text} ", Ink.NOTICE), blank(1)), width) for text in news[1:]]
    return [top, *more]


def _hint_rows(hints: Sequence[Hint], width: int, most: int) -> list[Line]:
    """As many hints as fit in `most` rows, in their order; always one row, never half a hint."""
    rows: list[list[Span]] = [[]]
    used = 0
    for hint in hints:
        spans = _hint(hint, width)
        cells = sum(span.cells for span in spans)
        if rows[-1] and used + HINT_GAP + cells > width - 2:
            if len(rows) == most:
                break
            rows.append([])
            used = 0
        if rows[-1]:
            rows[-1].append(blank(HINT_GAP, Ink.HINT))
            used += HINT_GAP
        rows[-1].extend(spans)
        used += cells
    return [filled((blank(1, Ink.HINT), *row, blank(1, Ink.HINT)), width, Ink.HINT) for row in rows]


def _hint(hint: Hint, width: int) -> list[Span]:
    if hint.marked:
        words = f"{SIGN}{shortened(hint.does, width - 6)} "
        return [Span(words, Ink.HINT_NOW, command=hint.command)]
    if not hint.key:
        return [Span(shortened(hint.does, width - 2), Ink.HINT, command=hint.command)]
    key = Span(shortened(hint.key, width // 3), Ink.HINT_KEY, command=hint.command)
    does = f" {shortened(hint.does, width - 3 - key.cells)}"
    return [key, Span(does, Ink.HINT, command=hint.command)]
