"""The meaning: what the engine is told of something that was understood."""

from __future__ import annotations

from kiosk.dialogue.accepted import LANGUAGE
from kiosk.dialogue.command import Command
from kiosk.dialogue.events import (
    Event,
    Heard,
    Hesitated,
    LanguageNamed,
    NotUnderstood,
)
from kiosk.dialogue.matching import Chosen, Meaning, Told
from kiosk.dialogue.yesno import YesNo

_REPLIES = {YesNo.YES: Command.YES, YesNo.NO: Command.NO, YesNo.UNSURE: Command.UNSURE}
_COMMANDS = frozenset(command.value for command in Command)


def event_of(turn: int, meaning: Meaning) -> Event:
    """What the engine is told of a meaning; a command that it does not have wants time."""
    match meaning:
        case Chosen(number):
            return Heard(turn, number)
        case Told(name) if name in _COMMANDS:
            return Heard(turn, Command(name))
        case Told(name) if name.startswith(LANGUAGE):
            return Heard(turn, LanguageNamed(name.removeprefix(LANGUAGE)))
        case YesNo() as reply if reply in _REPLIES:
            return Heard(turn, _REPLIES[reply])
        case Told() | YesNo.WAIT:
            return Hesitated(turn)
        case _:
            return NotUnderstood(turn)
