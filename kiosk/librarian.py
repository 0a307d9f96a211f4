"""The librarian: opens guides for the engine, off the event loop where that takes time."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Mapping
from contextlib import suppress
from threading import Thread

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
    """Performs OpenGuide on the running event loop.

    A disk may hang, and then nothing ends the thread that reads from it: each guide has one of its
    own, which holds up neither another guide nor the end of the kiosk.
    """

    def __init__(self, libraries: Libraries, report: Callable[[Event], None]) -> None:
        self._libraries = libraries
        self._report = report
        self._fetched: set[OpenGuide] = set()
        """What is being opened now."""

    def perform(self, effect: Effect) -> None:
        """Open a guide; GuideOpened or GuideRefused follows."""
        assert isinstance(effect, OpenGuide)
        if effect in self._fetched:
            log.error("a guide that was chosen is not there yet: see whether the disk hangs")
            return  # what it was asked for first will be reported
        self._fetched.add(effect)
        loop = asyncio.get_running_loop()

        def read() -> None:
            event = None
            try:
                event = fetch(self._libraries, effect)
            finally:
                with suppress(RuntimeError):  # the kiosk has ended meanwhile
                    loop.call_soon_threadsafe(self._done, effect, event)

        Thread(target=read, name="librarian", daemon=True).start()

    def _done(self, wanted: OpenGuide, event: Event | None) -> None:
        self._fetched.discard(wanted)
        if event:
            self._report(event)
