"""A tongue: everything of the content that the conversation needs in one language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from kiosk.content.model import Guide
from kiosk.content.phrases import Phrases


@dataclass(frozen=True)
class ShelfEntry:
    """A guide that can be chosen."""

    guide_id: str
    title: str


@dataclass(frozen=True)
class Tongue:
    """One language: its words and its guides."""

    phrases: Phrases
    shelf: tuple[ShelfEntry, ...]
    guides: Mapping[str, Guide] = field(default_factory=dict)
    """The guides that are at hand, by their ids; others are fetched when they are chosen."""
    language: str = "en"

    def has(self, guide: Guide | None) -> bool:
        """Whether a visitor who is in this guide can go on in this language."""
        return guide is None or any(entry.guide_id == guide.guide for entry in self.shelf)

    def is_draft(self, guide: Guide | None) -> bool:
        """Whether the guide is known to be a translation that nobody qualified has reviewed.

        Before there is a guide: whether any of them is.
        """
        known = [self.guides.get(guide.guide)] if guide else self.guides.values()
        return any(one is not None and one.translation == "draft" for one in known)
