"""Draws a picture of the screen: what a running KioskApp shows, cell by cell, as SVG.

Usage: python bench/picture.py [docs/screen.svg]

Textual's own export asks for a web font, draws a window around the screen and leaves seams in
block letters; here block characters are rectangles and every run of text has its exact width.
"""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Iterator
from html import escape
from pathlib import Path

from rich.cells import cell_len
from rich.style import Style
from textual.geometry import Region

from kiosk.dialogue.view import Block, Hint, Role, Scene, View
from kiosk.screen.app import KioskApp
from kiosk.screen.blockletters import QUADRANTS

COLUMNS, ROWS = 80, 24

WIDTH, HEIGHT = 10, 20
"""Pixels of a cell."""

BASELINE = 15
"""Pixels from the top of a cell to where letters stand."""

FONT = "DejaVu Sans Mono, Menlo, Consolas, monospace"
FONT_SIZE = 16.6
"""Pixels; DejaVu Sans Mono is then ten pixels wide."""

SAMPLE = View(
    Scene.READING,
    heading="How to Request a Second Opinion",
    title="When and How to Seek a Second Opinion",
    place="Part 2 of 5",
    status="speaking",
    blocks=(
        Block(
            Role.POINT,
            "Most physicians support and even encourage second opinions. Ask them to share your "
            "medical records with the consulting doctor.",
            label="Tell your current doctor",
            number="1",
        ),
        Block(
            Role.POINT,
            "Many insurance plans cover second opinions, especially for major diagnoses. Some "
            "plans require them before certain procedures.",
            label="Check your insurance",
            number="2",
        ),
        Block(
            Role.POINT,
            "Collect test results, imaging studies, pathology reports, and treatment history to "
            "share with the new doctor.",
            label="Gather your records",
            number="3",
        ),
    ),
    current=1,
    hints=(
        Hint("→", "next"),
        Hint("←", "back"),
        Hint("Space", "pause"),
        Hint("R", "repeat"),
        Hint("M", "menu"),
        Hint("H", "help"),
        Hint("Esc", "end"),
    ),
)


def save(app: KioskApp, file: Path) -> None:
    """Write what a running application shows as SVG."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(svg(app), encoding="utf-8")


def svg(app: KioskApp) -> str:
    """The picture; text stays text."""
    size = app.canvas.size
    width, height = size.width * WIDTH, size.height * HEIGHT
    shapes: list[str] = []
    for y, strip in enumerate(app.canvas.render_lines(Region(0, 0, size.width, size.height))):
        x = 0
        for text, style, _ in strip:
            cells = cell_len(text)
            shapes.extend(_run(text, style or Style(), x * WIDTH, y * HEIGHT, cells * WIDTH))
            x += cells
    return "\n".join(
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" '
            f'font-family="{FONT}" font-size="{FONT_SIZE}" shape-rendering="crispEdges">',
            *shapes,
            "</svg>\n",
        )
    )


def _run(text: str, style: Style, x: int, y: int, width: int) -> Iterator[str]:
    """A piece of one row in one style: its ground, its blocks, its letters."""
    yield _rectangle(x, y, width, HEIGHT, _colour(style, "bgcolor"))
    colour = _colour(style, "color")
    if set(text) <= set(QUADRANTS):
        for number, character in enumerate(text):
            yield from _blocks(character, x + number * WIDTH, y, colour)
    else:
        words = text.strip(" ")
        start = x + (len(text) - len(text.lstrip(" "))) * WIDTH
        weight = ' font-weight="bold"' if style.bold else ""
        yield (
            f'<text x="{start}" y="{y + BASELINE}" fill="{colour}"{weight} xml:space="preserve" '
            f'textLength="{cell_len(words) * WIDTH}" lengthAdjust="spacingAndGlyphs">'
            f"{escape(words)}</text>"
        )


def _blocks(character: str, x: int, y: int, colour: str) -> Iterator[str]:
    for bit in range(4):
        if QUADRANTS.index(character) >> bit & 1:
            left, top = x + bit % 2 * WIDTH // 2, y + bit // 2 * HEIGHT // 2
            yield _rectangle(left, top, WIDTH // 2, HEIGHT // 2, colour)


def _rectangle(x: int, y: int, width: int, height: int, colour: str) -> str:
    return f'<rect x="{x}" y="{y}" width="{width}" height="{height}" fill="{colour}"/>'


def _colour(style: Style, part: str) -> str:
    colour = getattr(style, part)
    return colour.get_truecolor().hex if colour else "#000000"


async def draw(view: View, file: Path) -> None:
    """Show one view in an application without a terminal, and write its picture."""
    app = KioskApp(lambda _: None, {}, None, view)
    async with app.run_test(size=(COLUMNS, ROWS)) as pilot:
        await pilot.pause()
        save(app, file)


if __name__ == "__main__":
    target = Path(sys.argv[1] if len(sys.argv) > 1 else "docs/screen.svg")
    asyncio.run(draw(SAMPLE, target))
    print(target)
