"""The moves: what each command means on each page."""

from __future__ import annotations

from dataclasses import replace

from kiosk.content.model import Guide
from kiosk.dialogue.events import Command
from kiosk.dialogue.pace import adjust, pause_or_resume, toggle_mute
from kiosk.dialogue.pages import Page, key_spoken, page
from kiosk.dialogue.scripts import one_spot
from kiosk.dialogue.state import (
    HEADING,
    Answer,
    AskingNext,
    AskingPresence,
    Checking,
    ChoosingGuide,
    ChoosingSection,
    Ending,
    Helping,
    Leaving,
    Offering,
    Opening,
    Reading,
    Setup,
    Speech,
    Stand,
    State,
    Summing,
    Welcome,
)
from kiosk.dialogue.turns import enter, interject, read_from, return_to, speak
from kiosk.dialogue.view import Role, Scene

_ANSWERS = {Command.YES: Answer.YES, Command.NO: Answer.NO, Command.UNSURE: Answer.UNSURE}


def begin(state: State, setup: Setup) -> State:
    """Somebody came: to the list of guides, or straight into the only one."""
    if len(setup.shelf) > 1:
        return enter(state, ChoosingGuide(), setup)
    return _open(state, 1, setup)


def obey(state: State, typed: int, command: Command, setup: Setup) -> State:
    """Carry out a command; typed is the digit that waited for a second one, or 0."""
    match command, state.mode:
        case (Command.CHOOSE, _) if typed:
            return choose_number(state, typed, setup)
        case (Command.END, Opening()):
            return enter(state, Leaving(), setup)
        case (_, Opening()):
            return state
        case (Command.SLOWER | Command.FASTER | Command.QUIETER | Command.LOUDER, _):
            return adjust(state, command, setup)
        case (Command.MUTE, _):
            return toggle_mute(state, setup)
        case (Command.PAUSE, _):
            return pause_or_resume(state, setup)
        case (Command.REPEAT, _):
            return _repeat(state, setup)
        case (Command.MORE | Command.LESS, _):
            return _turn_page(state, 1 if command is Command.MORE else -1)
        case (Command.HELP, Helping(before=before)):
            return return_to(state, before, setup)
        case (Command.HELP, _):
            return enter(state, Helping(ground(state)), setup)
        case (Command.END, Ending()):
            return means_nothing(state, setup)
        case (Command.END, _):
            return enter(state, Ending(ground(state)), setup)
        case (Command.MENU, _):
            return _menu(state, setup)
        case (Command.YES | Command.NO | Command.UNSURE, _):
            return _answer(state, command, setup)
        case (Command.CHOOSE, _):
            return _choose(state, setup)
        case (Command.NEXT, _):
            return _next(state, setup)
        case (Command.BACK, _):
            return _back(state, setup)
        case _:
            return _move(state, 1 if command is Command.DOWN else -1, setup)


def ground(state: State) -> Stand:
    """Where the visitor stands beneath help and the questions that interrupt."""
    match state.mode:
        case Helping(before=before) | Ending(before=before) | AskingPresence(before=before):
            return before
        case _:
            return state.stand


def means_nothing(state: State, setup: Setup) -> State:
    """Say that this does nothing here, and where help is; then go on as before."""
    words = setup.phrases.notices.means_nothing
    return interject(state, words.format(key=key_spoken(Command.HELP, setup)))


def press_digit(state: State, digit: int, setup: Setup) -> State:
    """A digit chooses at once, unless it may be the first of two."""
    this = page(state, setup)
    number = state.number * 10 + digit
    if state.number == 0 and 0 < digit * 10 <= this.choices:
        waiting = speak(state, speech=Speech.SILENT, script=())
        return replace(waiting, number=digit)
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
        return _answer(state, spot.command, setup)
    if spot.block.role is Role.CHOICE:
        return _open_entry(state, int(spot.block.number), setup)
    return read_from(state, index, setup)


def _open_entry(state: State, number: int, setup: Setup) -> State:
    if isinstance(state.mode, ChoosingGuide):
        return _open(state, number, setup)
    return _section(state, number - 1, setup)


