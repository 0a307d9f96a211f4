"""The terminal, or the pipe: lines out, keys or lines in; as it was before when it is left."""

from __future__ import annotations

import codecs
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TextIO

try:
    import termios
except ImportError:  # not a Unix: the terminal edits and echoes the lines itself
    termios = None  # type: ignore[assignment]

AT_ONCE = 4096
"""Bytes read at once."""


def shows_keys(stream: TextIO) -> bool:
    """Whether single keys can be had from it: it is a terminal."""
    return termios is not None and stream.isatty()


@contextmanager
def single_keys(stream: TextIO) -> Iterator[None]:
    """Keys come one by one, are not echoed, and none of them ends or stops the program."""
    if not shows_keys(stream):
        yield
        return
    before = termios.tcgetattr(stream)
    mode = list(before)
    # A line that stopped the output (Ctrl+S) is taken up again by any key: no trap.
    mode[0] = (mode[0] | termios.IXANY) & ~(termios.ICRNL | termios.INLCR | termios.IGNCR)
    mode[3] &= ~(termios.ECHO | termios.ICANON | termios.ISIG | termios.IEXTEN)
    termios.tcsetattr(stream, termios.TCSADRAIN, mode)
    try:
        yield
    finally:
        # What was typed and not read is nobody's business afterwards.
        termios.tcsetattr(stream, termios.TCSAFLUSH, before)


def read(stream: TextIO, take: Callable[[str], object]) -> None:
    """Everything that comes, as it comes, until the end; blocks."""
    decoder = codecs.getincrementaldecoder(stream.encoding or "utf-8")("replace")
    while True:
        try:
            piece = os.read(stream.fileno(), AT_ONCE)
        except (OSError, ValueError):  # the line was cut
            return
        if not piece:
            return
        take(decoder.decode(piece))


def writes(stream: TextIO, when_gone: Callable[[], None]) -> Callable[[str], None]:
    """What writes text and shows it at once; a stream that takes nothing any more is told."""

    def write(text: str) -> None:
        try:
            stream.write(text)
            stream.flush()
        except (OSError, ValueError):
            when_gone()

    return write


def width(stream: TextIO) -> int | None:
    """Cells of a line; None where nobody knows: a pipe without COLUMNS."""
    told = os.environ.get("COLUMNS", "")
    if told.isdecimal() and int(told) > 0:
        return int(told)
    return size(stream)[0] if stream.isatty() else None


def size(stream: TextIO) -> tuple[int, int]:
    """Columns and rows; 80 by 24 where the terminal does not say, as on a serial line."""
    try:
        told = os.get_terminal_size(stream.fileno())
    except OSError:
        return 80, 24
    return told.columns or 80, told.lines or 24
