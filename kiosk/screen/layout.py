"""Layout: a view and the size of a terminal in, the rows of the screen out; pure."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.dialogue.view import View
from kiosk.lettering import SMALLEST
from kiosk.screen.bars import bottom_bar, top_bar
from kiosk.screen.lines import Line, Span, blank, filled
from kiosk.screen.makeup import Body
from kiosk.screen.pages import Pages
from kiosk.screen.paging import Letters, paginate
from kiosk.screen.wrapping import wrap


@dataclass(frozen=True)
class Frame:
    """The whole screen at one moment, but for its colours."""

    lines: tuple[Line, ...]
    page: int = 0
    """Counted from 0."""
    pages: Pages | None = None
    """None where there are no pages: the window is too small, or the screen is blank."""

    def span_at(self, x: int, y: int) -> Span | None:
        """What is drawn at a cell of the screen."""
        for span in self.lines[y] if 0 <= y < len(self.lines) else ():
            if x < span.cells:
                return span
            x -= span.cells
        return None


def compose(
    view: View,
    width: int,
    height: int,
    page: int | None = None,
    letters: int | None = None,
    *,
    touch: bool = False,
) -> Frame:
    """The rows of the screen: `height` lines of `width` cells.

    Shows the page with the current block, or `page` (counted from 0) where one is given; a page
    beyond the last is the last. `letters` says what is drawn in block letters, if that is not to
    follow the text size: one of Letters. With `touch`, all that does something is a large target.
    """
    if width < SMALLEST[0] or height < SMALLEST[1]:
        return _too_small(view.too_small, width, height)
    if view.blank:
        return _blank(view.blanked, width, height)
    drawn = Letters(view.size if letters is None else letters)
    top = top_bar(view, width, height)
    bottom = bottom_bar(view, width, height, touch=touch)
    pages = _body(view, width, height, len(top) + len(bottom), drawn, touch)
    if len(pages.pages) == 1:
        return Frame((*top, *pages.pages[0], *bottom), 0, pages)
    # The hints that turn the page may need a row more; all pages have the same bottom.
    bottom = bottom_bar(view, width, height, 0, len(pages.pages), touch=touch)
    pages = _body(view, width, height, len(top) + len(bottom), drawn, touch)
    shown = pages.page_of(view.current, view.sounding) if page is None else page
    shown = max(0, min(shown, len(pages.pages) - 1))
    bottom = bottom_bar(view, width, height, shown, len(pages.pages), touch=touch)
    # With a row less, block letters may not fit, and there is a single page after all.
    missing = height - len(top) - len(pages.pages[shown]) - len(bottom)
    spare = [filled((), width)] * missing
    return Frame((*top, *pages.pages[shown], *spare, *bottom), shown, pages)


def _body(view: View, width: int, height: int, bars: int, letters: Letters, touch: bool) -> Pages:
    rows = height - bars
    body = Body(view.scene, view.heading, view.blocks, width, rows, height, touch)
    return paginate(body, letters, view.current if letters >= Letters.SPOKEN_LOW else None)


def _blank(sentence: str, width: int, height: int) -> Frame:
    """For somebody who only listens: nothing but how to see again."""
    lines = [filled((blank(1), Span(line)), width) for line in wrap(sentence, width - 2)]
    above = max(height - len(lines), 0) // 2
    empty = [filled((), width)]
    lines = [*empty * above, *lines, *empty * (height - above - len(lines))]
    return Frame(tuple(lines[:height]))


def _too_small(sentence: str, width: int, height: int) -> Frame:
    words = sentence.replace("{columns}", str(SMALLEST[0])).replace("{rows}", str(SMALLEST[1]))
    lines = [filled((Span(line),), width) for line in wrap(words, width)[:height]]
    return Frame((*lines, *[filled((), width)] * (height - len(lines))))
