"""Calibration: a bar and letters for the ruler, and what belongs into the settings after it."""

from __future__ import annotations

import fcntl
import struct
import termios
from collections.abc import Iterator
from dataclasses import dataclass

from kiosk.lettering import Lettering, Panel

ROWS_BELOW = 9
"""Rows of the screen for the words below the bar."""

BAR_COLUMNS = 6

BELIEVABLE_MM = (20.0, 3000.0)
"""What may be measured."""


@dataclass(frozen=True)
class Bar:
    """A bar of whole rows on a screen."""

    rows: int
    pixels: int
    panel: Panel

    @property
    def stated_mm(self) -> float:
        """Its height, if the screen is as high as it is taken for."""
        return self.pixels / self.panel.density

    def screen_mm(self, measured_mm: float) -> float:
        """The height of the screen on which the bar is so high."""
        return self.panel.height * measured_mm / self.pixels


def bar(panel: Panel, terminal_rows: int, cell_height: int) -> Bar | None:
    """The highest bar for a terminal; None where there is nothing to reckon with."""
    rows = terminal_rows - ROWS_BELOW
    if rows < 1 or not cell_height or not panel.height:
        return None
    return Bar(rows, rows * cell_height, panel)


def sheet(bar: Bar, capital_mm: float) -> Iterator[str]:
    """The lines to be shown: the bar, and below it what it and the letters should measure."""
    for _ in range(bar.rows):
        yield f" \x1b[7m{' ' * BAR_COLUMNS}\x1b[0m"
    yield ""
    yield f" Hold a ruler to the bar. It should be {bar.stated_mm:.1f} mm high."
    yield f" Every capital H should be {capital_mm:.1f} mm high:  H H H"


def measure(written: str) -> float:
    """A measure as people write it ("112,4 mm"), in mm. ValueError where it cannot be one."""
    value = float(written.lower().replace("mm", "").replace(",", ".").strip())
    least, most = BELIEVABLE_MM
    if not least <= value <= most:
        raise ValueError(f"{value:g} mm is not between {least:g} and {most:g}")
    return value


def settings_lines(height_mm: float) -> str:
    """What belongs into kiosk.yaml."""
    return f"screen:\n  height_mm: {round(height_mm)}"


def cell_height(terminal: int, plan: Lettering, size: int) -> int:
    """Pixels of one row of the terminal with this file descriptor; 0 where that is not sure."""
    try:
        answer = fcntl.ioctl(terminal, termios.TIOCGWINSZ, bytes(8))
    except OSError:
        return 0
    rows, _, _, pixels = struct.unpack("4H", answer)
    # A window may be higher than its rows; then this is no whole number, or not the font's.
    height, rest = divmod(pixels, rows or 1)
    expected = plan.sizes[size] * plan.typeface.line
    return height if rest == 0 and expected - 1 < height < expected + 3 else 0
