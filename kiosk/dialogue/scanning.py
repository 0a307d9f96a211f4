"""Scanning: all that can be done on a page, one thing after the other, for those with two switches.

One switch moves to the next thing, which is named and marked; the other one does it. The list
makes itself out of the page, so that no page can be forgotten.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from kiosk.dialogue.command import OF_THE_VOICE, Command
from kiosk.dialogue.conditions import Speech
from kiosk.dialogue.modes import (
    AskingLanguage,
    ChoosingLanguage,
    ChoosingSection,
    Ending,
    Helping,
    Learning,
    Opening,
)
from kiosk.dialogue.page import Page, Spot
from kiosk.dialogue.pages import page
from kiosk.dialogue.setup import Setup
from kiosk.dialogue.state import (
    HEADING,
    Action,
    State,
)
from kiosk.dialogue.turns import speak
from kiosk.dialogue.view import Role, Scene
from kiosk.dialogue.wording import ended

_ALWAYS = (Command.BACK, Command.HELP, Command.MENU, Command.LANGUAGE, Command.END)
_ABOUT_LANGUAGES = (ChoosingLanguage, AskingLanguage)
_ONE_BY_ONE = frozenset({Command.UP, Command.DOWN, Command.CHOOSE})
"""What the two switches do anyway."""


def actions(this: Page, state: State, setup: Setup) -> tuple[Action, ...]:
    """What can be done on this page, the most useful first; nothing where all keys do the same."""
    if isinstance(state.mode, Opening | Learning):
        return ()
    if not this.commands and not this.choices:
        return ()
    spots = (_of_spot(spot, index) for index, spot in enumerate(this.spots))
    commands = dict.fromkeys(_commands(state, this.commands, this.scene))
    if Command.LANGUAGE not in setup.keys:  # there is no other one
        commands.pop(Command.LANGUAGE, None)
    return (
        *(action for action in spots if action),
        *(Action(setup.phrases.commands[one].does, None, one) for one in commands),
    )


def scan(state: State, setup: Setup) -> State:
    """To the next thing, after the last to the first; what is being read stops meanwhile."""
    setup = setup.speaking(state.spoken)
    this = page(state, setup)
    paused = Speech.PAUSED if state.speech is Speech.SPEAKING else state.speech
    if not _is_read(this):
        paused = Speech.SILENT
    state = replace(state, speech=paused)
    offered = actions(this, state, setup)
    if not offered:
        return state
    place = offered.index(state.scanned) + 1 if state.scanned in offered else 0
    action = offered[place % len(offered)]
    cursor = action.spot
    if cursor is None:  # a place in what is read is kept; in a list or a question there is none
        cursor = state.cursor if _is_read(this) else HEADING
    state = replace(state, scanned=action, cursor=cursor, page_turns=0)
    rest = None if paused is Speech.PAUSED else ()
    said = speak(state, _spoken(action, this), script=rest, speech=paused)
    language = "" if action.spot is None else this.spots[action.spot].language
    return replace(said, asides_language=language)


def _is_read(this: Page) -> bool:
    return this.scene in (Scene.READING, Scene.SUMMARY)


def _commands(state: State, commands: tuple[Command, ...], scene: Scene) -> Iterator[Command]:
    paused = state.speech is Speech.PAUSED
    if paused and state.can_speak:
        yield Command.RESUME
    for command in (*commands, *_ALWAYS):
        pointless = (
            command in _ONE_BY_ONE
            or (command in OF_THE_VOICE and state.is_silent)
            or (command is Command.PAUSE and (paused or not state.can_speak))
            or (command is Command.END and isinstance(state.mode, Ending))
            or (command is Command.HELP and isinstance(state.mode, Helping))
            or (command is Command.MENU and isinstance(state.mode, ChoosingSection))
            or (command is Command.LANGUAGE and isinstance(state.mode, _ABOUT_LANGUAGES))
        )
        if not pointless:
            yield command
    # At the end: the text follows the voice, and only those who do not hear it turn pages.
    if scene is not Scene.MENU and state.page + 1 < state.pages:
        yield Command.MORE
    if scene is not Scene.MENU and state.page > 0:
        yield Command.LESS


def _of_spot(spot: Spot, index: int) -> Action | None:
    if spot.block.role is Role.CHOICE or spot.command or spot.does:
        return Action(spot.block.text, index)
    return None


def _spoken(action: Action, this: Page) -> str:
    """The name; that of an entry of a list with its number."""
    if action.spot is None:
        return ended(action.does)
    spot = this.spots[action.spot]
    return " ".join(spot.said) if spot.block.role is Role.CHOICE else ended(action.does)
