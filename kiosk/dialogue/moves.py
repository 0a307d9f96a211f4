"""The moves: what each command means on each page."""

from __future__ import annotations

from dataclasses import replace

from kiosk.dialogue import display, languages
from kiosk.dialogue.answers import give_answer, open_entry, open_guide
from kiosk.dialogue.command import Command
from kiosk.dialogue.conditions import Speech
from kiosk.dialogue.modes import (
    ChoosingGuide,
    ChoosingSection,
    Ending,
    Helping,
    Learning,
    Leaving,
    Opening,
    Reading,
    Summing,
    Welcome,
)
from kiosk.dialogue.pace import adjust, pause_or_resume, resume, stop, take_time, talk, toggle_mute
from kiosk.dialogue.pages import page
from kiosk.dialogue.scanning import actions, scan
from kiosk.dialogue.setup import Setup
from kiosk.dialogue.state import HEADING, State
from kiosk.dialogue.turns import enter, means_nothing, read_from, return_to, speak
from kiosk.dialogue.view import Role, Scene
from kiosk.dialogue.ways import go_back, go_on, move_cursor

_ACTS_ON_HELP = frozenset(
    {
        Command.SLOWER,
        Command.FASTER,
        Command.QUIETER,
        Command.LOUDER,
        Command.MUTE,
        Command.MORE_TIME,
        Command.LESS_TIME,
        Command.RESET,
        Command.MORE,
        Command.LESS,
        *display.DISPLAY,
    }
)


def begin(state: State, setup: Setup) -> State:
    """Somebody came: to the list of guides, or straight into the only one."""
    if len(setup.shelf) > 1:
        return enter(state, ChoosingGuide(), setup)
    return open_guide(state, 1, setup)


def obey(state: State, typed: int, command: Command, setup: Setup) -> State:
    """Carry out a command, and remember it; typed is the digit that waited for a second one."""
    if command is Command.TAKE:
        return _take(state, setup)
    return replace(_carried_out(state, typed, command, setup), last=command)


def _carried_out(state: State, typed: int, command: Command, setup: Setup) -> State:
    match command, state.mode:
        case (Command.CHOOSE, _) if typed:
            return choose_number(state, typed, setup)
        case (Command.END, Opening()):
            return enter(state, Leaving(), setup)
        case (_, Opening()):
            return state
        case (Command.SLOWER | Command.FASTER | Command.QUIETER | Command.LOUDER, _):
            return adjust(state, command, setup)
        case (shown, _) if shown in display.DISPLAY:
            return display.adjust(state, shown, setup)
        case (Command.MORE_TIME | Command.LESS_TIME, _):
            return take_time(state, command, setup)
        case (Command.RESET, _):
            return display.reset(state, setup)
        case (Command.MUTE, _):
            return toggle_mute(state, setup)
        case (Command.PAUSE, _):
            return pause_or_resume(state, setup)
        case (Command.RESUME, _):
            return resume(state, setup)
        case (Command.STOP, _):
            return stop(state, setup)
        case (Command.TALK, _):
            return talk(state, setup)
        case (Command.START_OVER, _) if state.guide:
            return enter(state, Welcome(), setup)
        case (Command.REPEAT, _):
            return _repeat(state, setup)
        case (Command.MORE | Command.LESS, _):
            return _turn_page(state, 1 if command is Command.MORE else -1)
        case (Command.HELP, Helping(before=before)):
            return return_to(state, before, setup)
        case (Command.HELP, _):
            return enter(state, Helping(state.ground), setup)
        case (Command.LANGUAGE, _):
            return languages.change(state, setup)
        case (Command.LEARN, Learning(before=before)):
            return return_to(state, before, setup)
        case (Command.LEARN, _):
            return enter(state, Learning(state.ground), setup)
        case (Command.END, Ending()):
            return means_nothing(state, setup)
        case (Command.END, _):
            return enter(state, Ending(state.ground), setup)
        case (Command.MENU, _):
            return _menu(state, setup)
        case (Command.SCAN, _):
            return scan(state, setup)
        case (Command.YES | Command.NO | Command.UNSURE, _):
            return give_answer(state, command, setup)
        case (Command.CHOOSE, _):
            return _choose(state, setup)
        case (Command.NEXT | Command.SKIP, _):
            return go_on(state, setup)
        case (Command.BACK, _):
            return go_back(state, setup)
        case (Command.UP | Command.DOWN, _):
            return move_cursor(state, 1 if command is Command.DOWN else -1, setup)
        case _:
            return means_nothing(state, setup)


