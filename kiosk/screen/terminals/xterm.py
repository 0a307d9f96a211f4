"""xterm: changes its font by a control sequence, where `kiosk launch` has allowed it.

xterm 379 takes the name of a TrueType font with its size in pixels; the numbers of its font menu
(`#5`) do nothing there. Without a window manager the window keeps its number of cells and grows
beyond the screen, so it is told the screen's size in the same breath.
"""

from __future__ import annotations

from kiosk.lettering import Lettering
from kiosk.screen.textsize import Glass, settled

ROUNDING = 0.2
"""How much, of the width, a column may differ from what it should be: whole pixels, and hints."""


class XTerm:
    """A window of xterm that `kiosk launch` has opened."""

    block_letters: int | None = 1

    def __init__(self, plan: Lettering, glass: Glass) -> None:
        self._plan = plan
        self._glass = glass

    async def change(self, size: int) -> bool:
        pixels = self._plan.sizes[size]
        width, height = self._plan.window
        font = f"\x1b]50;{self._plan.typeface.name}:pixelsize={pixels:.1f}\x07"
        fill = f"\x1b[4;{height};{width}t" if width and height else ""
        self._glass.write(font + fill)
        expected = pixels * self._plan.typeface.advance
        return abs(await settled(self._glass, expected, ROUNDING) - expected) <= ROUNDING * expected

    async def restore(self) -> None:
        """The window closes with the kiosk."""
