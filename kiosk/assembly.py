"""The assembly: content, settings, engine, screen and voice become one kiosk."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import kiosk
from kiosk.content.loader import Library, find_content, languages, load
from kiosk.dialogue.effects import (
    Attune,
    Chime,
    Forget,
    Hush,
    Listen,
    OpenGuide,
    Say,
    SetVolume,
    StopListening,
)
from kiosk.dialogue.events import Command, VoiceUnavailable
from kiosk.dialogue.state import Setup
from kiosk.dialogue.tongue import ShelfEntry, Tongue
from kiosk.dialogue.view import Theme
from kiosk.documents.complaints import suggestion
from kiosk.documents.document import Document, open_document
from kiosk.errors import ContentError, DocumentError, Problem
from kiosk.librarian import Librarian, Libraries
from kiosk.senses import Senses
from kiosk.session import Alarm, Clock, Session
from kiosk.settings import Settings, load_settings
from kiosk.settings_file import find_settings
from kiosk.unattended.inspection import report_problems
from kiosk.workers.deadline import Deadline

if TYPE_CHECKING:
    from kiosk.listening.ears import Ears
    from kiosk.listening.models import Manifest
    from kiosk.speaking.voice import Voice

log = logging.getLogger(__name__)

INSTALL = "kiosk models install {model}"
"""The command, as operators are told it."""


@dataclass(frozen=True)
class Loaded:
    """What a kiosk lives on, all of it checked."""

    content: Path
    settings: Settings
    libraries: Libraries
    setup: Setup


def load_everything(
    content: Path | None, language: str | None, settings_file: Path | None
) -> Loaded:
    """Content and settings. Raises KioskError with every problem of the first that has some."""
    settings = load_settings(settings_file).speaking(language)
    folder = find_content(content)
    return Loaded(folder, settings, *load_setup(folder, settings))


def load_setup(content: Path, settings: Settings) -> tuple[Libraries, Setup]:
    """The languages that are offered, and what this installation makes of them."""
    libraries = {language: load(content, language) for language in settings.offered}
    keys: dict[Command, str] = {}
    for key, meaning in settings.key_map().items():
        if not meaning.isdigit():
            keys.setdefault(Command(meaning), key)
    tongues = tuple(_tongue(library) for library in libraries.values())
    setup = Setup(
        tongue=tongues[0],
        keys=keys,
        patience=settings.patience,
        offered=tongues,
        ear=settings.ear,
        rate=settings.voice.rate_step - 1,
        volume=settings.voice.volume_step - 1,
        size=settings.screen.text_size - 1,
        theme=Theme(settings.screen.theme),
    )
    return libraries, setup


def _tongue(library: Library) -> Tongue:
    shelf = tuple(ShelfEntry(entry.guide_id, entry.title) for entry in library.shelf)
    return Tongue(library.phrases, shelf, library.at_hand, library.language)


def check_everything(folder: Path | None, settings_file: Path | None) -> list[Problem]:
    """Every problem of the content and the settings, in the order of files and lines."""
    from kiosk.content.checks import check
    from kiosk.dialogue.advertised import check_advertised

    problems: list[Problem] = []
    there: tuple[str, ...] | None = None
    try:
        content = find_content(folder)
        there = languages(content)
        problems += [*check(content), *check_advertised(content)]
    except ContentError as error:
        problems += error.problems
    try:
        file = find_settings(settings_file)
        if file and there is not None:
            problems += _missing_languages(open_document(file, Settings), there)
    except DocumentError as error:
        problems += error.problems
    return sorted(problems)


def _missing_languages(written: Document[Settings], there: Sequence[str]) -> Iterator[Problem]:
    """Languages that the settings name and the content does not have."""
    for place, code in enumerate(written.model.languages):
        if code not in there:
            message = f'there is no language "{code}" in the content; {suggestion(code, there)}'
            yield written.problem(message, "languages", place)


def known_models(given: Path | None, language: str) -> dict[str, Path]:
    """The installed recogniser models, by language.

    A model that was given by its own folder, and whose name tells no language, is for `language`.
    """
    from kiosk.listening import models

    known = model_manifest(given).models
    found = models.installed(model_places(given), known)
    if given and models.is_whole(given) and models.language_of(given.absolute(), known) is None:
        found[language.partition("-")[0]] = given
    return found


def model_to_install(given: Path | None, language: str) -> str | None:
    """The name of the model that could be installed for a language; None: it has one, or none is
    offered.
    """
    spoken = language.partition("-")[0]
    if spoken in known_models(given, language):
        return None
    offered = model_manifest(given).find(spoken)
    return offered.name if offered else None


def model_places(given: Path | None) -> tuple[Path, ...]:
    """The folders in which recogniser models are looked for, the first first."""
    from kiosk.listening import models

    return models.places(given, Path(kiosk.__file__).parent.parent / "models")


def model_manifest(given: Path | None) -> Manifest:
    """The models that can be installed; a folder that is given may have a list of its own."""
    from kiosk.listening import models

    if given and (given / models.MANIFEST).is_file():
        return models.manifest(given)
    package = Path(kiosk.__file__).parent
    carried = package / "_models"
    return models.manifest(carried if carried.is_dir() else package.parent / "models")


ASLEEP = 1.0
"""Seconds that an alarm is late when this process was suspended or stopped, and not only busy."""


class LoopClock:
    """The running event loop as the session's clock.

    Nobody could have reacted while the machine slept: what would ring late because of that counts
    anew, and a visitor is warned again before a visit ends.
    """

    def call_later(self, delay: float, callback: Callable[[], None], /) -> Alarm:
        """As the loop's own."""
        deadline = Deadline(callback, excused=ASLEEP)
        deadline.set(delay)
        return deadline


