"""Themes: how each kind of ink looks; colours are chosen by the contrast they give.

Colour never stands alone: a mark, weight or a filled box says the same without it.
"""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType

from kiosk.screen.lines import Ink


@dataclass(frozen=True)
class Look:
    """How a piece of a row is drawn."""

    colour: str
    """#rrggbb, or the name of one of the terminal's own sixteen."""
    ground: str
    """The same."""
    bold: bool = False


@dataclass(frozen=True)
class Palette:
    """The eight colours that a theme is made of; the Linux console has room for no more."""

    page: str
    """The ground, and whatever stands on a box or on what is current."""
    text: str
    heading: str
    """And what the bars say."""
    border: str
    """At least 3:1 on the page (WCAG 1.4.11)."""
    bar: str
    """The ground of the bar on top and of the hints."""
    key: str
    """The names of keys."""
    box: str
    """The ground of numbers and of the status."""
    light: str
    """The ground of what is current."""


PALETTES = MappingProxyType(
    {
        "calm": Palette(
            page="#0a1626",
            text="#eef3f8",
            heading="#ffffff",
            border="#7d9cc0",
            bar="#152c4e",
            key="#c4e3ff",
            box="#d5e3f2",
            light="#ffd75f",
        ),
        "high-dark": Palette(
            page="#000000",
            text="#ffffff",
            heading="#ffffff",
            border="#ffffff",
            bar="#000000",
            key="#ffffff",
            box="#ffffff",
            light="#ffffff",
        ),
        "high-light": Palette(
            page="#ffffff",
            text="#000000",
            heading="#000000",
            border="#000000",
            bar="#ffffff",
            key="#000000",
            box="#000000",
            light="#000000",
        ),
        "low": Palette(
            page="#26292d",
            text="#b4b0a4",
            heading="#b4b0a4",
            border="#8a8d90",
            bar="#2e3237",
            key="#b3a476",
            box="#a9a597",
            light="#b3a476",
        ),
    }
)
"""The default gives at least 10:1, the high ones 20:1, the low one 4.5:1 to 8:1 (VVSG 7.1-C/D)."""

OF_SIXTEEN = MappingProxyType(
    {
        "calm": Palette(
            page="black",
            text="bright_white",
            heading="bright_white",
            border="white",
            bar="black",
            key="bright_cyan",
            box="bright_white",
            light="bright_yellow",
        ),
        "high-dark": Palette(
            page="black",
            text="bright_white",
            heading="bright_white",
            border="bright_white",
            bar="black",
            key="bright_white",
            box="bright_white",
            light="bright_white",
        ),
        "high-light": Palette(
            page="bright_white",
            text="black",
            heading="black",
            border="black",
            bar="bright_white",
            key="black",
            box="black",
            light="black",
        ),
        "low": Palette(
            page="blue",
            text="white",
            heading="white",
            border="white",
            bar="blue",
            key="cyan",
            box="white",
            light="cyan",
        ),
    }
)
"""The same promises with the sixteen colours of a terminal, both where they are those of VGA and
where they are xterm's; so few pairs give a low contrast there that its page is blue."""

DEFAULT = "calm"


def look(palette: Palette, ink: Ink, current: bool) -> Look:
    """How an ink looks, on the current block or elsewhere."""
    if current:
        return _current(palette, ink)
    match ink:
        case Ink.BAR | Ink.HINT:
            return Look(palette.heading, palette.bar, bold=ink is Ink.BAR)
        case Ink.HINT_KEY:
            return Look(palette.key, palette.bar, bold=True)
        case Ink.KEY:
            return Look(palette.key, palette.page, bold=True)
        case Ink.STATUS | Ink.NUMBER | Ink.BUTTON:
            return Look(palette.page, palette.box, bold=True)
        case Ink.NUMBER_EDGE:
            return Look(palette.box, palette.page)
        case Ink.NOTICE | Ink.HINT_NOW:
            return Look(palette.page, palette.light, bold=True)
        case Ink.RULE | Ink.FRAME:
            return Look(palette.border, palette.page)
        case Ink.SOLID:
            return Look(palette.heading, palette.heading)
        case Ink.HEADING | Ink.LETTERS:
            # Bold block characters of some fonts leave seams between the rows.
            return Look(palette.heading, palette.page, bold=ink is Ink.HEADING)
        case Ink.LABEL | Ink.LEAD | Ink.ANSWER:
            return Look(palette.text, palette.page, bold=True)
        case _:
            return Look(palette.text, palette.page)


def _current(palette: Palette, ink: Ink) -> Look:
    match ink:
        case Ink.GLOW | Ink.NUMBER_EDGE:
            return Look(palette.light, palette.page)
        case Ink.FRAME | Ink.LETTERS:
            return Look(palette.page, palette.light)
        case Ink.SOLID:
            return Look(palette.page, palette.page)
        case _:
            return Look(palette.page, palette.light, bold=True)


def inverted(drawn: Look) -> bool:
    """Whether this is reverse video where there are no colours: dark on light, or all dark."""
    colour, ground = _luminance(drawn.colour), _luminance(drawn.ground)
    return colour < ground or colour == ground < 0.5


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours, 1 to 21 (WCAG 2.2, relative luminance)."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    linear = [
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in (red, green, blue)
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
