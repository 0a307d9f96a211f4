"""The languages: how a visitor changes to another one, and stays at the same point.

The question whether it is the right one is asked in the new language, and only a yes changes
anything: whatever else leads away from it, and silence too, leads back into the old one.
"""

from __future__ import annotations

from dataclasses import replace

from kiosk.content.model import Guide
from kiosk.content.translations import shape
from kiosk.dialogue.modes import (
    AskingLanguage,
    ChoosingLanguage,
    Mode,
    Opening,
    Stand,
    Welcome,
)
from kiosk.dialogue.pages import page
from kiosk.dialogue.setup import Setup
from kiosk.dialogue.state import HEADING, State
from kiosk.dialogue.turns import enter, interject, means_nothing, return_to


def change(state: State, setup: Setup) -> State:
    """To the other language where there is one, to the list of them where there are several.

    Pressed again, back: whoever does not understand what came up takes the same key.
    """
    others = setup.speaking(state.language).others
    match state.mode:
        case _ if not others:
            return means_nothing(state, setup)
        case AskingLanguage(before=before) if len(others) > 1:
            return enter(state, ChoosingLanguage(before), setup)
        case AskingLanguage(before=before) | ChoosingLanguage(before=before):
            return return_to(state, before, setup)
        case _ if len(others) == 1:
            return ask(state, others[0].language, setup)
    return enter(state, ChoosingLanguage(state.ground), setup)


def ask(state: State, language: str, setup: Setup) -> State:
    """Ask in a language whether to go on in it."""
    if isinstance(state.mode, Opening):
        return state
    if language == setup.speaking(state.language).language:
        return return_to(state, state.ground, setup)
    tongue = next((one for one in setup.offered if one.language == language), None)
    if tongue is None:
        return means_nothing(state, setup)
    if not tongue.has(state.guide):
        return interject(state, setup.phrases.languages.not_here)
    # What has been explained has been explained in another language.
    state = replace(state, taught=frozenset())
    return enter(state, AskingLanguage(language, state.ground), setup)


def agreed(state: State, asked: AskingLanguage, setup: Setup) -> State:
    """To the same point in the new language, as soon as the guide is at hand in it."""
    if state.guide is None:
        return _arrive(state, asked, None, setup)
    tongue = setup.speaking(asked.language).tongue
    guide = tongue.guides.get(state.guide.guide)
    if guide:
        return _arrive(state, asked, guide, setup)
    entry = next(one for one in tongue.shelf if one.guide_id == state.guide.guide)
    return enter(state, Opening(entry.guide_id, entry.title, asked), setup)


def fetched(state: State, opening: Opening, guide: Guide, setup: Setup) -> State:
    """A guide is at hand: to its welcome, or to the point where the language was changed."""
    if opening.change is None:
        return enter(replace(state, guide=guide), Welcome(), setup)
    arrived = _arrive(state, opening.change, guide, setup)
    # Of a large library this is not known before.
    is_draft = guide.translation == "draft"
    return interject(arrived, setup.phrases.welcome.draft) if is_draft else arrived


def _arrive(state: State, asked: AskingLanguage, guide: Guide | None, setup: Setup) -> State:
    stand = asked.before
    after = replace(state, guide=guide, language=asked.language)
    if guide and state.guide and shape(guide) != shape(state.guide):
        return enter(after, Welcome(), setup)
    # Points are counted from the end: a draft says so before them.
    more = _spots(after, stand.mode, setup) - _spots(state, stand.mode, setup)
    cursor = max(stand.cursor + more, HEADING) if stand.cursor != HEADING else HEADING
    return return_to(after, Stand(stand.mode, cursor), setup)


def _spots(state: State, mode: Mode, setup: Setup) -> int:
    return len(page(replace(state, mode=mode), setup).spots)
