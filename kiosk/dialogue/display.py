"""The display: text size, colours and a blank screen, all without losing the place."""

from __future__ import annotations

from dataclasses import replace

from kiosk.dialogue.command import Command
from kiosk.dialogue.page import key_spoken
from kiosk.dialogue.setup import Setup
from kiosk.dialogue.state import State, as_usual
from kiosk.dialogue.turns import interject
from kiosk.dialogue.view import TEXT_SIZES, Theme

DISPLAY = (
    Command.TEXT_SIZE,
    Command.BIGGER,
    Command.SMALLER,
    Command.COLOURS,
    Command.HIGH_CONTRAST,
    Command.BLANK,
    Command.SHOW_SCREEN,
)
"""The commands that `adjust` obeys."""


def adjust(state: State, command: Command, setup: Setup) -> State:
    """The display as the visitor wants it."""
    match command:
        case Command.TEXT_SIZE | Command.BIGGER | Command.SMALLER:
            return _size(state, command, setup)
        case Command.COLOURS | Command.HIGH_CONTRAST:
            return _colours(state, command, setup)
        case _:
            return _sight(state, command, setup)


def reset(state: State, setup: Setup) -> State:
    """The visitor's own reset: speech and display as they were at first, at the same place."""
    return interject(as_usual(state, setup), setup.phrases.notices.reset)


def how_to_see(state: State, setup: Setup) -> str:
    """How a blank screen is turned on again: the key, and where the kiosk listens the words."""
    words = setup.phrases.commands[Command.SHOW_SCREEN]
    key = key_spoken(Command.BLANK, setup)
    if state.hears and words.say and words.say_or_press:
        return words.say_or_press.format(say=words.say, key=key)
    return words.instruction.format(key=key)


def _size(state: State, command: Command, setup: Setup) -> State:
    """One step bigger or smaller, or the next size, after the largest the smallest."""
    words = setup.phrases.notices
    largest = TEXT_SIZES - 1
    match command:
        case Command.BIGGER if state.size == largest:
            return interject(state, words.biggest)
        case Command.SMALLER if state.size == 0:
            return interject(state, words.smallest)
        case Command.BIGGER:
            size = state.size + 1
        case Command.SMALLER:
            size = state.size - 1
        case _:
            size = (state.size + 1) % TEXT_SIZES
    number, count = (setup.phrases.count_word(n) for n in (size + 1, TEXT_SIZES))
    return interject(replace(state, size=size), words.text_size.format(number=number, count=count))


def _colours(state: State, command: Command, setup: Setup) -> State:
    """The next theme; or high contrast, and asked for again, the other one of the two."""
    themes = list(Theme)
    theme = themes[(themes.index(state.theme) + 1) % len(themes)]
    if command is Command.HIGH_CONTRAST:
        dark = state.theme is not Theme.HIGH_DARK
        theme = Theme.HIGH_DARK if dark else Theme.HIGH_LIGHT
    words = setup.phrases.colours
    named = {
        Theme.CALM: words.calm,
        Theme.HIGH_DARK: words.high_dark,
        Theme.HIGH_LIGHT: words.high_light,
        Theme.LOW: words.low,
    }
    return interject(replace(state, theme=theme), named[theme])


def _sight(state: State, command: Command, setup: Setup) -> State:
    """The screen off for somebody who only listens, or on again."""
    words = setup.phrases.notices
    blank = command is Command.BLANK and not state.blank
    state = replace(state, blank=blank)
    if not blank:
        return interject(state, words.screen_on)
    return interject(state, f"{words.screen_off} {how_to_see(state, setup)}")
