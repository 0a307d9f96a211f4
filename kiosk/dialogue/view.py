"""A view: what the screen is to show, complete, in words; how it looks is the screen's affair."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from kiosk.dialogue.command import Command


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


class Theme(StrEnum):
    """Which colours the screen wears."""

    CALM = "calm"
    HIGH_DARK = "high-dark"
    """High contrast, light on dark."""
    HIGH_LIGHT = "high-light"
    """High contrast, dark on light."""
    LOW = "low"


TEXT_SIZES = 4
"""Steps of View.size (VVSG 2.0, 7.1-G)."""


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
    command: Command | None = None
    """What a touch of it does; None where the key alone can do it."""
    marked: bool = False
    """Under focus: it is what a switch would do now."""


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
    longest_status: str = ""
    """Of what the kiosk may be doing next by itself: for this there is room, so nothing moves."""
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
    size: int = 1
    """The text size that the visitor wants: 0 is the smallest, TEXT_SIZES - 1 the largest."""
    sounding: str = ""
    """The sentence that is being said of the current block; where the block takes several pages,
    the page follows it."""
    theme: Theme = Theme.CALM
    blank: bool = False
    """The visitor only listens: of all this nothing is to be seen but `blanked`."""
    blanked: str = ""
    """What a blank screen shows: how to see it again."""
    anywhere: bool = False
    """Whatever is pressed or touched does the same, wherever it is."""
    notice: str = ""
    """One line of news: "Louder." or "The sound is away."."""
