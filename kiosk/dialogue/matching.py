"""Matching: what somebody said, as what this screen accepts, or as nothing."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.content.understood import Understood
from kiosk.dialogue.accepted import Accepted
from kiosk.dialogue.choosing import choice, titled
from kiosk.dialogue.commanding import command, command_after_answer, plain_command
from kiosk.dialogue.yesno import YesNo, yes_or_no


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

    A title said in full goes before a command of the same name, and a command said plainly
    before everything else. A yes goes before a command that follows it, as in "yes, go on"; a
    no does not, as in "no, stop". Last come commands that are part of a sentence.
    """
    number = titled(phrase, accepted.options, understood)
    if number is not None:
        return Chosen(number)
    if (plain := plain_command(phrase, understood)) in accepted.commands and plain:
        return Told(plain)
    number = choice(phrase, accepted.options, understood, accepted.chosen_before)
    if number is not None:
        return Chosen(number)
    replied = yes_or_no(phrase, understood)
    if accepted.yes_no and replied is YesNo.YES:
        return replied
    if (told := command_after_answer(phrase, understood)) in accepted.commands and told:
        return Told(told)
    if accepted.yes_no and replied is YesNo.NO:
        return replied
    if (told := command(phrase, understood)) in accepted.commands and told:
        return Told(told)
    return YesNo.UNCLEAR if replied in (YesNo.YES, YesNo.NO) else replied


def interpret_line(line: str, accepted: Accepted, understood: Understood) -> str:
    """The phrase, what it is taken for and more about it, separated by tabs.

    The second field is "yes", "no", the title of an option, the name of a command, or "none";
    the third is the number of the option, "command", or for none: unsure, wait or unclear.
    """
    phrase = " ".join(line.split())
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
