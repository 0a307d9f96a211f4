"""Accepting: what may be said in a state; the recogniser listens for just that."""

from __future__ import annotations

from kiosk.dialogue.accepted import LANGUAGE, Accepted, Option
from kiosk.dialogue.command import Command
from kiosk.dialogue.effects import Listen
from kiosk.dialogue.modes import (
    AskingLanguage,
    AskingNext,
    AskingPresence,
    Checking,
    ChoosingGuide,
    ChoosingLanguage,
    ChoosingSection,
    Ending,
    Helping,
    Leaving,
    Offering,
    Opening,
    Start,
)
from kiosk.dialogue.setup import Setup
from kiosk.dialogue.state import State

_EVERYWHERE = (
    Command.REPEAT,
    Command.HELP,
    Command.NEXT,
    Command.BACK,
    Command.MENU,
    Command.PAUSE,
    Command.RESUME,
    Command.STOP,
    Command.SKIP,
    Command.SLOWER,
    Command.FASTER,
    Command.LOUDER,
    Command.QUIETER,
    Command.START_OVER,
    Command.END,
)
_COMFORT = (
    Command.MORE_TIME,
    Command.LESS_TIME,
    Command.BIGGER,
    Command.SMALLER,
    Command.TEXT_SIZE,
    Command.HIGH_CONTRAST,
    Command.COLOURS,
    Command.RESET,
)
"""After the others: what comes later in the list must be said more clearly."""


def accepted(state: State, setup: Setup) -> Accepted | None:
    """What may be said now; None where nothing is listened for."""
    setup = setup.speaking(state.spoken)
    languages = _languages(setup)
    everywhere = (*_EVERYWHERE, *_COMFORT, *_screen(state, setup), *languages)
    match state.mode:
        case Opening() | Leaving():
            return None
        case Start():
            return Accepted((Command.BEGIN.value, *languages))
        case ChoosingGuide():
            options = tuple(Option(entry.title) for entry in setup.shelf)
            return Accepted((Command.CHOOSE.value, *everywhere), options=options)
        case ChoosingSection() if state.guide:
            options = tuple(Option(part.title, part.names) for part in state.guide.sections)
            return Accepted((Command.CHOOSE.value, *everywhere), options=options)
        case Helping():
            return Accepted((*everywhere, Command.LEARN))
        case ChoosingLanguage():
            said = setup.phrases.languages.say
            options = tuple(
                Option(one.phrases.name, tuple(filter(None, [said.get(one.language)])))
                for one in setup.offered
            )
            return Accepted((Command.CHOOSE.value, *everywhere), options=options)
        case Offering() | Checking() | AskingNext() | Ending() | AskingPresence():
            return Accepted(everywhere, yes_no=True)
        case AskingLanguage():
            return Accepted(everywhere, yes_no=True)
        case _:
            return Accepted(everywhere)


def _screen(state: State, setup: Setup) -> tuple[Command, ...]:
    """On or off, whichever it is not; off only where a key can turn it on, if the ear fails."""
    if state.blank:
        return (Command.SHOW_SCREEN,)
    return (Command.BLANK,) if Command.BLANK in setup.keys else ()


def _languages(setup: Setup) -> tuple[str, ...]:
    """The list of languages, and each of the others by its name."""
    if not setup.others:
        return ()
    return (Command.LANGUAGE, *(LANGUAGE + one.language for one in setup.others))


def listening(state: State, setup: Setup) -> Listen | None:
    """What is listened for in this state: nothing while the kiosk could hear itself."""
    said = accepted(state, setup)
    if said is None or not state.hears or state.typing:
        return None
    if setup.ear.manner == "push_to_talk" and not state.called:
        return None
    if setup.ear.manner == "turns" and state.sounding:
        return None
    return Listen(state.turn, said, setup.speaking(state.spoken).language, state.attempt)
