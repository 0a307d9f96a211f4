"""The pages about keys: help, and learning them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kiosk.dialogue.command import OF_THE_VOICE, Command
from kiosk.dialogue.conditions import Ear
from kiosk.dialogue.events import (
    CommandGiven,
    DigitPressed,
    UnknownKeyPressed,
)
from kiosk.dialogue.guide_pages import place_of
from kiosk.dialogue.modes import Learning, Mode
from kiosk.dialogue.page import Page, Spot, key_shown, key_spoken, text_spot
from kiosk.dialogue.setup import Setup
from kiosk.dialogue.state import State
from kiosk.dialogue.view import Block, Role, Scene
from kiosk.dialogue.wording import capital, ended


def help_page(beneath: Page, before: Mode, state: State, setup: Setup) -> Page:
    """Everything that can be done, and how; last, for staff, which recogniser listens."""
    words = setup.phrases.help
    place = place_of(before, state.guide, setup)
    texts = [words.where.format(place=place)] if place else []
    rows = (_row(command, setup) for command in _offered(beneath, state, setup))
    above = (text_spot(text) for text in (*texts, words.lead))
    spots = (*above, *rows, *_recogniser(state, setup))
    commands = (Command.BACK, Command.DOWN, Command.UP)
    return Page(Scene.HELP, words.heading, (ended(words.heading),), spots, commands, place)


def _offered(beneath: Page, state: State, setup: Setup) -> Iterator[Command]:
    """What can be done: first what the page beneath is used with; what can also be said comes
    before what cannot.
    """
    words = setup.phrases.commands

    def sayable_first(commands: Iterable[Command]) -> list[Command]:
        return sorted(commands, key=lambda one: one not in words or not words[one].say)

    for command in dict.fromkeys((*sayable_first(_used_on(beneath)), *sayable_first(Command))):
        of_voice = state.is_silent and command in OF_THE_VOICE
        of_ear = command is Command.TALK and state.ear is Ear.UNAVAILABLE
        if command in setup.keys and command in words and not (of_voice or of_ear):
            yield command


def _row(command: Command, setup: Setup) -> Spot:
    """A command with its key; those who can speak are told what to say."""
    words = setup.phrases.commands[command]
    key = key_spoken(command, setup)
    row = setup.phrases.help.row.format(does=words.does, key=key)
    told = words.say_or_press.format(say=words.say, key=key) if words.say_or_press else ""
    block = Block(Role.KEY, words.does, key_shown(command, setup))
    return Spot(block, (row,), (told,) if told else (), does=command)


def _used_on(beneath: Page) -> Iterator[Command]:
    yield from (spot.command for spot in beneath.spots if spot.command)
    yield from (command for command in beneath.commands if command is not Command.HELP)


def _recogniser(state: State, setup: Setup) -> Iterator[Spot]:
    words = setup.phrases.help
    if state.ear is not Ear.READY or not state.recogniser:
        return
    told = words.heard_better if state.better_recogniser else words.heard_by
    named = {"recogniser": state.recogniser, "command": state.better_recogniser}
    yield text_spot(told.format(**named))


def learning_page(learning: Learning, setup: Setup) -> Page:
    """How to learn, how to go back, and the key that was pressed last."""
    words = setup.phrases.learning
    leave = words.leave_again
    if Command.END in setup.keys:
        leave = words.leave.format(key=key_spoken(Command.END, setup))
    spots = [text_spot(words.lead), text_spot(leave)]
    if learning.pressed is not None:
        spots.append(_explanation(learning.pressed, setup))
    return Page(Scene.HELP, words.heading, (ended(words.heading),), tuple(spots))


def _explanation(pressed: CommandGiven | DigitPressed | UnknownKeyPressed, setup: Setup) -> Spot:
    words = setup.phrases.learning
    match pressed:
        case CommandGiven(command=command, key=key):
            named = setup.phrases.key_name(key) if key else None
            shown = named.shown if named else key_shown(command, setup)
            spoken = named.spoken if named else key_spoken(command, setup)
            does = setup.phrases.commands[command].does
            said = words.row.format(key=capital(spoken), does=does)
        case DigitPressed(digit=digit):
            shown = str(digit)
            number = setup.phrases.count_word(digit)
            does = words.digit.format(number=number)
            said = words.row.format(key=capital(number), does=does)
        case _:
            shown, does, said = "–", words.nothing, ended(words.nothing)
    return Spot(Block(Role.KEY, does, shown), (said,))
