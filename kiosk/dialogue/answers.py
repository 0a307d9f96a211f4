"""The answers: what yes, no, not sure and a chosen entry lead to."""

from __future__ import annotations

from dataclasses import replace

from kiosk.content.model import Guide
from kiosk.dialogue.command import Command
from kiosk.dialogue.languages import agreed
from kiosk.dialogue.modes import (
    Answer,
    AskingLanguage,
    AskingNext,
    Checking,
    ChoosingGuide,
    ChoosingSection,
    Ending,
    Leaving,
    Offering,
    Opening,
    Reading,
    Summing,
    Welcome,
)
from kiosk.dialogue.setup import Setup
from kiosk.dialogue.state import State
from kiosk.dialogue.turns import enter, means_nothing, return_to

_ANSWERS = {Command.YES: Answer.YES, Command.NO: Answer.NO, Command.UNSURE: Answer.UNSURE}


def open_entry(state: State, number: int, setup: Setup) -> State:
    """The numbered entry of the list on the screen."""
    if isinstance(state.mode, ChoosingGuide):
        return open_guide(state, number, setup)
    return open_section(state, number - 1, setup)


def open_guide(state: State, number: int, setup: Setup) -> State:
    """The numbered guide: at once where it is at hand, else it is fetched."""
    entry = setup.shelf[number - 1]
    guide = setup.guides.get(entry.guide_id)
    if guide:
        return enter(replace(state, guide=guide), Welcome(), setup)
    return enter(state, Opening(entry.guide_id, entry.title), setup)


def open_section(state: State, index: int, setup: Setup, *asides: str) -> State:
    """A section; one with questions offers them first."""
    mode = Offering(index) if guide_of(state).sections[index].check else Reading(index)
    return enter(state, mode, setup, *asides)


def guide_of(state: State) -> Guide:
    """The guide that the visitor is in."""
    assert state.guide is not None, "this mode stands inside a guide"
    return state.guide


def give_answer(state: State, command: Command, setup: Setup) -> State:
    """Yes, no or not sure, where a question stands."""
    match state.mode, _ANSWERS[command]:
        case (Offering(section=section), Answer.YES):
            return enter(state, Checking(section), setup)
        case (Offering(section=section), Answer.NO):
            return enter(state, Reading(section), setup)
        case (Checking() as checking, answer):
            return _answered(state, checking, answer, setup)
        case (AskingNext(section=section), Answer.YES):
            return _following(state, section, setup)
        case (AskingNext(section=section), Answer.NO):
            last = section + 1 == len(guide_of(state).sections)
            return enter(state, Ending(state.stand) if last else ChoosingSection(), setup)
        case (AskingLanguage() as asked, Answer.YES):
            return agreed(state, asked, setup)
        case (AskingLanguage(before=before), Answer.NO):
            return return_to(state, before, setup)
        case (Ending(), Answer.YES):
            return enter(state, Leaving(), setup)
        case (Ending(before=before), Answer.NO):
            return return_to(state, before, setup)
        case _:
            return means_nothing(state, setup)


def _answered(state: State, checking: Checking, answer: Answer, setup: Setup) -> State:
    words = setup.phrases.question
    echo = {Answer.YES: words.yes, Answer.NO: words.no, Answer.UNSURE: words.unsure}[answer] + "."
    answers = (*checking.answers, answer)
    if len(answers) == len(guide_of(state).sections[checking.section].points):
        return enter(state, Summing(checking.section, answers), setup, echo)
    return enter(state, Checking(checking.section, answers), setup, echo)


def _following(state: State, section: int, setup: Setup) -> State:
    if section + 1 == len(guide_of(state).sections):
        return enter(state, ChoosingSection(), setup)
    return open_section(state, section + 1, setup)
