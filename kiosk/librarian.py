"""The librarian: opens guides for the engine, off the event loop where that takes time."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable

from kiosk.content.loader import Library
from kiosk.dialogue.effects import Effect, OpenGuide
from kiosk.dialogue.events import Event, GuideOpened, GuideRefused
from kiosk.errors import ContentError

log = logging.getLogger(__name__)


def fetch(library: Library, guide_id: str) -> Event:
    """The guide, or that it cannot be read; the log says why."""
    try:
        return GuideOpened(library.open(guide_id))
    except ContentError as error:
        log.error("The guide %s cannot be opened:\n%s", guide_id, error)
        return GuideRefused(guide_id)


class Librarian:
    """Performs OpenGuide on the running event loop."""

    def __init__(self, library: Library, report: Callable[[Event], None]) -> None:
        self._library = library
        self._report = report
        self._tasks: set[asyncio.Task[None]] = set()

    def perform(self, effect: Effect) -> None:
        """Open a guide; GuideOpened or GuideRefused follows."""
        assert isinstance(effect, OpenGuide)
        task = asyncio.get_running_loop().create_task(self._fetch(effect.guide_id))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _fetch(self, guide_id: str) -> None:
        self._report(await asyncio.to_thread(fetch, self._library, guide_id))
