"""The librarian: opens guides for the engine, off the event loop where that takes time."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Mapping

from kiosk.content.loader import Library
from kiosk.dialogue.effects import Effect, OpenGuide
from kiosk.dialogue.events import (
    Event,
    GuideOpened,
    GuideRefused,
)
from kiosk.errors import ContentError

log = logging.getLogger(__name__)


Libraries = Mapping[str, Library]
"""By the codes of their languages, that of a new visit first."""


def fetch(libraries: Libraries, wanted: OpenGuide) -> Event:
    """The guide, or that it cannot be read.

    The log has neither its name nor its problems: it would tell what a visitor chose, and when.
    """
    try:
        return GuideOpened(libraries[wanted.language].open(wanted.guide_id))
    except ContentError:
        log.error("a guide was chosen that cannot be opened; 'kiosk check' names the problems")
        return GuideRefused(wanted.guide_id, wanted.language)


class Librarian:
    """Performs OpenGuide on the running event loop."""

    def __init__(self, libraries: Libraries, report: Callable[[Event], None]) -> None:
        self._libraries = libraries
        self._report = report
        self._tasks: set[asyncio.Task[None]] = set()

    def perform(self, effect: Effect) -> None:
        """Open a guide; GuideOpened or GuideRefused follows."""
        assert isinstance(effect, OpenGuide)
        task = asyncio.get_running_loop().create_task(self._fetch(effect))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _fetch(self, wanted: OpenGuide) -> None:
        self._report(await asyncio.to_thread(fetch, self._libraries, wanted))
