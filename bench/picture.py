"""Draws a picture of the screen: what the running kiosk shows, cell by cell, as SVG.

Usage: python -m bench.picture [docs/screen.svg]

Textual's own export asks for a web font, draws a window around the screen and leaves seams in
block letters; here block characters are rectangles and every run of text has its exact width.
"""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Iterator, Sequence
from html import escape
from pathlib import Path

from rich.cells import cell_len
from rich.style import Style
from textual.geometry import Region

from kiosk.assembly import LoopClock, load_setup
from kiosk.dialogue.effects import OpenGuide, Say, Show, TurnPage
from kiosk.dialogue.events import (
    KioskStarted,
    SentenceBegan,
    VoiceReady,
)
from kiosk.librarian import Librarian
from kiosk.screen.app import KioskApp
from kiosk.screen.blockletters import QUADRANTS
from kiosk.screen.keys import HELD_SECONDS
from kiosk.session import Session
from kiosk.settings import load_settings

ROOT = Path(__file__).parent.parent

COLUMNS, ROWS = 80, 24

WIDTH, HEIGHT = 10, 20
"""Pixels of a cell."""

BASELINE = 15
"""Pixels from the top of a cell to where letters stand."""

FONT = "DejaVu Sans Mono, Menlo, Consolas, monospace"
FONT_SIZE = 16.6
"""Pixels; DejaVu Sans Mono is then ten pixels wide."""

KEYS = ("space", "enter", "2", "right", "right")
"""From the first screen to a step of the second part."""


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


class SilentMouth:
    """Takes the voice's part: it begins every sentence, and ends none."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def say(self, effect: Say) -> None:
        self._session.post(SentenceBegan(effect.turn, 0))


async def picture(keys: Sequence[str] = KEYS) -> str:
    """What the kiosk with its own content shows after these keys, 80 columns by 24 rows."""
    settings = load_settings(None)
    libraries, setup = load_setup(ROOT / "content", settings)
    session = Session(setup, LoopClock())
    app = KioskApp(session.post, settings.key_map())
    session.employ({Show: app.perform, TurnPage: app.perform, Say: SilentMouth(session).say})
    session.employ({OpenGuide: Librarian(libraries, session.post).perform})
    session.post(KioskStarted())
    session.post(VoiceReady())
    try:
        async with app.run_test(size=(COLUMNS, ROWS)) as pilot:
            for key in keys:
                await pilot.press(key)
                await pilot.pause(HELD_SECONDS)
            return svg(app)
    finally:
        session.close()


if __name__ == "__main__":
    target = Path(sys.argv[1] if len(sys.argv) > 1 else "docs/screen.svg")
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(asyncio.run(picture()), encoding="utf-8")
    print(target)
