"""The unheard: words that visitors should say, and that the recogniser installed here cannot hear.

    unheard(content, models) -> a note for each place, in order of the files

It belongs to `kiosk check`. A language without a recogniser is passed over, and so are files that
cannot be read: they are told where content is checked.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

from kiosk.content.folder import UNDERSTOOD, find_content, guide_files, languages
from kiosk.content.model import Guide, Section
from kiosk.content.understood import ChoosingWords, Understood
from kiosk.dialogue.advertised import readable
from kiosk.dialogue.words import spoken_form
from kiosk.documents.document import Document
from kiosk.documents.reading import Route
from kiosk.errors import ContentError, Problem
from kiosk.listening.child import ear_child
from kiosk.listening.vocabulary import Gaps, unknown_words
from kiosk.model_shelf import known_models
from kiosk.settings import EarSettings
from kiosk.workers.worker import own_module

Ask = Callable[[str, list[str]], Gaps | None]
"""Gets a language and phrases; what its recogniser does not know of them, None: there is none."""

_REMEDY = "write the word in pieces, spell it out, or take another one"
_NO_NAME = 'nobody can say this title; add a name that is heard under "names"'
_BRACES = re.compile(r"\{\w*\}")


@dataclass(frozen=True)
class _Saying:
    """What a visitor may say, and where it was written."""

    text: str
    document: Document[Any]
    route: Route
    remedy: str = _REMEDY

    @property
    def spoken(self) -> str:
        return spoken_form(_BRACES.sub(" ", self.text).replace("/", " "))

    def note(self, gaps: Gaps) -> Problem | None:
        unknown = [word for word in self.spoken.split() if word in gaps.words]
        if not unknown:
            return None
        words = ", ".join(f'"{word}"' for word in dict.fromkeys(unknown))
        message = f"{gaps.recogniser} does not know {words}; {self.remedy}"
        return replace(self.document.problem(message, *self.route), severity="note")


def unheard(content: Path | None, models: Path | None, ask: Ask | None = None) -> list[Problem]:
    """A note for every place with words that cannot be heard, all languages at the same time."""
    try:
        folder = find_content(content)
    except ContentError:
        return []  # told where the content is checked
    of_language = partial(_unheard_in, ask=ask or partial(_ask, models))
    with ThreadPoolExecutor() as pool:
        found = list(pool.map(of_language, [folder / name for name in languages(folder)]))
    return sorted(note for notes in found for note in notes)


def _ask(models: Path | None, language: str, phrases: list[str]) -> Gaps | None:
    child = ear_child(EarSettings(), language, known_models(models, language), None)
    if child is None:
        return None
    set_up = child[0][-1]
    return unknown_words(*own_module("kiosk.listening.vocabulary", set_up), phrases)


def _unheard_in(folder: Path, ask: Ask) -> list[Problem]:
    understood = readable(folder / UNDERSTOOD, Understood)
    if understood is None:
        return []
    guides = [guide for file in guide_files(folder) if (guide := readable(file, Guide))]
    words = list(_of_words(understood))
    sections = [section for guide in guides for section in _of_sections(guide)]
    named = [saying for title, names in sections for saying in (title, *names)]
    gaps = ask(folder.name, [saying.spoken for saying in (*words, *named)])
    if gaps is None:
        return []
    for title, names in sections:
        # Who cannot say the title says a name; what is shown cannot be written in pieces.
        words += names if any(name.note(gaps) is None for name in names) else (title, *names)
    return [note for saying in words if (note := saying.note(gaps))]


def _of_words(document: Document[Understood]) -> Iterator[_Saying]:
    """All that stands under "hear:", and the numbers that go into it."""
    understood = document.model
    routes: dict[Route, tuple[str, ...]] = {
        ("yes", "hear"): understood.yes.hear,
        ("no", "hear"): understood.no.hear,
        ("unsure", "hear"): understood.unsure.hear,
        ("choosing", "hear"): understood.choosing.hear,
        ("choosing", "hear_last"): understood.choosing.hear_last,
        **{("commands", name, "hear"): said.hear for name, said in understood.commands.items()},
    }
    for route, phrases in routes.items():
        for index, phrase in enumerate(phrases):
            yield _Saying(phrase, document, (*route, index))
    for route, number in _numbers(understood.choosing):
        yield _Saying(number, document, route)


def _numbers(choosing: ChoosingWords) -> Iterator[tuple[Route, str]]:
    """The spellings that are listened for: the first ones."""
    templates = " ".join(choosing.hear)
    for key, values in (("number", choosing.numbers), ("ordinal", choosing.ordinals)):
        if f"{{{key}}}" in templates:
            for index, spellings in enumerate(values):
                yield ("choosing", f"{key}s", index, 0), spellings[0]


def _of_sections(document: Document[Guide]) -> Iterator[tuple[_Saying, list[_Saying]]]:
    """The title and the names of each section."""

    def names(number: int, section: Section) -> list[_Saying]:
        return [
            _Saying(name, document, ("sections", number, "names", index))
            for index, name in enumerate(section.names)
        ]

    for number, section in enumerate(document.model.sections):
        route = ("sections", number, "title")
        yield _Saying(section.title, document, route, _NO_NAME), names(number, section)
