"""Lettering: how large the four sizes of letters are on one screen, in pixels; pure.

What matters to a reader is the height of a capital letter in millimetres. A terminal is told the
size of its font in pixels. Between them stand the screen, the typeface and the distance.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field

CAPITALS_MM = (3.85, 5.2, 6.75, 8.75)
"""The middle of the ranges 3.5 to 4.2, 4.8 to 5.6, 6.4 to 7.1 and 8.5 to 9.0 mm (VVSG 2.0,
7.1-G). The second is the default."""

ARM_MM = 600
"""The distance from the eyes to the screen for which those heights are meant. Who stands farther
away needs letters larger in the same measure."""

SMALLEST = (40, 12)
"""Columns and rows that the kiosk needs; letters become no larger than leaves room for them."""

ORDINARY_DENSITY = 96 / 25.4
"""Pixels in a millimetre, where nobody knows better: the 96 dots per inch of most desktops."""

MARK = "KIOSK_LETTERING"
"""The environment variable by which `kiosk launch` tells the kiosk that this terminal is its own,
and what may be done with its letters."""


@dataclass(frozen=True)
class Panel:
    """A screen."""

    width: int = 0
    """Pixels; 0 where nobody knows."""
    height: int = 0
    """Pixels; 0 where nobody knows."""
    height_mm: float = 0.0
    """Of the part that lights up; 0 where nobody knows."""

    @property
    def density(self) -> float:
        """Pixels in a millimetre."""
        known = self.height and self.height_mm
        return self.height / self.height_mm if known else ORDINARY_DENSITY


@dataclass(frozen=True)
class Typeface:
    """A font with letters of one width; its measures are parts of its size (1 em)."""

    name: str
    capital: float = 0.729
    """The height of a capital letter. The three are those of DejaVu Sans Mono."""
    line: float = 1.164
    """From one line to the next."""
    advance: float = 0.602
    """The width of a letter and the space that belongs to it."""


TERMINUS = Typeface("Terminus", capital=20 / 32, line=1, advance=0.5)
"""The font of the Linux console."""


@dataclass(frozen=True)
class Lettering:
    """What a terminal has to be told."""

    terminal: str
    """"kitty", "xterm" or "console"."""
    sizes: tuple[float, float, float, float]
    """The size of the font (1 em), smallest first, in pixels."""
    typeface: Typeface = field(default=Typeface("monospace"))
    window: tuple[int, int] = (0, 0)
    """Width and height of the screen in pixels; 0 where nobody knows."""

    @property
    def capitals(self) -> tuple[float, ...]:
        """The heights of a capital letter, in pixels."""
        return tuple(size * self.typeface.capital for size in self.sizes)

    def written(self) -> str:
        """For the environment of the kiosk."""
        return json.dumps(asdict(self))


def lettering(
    terminal: str, panel: Panel, typeface: Typeface, distance_mm: float = ARM_MM
) -> Lettering:
    """The four sizes for a screen that is seen from a distance."""
    farther = distance_mm / ARM_MM
    wanted = (mm * farther * panel.density / typeface.capital for mm in CAPITALS_MM)
    most = _largest(panel, typeface)
    small, default, large, largest = (min(size, most) for size in wanted)
    window = panel.width, panel.height
    return Lettering(terminal, (small, default, large, largest), typeface, window)


def _largest(panel: Panel, typeface: Typeface) -> float:
    """The size that leaves room for the fewest columns and rows, with whole pixels for each."""
    if not (panel.width and panel.height):
        return float("inf")
    columns, rows = SMALLEST
    # A terminal rounds a width once, and a line twice: above and below where letters stand.
    return min(
        (panel.width // columns - 1) / typeface.advance, (panel.height // rows - 2) / typeface.line
    )


def read_lettering(environment: Mapping[str, str]) -> Lettering | None:
    """What `kiosk launch` wrote into the environment; None where this terminal is not its own."""
    try:
        written = json.loads(environment[MARK])
        small, default, large, largest = map(float, written["sizes"])
        width, height = map(int, written["window"])
        return Lettering(
            str(written["terminal"]),
            (small, default, large, largest),
            Typeface(**written["typeface"]),
            (width, height),
        )
    except (KeyError, TypeError, ValueError):
        return None
