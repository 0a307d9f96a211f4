"""The pages of the conversation: one builder for each mode."""

from __future__ import annotations

from dataclasses import replace

from kiosk.dialogue.accepted import Option
from kiosk.dialogue.command import Command
from kiosk.dialogue.guide_pages import guide_page, menu
from kiosk.dialogue.key_pages import help_page, learning_page
from kiosk.dialogue.language_pages import language_lines, language_list, language_question
from kiosk.dialogue.modes import (
    AskingLanguage,
    AskingPresence,
    ChoosingGuide,
    ChoosingLanguage,
    Ending,
    Helping,
    Learning,
    Leaving,
    Opening,
    Start,
)
from kiosk.dialogue.page import Page, Spot, asking, text_spot
from kiosk.dialogue.setup import Setup
from kiosk.dialogue.state import State
from kiosk.dialogue.view import Block, Role, Scene
from kiosk.dialogue.wording import ended


def page(state: State, setup: Setup) -> Page:
    """The page of this state."""
    guide = state.guide
    setup = setup.speaking(state.spoken)
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
            beneath = page(replace(state, mode=before.mode), setup)
            return help_page(beneath, before.mode, state, setup)
        case Learning():
            return learning_page(state.mode, setup)
        case ChoosingLanguage():
            return language_list(setup)
        case AskingLanguage():
            old = setup.speaking(state.language).tongue
            return language_question(old, setup, draft=setup.tongue.is_draft(guide))
        case Ending():
            return asking(setup.phrases.question.end_visit, setup)
        case AskingPresence():
            words_q = setup.phrases.question
            told = words_q.still_there_help_by_voice if state.hears else words_q.still_there_help
            help_spot = text_spot(told)
            return Page(Scene.QUESTION, words_q.still_there, (words_q.still_there,), (help_spot,))
        case Start():
            by_voice = state.hears and setup.ear.manner != "push_to_talk"
            return _start(setup, by_voice=by_voice, silent=state.is_silent)
    assert guide is not None, "every other mode stands inside a guide"
    return guide_page(state.mode, guide, state, setup)


def _start(setup: Setup, *, by_voice: bool, silent: bool) -> Page:
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
            *language_lines(setup),
            text_spot(words.about_without_sound if silent else words.about),
        ),
    )


def _goodbye(setup: Setup) -> Page:
    words = setup.phrases.goodbye
    return Page(Scene.GOODBYE, words.heading, (ended(words.heading),), (text_spot(words.text),))
