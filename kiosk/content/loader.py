"""The library: the guides and the phrases of one language, ready for visitors.

    load(find_content(explicit), "en") -> Library      raises ContentError with every problem
    library.shelf, library.phrases                     for the first screens
    library.open("second-opinion") -> Guide            when a visitor chooses it
    library.understood(), library.decoys()             when the kiosk begins to listen

Content of ordinary size is checked completely before the first visitor sees any of it. Of a
larger library only the head of each guide is read at the start; the rest of a guide is checked
when it is opened, and all of it by `kiosk.content.checks.check`, which may run beside the kiosk.
What visitors may say is not read at the start either: the first screen must not wait for it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel

from kiosk.content.checks import check_guide, check_phrases
from kiosk.content.decoys import Decoys
from kiosk.content.folder import (
    DECOYS,
    PHRASES,
    UNDERSTOOD,
    find_content,
    guide_files,
    language_folder,
    languages,
    shelf_problems,
)
from kiosk.content.model import Guide
from kiosk.content.phrases import Phrases
from kiosk.content.understood import Understood
from kiosk.documents.complaints import suggestion
from kiosk.documents.document import read, read_head
from kiosk.errors import ContentError, DocumentError, Problem

__all__ = ["Library", "ShelfEntry", "find_content", "languages", "load"]

FULL_CHECK_LIMIT = 1_000_000
"""Bytes of guides in one language that are checked before the start: a fifth of a second."""

M = TypeVar("M", bound=BaseModel)

GUIDES_KEPT = 8
"""Opened guides of a large library that stay in memory."""


@dataclass(frozen=True)
class ShelfEntry:
    """A guide that can be chosen."""

    guide_id: str
    title: str
    file: Path


class Library:
    """The guides and the phrases of one language. A guide may be opened from any thread."""

    def __init__(
        self,
        folder: Path,
        phrases: Phrases,
        shelf: tuple[ShelfEntry, ...],
        guides: Mapping[str, Guide],
    ) -> None:
        """`folder` is the language's; `guides` have been read already, by their ids."""
        self.language = folder.name
        self._folder = folder
        self.phrases = phrases
        self.shelf = shelf
        """In the order of the titles."""
        self._files = {entry.guide_id: entry.file for entry in shelf}
        self._guides = guides
        self._read = lru_cache(GUIDES_KEPT)(_read_guide)

    @property
    def at_hand(self) -> Mapping[str, Guide]:
        """The guides that have been read already, by their ids."""
        return self._guides

    def open(self, guide_id: str) -> Guide:
        """A guide of the shelf. Raises ContentError with every problem of the guide.

        A guide of 120 KB takes 25 ms to read.
        """
        if guide_id in self._guides:
            return self._guides[guide_id]
        if guide_id not in self._files:
            message = f'there is no guide "{guide_id}"; {suggestion(guide_id, self._files)}'
            raise ContentError([Problem(Path(self.language), 1, 1, message)])
        return self._read(self._files[guide_id])

    def understood(self) -> Understood | None:
        """What visitors may say; None where the language has no such file: keys alone then.

        Read when it is first asked for, in about 30 ms. Raises ContentError with every problem.
        """
        return self._understood

    def decoys(self) -> Decoys | None:
        """What the recogniser listens for besides; None where the language has no such file.

        Read when it is first asked for. Raises ContentError with every problem.
        """
        return self._decoys

    @cached_property
    def _understood(self) -> Understood | None:
        return _read_words(self._folder / UNDERSTOOD, Understood)

    @cached_property
    def _decoys(self) -> Decoys | None:
        return _read_words(self._folder / DECOYS, Decoys)


def load(content: Path, language: str) -> Library:
    """The library of one language. Raises ContentError with every problem found."""
    folder = language_folder(content, language)
    files = guide_files(folder)
    phrases, problems = check_phrases(folder / PHRASES)
    problems += shelf_problems(folder)
    is_large = sum(map(_size, files)) > FULL_CHECK_LIMIT
    shelf: list[ShelfEntry] = []
    guides: dict[str, Guide] = {}
    for file in files:
        entry = _entry_from_head(file) if is_large else None
        if entry is None:
            document, found = check_guide(file, date.today())
            problems += found
            if document is None:
                continue
            guide = document.model
            entry = ShelfEntry(guide.guide, guide.title, file)
            guides[guide.guide] = guide
        shelf.append(entry)
    errors = [problem for problem in problems if problem.severity == "error"]
    if errors or phrases is None:
        raise ContentError(errors)
    ordered = sorted(shelf, key=lambda one: (one.title.casefold(), one.guide_id))
    return Library(folder, phrases.model, tuple(ordered), guides)


def _entry_from_head(file: Path) -> ShelfEntry | None:
    """What the shelf shows of a guide; None where only a complete check can tell."""
    head = read_head(file, ("guide", "title", "language"))
    if head is None or head["guide"] != file.stem or head["language"] != file.parent.name:
        return None
    title = head["title"].strip()
    return ShelfEntry(head["guide"], title, file) if title else None


def _read_words(file: Path, model: type[M]) -> M | None:
    """A file that a language may do without."""
    if not file.exists():
        return None
    try:
        return read(file, model)
    except DocumentError as error:
        raise ContentError(error.problems) from None


def _read_guide(file: Path) -> Guide:
    document, problems = check_guide(file, date.today())
    errors = [problem for problem in problems if problem.severity == "error"]
    if errors or document is None:
        raise ContentError(errors)
    return document.model


def _size(file: Path) -> int:
    # A file that has vanished or is a broken link is told about when it is read.
    return file.stat().st_size if file.exists() else 0
