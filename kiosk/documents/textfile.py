"""A text file as somebody saved it: its text, or the one reason why it has none."""

from __future__ import annotations

import re
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from pathlib import Path
from typing import NamedTuple

from kiosk.errors import Problem

SIZE_LIMIT = 1_000_000
"""Bytes of one file. To read a file of this size aloud would take more than a day."""

UNWANTED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]")
"""Characters that nobody types: control characters, and line ends that editors do not count."""


LINE_END = re.compile("\r\n|\r|\n")
"""Where YAML and editors agree that a line ends, once the UNWANTED characters are refused."""


class Place(NamedTuple):
    """Where something stands; both counted from 1, the column in characters."""

    line: int
    column: int


class Unreadable(Exception):  # noqa: N818 - a verdict on a file, turned into DocumentError
    """The rest of a file cannot be read; the one problem says why."""

    def __init__(self, file: Path, place: Place, message: str) -> None:
        self.problem = Problem(file, *place, message)
        super().__init__(message)


def text_of(path: Path) -> str:
    """The whole text, without a byte order mark. Raises Unreadable."""
    top = Place(1, 1)
    try:
        if path.is_dir():
            raise Unreadable(path, top, "this is a folder; a file is expected here")
        if path.is_fifo():  # whoever opens one waits for somebody to write
            raise Unreadable(path, top, "this is a pipe; a file is expected here")
        with path.open("rb") as file:
            content = file.read(SIZE_LIMIT + 1)
    except FileNotFoundError:
        message = "there is no such file; create it, or correct its name"
        raise Unreadable(path, top, message) from None
    except OSError as error:
        raise Unreadable(path, top, f"the file cannot be read: {error.strerror}") from None
    if len(content) > SIZE_LIMIT:
        message = f"the file is larger than {SIZE_LIMIT:,} bytes; divide it into several files"
        raise Unreadable(path, top, message)
    return _decoded(content, path)


def _decoded(content: bytes, path: Path) -> str:
    if content.startswith((BOM_UTF16_BE, BOM_UTF16_LE)):
        raise Unreadable(path, Place(1, 1), "this is UTF-16; save the file as UTF-8")
    content = content.removeprefix(BOM_UTF8)
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        place = _end_of(content[: error.start].decode("utf-8"))
        raise Unreadable(path, place, "this is not UTF-8 text; save the file as UTF-8") from None
    if unwanted := UNWANTED.search(text):
        raise Unreadable(path, _end_of(text[: unwanted.start()]), about_unwanted(unwanted[0]))
    return text


def about_unwanted(character: str) -> str:
    """The complaint about one of the UNWANTED characters."""
    return f"an invisible character (U+{ord(character):04X}) stands here; delete it"


def _end_of(text: str) -> Place:
    lines = re.split(LINE_END, text)
    return Place(len(lines), len(lines[-1]) + 1)
