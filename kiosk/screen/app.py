"""The application: performs Show and TurnPage, reports keys and touches, decides nothing."""

from __future__ import annotations

import asyncio
import os
import time
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from operator import attrgetter
from typing import TYPE_CHECKING, cast

from textual.app import App
from textual.events import Click, Key, Paste, Resize
from textual.events import Event as TextualEvent
from textual.widget import Widget

from kiosk.dialogue.effects import Show, TurnPage
from kiosk.dialogue.events import Event, PageShown
from kiosk.dialogue.view import View
from kiosk.errors import BROKEN, NO_TERMINAL
from kiosk.screen.colours import NONE, Dye, find_colours
from kiosk.screen.driver import MOST_WAITING, KioskDriver
from kiosk.screen.keys import meaning
from kiosk.screen.layout import Frame
from kiosk.screen.presses import Presses
from kiosk.screen.textsize import Enlargement, find
from kiosk.screen.touches import Touches
from kiosk.screen.widgets.canvas import ONLY_PAGE, Canvas

if TYPE_CHECKING:
    from textual.driver import Driver


class KioskApp(App[None], inherit_bindings=False):
    """The full screen. Nothing on it moves, and no key does anything but report itself."""

    CSS_PATH = "kiosk.tcss"
    ENABLE_COMMAND_PALETTE = False
    ALLOW_SELECT = False
    AUTO_FOCUS = None

    def __init__(
        self,
        report: Callable[[Event], None] | None = None,
        keys: Mapping[str, str] | None = None,
        on_painted: Callable[[], None] | None = None,
        first_view: View | None = None,
        *,
        locked: bool = False,
        environment: Mapping[str, str] | None = None,
        arrived: Callable[[TextualEvent], float] = attrgetter("time"),
    ) -> None:
        """
        Args:
            report: Takes every event, in order, on the application's event loop. What happens
                before there is one (see `connect`) waits for it.
            keys: Textual's name of a key ("left", "question_mark") or its character ("?") to the
                name of a Command or a digit.
            on_painted: Called once, when the first view stands on the screen.
            locked: Whether Ctrl+C is a key like every other; unlocked, it ends the program.
            environment: The process's, which tells what the terminal can do; without one, nothing
                is asked of it.
            arrived: When a key or a touch came, in seconds that never go back. It may be looked at
                much later.
        """
        driver = partial(KioskDriver, when_gone=self._lose_terminal)
        # The terminal's own colours are sent as such, and not as what they might look like.
        own = "NO_COLOR" not in os.environ
        super().__init__(driver_class=cast("type[Driver]", driver), ansi_color=own)
        self._report = report
        self._keys = keys or {}
        self._early: list[Callable[[], None]] = []
        """What was pressed before anybody wanted to know."""
        self._on_painted = on_painted
        self._locked = locked
        self._taken: Callable[[str], bool] = lambda _: False
        self._presses = Presses(self._tell, self._later, time.monotonic)
        self._arrived = arrived
        self._touches = Touches()
        self._canvas = Canvas(first_view, self._touch, self._page_shown)
        if self.no_color:
            self._canvas.colour(NONE)
        self._environment = environment or {}
        self._enlargement: Enlargement | None = None
        self._dye: Dye | None = None

    @property
    def canvas(self) -> Canvas:
        return self._canvas

    @property
    def frame(self) -> Frame:
        """What is on the screen now."""
        return self._canvas.frame

    @property
    def failure(self) -> Exception | None:
        """The error that ended the application; the exit code is 1 then."""
        return self._exception

    def yield_keys(self, taken: Callable[[str], bool]) -> None:
        """Before a key is looked at here, `taken` is asked, by its name, whether it is its own."""
        self._taken = taken

    def connect(self, report: Callable[[Event], None], keys: Mapping[str, str]) -> None:
        """From now on this is told what happens, and first what has happened already."""
        self._report, self._keys = report, keys
        if self._canvas.shown != ONLY_PAGE:
            self._page_shown(*self._canvas.shown)
        early, self._early = self._early, []
        for again in early:
            again()

    def disconnect(self) -> None:
        """Nobody wants to know for a moment: what happens now waits for the next `connect`."""
        self._report = None

    def perform(self, effect: Show | TurnPage) -> None:
        """Do what the engine asks of a screen; only on the application's event loop."""
        match effect:
            case Show(view):
                self._canvas.show(view)
                self._suit(view)
            case TurnPage(by):
                self._canvas.turn(by)

    def compose(self) -> Iterable[Widget]:
        yield self._canvas

    def on_mount(self) -> None:
        if isinstance(self._driver, KioskDriver):
            self._adapt_to(self._driver)
        if self._on_painted is not None:
            self.call_after_refresh(self._on_painted)

    async def on_unmount(self) -> None:
        if self._enlargement is not None:
            await self._enlargement.close()
        if self._dye is not None:
            self._dye.restore()

    def _adapt_to(self, terminal: KioskDriver) -> None:
        """What this terminal can do: the size of its letters, and its colours."""
        sizes = find(self._environment, terminal)
        self._enlargement = Enlargement(sizes, self._canvas.draw_letters)
        if not self.no_color:
            colours = find_colours(self._environment, self.console.color_system, terminal)
            self._canvas.colour(colours)
            self._dye = Dye(colours, terminal)
        self._suit(self._canvas.view)

    def _suit(self, view: View) -> None:
        """Have the terminal as the view wants it."""
        if self._enlargement is not None:
            self._enlargement.want(view.size)
        if self._dye is not None:
            self._dye.want(view.theme)

    async def on_event(self, event: TextualEvent) -> None:
        """Take keys before Textual looks at them: none of its own keys is left."""
        if isinstance(event, Key):
            self._press(event)
        elif not isinstance(event, Paste):
            await super().on_event(event)
        if isinstance(event, Resize):
            # Textual waits for a timer, and its timers do not ring at all where a busy machine is
            # late: the screen would keep its old size for ever. And it draws nothing where the size
            # is what it was: a terminal that was small for a moment has lost what stood in it.
            self._check_resize()
            self.refresh()

    def _press(self, key: Key) -> None:
        if key.key == "ctrl+c" and not self._locked:
            self.exit(return_code=0)
            return
        self._once_connected(lambda: self._look_at(key))

    def _look_at(self, key: Key) -> None:
        if not self._taken(key.key):
            meant = meaning(self._keys, key.key, key.character)
            self._presses.press(key.key, meant, at=self._arrived(key))

    def _touch(self, meant: Event, touch: Click) -> None:
        """A touch, too, can bounce: twice in one place is once, whatever stands there by then."""
        name, kind = self._touches.name(touch.x, touch.y), self._touches.kind(meant)
        at = self._arrived(touch)
        self._once_connected(lambda: self._presses.press(name, meant, kind, at))

    def _page_shown(self, page: int, pages: int) -> None:
        if self._report is not None:
            self._report(PageShown(page, pages))

    def _once_connected(self, act: Callable[[], None]) -> None:
        if self._report is not None:
            act()
        elif len(self._early) < MOST_WAITING:
            self._early.append(act)

    def _tell(self, event: Event) -> None:
        if self._report is None:  # a press that was judged late
            self._once_connected(lambda: self._tell(event))
        else:
            self._report(event)

    def _later(self, seconds: float, act: Callable[[], None]) -> Callable[[], None]:
        # Not Textual's timer, which does not ring at all where a busy machine is late.
        return asyncio.get_running_loop().call_later(seconds, act).cancel

    def fail(self, error: Exception) -> None:
        """End because of an error elsewhere, as if it had happened here."""
        self._handle_exception(error)

    def panic(self, *_: object) -> None:
        """End without a word: a visitor can do nothing with a traceback; `failure` has it."""
        self._fatal_error()

    def _fatal_error(self) -> None:
        self._return_code = BROKEN
        self._close_messages_no_wait()

    def _lose_terminal(self) -> None:
        if not self._exit:
            self.exit(return_code=NO_TERMINAL)
