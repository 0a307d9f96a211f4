"""Colours: what of a theme a terminal can show, and what it is sent for it.

    find_colours(environment, depth, terminal)     -> Colours, what this terminal can show
    Colours.style(theme, ink, current)             how a piece of a row is drawn there
    Dye(colours, terminal).want(theme)             the theme's own colours, where they can be given

A terminal with 256 colours or more shows them as they are, or nearly. One with sixteen shows its
own, whose look nobody can know: of them only pairs are used that keep the promise in the two
palettes that most terminals have. The Linux console has eight, and is given the theme's. With
fewer, and where nobody knows, weight and reverse video must do.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import astuple, dataclass, fields
from types import MappingProxyType
from typing import Protocol

from rich.style import Style

from kiosk.screen.lines import Ink
from kiosk.screen.themes import OF_SIXTEEN, PALETTES, Palette, inverted, look

FULL = frozenset({"truecolor", "256"})
"""What Rich calls the depths at which it finds every colour, or one that is near enough."""

SIXTEEN_COLOURS = 16

OWN_AGAIN = "\x1b]R"
"""Gives the Linux console its own colours back (man 4 console_codes)."""

SLOTS = Palette(*(f"color({slot})" for slot, _ in enumerate(fields(Palette))))
"""The colours of the console, by their numbers: each theme is put into the same ones."""


class Glass(Protocol):
    """The terminal as it is seen from here."""

    def write(self, text: str) -> None:
        """Send something to the terminal, in order with all that is drawn."""

    def is_console(self) -> bool:
        """Whether it is a virtual console of Linux, and none that only says so."""


@dataclass(frozen=True)
class Colours:
    """What a terminal can show of the themes."""

    palettes: Mapping[str, Palette]
    """How each theme is drawn."""
    coloured: bool = True
    bold_brightens: bool = False
    """Bold turns one of the first eight colours into another one, as it did on VGA."""
    given: bool = False
    """The terminal is given the colours of a theme."""

    def style(self, theme: str, ink: Ink, current: bool) -> Style:
        """How an ink looks, on the current block or elsewhere."""
        drawn = look(self.palettes[theme], ink, current)
        if not self.coloured:
            return Style(bold=drawn.bold, reverse=inverted(drawn))
        bold = drawn.bold and not (self.bold_brightens and not drawn.colour.startswith("bright_"))
        return Style(color=drawn.colour, bgcolor=drawn.ground, bold=bold)


EXACT = Colours(PALETTES)
SIXTEEN = Colours(OF_SIXTEEN, bold_brightens=True)
CONSOLE = Colours(MappingProxyType(dict.fromkeys(PALETTES, SLOTS)), given=True)
NONE = Colours(PALETTES, coloured=False)


def worn(palette: Palette) -> str:
    """Gives the Linux console these colours, and the same ones for what is bold."""
    colours = astuple(palette) * 2
    return "".join(f"\x1b]P{slot:x}{colour[1:]}" for slot, colour in enumerate(colours))


class Dye:
    """Gives a terminal the colours of the theme that is wanted, and its own back at the end."""

    def __init__(self, colours: Colours, terminal: Glass) -> None:
        self._given = colours.given
        self._terminal = terminal
        self._worn: str | None = None

    def want(self, theme: str) -> None:
        """Have these colours from now on."""
        if self._given and theme != self._worn:
            self._worn = theme
            self._terminal.write(worn(PALETTES[theme]))

    def restore(self) -> None:
        """Have the colours that were there before."""
        if self._worn is not None:
            self._terminal.write(OWN_AGAIN)


def stated(term: str) -> int:
    """How many colours a kind of terminal has, by its name or as terminfo knows; 0 for unknown.

    Terminfo can be asked for one kind only in the life of a process.
    """
    if term.endswith("-16color"):
        return SIXTEEN_COLOURS
    with suppress(ImportError):
        import curses

        with suppress(curses.error):
            curses.setupterm(term, 1)
            return max(curses.tigetnum("colors"), 0)
    return 0


def find_colours(
    environment: Mapping[str, str],
    depth: str | None,
    terminal: Glass,
    count: Callable[[str], int] = stated,
) -> Colours:
    """What the terminal of this process can show. `depth` is what Rich takes it for."""
    if terminal.is_console():
        return CONSOLE
    if depth in FULL:
        return EXACT
    return SIXTEEN if count(environment.get("TERM", "")) >= SIXTEEN_COLOURS else NONE
