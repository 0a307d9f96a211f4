"""The commands: what a visitor can tell the kiosk to do, on any screen, by key or by voice."""

from __future__ import annotations

from enum import StrEnum


class Command(StrEnum):
    """What a visitor can tell the kiosk to do, by key or by voice, on any screen."""

    CHOOSE = "choose"
    UP = "up"
    DOWN = "down"
    NEXT = "next"
    BACK = "back"
    YES = "yes"
    NO = "no"
    UNSURE = "unsure"
    PAUSE = "pause"
    REPEAT = "repeat"
    SLOWER = "slower"
    FASTER = "faster"
    QUIETER = "quieter"
    LOUDER = "louder"
    MUTE = "mute"
    MORE_TIME = "more_time"
    """Longer pauses, and more time to answer."""
    LESS_TIME = "less_time"
    TEXT_SIZE = "text_size"
    """The next of the text sizes; after the largest the smallest."""
    BIGGER = "bigger"
    SMALLER = "smaller"
    COLOURS = "colours"
    """The next of the themes."""
    HIGH_CONTRAST = "high_contrast"
    BLANK = "blank"
    """The screen off or on again."""
    SHOW_SCREEN = "show_screen"
    LEARN = "learn"
    """To hear what the keys do, without doing it."""
    RESET = "reset"
    """Everything that the visitor has adjusted as it was; the place is kept."""
    MORE = "more"
    """The next page of a screen that does not fit."""
    LESS = "less"
    """The page before."""
    MENU = "menu"
    LANGUAGE = "language"
    """To another language, or to the list of them."""
    HELP = "help"
    END = "end"
    BEGIN = "begin"
    """Wakes the kiosk on the start screen."""
    RESUME = "resume"
    STOP = "stop"
    SKIP = "skip"
    START_OVER = "start_over"
    SCAN = "scan"
    """To the next of the things that can be done here: for those who have two switches."""
    TAKE = "take"
    """Do what was scanned last."""
    TALK = "talk"
    """Listen now, where the kiosk listens only when it is asked to."""


OF_THE_VOICE = frozenset(
    {
        Command.PAUSE,
        Command.REPEAT,
        Command.SLOWER,
        Command.FASTER,
        Command.QUIETER,
        Command.LOUDER,
        Command.MUTE,
    }
)
"""They change how something is said; where nothing ever is, they are not offered."""


class Source(StrEnum):
    """Where a command came from."""

    KEY = "key"
    VOICE = "voice"
