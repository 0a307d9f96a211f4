"""A script: the utterances of a page, with each instruction given once a visit."""

from __future__ import annotations

from dataclasses import replace

from kiosk.dialogue.command import OF_THE_VOICE, Command
from kiosk.dialogue.page import Page, Spot, key_spoken
from kiosk.dialogue.setup import Setup
from kiosk.dialogue.state import (
    HEADING,
    State,
    Utterance,
)
from kiosk.dialogue.view import Scene
from kiosk.dialogue.wording import ended

_LONG = (Scene.READING, Scene.SUMMARY, Scene.HELP, Scene.MENU)
"""Scenes that are read for so long that a visitor must be able to say something in between."""


def script(page: Page, state: State, setup: Setup, start: int = HEADING) -> tuple[Utterance, ...]:
    """All that the page says from a spot on; HEADING means from the very beginning."""
    by_voice = state.hears
    setup = setup.speaking(state.spoken)
    said: list[Utterance] = []
    if start == HEADING:
        said += [Utterance(text, HEADING) for text in page.said]
        if page.commands and Command.TALK not in state.taught:
            said += _how_to_talk(setup, by_voice=by_voice)
    for index, spot in enumerate(page.spots):
        if index >= start:
            said += _spot(spot, index, by_voice=by_voice)
            if spot.command and spot.command not in state.taught and not setup.scans:
                said.append(instruction(spot.command, setup, index, by_voice=by_voice))
            if page.scene in _LONG and said:
                said[-1] = replace(said[-1], ends_point=True)
    instructions = [
        instruction(command, setup, by_voice=by_voice)
        for command in _taught_on(page, state, setup)
        if command not in state.taught
    ]
    known = all(spot.command in state.taught for spot in page.spots if spot.command)
    closing = (
        _closing(page, setup, by_voice=by_voice) if known or page.choices or setup.scans else ()
    )
    return (*said, *closing, *instructions)


def prompt(page: Page, state: State, setup: Setup) -> tuple[Utterance, ...]:
    """For somebody who has been silent: first in short, later every instruction again."""
    by_voice = state.hears
    setup = setup.speaking(state.spoken)
    if state.prompts + state.misses == 1 and page.closing:
        return _closing(page, setup, by_voice=by_voice)
    answers = [
        instruction(spot.command, setup, index, by_voice=by_voice)
        for index, spot in enumerate(page.spots)
        if spot.command and not setup.scans
    ]
    closing = _closing(page, setup, by_voice=by_voice) if not answers else ()
    explained = _explained(page, setup, silent=state.is_silent)
    # Whoever tries to answer must not be told so much that the question is forgotten.
    commands = explained[:1] if answers and state.misses else explained
    told = [instruction(command, setup, by_voice=by_voice) for command in commands]
    return (*_how_to_talk(setup, by_voice=by_voice), *answers, *closing, *told)


def _how_to_talk(setup: Setup, *, by_voice: bool) -> tuple[Utterance, ...]:
    """Where the kiosk listens only after a key: nothing else that is said about saying helps."""
    needed = by_voice and setup.talks_after_key
    return (instruction(Command.TALK, setup, by_voice=by_voice),) if needed else ()


def one_spot(page: Page, state: State, index: int) -> tuple[Utterance, ...]:
    """What is said when the cursor is moved to one entry of a list."""
    spot = page.spots[index]
    said = _spot(spot, index, by_voice=state.hears)
    if spot.command:
        said.append(Utterance(ended(spot.block.text), index, language=spot.language))
    return tuple(said)


def instruction(
    command: Command, setup: Setup, spot: int | None = None, *, by_voice: bool
) -> Utterance:
    """How to give a command: by key, and where the kiosk listens, by voice."""
    words = setup.phrases.commands[command]
    key = key_spoken(command, setup)
    if by_voice and words.say and words.say_or_press:
        return Utterance(words.say_or_press.format(say=words.say, key=key), spot, command)
    return Utterance(words.instruction.format(key=key), spot, command)


def _explained(page: Page, setup: Setup, *, silent: bool) -> tuple[Command, ...]:
    """The commands whose keys are told on this page; two switches do everything by themselves."""
    if setup.scans:
        return (Command.SCAN, Command.TAKE) if page.commands else ()
    unwanted = OF_THE_VOICE if silent else frozenset()
    return tuple(one for one in page.commands if one in setup.keys and one not in unwanted)


def _taught_on(page: Page, state: State, setup: Setup) -> tuple[Command, ...]:
    """The commands that are told of when the page is read: a question must come last, and who can
    speak needs no keys for which there is no word.
    """
    explained = _explained(page, setup, silent=state.is_silent)
    if setup.scans:
        return explained
    if page.scene is Scene.QUESTION:
        return ()
    words = setup.phrases.commands
    return tuple(command for command in explained if not state.hears or words[command].say)


def _spot(spot: Spot, index: int, *, by_voice: bool) -> list[Utterance]:
    said = [Utterance(text, index, language=spot.language) for text in spot.said]
    if not (by_voice and spot.said_to_speakers):
        return said
    to_speakers = [Utterance(text, index) for text in spot.said_to_speakers]
    return [*said, *to_speakers] if spot.language else to_speakers


def _closing(page: Page, setup: Setup, *, by_voice: bool) -> tuple[Utterance, ...]:
    if page.choices and setup.scans and not by_voice:
        return ()  # it tells of numbers, which two switches do not have
    text = page.closing_to_speakers if by_voice and page.closing_to_speakers else page.closing
    return (Utterance(text),) if text else ()
