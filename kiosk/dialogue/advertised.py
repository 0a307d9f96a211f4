"""The advertised: whether everything that visitors are told to say is understood as what it is.

    check_advertised(content) -> every problem of all languages, in order of the files

It belongs to `kiosk check`, beside `kiosk.content.checks.check`, which finds everything for which
nothing has to be understood. Files that cannot be read are passed over here: they are told there.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TypeVar
from unicodedata import normalize

from pydantic import BaseModel

from kiosk.content.folder import PHRASES, UNDERSTOOD, guide_files, languages
from kiosk.content.model import Guide
from kiosk.content.phrases import Phrases
from kiosk.content.understood import Understood
from kiosk.dialogue.accepted import LANGUAGE, Option
from kiosk.dialogue.choosing import choice
from kiosk.dialogue.commanding import command, plain_command
from kiosk.dialogue.words import joined, read, spoken_form
from kiosk.dialogue.yesno import YesNo, yes_or_no
from kiosk.documents.document import Document, open_document
from kiosk.errors import DocumentError, Problem

FEWEST_SYLLABLES = 3
"""Shorter names are what recognisers take for each other."""

_VOWELS = re.compile("[aeiouyаеиоуыэюяαεηιουω]+")
_BLOCKS = re.compile("[\uac00-\ud7a3\u3040-\u30ff\u4e00-\u9fff]")
"""Hangul, kana and Chinese characters: about a syllable each."""

_SILENT = {"en": re.compile(r"(?<=[aeiouy])([^aeiouy\s]+)e(s?)\b")}
"""What is written with a vowel and not spoken: "phone"."""

_ANSWERS = (YesNo.YES.value, YesNo.NO.value, YesNo.UNSURE.value)

M = TypeVar("M", bound=BaseModel)


def check_advertised(content: Path) -> list[Problem]:
    """Every problem and note of a content folder, all languages, in order of the files."""
    problems: list[Problem] = []
    for language in languages(content):
        folder = content / language
        understood = readable(folder / UNDERSTOOD, Understood)
        if understood is None:
            continue
        problems += understood_problems(understood)
        phrases = readable(folder / PHRASES, Phrases)
        problems += phrase_problems(phrases, understood.model) if phrases else []
        for file in guide_files(folder):
            guide = readable(file, Guide)
            problems += guide_problems(guide, understood.model) if guide else []
    return sorted(problems)


def understood_problems(document: Document[Understood]) -> Iterator[Problem]:
    """Phrases to listen for that are taken for something else, and so are never listened for."""
    understood = document.model
    answers = {
        "yes": understood.yes.hear,
        "no": understood.no.hear,
        "unsure": understood.unsure.hear,
    }
    for name, phrases in answers.items():
        for index, phrase in enumerate(phrases):
            meant = yes_or_no(phrase, understood)
            if meant.value != name:
                message = f'this is understood as "{meant.value}"; write it elsewhere, or delete it'
                yield document.problem(message, name, "hear", index)
    for name, sayings in understood.commands.items():
        for index, phrase in enumerate(sayings.hear):
            given = plain_command(phrase, understood)
            if given != name:
                message = f'this is the command "{given}" already; delete one of them'
                yield document.problem(message, "commands", name, "hear", index)


def phrase_problems(document: Document[Phrases], understood: Understood) -> Iterator[Problem]:
    """Commands for which visitors are told to say what does not give them."""
    for name, say, way in _told_to_say(document.model):
        if not _gives(say, name, understood):
            message = f'this is not understood as "{name}"; add it to {UNDERSTOOD}, under "hear"'
            yield document.problem(message, *way)
        elif _told(say, understood) not in {
            _told(phrase, understood) for phrase in _listened_for(name, understood)
        }:
            message = f'nobody listens for this; add it to {UNDERSTOOD}, under "hear" of "{name}"'
            yield document.problem(message, *way)


def _told_to_say(phrases: Phrases) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """The name of a command, what visitors are told to say for it, and where that stands."""
    for name, words in phrases.commands.items():
        if words.say is not None:
            yield name, words.say, ("commands", name, "say")
    for code, say in phrases.languages.say.items():
        yield LANGUAGE + code, say, ("languages", "say", code)


def guide_problems(document: Document[Guide], understood: Understood) -> Iterator[Problem]:
    """Titles and spoken names that do not choose their section, and names that are heard badly."""
    guide = document.model
    options = tuple(Option(section.title, section.names) for section in guide.sections)
    known = [spoken_form(text) for option in options for text in option.texts]
    for number, option in enumerate(options, start=1):
        for index, text in enumerate(option.texts):
            # The same name twice is told where content is checked by itself.
            if known.count(spoken_form(text)) == 1:
                way = ("names", index - 1) if index else ("title",)
                for problem in _naming(text, number, options, understood):
                    yield document.problem(problem, "sections", number - 1, *way)
        for index, name in enumerate(option.names):
            for message in _hard_to_hear(name, guide.language, understood):
                here = document.problem(message, "sections", number - 1, "names", index)
                yield replace(here, severity="note")


def syllables(text: str, language: str) -> int | None:
    """About how many syllables the text has when it is spoken; None where nobody can tell."""
    plain = normalize("NFC", text).casefold()
    blocks = len(_BLOCKS.findall(plain))
    letters = "".join(
        char
        for char in normalize("NFD", _BLOCKS.sub(" ", plain))
        if char.isalpha() or char.isspace()
    )
    if language in _SILENT:
        letters = _SILENT[language].sub(r"\1\2", letters)
    return blocks + len(_VOWELS.findall(letters)) or None


def _naming(
    text: str, number: int, options: tuple[Option, ...], understood: Understood
) -> Iterator[str]:
    if choice(text, options, understood) is None:
        yield "this chooses no section when it is said; write another one"
        return
    own = options[number - 1]
    without = Option(own.title, tuple(name for name in own.names if name != text))
    others = (*options[: number - 1], without, *options[number:])
    meant = choice(text, others, understood)
    if meant not in (None, number):
        yield f"who says this may mean section {meant}; write another one"


def _hard_to_hear(name: str, language: str, understood: Understood) -> Iterator[str]:
    count = syllables(name, language)
    if count is not None and count < FEWEST_SYLLABLES:
        yield f"a name is heard best with {FEWEST_SYLLABLES} syllables or more; write a longer one"
    if any(char.isdecimal() for char in name):
        yield "recognisers know words, not digits; write the number as a word"
    if (given := plain_command(name, understood)) is not None:
        yield f'who says this in the list cannot give the command "{given}"; write another one'


def _gives(phrase: str, name: str, understood: Understood) -> bool:
    """Whether the phrase gives the answer or the command of this name."""
    if name in _ANSWERS:
        return yes_or_no(phrase, understood).value == name
    return command(phrase, understood) == name


def _told(phrase: str, understood: Understood) -> str:
    """The phrase as far as it is told from others: in some languages spaces make no difference."""
    return joined(read(phrase, understood.writing), understood.writing)


def _listened_for(name: str, understood: Understood) -> Iterable[str]:
    answers = {
        "yes": understood.yes.hear,
        "no": understood.no.hear,
        "unsure": understood.unsure.hear,
    }
    if name in answers:
        return answers[name]
    return understood.commands[name].hear if name in understood.commands else ()


def readable(file: Path, model: type[M]) -> Document[M] | None:
    """The file if it is sound."""
    try:
        return open_document(file, model)
    except DocumentError:
        return None
