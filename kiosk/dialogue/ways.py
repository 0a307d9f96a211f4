"""The ways: where next, back, up and down lead from each page."""

from __future__ import annotations

from dataclasses import replace

from kiosk.dialogue.answers import give_answer, guide_of
from kiosk.dialogue.command import Command
from kiosk.dialogue.conditions import Speech
from kiosk.dialogue.modes import (
    AskingLanguage,
    AskingNext,
    Checking,
    ChoosingGuide,
    ChoosingLanguage,
    ChoosingSection,
    Ending,
    Helping,
    Learning,
    Offering,
    Reading,
    Summing,
    Welcome,
)
from kiosk.dialogue.page import Page
from kiosk.dialogue.pages import page
from kiosk.dialogue.scripts import one_spot
from kiosk.dialogue.setup import Setup
from kiosk.dialogue.state import State
from kiosk.dialogue.turns import enter, interject, means_nothing, read_from, return_to, speak
from kiosk.dialogue.view import Scene


def go_on(state: State, setup: Setup) -> State:
    """Onwards: with this key alone a visitor reaches everything that is read."""
    match state.mode:
        case Welcome() | Summing() if not state.can_speak and state.page + 1 < state.pages:
            return replace(state, page_turns=state.page_turns + 1)  # nothing is read out: read on
        case Welcome():
            return enter(state, ChoosingSection(), setup)
        case Offering(section=section):
            return enter(state, Reading(section), setup)
        case Reading(section=section):
            if state.cursor + 1 < len(page(state, setup).spots):
                return read_from(state, state.cursor + 1, setup)
            return enter(state, AskingNext(section), setup)
        case Checking():
            return give_answer(state, Command.UNSURE, setup)
        case Summing(section=section):
            return enter(state, AskingNext(section), setup)
        case AskingNext():
            return give_answer(state, Command.YES, setup)
        case _:
            return move_cursor(state, 1, setup)


def go_back(state: State, setup: Setup) -> State:
    """Back: to the point, the question or the page before."""
    match state.mode:
        case Helping(before=before) | Learning(before=before) | Ending(before=before):
            return return_to(state, before, setup)
        case ChoosingLanguage(before=before) | AskingLanguage(before=before):
            return return_to(state, before, setup)
        case ChoosingSection():
            return enter(state, Welcome(), setup)
        case Reading() if state.cursor > 0:
            return read_from(state, state.cursor - 1, setup)
        case Reading(section=section) if guide_of(state).sections[section].check:
            return enter(state, Offering(section), setup)
        case Reading() | Offering():
            return enter(state, ChoosingSection(), setup)
        case Checking(section=section, answers=()):
            return enter(state, Offering(section), setup)
        case Checking(section=section, answers=answers) | Summing(section=section, answers=answers):
            return enter(state, Checking(section, answers[:-1]), setup)
        case AskingNext(section=section):
            back = replace(state, mode=Reading(section))
            return enter(back, Reading(section), setup, cursor=len(page(back, setup).spots) - 1)
        case Welcome() if len(setup.shelf) > 1:
            return enter(replace(state, guide=None), ChoosingGuide(), setup)
        case _:
            return interject(state, setup.phrases.notices.first)


def move_cursor(state: State, by: int, setup: Setup) -> State:
    """The cursor one item up or down."""
    if isinstance(state.mode, Reading):
        return go_on(state, setup) if by > 0 else go_back(state, setup)
    this = page(state, setup)
    if not this.spots:
        return means_nothing(state, setup)
    cursor = _reachable(this, state.cursor, by)
    state = replace(state, cursor=cursor, page_turns=0)
    if this.scene in (Scene.MENU, Scene.QUESTION, Scene.HELP):
        return speak(state, script=one_spot(this, state, cursor), speech=Speech.SPEAKING)
    return read_from(state, cursor, setup)


def _reachable(this: Page, cursor: int, by: int) -> int:
    """The next spot in this direction; in a question only the answers can be under the cursor."""
    answers = [index for index, spot in enumerate(this.spots) if spot.command]
    allowed = answers or list(range(len(this.spots)))
    further = [index for index in allowed if (index - cursor) * by > 0]
    if not further:
        return max(cursor, allowed[0])
    return further[0] if by > 0 else further[-1]
