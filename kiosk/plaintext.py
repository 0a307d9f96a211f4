"""The plain text: the kiosk in lines, and everything behind it."""

from __future__ import annotations

import asyncio
import gc
from dataclasses import replace
from pathlib import Path
from typing import Literal

from kiosk.assembly import Loaded, LoopClock, live, load_everything, new_session
from kiosk.dialogue.events import KioskStarted
from kiosk.plain.app import PlainKiosk
from kiosk.plain.vocabulary import Vocabulary
from kiosk.senses import Senses


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
    if typing == "keys":
        return asyncio.run(_run(loaded, senses, by_line=False))
    setup = replace(loaded.setup, phrases=loaded.setup.phrases.for_lines())
    return asyncio.run(_run(replace(loaded, setup=setup), senses, by_line=True))


async def _run(loaded: Loaded, senses: Senses, *, by_line: bool) -> int:
    session = new_session(loaded)
    keys = loaded.settings.key_map()
    app = PlainKiosk(
        session,
        LoopClock(),
        Vocabulary(loaded.setup, keys, loaded.library.understood()),
        keys,
        loaded.setup.phrases.plain.prompt,
        by_line=by_line,
    )
    session.post(KioskStarted())
    over = asyncio.Event()
    behind = asyncio.create_task(live(session, app, loaded, senses, over.wait()))
    try:
        await app.run_async()
    finally:
        over.set()
        await behind
    return app.return_code
