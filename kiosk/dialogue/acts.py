"""The acts: what a visitor did, by key, by touch or by voice."""

from __future__ import annotations

from dataclasses import replace

from kiosk.dialogue import languages, moves
from kiosk.dialogue.command import Command, Source
from kiosk.dialogue.conditions import (
    Ear,
    Hearing,
    Speech,
)
from kiosk.dialogue.events import (
    CommandGiven,
    DigitPressed,
    EarLost,
    EarReady,
    EarUnavailable,
    Heard,
    Hesitated,
    ItemPointedAt,
    LanguageNamed,
    ListeningBegan,
    NotUnderstood,
    UnknownKeyPressed,
    VisitorBegan,
    VisitorEnded,
    VisitorErased,
    VisitorTyped,
)
from kiosk.dialogue.learning import explain
from kiosk.dialogue.modes import (
    WOKEN_BY_ANYTHING,
    AskingPresence,
    Learning,
    Leaving,
    Opening,
    Start,
)
from kiosk.dialogue.page import key_spoken
from kiosk.dialogue.pages import page
from kiosk.dialogue.scripts import prompt
from kiosk.dialogue.setup import Setup
from kiosk.dialogue.state import MOST_MISSES, State
from kiosk.dialogue.turns import interject, means_nothing, return_to, speak, start_anew
from kiosk.dialogue.wording import sentences


def act(
    state: State,
    event: CommandGiven | LanguageNamed | DigitPressed | ItemPointedAt | UnknownKeyPressed,
    setup: Setup,
) -> State:
    """Somebody did something: patience starts anew, whatever it was."""
    state = speak(state) if state.typing else state
    state = replace(state, acts=state.acts + 1, prompts=0, noises=0, notice="")
    match state.mode, event:
        case (Start(), _):
            return _begin(state, event, setup)
        case (AskingPresence(before=before), _):
            return return_to(state, before, setup)
        case (Leaving(), _):
            return start_anew(state, setup)
        case (Learning(), CommandGiven(command=Command.BLANK)) if state.blank:
            # The only line on the screen promises that it does this.
            return moves.obey(state, state.number, Command.BLANK, setup)
        case (Learning() as learning, CommandGiven(source=Source.KEY) as pressed):
            return explain(state, learning, pressed, setup)
        case (Learning() as learning, DigitPressed() | UnknownKeyPressed() | ItemPointedAt()):
            return explain(state, learning, event, setup)
        case (_, CommandGiven(command=command)):
            return moves.obey(replace(state, number=0), state.number, command, setup)
        case (_, LanguageNamed(language=language)):
            return languages.ask(state, language, setup)
        case (_, DigitPressed(digit=digit)):
            return moves.press_digit(state, digit, setup)
        case (_, ItemPointedAt(block=block)):
            return moves.point_at(state, block, setup)
        case _:
            return means_nothing(state, setup)


def _begin(
    state: State,
    event: CommandGiven | LanguageNamed | DigitPressed | ItemPointedAt | UnknownKeyPressed,
    setup: Setup,
) -> State:
    """Somebody came; who asks for another language at once is asked about it at once."""
    spots = page(state, setup).spots
    begun = moves.begin(state, setup)
    if isinstance(begun.mode, Opening):
        return begun
    match event:
        case CommandGiven(command=Command.LANGUAGE) if setup.others:
            return languages.change(begun, setup)
        case LanguageNamed(language=language):
            return languages.ask(begun, language, setup)
        case ItemPointedAt(block=block) if 0 <= block < len(spots) and spots[block].leads_to:
            return languages.ask(begun, spots[block].leads_to, setup)
        case _:
            return begun


def typed(state: State, event: VisitorTyped | VisitorErased, setup: Setup) -> State:
    """A line is being typed: hush until it ends, unless all of it is taken back."""
    if isinstance(event, VisitorErased):
        return speak(state) if state.typing else state
    state = replace(state, acts=state.acts + 1, prompts=0, notice="")
    if isinstance(state.mode, AskingPresence):
        state = return_to(state, state.mode.before, setup)
    return replace(state, typing=True, hearing=Hearing.CLOSED)