def _open(state: State, number: int, setup: Setup) -> State:
    entry = setup.shelf[number - 1]
    guide = setup.guides.get(entry.guide_id)
    if guide:
        return enter(replace(state, guide=guide), Welcome(), setup)
    return enter(state, Opening(entry.guide_id, entry.title), setup)


def _section(state: State, index: int, setup: Setup, *asides: str) -> State:
    mode = Offering(index) if _guide(state).sections[index].check else Reading(index)
    return enter(state, mode, setup, *asides)


def _guide(state: State) -> Guide:
    assert state.guide is not None, "this mode stands inside a guide"
    return state.guide


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
    if several and (state.guide is None or isinstance(ground(state).mode, ChoosingSection)):
        return enter(replace(state, guide=None), ChoosingGuide(), setup)
    return enter(state, ChoosingSection(), setup)


def _answer(state: State, command: Command, setup: Setup) -> State:
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
            last = section + 1 == len(_guide(state).sections)
            return enter(state, Ending(state.stand) if last else ChoosingSection(), setup)
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
    if len(answers) == len(_guide(state).sections[checking.section].points):
        return enter(state, Summing(checking.section, answers), setup, echo)
    return enter(state, Checking(checking.section, answers), setup, echo)


def _following(state: State, section: int, setup: Setup) -> State:
    if section + 1 == len(_guide(state).sections):
        return enter(state, ChoosingSection(), setup)
    return _section(state, section + 1, setup)


def _choose(state: State, setup: Setup) -> State:
    """Enter: what is under the cursor, or simply onwards where there is nothing to choose."""
    match state.mode:
        case Welcome() | Reading() | Summing():
            return _next(state, setup)
        case Helping(before=before):
            return return_to(state, before, setup)
    spots = page(state, setup).spots
    chosen = spots[state.cursor] if state.cursor != HEADING else None
    if chosen is None or (chosen.command is None and chosen.block.role is not Role.CHOICE):
        return means_nothing(state, setup)
    return point_at(state, state.cursor, setup)


def _next(state: State, setup: Setup) -> State:
    """Onwards: with this key alone a visitor reaches everything that is read."""
    match state.mode:
        case Welcome():
            return enter(state, ChoosingSection(), setup)
        case Offering(section=section):
            return enter(state, Reading(section), setup)
        case Reading(section=section):
            if state.cursor + 1 < len(page(state, setup).spots):
                return read_from(state, state.cursor + 1, setup)
            return enter(state, AskingNext(section), setup)
        case Checking():
            return _answer(state, Command.UNSURE, setup)
        case Summing(section=section):
            return enter(state, AskingNext(section), setup)
        case AskingNext():
            return _answer(state, Command.YES, setup)
        case _:
            return _move(state, 1, setup)


def _back(state: State, setup: Setup) -> State:
    match state.mode:
        case Helping(before=before) | Ending(before=before):
            return return_to(state, before, setup)
        case ChoosingSection():
            return enter(state, Welcome(), setup)
        case Reading() if state.cursor > 0:
            return read_from(state, state.cursor - 1, setup)
        case Reading(section=section) if _guide(state).sections[section].check:
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


def _move(state: State, by: int, setup: Setup) -> State:
    """The cursor one item up or down."""
    if isinstance(state.mode, Reading):
        return _next(state, setup) if by > 0 else _back(state, setup)
    this = page(state, setup)
    if not this.spots:
        return means_nothing(state, setup)
    cursor = _reachable(this, state.cursor, by)
    state = replace(state, cursor=cursor, page_turns=0)
    if this.scene in (Scene.MENU, Scene.QUESTION, Scene.HELP):
        return speak(state, script=one_spot(this, cursor), speech=Speech.SPEAKING)
    return read_from(state, cursor, setup)


def _reachable(this: Page, cursor: int, by: int) -> int:
    """The next spot in this direction; in a question only the answers can be under the cursor."""
    answers = [index for index, spot in enumerate(this.spots) if spot.command]
    allowed = answers or list(range(len(this.spots)))
    further = [index for index in allowed if (index - cursor) * by > 0]
    if not further:
        return max(cursor, allowed[0])
    return further[0] if by > 0 else further[-1]
