"""The canvas: the one widget of the kiosk, as large as the screen; paints the rows of a frame."""

from __future__ import annotations

from collections.abc import Callable

from rich.segment import Segment
from rich.style import Style
from textual.events import Click
from textual.geometry import Region, Size
from textual.strip import Strip
from textual.widget import Widget

from kiosk.dialogue.command import Command
from kiosk.dialogue.events import (
    CommandGiven,
    Event,
    ItemPointedAt,
    UnknownKeyPressed,
)
from kiosk.dialogue.view import Scene, View
from kiosk.screen.colours import EXACT, Colours
from kiosk.screen.layout import Frame, compose
from kiosk.screen.lines import Ink, Line, drawn

ONLY_PAGE = (0, 1)
"""The first of one: what is shown before anything else."""


class Canvas(Widget):
    """Lays a view out when its size is known, and repaints only the rows that changed."""

    def __init__(
        self,
        view: View | None,
        touched: Callable[[Event, Click], None],
        paged: Callable[[int, int], None],
    ) -> None:
        """`paged` is told which page of how many is shown, whenever that changes."""
        super().__init__()
        self._view = view or View(Scene.START, heading="")
        self._touched = touched
        self._paged = paged
        self._shown = ONLY_PAGE
        self._by_touch = False
        """This visitor touches the screen, or has a mouse."""
        self._turned_to: int | None = None
        """The page that somebody turned to; None for the page with the current block."""
        self._letters: int | None = None
        """What is drawn in block letters, if that does not follow the text size."""
        self._frame: Frame | None = None
        self._strips: list[Strip] = []
        self._colours = EXACT
        self._styles: dict[tuple[Ink, bool], Style] = {}

    @property
    def view(self) -> View:
        """What is shown now."""
        return self._view

    @property
    def shown(self) -> tuple[int, int]:
        """The page that was painted last, counted from 0, and how many there are."""
        return self._shown

    @property
    def frame(self) -> Frame:
        """What is on the screen now."""
        self._lay_out(self.size)
        assert self._frame is not None
        return self._frame

    def show(self, view: View) -> None:
        """Show a view in place of the one before, on the page with its current block."""
        before = self._view
        if view.scene is Scene.START is not before.scene:
            self._by_touch = False  # the next visitor may have no finger for it
        if _place(view) != _place(before):
            self._turned_to = None
        if view.theme != before.theme:
            self._styles.clear()
        self._view = view
        if view.size != before.size:
            self._keep_turned(self.size)
        self._repaint()

    def colour(self, colours: Colours) -> None:
        """From now on draw with what the terminal can show of a theme."""
        self._colours = colours
        self._styles.clear()
        self._repaint()

    def draw_letters(self, letters: int | None) -> None:
        """From now on draw these block letters (one of Letters); None follows the text size."""
        self._letters = letters
        self._keep_turned(self.size)
        self._repaint()

    def turn(self, by: int) -> None:
        """Turn the page; before the first and after the last there is none."""
        frame = self.frame
        if frame.pages is not None:
            last = len(frame.pages.pages) - 1
            self._turned_to = max(0, min(frame.page + by, last))
            self._repaint()

    def render_line(self, y: int) -> Strip:
        """Called by Textual for each row that has to be painted."""
        self._lay_out(self.size)
        return self._strips[y] if y < len(self._strips) else Strip.blank(self.size.width)

    def on_click(self, event: Click) -> None:
        """A touch does what stands there; from the first one on, there are large targets."""
        event.stop()
        meant = self.target_at(event.x, event.y)
        if not self._by_touch:
            self._by_touch = True
            self._keep_turned(self.size)
            self._repaint()
        if meant is not None:
            self._touched(meant, event)

    def block_at(self, x: int, y: int) -> int | None:
        """The block drawn at a cell of the screen."""
        span = self.frame.span_at(x, y)
        return None if span is None else span.block

    def target_at(self, x: int, y: int) -> Event | None:
        """What a touch of this cell of the screen means."""
        if self._view.blank:
            return CommandGiven(Command.SHOW_SCREEN)
        span = self.frame.span_at(x, y)
        if span is not None and span.command is not None:
            return CommandGiven(span.command)
        if span is not None and span.block is not None:
            return ItemPointedAt(span.block)
        return UnknownKeyPressed() if self._view.anywhere else None

    def _repaint(self) -> None:
        """Compare with what is painted; a frame is mostly the frame before."""
        if self._frame is None or not self.is_mounted:
            return
        before = self._strips
        self._paint(self.size)
        rows = [y for y, strip in enumerate(self._strips) if y >= len(before) or strip != before[y]]
        if rows:
            self.refresh(*(Region(0, y, self.size.width, 1) for y in rows))

    def _lay_out(self, size: Size) -> None:
        """Lay out anew when the size changed."""
        if self._frame is not None and len(self._strips) == size.height and self._fits(size.width):
            return
        self._keep_turned(size)
        self._paint(size)

    def _keep_turned(self, size: Size) -> None:
        """A page that was turned to stays in sight when everything is laid out anew."""
        if self._turned_to is not None and self._frame is not None and self._frame.pages:
            on_page = self._frame.pages.blocks[self._frame.page]
            pages = self._composed(size).pages
            if pages is not None:
                self._turned_to = pages.page_of(min(on_page, default=None))

    def _fits(self, width: int) -> bool:
        return not self._strips or self._strips[0].cell_length == width

    def _composed(self, size: Size, page: int | None = None) -> Frame:
        return compose(self._view, *size, page, self._letters, touch=self._by_touch)

    def _paint(self, size: Size) -> None:
        self._frame = self._composed(size, self._turned_to)
        self._strips = [self._strip(line, size.width) for line in self._frame.lines]
        pages = self._frame.pages
        shown = (self._frame.page, len(pages.pages)) if pages else ONLY_PAGE
        if shown != self._shown:
            self._shown = shown
            self._paged(*shown)

    def _strip(self, line: Line, width: int) -> Strip:
        pieces = drawn(line, self._view.current)
        segments = [Segment(text, self._style(ink, current)) for text, ink, current in pieces]
        return Strip(segments).simplify().adjust_cell_length(width)

    def _style(self, ink: Ink, current: bool) -> Style:
        style = self._styles.get((ink, current))
        if style is None:
            style = self._colours.style(self._view.theme, ink, current)
            self._styles[ink, current] = style
        return style


def _place(view: View) -> tuple[Scene, str, int | None, str]:
    """Where the visitor is; a page stays turned as long as this stays."""
    return view.scene, view.heading, view.current, view.sounding
