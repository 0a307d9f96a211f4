"""The assembly: content, settings, engine, screen and voice become one kiosk."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kiosk.content.loader import Library, find_content, load
from kiosk.dialogue.command import Command
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
from kiosk.dialogue.events import VoiceUnavailable
from kiosk.dialogue.setup import Setup
from kiosk.dialogue.tongue import ShelfEntry, Tongue
from kiosk.dialogue.view import Theme
from kiosk.librarian import Librarian, Libraries
from kiosk.model_shelf import INSTALL, known_models, model_to_install
from kiosk.senses import Senses
from kiosk.session import Alarm, Clock, Session
from kiosk.settings import Settings, load_settings
from kiosk.unattended.inspection import report_problems
from kiosk.workers.deadline import Deadline

if TYPE_CHECKING:
    from kiosk.listening.ears import Ears
    from kiosk.speaking.voice import Voice

log = logging.getLogger(__name__)


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
    from kiosk.listening.child import ear_child

    understood = library.understood()
    installed = known_models(senses.models, library.language)
    child = ear_child(settings.ear, library.language, installed, library.decoys(), senses.recording)
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
