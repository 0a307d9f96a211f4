"""The pages of the conversation: one builder for each mode."""

from __future__ import annotations

from kiosk.content.model import Guide
from kiosk.dialogue.accepted import Option
from kiosk.dialogue.events import Command
from kiosk.dialogue.guide_pages import guide_page, menu, place_of
from kiosk.dialogue.modes import (
    AskingPresence,
    ChoosingGuide,
    Ending,
    Helping,
    Leaving,
    Mode,
    Opening,
    Start,
)
from kiosk.dialogue.page import Page, Spot, asking, key_shown, key_spoken, text_spot
from kiosk.dialogue.state import Setup, State
from kiosk.dialogue.view import Block, Role, Scene
from kiosk.dialogue.wording import ended


def page(state: State, setup: Setup) -> Page:
    """The page of this state."""
    guide = state.guide
    match state.mode:
        case ChoosingGuide():
            entries = [Option(entry.title) for entry in setup.shelf]
            words = setup.phrases.menu
            return menu(entries, words.guides_heading, words.guides, setup)
        case Opening(title=title):
            opening = setup.phrases.menu.opening.format(title=title)
            return Page(Scene.READING, opening, (opening,))
        case Leaving():
            return _goodbye(setup)
        case Helping(before=before):
            return _help(before.mode, guide, setup)
        case Ending():
            return asking(setup.phrases.question.end_visit, setup)
        case AskingPresence():
            words_q = setup.phrases.question
            help_spot = text_spot(words_q.still_there_help)
            return Page(Scene.QUESTION, words_q.still_there, (words_q.still_there,), (help_spot,))
        case Start():
            return _start(setup, by_voice=state.hears)
    assert guide is not None, "every other mode stands inside a guide"
    return guide_page(state.mode, guide, setup)


def _start(setup: Setup, *, by_voice: bool) -> Page:
    words = setup.phrases.start
    invitation = words.invitation
    say = setup.phrases.commands[Command.BEGIN.value].say
    if by_voice and say:
        invitation = words.invitation_by_voice.format(say=say)
    only = len(setup.shelf) == 1
    title = setup.shelf[0].title if only else words.title
    # The invitation comes first: whoever is disturbed by speech that starts by itself
    # hears at once what silences it (WCAG 2.2, 1.4.2).
    return Page(
        Scene.START,
        title,
        (),
        (
            Spot(Block(Role.TEXT, invitation), (invitation, ended(title))),
            text_spot(words.about),
        ),
    )


def _help(before: Mode, guide: Guide | None, setup: Setup) -> Page:
    words = setup.phrases.help
    place = place_of(before, guide, setup)
    texts = [words.where.format(place=place)] if place else []
    rows = tuple(
        Spot(
            Block(Role.KEY, setup.phrases.commands[command].does, key_shown(command, setup)),
            (
                words.row.format(
                    does=setup.phrases.commands[command].does, key=key_spoken(command, setup)
                ),
            ),
            does=command,
        )
        for command in Command
        if command in setup.keys and command in setup.phrases.commands
    )
    spots = (*(text_spot(text) for text in (*texts, words.lead)), *rows)
    commands = (Command.BACK, Command.DOWN, Command.UP)
    return Page(Scene.HELP, words.heading, (ended(words.heading),), spots, commands, place)


def _goodbye(setup: Setup) -> Page:
    words = setup.phrases.goodbye
    return Page(Scene.GOODBYE, words.heading, (ended(words.heading),), (text_spot(words.text),))
