"""A trial of the ear: recordings are heard as the kiosk hears a visitor."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kiosk.content.folder import UNDERSTOOD
from kiosk.content.loader import Library
from kiosk.content.model import Guide
from kiosk.content.understood import Understood
from kiosk.dialogue.accepted import Accepted
from kiosk.dialogue.accepting import accepted
from kiosk.dialogue.hearing import phrases_for
from kiosk.dialogue.matching import Chosen, Told, answer
from kiosk.dialogue.modes import Checking, ChoosingGuide, ChoosingSection, Mode, Reading
from kiosk.dialogue.setup import Setup
from kiosk.dialogue.state import State
from kiosk.dialogue.words import spoken_form
from kiosk.dialogue.yesno import YesNo
from kiosk.documents.complaints import suggestion
from kiosk.errors import ContentError, DeviceError, Problem
from kiosk.listening.child import ear_child
from kiosk.listening.equipment import load, load_detector
from kiosk.listening.gate import Gate
from kiosk.listening.listener import Listener
from kiosk.listening.recordings import hear
from kiosk.model_shelf import known_models
from kiosk.settings import EarSettings


@dataclass(frozen=True)
class Screen:
    """What may be said, and what it means."""

    phrases: tuple[str, ...]
    """Whole phrases, as the recogniser spells them."""
    understand: Callable[[str], str | None]
    """The answer that a phrase stands for; None for none."""


def phrases_alone(phrases: Iterable[str]) -> Screen:
    """A screen of these phrases and no other; each stands for itself, as it was written."""
    written = {spoken_form(phrase): phrase.strip() for phrase in phrases if phrase.strip()}
    return Screen(tuple(written), written.get)


def answers_alone(library: Library) -> Screen:
    """The answers to a yes/no question, without the commands of its screen."""
    return _screen(Accepted(yes_no=True), library)


def first_list(library: Library, setup: Setup) -> Screen:
    """The list of guides, or where there is only one, the list of its sections."""
    if len(library.shelf) > 1:
        return _screen(_accepted(ChoosingGuide(), None, setup), library)
    guide = library.open(library.shelf[0].guide_id)
    return _screen(_accepted(ChoosingSection(), guide, setup), library)


def section_page(section_id: str, library: Library, setup: Setup) -> Screen:
    """The questions of a section that has such, else the page on which it is read."""
    sections: dict[str, tuple[Guide, int]] = {}
    for entry in library.shelf:
        guide = library.open(entry.guide_id)
        for index, section in enumerate(guide.sections):
            sections.setdefault(section.id, (guide, index))
    if section_id not in sections:
        raise LookupError(f'no section "{section_id}"; {suggestion(section_id, sections)}')
    guide, index = sections[section_id]
    mode = Checking(index) if guide.sections[index].check else Reading(index)
    return _screen(_accepted(mode, guide, setup), library)


def understood_by(library: Library) -> Understood:
    """What visitors may say. Raises ContentError where the language has no words for that."""
    understood = library.understood()
    if understood is None:
        message = "there is no such file, so in this language visitors go by keys alone"
        raise ContentError([Problem(Path(library.language, UNDERSTOOD), 1, 1, message)])
    return understood


def _accepted(mode: Mode, guide: Guide | None, setup: Setup) -> Accepted:
    taken = accepted(State(setup.rate, setup.volume, mode=mode, guide=guide), setup)
    assert taken is not None, "all screens tried here listen"
    return taken


def _screen(taken: Accepted, library: Library) -> Screen:
    understood = understood_by(library)
    return Screen(
        phrases_for(taken, understood), lambda phrase: _meaning(phrase, taken, understood)
    )


def _meaning(phrase: str, taken: Accepted, understood: Understood) -> str | None:
    match answer(phrase, taken, understood):
        case Chosen(number):
            return taken.options[number - 1].title
        case Told(name):
            return name
        case YesNo.UNCLEAR:
            return None
        case reply:
            return reply.value


def recogniser_for(library: Library, settings: EarSettings, models: Path | None) -> dict[str, Any]:
    """How the kiosk's ear would be set up for this language: the message that its child gets.

    Raises DeviceError where no recogniser knows the language.
    """
    language = library.language
    child = ear_child(settings, language, known_models(models, language), library.decoys())
    if child is None:
        raise DeviceError(
            f"There is no recogniser for the language {language}; "
            "'kiosk models list' names those that can be installed."
        )
    message: dict[str, Any] = json.loads(child[0][-1])
    return message


class Trial:
    """Hears one recording after the other."""

    def __init__(self, set_up: dict[str, Any], screen: Screen) -> None:
        """Load the recogniser. Raises DeviceError."""
        self._recogniser = load(set_up)
        self._detector = load_detector()
        self._screen = screen

    @property
    def unknown_words(self) -> list[str]:
        """The words of the screen that the recogniser cannot hear."""
        return self._recogniser.unknown_words(self._screen.phrases)

    def of(self, file: Path) -> tuple[dict[str, Any], bool]:
        """What was heard (see listening.recordings.hear), and whether the file was a recording.

        Every file is heard in a room of its own: nothing is left of the one before.
        """
        listener = Listener(self._recogniser, Gate(self._detector))
        try:
            return hear(file, listener, self._screen.phrases, self._screen.understand), True
        except DeviceError as error:
            return _nothing_of(file, str(error)), False


def _nothing_of(file: Path, why: str) -> dict[str, Any]:
    return {
        "file": str(file),
        "heard": "",
        "answer": None,
        "accepted": False,
        "reason": why,
        "seconds_audio": 0.0,
        "seconds_compute": 0.0,
    }
