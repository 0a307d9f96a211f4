"""The pages about languages: each one is named, and told how to be chosen, in itself."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from kiosk.dialogue.command import Command
from kiosk.dialogue.guide_pages import LIST
from kiosk.dialogue.page import Page, Spot, asking, key_shown
from kiosk.dialogue.setup import Setup
from kiosk.dialogue.tongue import Tongue
from kiosk.dialogue.view import Block, Role, Scene
from kiosk.dialogue.wording import capital, ended


def names_of(tongues: Iterable[Tongue]) -> str:
    """What these languages call themselves."""
    return " · ".join(one.phrases.name for one in tongues)


def language_lines(setup: Setup) -> tuple[Spot, ...]:
    """For the start screen: somebody may not understand a word of all the rest."""
    if Command.LANGUAGE not in setup.keys:
        return ()
    return tuple(_line(tongue, setup.keys[Command.LANGUAGE]) for tongue in setup.others)


def _line(tongue: Tongue, key: str) -> Spot:
    words = tongue.phrases
    named = words.key_name(key)
    said = words.languages.start.format(key=named.spoken)
    block = Block(Role.KEY, words.name, named.shown)
    return Spot(block, (said,), language=tongue.language, leads_to=tongue.language)


def language_list(setup: Setup) -> Page:
    """All of them by number, also the one that is spoken now: it is where a lost visitor looks."""
    words = setup.phrases
    count = len(setup.offered)
    counted = words.languages.count.of(count, words.count_word(count))
    return Page(
        Scene.MENU,
        words.languages.heading,
        (ended(words.languages.heading), capital(counted)),
        tuple(_entry(number, one, setup) for number, one in enumerate(setup.offered, start=1)),
        tuple(command for command in LIST if command is not Command.LANGUAGE),
        closing=words.menu.choose_by_number,
        closing_to_speakers=words.menu.choose_by_voice,
    )


def _entry(number: int, tongue: Tongue, setup: Setup) -> Spot:
    words, here = tongue.phrases, setup.phrases.languages
    say = here.say.get(tongue.language)
    return Spot(
        Block(Role.CHOICE, words.name, number=str(number)),
        (words.languages.choose.format(number=words.count_word(number)),),
        (here.or_say.format(say=say),) if say and tongue is not setup.tongue else (),
        language=tongue.language,
        leads_to=tongue.language,
    )


def language_question(old: Tongue, setup: Setup, *, draft: bool) -> Page:
    """In the new language, and the way back in the old one."""
    words = setup.phrases
    text = words.welcome.draft if draft else ""
    this = asking(words.languages.confirm, setup, text=text)
    back = old.phrases.languages
    key = old.phrases.key_name(setup.keys[Command.NO]).spoken if Command.NO in setup.keys else ""
    refusing = Spot(
        Block(Role.ANSWER, back.back, label=key_shown(Command.NO, setup)),
        (back.go_back.format(key=key),),
        command=Command.NO,
        language=old.language,
    )
    return replace(this, spots=(*this.spots[:-1], refusing))
