"""The writer: paragraphs, the prompt and what is typed, as lines that end where the cursor stays.

It writes nothing but words, spaces and line feeds (and, where somebody takes back a letter, the
backspace), so that a braille display, a screen reader, a printer or a program can follow it.
"""

from __future__ import annotations

from collections.abc import Callable

from rich.cells import cell_len

from kiosk.screen.wrapping import plain, wrap

NARROWEST = 20
"""Cells; a terminal that says that it is narrower does not know its size."""


class Writer:
    """Writes from top to bottom; nothing that stands is ever changed."""

    def __init__(
        self,
        write: Callable[[str], None],
        prompt: Callable[[], str],
        width: Callable[[], int | None],
    ) -> None:
        """
        Args:
            write: Takes text, line ends included, and shows it at once.
            prompt: Stands before what is typed, with its space.
            width: Tells the cells of a line; None where every paragraph is one line.
        """
        self._write = write
        self._prompt = prompt
        self._width = width
        self._begun = False
        """Something stands on the last line."""

    def tell(self, paragraph: str) -> None:
        """Write a paragraph on lines of its own."""
        width = self._width()
        # The last cell stays empty: terminals differ in what they do after it.
        lines = wrap(paragraph, max(width, NARROWEST) - 1) if width else [_in_one_line(paragraph)]
        self._put_on_new_line("\n".join(lines))

    def ask(self) -> None:
        """Write the prompt."""
        self._put_on_new_line(self._prompt())

    def echo(self, typed: str) -> None:
        """Write what somebody types, where the cursor is."""
        self._write(plain(typed))
        self._begun = True

    def take_back(self, typed: str) -> None:
        """Take back what was typed last."""
        back = "\b" * cell_len(typed)
        self._write(back + " " * len(back) + back)

    def entered(self) -> None:
        """Somebody ended the line, and the terminal has shown it."""
        self._begun = False

    def end_line(self) -> None:
        """What is written next stands on a line of its own."""
        if self._begun:
            self._write("\n")
            self._begun = False

    def push_away(self, rows: int) -> None:
        """Empty lines, so that nothing of what was written stands in sight."""
        self.end_line()
        self._write("\n" * rows)

    def _put_on_new_line(self, text: str) -> None:
        self._write(f"\n{text}" if self._begun else text)
        self._begun = True


def _in_one_line(paragraph: str) -> str:
    return " ".join(plain(paragraph).split())