def new_session(
    loaded: Loaded,
    on_broken: Callable[[Exception], None] | None = None,
    clock: Clock | None = None,
) -> Session:
    """A session that opens guides; everything else is performed by those who join it."""
    session = Session(loaded.setup, clock or LoopClock(), on_broken)
    session.employ({OpenGuide: Librarian(loaded.libraries, session.post).perform})
    return session


async def live(session: Session, loaded: Loaded, senses: Senses, over: Awaitable[object]) -> None:
    """Everything behind a front that is there already, until it is over."""
    inspection = _inspection(loaded)
    mouth = _voice(session, loaded.settings, senses)
    ears = _ears(session, loaded.libraries, loaded.settings, senses)
    try:
        await over
    finally:
        session.close()
        if inspection is not None:
            inspection.cancel()
        await asyncio.gather(*_closing(mouth, ears))


def _closing(*senses: Voice | Ears | None) -> Iterator[Awaitable[None]]:
    """All at once: an orderly end has to be a quick one."""
    return (sense.close() for sense in senses if sense is not None)


def _inspection(loaded: Loaded) -> asyncio.Task[None] | None:
    """The check of what was not checked before the start, if there is such."""
    if all(len(one.at_hand) == len(one.shelf) for one in loaded.libraries.values()):
        return None
    return asyncio.create_task(report_problems(loaded.content))


def _ears(
    session: Session, libraries: Libraries, settings: Settings, senses: Senses
) -> Ears | None:
    """The ears, if there are to be any; they tell whether they can hear."""
    if not (senses.ear and settings.ear.enabled):
        return None
    from kiosk.listening.ears import Ears

    def equip(language: str) -> dict[str, Any] | None:
        return _hearing(libraries[language], settings, senses)

    ears = Ears(session.post, settings.ear, equip)
    session.employ(dict.fromkeys((Attune, Listen, StopListening), ears.perform))
    ears.perform(Attune(settings.language))
    return ears


def _hearing(library: Library, settings: Settings, senses: Senses) -> dict[str, Any] | None:
    """What the ear is made of, read off the event loop; None: nothing can be heard."""
    from kiosk.listening import ear

    understood = library.understood()
    installed = known_models(senses.models, library.language)
    child = ear.child(settings.ear, library.language, installed, library.decoys(), senses.recording)
    if understood is None or child is None:
        return None
    command, environment = child
    better = model_to_install(senses.models, library.language)
    return {
        "understood": understood,
        "command": command,
        "environment": environment,
        "better": INSTALL.format(model=better) if better else "",
    }


def _voice(session: Session, settings: Settings, senses: Senses) -> Voice | None:
    """The mouth, or word that there is none."""
    if not (senses.voice and settings.voice.enabled):
        session.post(VoiceUnavailable())
        return None
    from kiosk.speaking.voice import Voice

    mouth = Voice(session.post, settings.voice)
    session.employ({kind: mouth.perform for kind in (Say, Hush, SetVolume, Chime)})
    session.employ({Forget: lambda _: mouth.forget()})
    mouth.start()
    return mouth