def listened(
    state: State,
    event: ListeningBegan | VisitorBegan | VisitorEnded | Heard | Hesitated | NotUnderstood,
    setup: Setup,
) -> State:
    """The ear tells of this turn."""
    match event:
        case ListeningBegan():
            noises = state.noises + (state.hearing in (Hearing.SPEECH, Hearing.THINKING))
            return replace(state, hearing=Hearing.NOTHING, noises=noises)
        case VisitorBegan():
            return replace(state, hearing=Hearing.SPEECH)
        case VisitorEnded():
            return replace(state, hearing=Hearing.THINKING)
    state = replace(state, hearing=Hearing.NOTHING, attempt=state.attempt + 1, called=False)
    match event:
        case Heard(meaning=meaning):
            return _understood(replace(state, misses=0), meaning, setup)
        case Hesitated():
            return replace(state, acts=state.acts + 1, prompts=0, notice="")
    return _missed(state, setup)


def _understood(state: State, meaning: Command | LanguageNamed | int, setup: Setup) -> State:
    if isinstance(meaning, LanguageNamed):
        return act(state, meaning, setup)
    if isinstance(meaning, int) and isinstance(state.mode, WOKEN_BY_ANYTHING):
        return act(state, UnknownKeyPressed(), setup)
    if isinstance(meaning, int):
        state = replace(state, acts=state.acts + 1, prompts=0, notice="", last=None)
        return moves.choose_number(state, meaning, setup)
    return act(state, CommandGiven(meaning, Source.VOICE), setup)


def _missed(state: State, setup: Setup) -> State:
    """Somebody was not understood; where nobody has been asked anything, that means nothing.

    Between two points somebody may have asked for something, or others may be talking: it is told
    once on a page, and the silence after it is another chance.
    """
    words = setup.phrases.listening
    if state.gap and not state.misses:
        return _missed_in_gap(state, setup)
    if isinstance(state.mode, Start) or state.gap or state.speech is not Speech.SILENT:
        return replace(state, noises=state.noises + 1)
    # Others may be talking beside an abandoned kiosk: that does not put off the idle warning.
    state = replace(state, misses=state.misses + 1, acts=state.acts + 1)
    if state.misses >= MOST_MISSES:
        return interject(state, words.by_keys.format(key=key_spoken(Command.HELP, setup)))
    first = state.misses == 1
    notice = words.not_understood if first else words.not_understood_again
    again = prompt(page(state, setup), state, setup)
    state = replace(state, notice=notice)
    return speak(state, *sentences(notice), script=again, speech=Speech.SPEAKING)


def _missed_in_gap(state: State, setup: Setup) -> State:
    """Say so, and be silent once more before the next point."""
    notice = setup.phrases.listening.not_understood
    told = speak(replace(state, misses=1, notice=notice), *sentences(notice))
    return replace(told, breath=0)


def ear_changed(state: State, event: EarReady | EarLost | EarUnavailable, setup: Setup) -> State:
    """The ear comes and goes; a visitor is shown that at once, and told if it lasts.

    The start screen only shows it, and so does every screen once it has happened too often: a
    loose plug must not make the kiosk talk without end.
    """
    words = setup.phrases.listening
    before, untold = state.ear, state.loss_untold
    match event:
        case EarLost() if before is Ear.READY:
            state = replace(state, notice=words.ear_lost, losses=state.losses + 1)
            is_told = not isinstance(state.mode, Start) and state.losses <= MOST_MISSES
            return replace(state, ear=Ear.LOST, hearing=Hearing.CLOSED, loss_untold=is_told)
        case EarLost():
            return replace(state, ear=Ear.LOST, hearing=Hearing.CLOSED)
        case EarUnavailable():
            state = replace(state, ear=Ear.UNAVAILABLE, hearing=Hearing.CLOSED)
            if state.spoken:  # there is none for the language that a visitor has chosen
                return interject(state, words.ear_lost)
            return replace(state, notice=words.ear_lost)
        case EarReady(recogniser=recogniser, better=better):
            state = replace(state, recogniser=recogniser, better_recogniser=better)
    state = replace(state, ear=Ear.READY, hearing=Hearing.CLOSED, loss_untold=False)
    if untold:
        return replace(state, notice="" if state.notice == words.ear_lost else state.notice)
    if before is not Ear.LOST and not state.losses:
        return state
    if isinstance(state.mode, Start) or state.losses > MOST_MISSES:
        return replace(state, notice=words.ear_back)
    return interject(state, words.ear_back)
