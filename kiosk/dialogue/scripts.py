"""A script: the utterances of a page, with each instruction given once a visit."""

from __future__ import annotations

from kiosk.dialogue.events import Command
from kiosk.dialogue.page import Page, key_spoken
from kiosk.dialogue.state import HEADING, Setup, Utterance


def script(
    page: Page, taught: frozenset[Command], setup: Setup, start: int = HEADING
) -> tuple[Utterance, ...]:
    """All that the page says from a spot on; HEADING means from the very beginning."""
    said: list[Utterance] = []
    if start == HEADING:
        said += [Utterance(text, HEADING) for text in page.said]
    for index, spot in enumerate(page.spots):
        if index >= start:
            said += [Utterance(text, index) for text in spot.said]
            if spot.command and spot.command not in taught:
                said.append(_instruction(spot.command, setup, index))
    instructions = [
        _instruction(command, setup)
        for command in page.commands
        if command not in taught and command in setup.keys
    ]
    known = all(spot.command in taught for spot in page.spots if spot.command)
    closing = (Utterance(page.closing),) if page.closing and (known or page.choices) else ()
    return (*said, *closing, *instructions)


def prompt(page: Page, setup: Setup) -> tuple[Utterance, ...]:
    """What can be done here, for somebody who has been silent: every instruction again."""
    answers = [
        _instruction(spot.command, setup, index)
        for index, spot in enumerate(page.spots)
        if spot.command
    ]
    closing = (Utterance(page.closing),) if page.closing and not answers else ()
    commands = [_instruction(c, setup) for c in page.commands if c in setup.keys]
    return (*answers, *closing, *commands)


def one_spot(page: Page, index: int) -> tuple[Utterance, ...]:
    """What is said when the cursor is moved to one entry of a list."""
    spot = page.spots[index]
    said = tuple(Utterance(text, index) for text in spot.said)
    if spot.command:
        return (*said, Utterance(spot.block.text + ".", index))
    return said


def _instruction(command: Command, setup: Setup, spot: int | None = None) -> Utterance:
    words = setup.phrases.commands[command]
    return Utterance(words.instruction.format(key=key_spoken(command, setup)), spot, command)
