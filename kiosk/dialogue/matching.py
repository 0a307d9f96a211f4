"""Matching: what somebody said, as what this screen accepts, or as nothing."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.content.understood import Understood
from kiosk.dialogue.choosing import Option, choice, titled
from kiosk.dialogue.commanding import command, plain_command
from kiosk.dialogue.yesno import YesNo, yes_or_no

_DECIDED = (YesNo.YES, YesNo.NO)


@dataclass(frozen=True)
class Accepted:
    """What a screen accepts now."""

    commands: tuple[str, ...] = ()
    """Names of commands as they stand in the content, the likeliest first."""
    yes_no: bool = False
    """Whether a yes/no question is open."""
    options: tuple[Option, ...] = ()
    """The list to choose from."""
    chosen_before: int | None = None
    """The number chosen last, counted from 1: "no, the other one"."""


@dataclass(frozen=True)
class Chosen:
    """An entry of the list."""

    number: int
    """Counted from 1."""


@dataclass(frozen=True)
class Told:
    """A command."""

    command: str


Meaning = YesNo | Chosen | Told
"""YesNo.UNCLEAR stands for everything that means nothing here."""


def answer(phrase: str, accepted: Accepted, understood: Understood) -> Meaning:
    """What the phrase means on this screen.

    A title said in full goes before a command of the same name, a command said plainly before
    a choice or an answer, and those before a command that is part of a sentence.
    """
    number = titled(phrase, accepted.options, understood)
    if number is not None:
        return Chosen(number)
    plain = plain_command(phrase, understood)
    if plain is not None and plain in accepted.commands:
        return Told(plain)
    number = choice(phrase, accepted.options, understood, accepted.chosen_before)
    if number is not None:
        return Chosen(number)
    replied = yes_or_no(phrase, understood)
    if accepted.yes_no and replied in _DECIDED:
        return replied
    told = command(phrase, understood)
    if told is not None and told in accepted.commands:
        return Told(told)
    return YesNo.UNCLEAR if replied in _DECIDED else replied


def interpret_line(line: str, accepted: Accepted, understood: Understood) -> str:
    """The phrase, what it is taken for and more about it, separated by tabs.

    The second field is "yes", "no", the title of an option, the name of a command, or "none";
    the third is the number of the option, "command", or for none: unsure, wait or unclear.
    """
    phrase = line.strip()
    match answer(phrase, accepted, understood):
        case Chosen(number):
            fields = (accepted.options[number - 1].title, str(number))
        case Told(name):
            fields = (name, "command")
        case YesNo.YES | YesNo.NO as decided:
            fields = (decided.value, "answer")
        case open_answer:
            fields = ("none", open_answer.value)
    return "\t".join((phrase, *fields))
