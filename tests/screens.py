"""A running screen for tests: what it reported, and every cell that stands on it."""

from __future__ import annotations

from collections.abc import Mapping

from rich.style import Style
from textual.geometry import Region

from kiosk.dialogue.events import Event
from kiosk.dialogue.view import View
from kiosk.screen.app import KioskApp

KEYS = {
    "y": "yes",
    "n": "no",
    "left": "back",
    "right": "next",
    "escape": "end",
    "enter": "choose",
    "question_mark": "help",
    **{str(digit): str(digit) for digit in range(10)},
}


class Clock:
    """Seconds that pass when the test says so."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


class Kiosk:
    """A running screen, what it reported, and what stands on it."""

    def __init__(
        self, view: View | None = None, keys: Mapping[str, str] = KEYS, *, locked: bool = False
    ) -> None:
        self.events: list[Event] = []
        self.painted: list[str] = []
        self.clock = Clock()
        self.app = KioskApp(
            self.events.append,
            keys,
            lambda: self.painted.append(self.text),
            view,
            locked=locked,
            arrived=lambda _: self.clock(),
        )

    @property
    def rows(self) -> list[list[tuple[str, Style]]]:
        """The painted cells, row by row, after every filter of Textual."""
        size = self.app.canvas.size
        strips = self.app.canvas.render_lines(Region(0, 0, size.width, size.height))
        return [[(text, style or Style()) for text, style, _ in strip] for strip in strips]

    @property
    def text(self) -> str:
        return "\n".join("".join(text for text, _ in row) for row in self.rows)

    @property
    def marked(self) -> str:
        """The row with the mark."""
        (row,) = [row for row in self.text.splitlines() if "▶" in row]
        return row
