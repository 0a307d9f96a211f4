"""The Linux console: its fonts are pictures of fixed sizes, and setfont loads one of them.

Only Terminus has the signs that the kiosk draws, and no console font has the blocks that block
letters are made of. Kernels before 6.3 refuse whatever is higher than 32 pixels.
"""

from __future__ import annotations

import asyncio
from tempfile import TemporaryDirectory

from kiosk.lettering import Lettering

FONTS = {
    10: "Uni3-TerminusBold16",
    12: "Uni3-TerminusBold18x10",
    13: "Uni3-TerminusBold20x10",
    14: "Uni3-TerminusBold22x11",
    15: "Uni3-TerminusBold24x12",
    18: "Uni3-TerminusBold28x14",
    20: "Uni3-TerminusBold32x16",
}
"""By the height of a capital letter, in pixels. Doubled, each is twice as high."""

HIGHEST = ("Uni3-TerminusBold32x16",)
"""The largest font that every kernel takes."""


class Console:
    """A virtual terminal of Linux."""

    block_letters: int | None = 0

    def __init__(self, plan: Lettering) -> None:
        self._plan = plan
        self._kept: TemporaryDirectory[str] | None = None
        """Where the font that was there before is kept."""

    async def change(self, size: int) -> bool:
        if self._kept is None:
            try:
                self._kept = TemporaryDirectory(prefix="kiosk-")
            except OSError:
                return False  # its own font could not be given back
            await _setfont("-O", self._own)
        wanted = arguments(self._plan.capitals[size])
        return await _setfont(*wanted) or await _setfont(*HIGHEST)

    async def restore(self) -> None:
        if self._kept is not None:
            await _setfont(self._own)
            self._kept.cleanup()

    @property
    def _own(self) -> str:
        return f"{self._kept.name}/font" if self._kept else ""


def arguments(capital: float) -> tuple[str, ...]:
    """What setfont is told for capital letters of about so many pixels."""
    doubled = {2 * height: ("-d", font) for height, font in FONTS.items()}
    single = {height: (font,) for height, font in FONTS.items()}
    known: dict[int, tuple[str, ...]] = {**doubled, **single}
    return known[min(known, key=lambda height: abs(height - capital))]


async def _setfont(*arguments: str) -> bool:
    """Whether setfont could do it."""
    nothing = asyncio.subprocess.DEVNULL
    try:
        process = await asyncio.create_subprocess_exec(
            "setfont", *arguments, stdout=nothing, stderr=nothing
        )
        return await process.wait() == 0
    except OSError:
        return False
