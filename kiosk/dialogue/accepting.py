"""Accepting: what may be said in a state; the recogniser listens for just that."""

from __future__ import annotations

from kiosk.dialogue.accepted import Accepted, Option
from kiosk.dialogue.effects import Listen
from kiosk.dialogue.events import Command
from kiosk.dialogue.modes import (
    AskingNext,
    AskingPresence,
    Checking,
    ChoosingGuide,
    ChoosingSection,
    Ending,
    Leaving,
    Offering,
    Opening,
    Start,
)
from kiosk.dialogue.state import Setup, State

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


def accepted(state: State, setup: Setup) -> Accepted | None:
    """What may be said now; None where nothing is listened for."""
    match state.mode:
        case Opening() | Leaving():
            return None
        case Start():
            return Accepted((Command.BEGIN.value,))
        case ChoosingGuide():
            options = tuple(Option(entry.title) for entry in setup.shelf)
            return Accepted((Command.CHOOSE.value, *_EVERYWHERE), options=options)
        case ChoosingSection() if state.guide:
            options = tuple(Option(part.title, part.names) for part in state.guide.sections)
            return Accepted((Command.CHOOSE.value, *_EVERYWHERE), options=options)
        case Offering() | Checking() | AskingNext() | Ending() | AskingPresence():
            return Accepted(_EVERYWHERE, yes_no=True)
        case _:
            return Accepted(_EVERYWHERE)


def listening(state: State, setup: Setup) -> Listen | None:
    """What is listened for in this state: nothing while the kiosk could hear itself."""
    said = accepted(state, setup)
    if said is None or not state.hears:
        return None
    if setup.ear.manner == "push_to_talk" and not state.called:
        return None
    if setup.ear.manner == "turns" and state.sounding:
        return None
    return Listen(state.turn, said, setup.language, state.attempt)
