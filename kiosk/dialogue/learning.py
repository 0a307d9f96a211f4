"""Learning the keys: each one tells what it does, and does nothing else."""

from __future__ import annotations

from dataclasses import replace

from kiosk.dialogue.command import Command
from kiosk.dialogue.conditions import Speech
from kiosk.dialogue.events import (
    CommandGiven,
    DigitPressed,
    ItemPointedAt,
    UnknownKeyPressed,
)
from kiosk.dialogue.modes import Learning
from kiosk.dialogue.pages import page
from kiosk.dialogue.scripts import one_spot
from kiosk.dialogue.setup import Setup
from kiosk.dialogue.state import State
from kiosk.dialogue.turns import return_to, speak

Pressed = CommandGiven | DigitPressed | UnknownKeyPressed


def explain(
    state: State, learning: Learning, event: Pressed | ItemPointedAt, setup: Setup
) -> State:
    """What the key does; whoever presses it again, or the key for the end, or touches, goes back.

    While the explanation sounds the same key only begins it anew: it may be held down.
    """
    again = _same(event, learning.pressed) and not state.sounding
    if again or isinstance(event, ItemPointedAt) or event == CommandGiven(Command.END):
        return return_to(state, learning.before, setup)
    state = replace(state, mode=Learning(learning.before, event))
    this = page(state, setup)
    last = len(this.spots) - 1
    said = one_spot(this, state, last)
    return speak(replace(state, cursor=last), script=said, speech=Speech.SPEAKING)


def _same(event: Pressed | ItemPointedAt, before: Pressed | None) -> bool:
    """Whether it is the same key: two keys may give one command."""
    if isinstance(event, CommandGiven) and isinstance(before, CommandGiven):
        return (event.command, event.key) == (before.command, before.key)
    if isinstance(event, UnknownKeyPressed) and isinstance(before, UnknownKeyPressed):
        return event.key == before.key
    return event == before
