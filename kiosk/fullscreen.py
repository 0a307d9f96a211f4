"""The full screen: the start screen at once, and everything else behind it.

What a visitor presses before the rest is there waits in the screen. Where the start screen is not
to be had at a glance, everything is loaded before anything is painted.
"""

from __future__ import annotations

import asyncio
import gc
import os
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from kiosk.dialogue.effects import Show, TurnPage
from kiosk.dialogue.view import View
from kiosk.glance import closed_words, start_screen
from kiosk.screen.app import KioskApp
from kiosk.senses import Senses
from kiosk.unattended.console import Console

if TYPE_CHECKING:
    from kiosk.assembly import Loaded
    from kiosk.session import Clock, Session


def run_kiosk(
    content: Path | None,
    language: str | None,
    settings_file: Path | None,
    senses: Senses,
    console: Console,
    clock: Clock | None = None,
) -> int:
    """Run the full-screen kiosk until somebody ends it; the exit code.

    clock: what a visit's timers run on; None: the event loop.

    Raises KioskError, on a clean terminal, where content or settings are not as they should be.
    """

    def load() -> Loaded:
        from kiosk.assembly import load_everything

        return load_everything(content, language, settings_file)

    first = start_screen(content, language, settings_file)
    try:
        loaded = None if first else load()
        return asyncio.run(_run(first, loaded, load, senses, console, clock))
    except Exception:
        console.leave(*closed_words(content, language))
        raise


async def _run(
    first: View | None,
    loaded: Loaded | None,
    load: Callable[[], Loaded],
    senses: Senses,
    console: Console,
    clock: Clock | None,
) -> int:
    over = asyncio.Event()
    behind: list[asyncio.Task[None]] = []

    async def wake() -> None:
        try:
            ready = await asyncio.to_thread(load) if loaded is None else loaded
            # Nothing that was made until now is ever thrown away; from here on things are.
            gc.freeze()
            gc.enable()
            await _live(app, ready, load, senses, console, over, clock)
        except BaseException:
            app.exit(return_code=1)
            raise

    app = KioskApp(
        on_painted=lambda: behind.append(asyncio.create_task(wake())),
        first_view=first,
        locked=console.locked,
        environment=os.environ,
    )
    try:
        await app.run_async()
    finally:
        over.set()
        await asyncio.gather(*behind)
    if app.failure:
        raise app.failure
    return app.return_code or 0


def _close(session: Session, app: KioskApp) -> bool:
    """Between two visits: whoever presses a key from now on begins the next one."""
    if not session.is_between_visits():
        return False
    session.close()
    app.disconnect()
    return True


async def _live(
    app: KioskApp,
    loaded: Loaded,
    load: Callable[[], Loaded],
    senses: Senses,
    console: Console,
    over: asyncio.Event,
    clock: Clock | None,
) -> None:
    """Everything behind the screen, until it is over; all of it anew for new content."""
    from kiosk.assembly import live, new_session
    from kiosk.dialogue.events import KioskStarted
    from kiosk.unattended.caretaker import Caretaker
    from kiosk.unattended.inspection import inspect
    from kiosk.unattended.renewal import Renewal

    renewal = Renewal(loaded.content, lambda: inspect(loaded.content))
    with Caretaker(console, app, renewal.ask) as caretaker:
        while not over.is_set():
            session = new_session(loaded, app.fail, clock)
            session.employ({Show: app.perform, TurnPage: app.perform})
            session.post(KioskStarted())
            caretaker.learn(session, loaded.settings, loaded.setup.phrases.closed)
            app.connect(session.post, loaded.settings.key_map())
            ended = asyncio.create_task(over.wait())
            renewed = asyncio.create_task(renewal.next(load, partial(_close, session, app)))
            either = asyncio.wait((ended, renewed), return_when=asyncio.FIRST_COMPLETED)
            await live(session, loaded, senses, either)
            if renewed.done():
                loaded = renewed.result()
            for waiting in (ended, renewed):
                waiting.cancel()
