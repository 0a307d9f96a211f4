"""The plain text: the kiosk in lines, and everything behind it."""

from __future__ import annotations

import asyncio
import gc
import logging
import sys
from dataclasses import replace
from pathlib import Path
from typing import Literal

from kiosk.assembly import (
    Loaded,
    live,
    load_everything,
    new_session,
)
from kiosk.dialogue.events import KioskStarted, VoiceUnavailable
from kiosk.dialogue.setup import Setup
from kiosk.discretion import account, leave_no_core, report_crashes
from kiosk.errors import BROKEN
from kiosk.plain.app import PlainKiosk
from kiosk.plain.vocabulary import Vocabulary
from kiosk.senses import Senses

_log = logging.getLogger(__name__)


def run_plain(
    content: Path | None,
    language: str | None,
    settings_file: Path | None,
    senses: Senses,
    typing: Literal["lines", "keys"],
) -> int:
    """Run the kiosk in lines until somebody ends it; the exit code.

    Raises KioskError, before anything is written, where content or settings are not as they
    should be.
    """
    loaded = load_everything(content, language, settings_file)
    gc.freeze()
    gc.enable()
    leave_no_core()
    report_crashes(lambda crash: _log.critical("an error:\n%s", crash))
    phrases = loaded.setup.phrases
    by_line = typing == "lines"
    setup = _in_lines(loaded.setup) if by_line else loaded.setup
    try:
        return asyncio.run(_run(replace(loaded, setup=setup), senses, by_line=by_line))
    except Exception as error:
        _log.critical("the kiosk has ended:\n%s", account(type(error), error.__traceback__))
        sys.stdout.write(f"{phrases.closed.broken}\n")
        return BROKEN


def _in_lines(setup: Setup) -> Setup:
    """The same with the words for typing whole lines, in all languages."""
    tongues = tuple(replace(tongue, phrases=tongue.phrases.for_lines()) for tongue in setup.offered)
    return replace(setup, tongue=tongues[0], offered=tongues)


async def _run(loaded: Loaded, senses: Senses, *, by_line: bool) -> int:
    session = new_session(loaded, lambda error: app.fail(error))
    if not (senses.voice and loaded.settings.voice.enabled):
        session.post(VoiceUnavailable())  # as was wanted: nobody need be told
    keys = loaded.settings.key_map()
    app = PlainKiosk(
        session,
        Vocabulary(loaded.setup, keys, lambda language: loaded.libraries[language].understood()),
        keys,
        lambda: loaded.setup.speaking(session.state.spoken).phrases.plain.prompt,
        by_line=by_line,
    )
    session.post(KioskStarted())
    over = asyncio.Event()
    behind = asyncio.create_task(live(session, loaded, senses, over.wait()))
    try:
        await app.run_async()
    finally:
        over.set()
        await behind
    if app.failure is not None:
        raise app.failure
    return 0
