"""A view: what the screen is to show, complete, in words; how it looks is the screen's affair."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Scene(StrEnum):
    """Which kind of screen this is; the screen may lay them out differently."""

    START = "start"
    MENU = "menu"
    READING = "reading"
    QUESTION = "question"
    SUMMARY = "summary"
    HELP = "help"
    GOODBYE = "goodbye"


class Role(StrEnum):
    """What a block is."""

    TEXT = "text"
    """A paragraph."""
    POINT = "point"
    """A bullet, step or kind of the guide."""
    CHOICE = "choice"
    """Something to choose by number or with Enter; the number as large as the text."""
    ANSWER = "answer"
    """A large target: YES, NO, NOT SURE."""
    KEY = "key"
    """A key (the label) and what it does (the text), on the help screen."""


@dataclass(frozen=True)
class Block:
    """One thing on the page; one block at a time is current."""

    role: Role
    text: str
    label: str = ""
    """Bold words before the text, or the key of a KEY or an ANSWER."""
    number: str = ""
    """"1", "2", …; empty for bullets."""


@dataclass(frozen=True)
class Hint:
    """What may be pressed now: a key and what it does."""

    key: str
    does: str


@dataclass(frozen=True)
class View:
    """Everything on the screen."""

    scene: Scene
    heading: str
    """The one idea of this screen, big."""
    blocks: tuple[Block, ...] = ()
    current: int | None = None
    """The block being spoken or under focus: marked by sign, weight and colour."""
    title: str = ""
    """The guide's title, above everything."""
    place: str = ""
    """Where the visitor is: "Part 2 of 5"."""
    status: str = ""
    """What the kiosk is doing, in a word or two: "speaking", "paused", "sound off"."""
    hints: tuple[Hint, ...] = ()
    """The most useful first: a narrow screen shows as many as fit."""
    more_hint: Hint | None = None
    """Shown only while the page has a continuation."""
    less_hint: Hint | None = None
    """Shown only while there is a page before."""
    page_label: str = ""
    """"Page {page} of {pages}", filled in by the screen when there are several."""
    too_small: str = ""
    """"This window is too small: {columns} by {rows} …", filled in by the screen when it is."""
    notice: str = ""
    """One line of news: "Louder." or "The sound is away."."""