def press_digit(state: State, digit: int, setup: Setup) -> State:
    """A digit chooses at once, unless more digits could make a greater number of the list."""
    this = page(state, setup)
    number = state.number * 10 + digit
    if 0 < number * 10 <= this.choices:
        waiting = speak(state, speech=Speech.SILENT, script=())
        return replace(waiting, number=number)
    return choose_number(replace(state, number=0), number, setup)


def choose_number(state: State, number: int, setup: Setup) -> State:
    """The numbered choice, or the numbered point of a section."""
    spots = page(state, setup).spots
    role = Role.POINT if isinstance(state.mode, Reading) else Role.CHOICE
    numbered = [index for index, spot in enumerate(spots) if spot.block.role is role]
    if not 1 <= number <= len(numbered):
        return means_nothing(state, setup)
    return point_at(state, numbered[number - 1], setup)


def point_at(state: State, index: int, setup: Setup) -> State:
    """What a touch of this block does, by whatever means it was pointed at."""
    spots = page(state, setup).spots
    if not 0 <= index < len(spots):
        return means_nothing(state, setup)
    spot = spots[index]
    if spot.command:
        return give_answer(state, spot.command, setup)
    if spot.leads_to:
        return languages.ask(state, spot.leads_to, setup)
    if spot.block.role is Role.CHOICE:
        return open_entry(state, int(spot.block.number), setup)
    if spot.does:
        return _do(state, spot.does, setup)
    return read_from(state, index, setup)


def _do(state: State, command: Command, setup: Setup) -> State:
    """A key on the help screen was pointed at: it acts where the visitor was before.

    What changes no place (how the kiosk speaks and looks, the page) acts here, and can be done
    again.
    """
    if isinstance(state.mode, Helping) and command not in _ACTS_ON_HELP:
        state = return_to(state, state.mode.before, setup)
    return obey(state, 0, command, setup)


def _take(state: State, setup: Setup) -> State:
    """What was scanned; where nothing was, as Enter does it."""
    action = state.scanned
    if action is not None and action.command in (Command.MORE, Command.LESS):
        return obey(state, 0, action.command, setup)  # after the last page, too, and no other thing
    if action is None or action not in actions(page(state, setup), state, setup):
        return obey(state, 0, Command.CHOOSE, setup)
    if action.spot is not None:
        return replace(point_at(state, action.spot, setup), last=Command.TAKE)
    assert action.command, "an action stands somewhere or is a command"
    return obey(state, 0, action.command, setup)


def _repeat(state: State, setup: Setup) -> State:
    """The point again; asked for twice in a row, the whole page. Lists are repeated whole."""
    whole = state.last is Command.REPEAT or page(state, setup).scene in (Scene.MENU, Scene.QUESTION)
    return read_from(state, HEADING if whole else state.cursor, setup)


def _turn_page(state: State, by: int) -> State:
    """Somebody reads by eye: fall silent, or the voice would turn the page back."""
    silent = Speech.PAUSED if state.talking and state.speech is Speech.SPEAKING else state.speech
    return replace(speak(state, speech=silent), page_turns=state.page_turns + by)


def _menu(state: State, setup: Setup) -> State:
    several = len(setup.shelf) > 1
    # Whoever has changed the language in the list of guides may see a list of one.
    if state.guide is None or (several and isinstance(state.ground.mode, ChoosingSection)):
        return enter(replace(state, guide=None), ChoosingGuide(), setup)
    return enter(state, ChoosingSection(), setup)


def _choose(state: State, setup: Setup) -> State:
    """Enter: what is under the cursor, or simply onwards where there is nothing to choose."""
    spots = page(state, setup).spots
    chosen = spots[state.cursor] if state.cursor != HEADING else None
    match state.mode:
        case Welcome() | Reading() | Summing():
            return go_on(state, setup)
        case Helping() if chosen and chosen.does:
            return point_at(state, state.cursor, setup)
        case Helping(before=before) | Learning(before=before):
            return return_to(state, before, setup)
    if chosen is None or (chosen.command is None and chosen.block.role is not Role.CHOICE):
        return means_nothing(state, setup)
    return point_at(state, state.cursor, setup)
