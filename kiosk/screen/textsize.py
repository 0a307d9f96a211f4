"""The text size: the real size of the letters, where the terminal lets a program change it.

    find(environment, glass) -> TextSize       the driver for this terminal
    Enlargement(driver, drawn).want(size)      carries out the size that is wanted last

A terminal is known by what it, or `kiosk launch`, wrote into the environment, never by a guess,
and one that is not known is sent nothing. There, and where a driver fails, the larger sizes are
drawn in block letters.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Mapping
from typing import Protocol

from kiosk.lettering import TERMINUS, Lettering, Panel, Typeface, lettering, read_lettering

SIZES = 4
"""0 to 3; 1 is the default."""

MULTIPLEXERS = ("TMUX", "STY")
"""Between the kiosk and the terminal stands another program, which keeps such requests."""

PATIENCE_SECONDS = 0.5
"""Terminals need a twentieth of a second; a busy machine needs longer."""
TICK_SECONDS = 0.01

log = logging.getLogger(__name__)


class Glass(Protocol):
    """The terminal as the drivers see it."""

    def write(self, text: str) -> None:
        """Send something to the terminal, in order with all that is drawn."""

    def draws(self, signs: str) -> bool:
        """Whether the terminal's encoding has these signs."""

    def cell_width(self) -> float:
        """Pixels of one column now; 0 where the terminal does not tell."""


class TextSize(Protocol):
    """One kind of terminal."""

    block_letters: int | None
    """What the screen draws in block letters, one of `paging.Letters`, whatever the size; None
    where they are all that can be done for a size."""

    async def change(self, size: int, /) -> bool:
        """Make the letters this large; whether they are. The interface goes on meanwhile."""

    async def restore(self) -> None:
        """Give the terminal its own size back."""


class Unchanging:
    """A terminal whose letters stay as they are."""

    def __init__(self, block_letters: int | None = None) -> None:
        self.block_letters = block_letters

    async def change(self, _size: int) -> bool:
        return True

    async def restore(self) -> None:
        pass


async def settled(glass: Glass, expected: float, rounding: float) -> float:
    """Pixels of one column once they are about as many as expected, or after a moment of waiting.

    `rounding` is how much they may differ, as a part of what is expected.
    """
    for _ in range(int(PATIENCE_SECONDS / TICK_SECONDS)):
        if abs(glass.cell_width() - expected) <= rounding * expected:
            break
        await asyncio.sleep(TICK_SECONDS)
    return glass.cell_width()


def find(environment: Mapping[str, str], glass: Glass) -> TextSize:
    """The driver for the terminal in which this process runs."""
    stated = read_lettering(environment)
    if not glass.draws("█"):
        return Unchanging(block_letters=0)
    if any(name in environment for name in MULTIPLEXERS):
        return Unchanging()
    if environment.get("KITTY_LISTEN_ON", "").startswith("unix:"):
        from kiosk.screen.terminals.kitty import Kitty

        return Kitty(environment["KITTY_LISTEN_ON"], _plan("kitty", stated), glass)
    if "XTERM_VERSION" in environment and stated is not None and stated.terminal == "xterm":
        from kiosk.screen.terminals.xterm import XTerm

        return XTerm(stated, glass)
    if environment.get("TERM") == "linux":
        from kiosk.screen.terminals.console import Console

        return Console(_plan("console", stated))
    return Unchanging()


def _plan(terminal: str, stated: Lettering | None) -> Lettering:
    """What `kiosk launch` wrote for this kind of terminal; else sizes for an ordinary screen."""
    if stated is not None and stated.terminal == terminal:
        return stated
    typeface = TERMINUS if terminal == "console" else Typeface("monospace")
    return lettering(terminal, Panel(), typeface)


class Enlargement:
    """Carries out the size that is wanted last, one change after the other."""

    def __init__(self, driver: TextSize, draw: Callable[[int | None], None]) -> None:
        """`draw` is told the driver's `block_letters`, and None when block letters must do."""
        self._driver = driver
        self._draw = draw
        self._wanted: int | None = None
        self._done: int | None = None
        self._task: asyncio.Task[None] | None = None
        draw(driver.block_letters)

    def want(self, size: int) -> None:
        """Have the letters this large before long; on the event loop."""
        if size == self._wanted:
            return
        self._wanted = size
        if self.is_done:
            self._task = asyncio.get_running_loop().create_task(self._carry_out())

    @property
    def is_done(self) -> bool:
        """Whether there is nothing left to carry out."""
        return self._task is None or self._task.done()

    async def close(self) -> None:
        """Give the terminal its own size back, when everything wanted is carried out."""
        if self._task is not None:
            await self._task
            await self._driver.restore()

    async def _carry_out(self) -> None:
        while self._wanted is not None and self._wanted != self._done:
            size = self._wanted
            if await self._driver.change(size):
                self._done = size
            else:
                log.warning("this terminal refuses to change its letters")
                if self._driver.block_letters:
                    self._draw(None)
                self._driver = Unchanging()
