"""The ears: one for each language, of which only the one that is spoken now is there."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from typing import Any

from kiosk.dialogue.effects import Attune, Listen, StopListening
from kiosk.dialogue.events import EarUnavailable, Event
from kiosk.errors import KioskError
from kiosk.listening.ear import Ear
from kiosk.settings import EarSettings

_log = logging.getLogger(__name__)


class Ears:
    """Performs Listen and StopListening with the ear of the language that Attune named last.

    Two recognisers at once would be twice the memory, and not every microphone can be opened
    twice. All methods belong to one event loop.
    """

    def __init__(
        self,
        report: Callable[[Event], None],
        settings: EarSettings,
        equip: Callable[[str], dict[str, Any] | None],
    ) -> None:
        """equip: reads what an ear for this language is made of, off the event loop; None: there is
        none. Raises KioskError.
        """
        self._report = report
        self._settings = settings
        self._equip = equip
        self._ear: Ear | None = None
        self._changing: asyncio.Task[None] | None = None

    def perform(self, effect: Attune | Listen | StopListening) -> None:
        """Never blocks and never fails."""
        match effect:
            case Attune(language=language):
                before, old = self._changing, self._ear
                self._ear = None
                self._changing = asyncio.get_running_loop().create_task(
                    self._change(language, old, before)
                )
            case _ if self._ear:
                self._ear.perform(effect)

    async def close(self) -> None:
        """Hear nothing any more."""
        changing, self._changing = self._changing, None
        if changing:
            await changing
        if self._ear:
            await self._ear.close()

    async def _change(
        self, language: str, old: Ear | None, before: asyncio.Task[None] | None
    ) -> None:
        """From one language to the next; of several changes in a row the last one counts."""
        if before:
            await before
        if old:
            await old.close()
        parts = None
        try:
            parts = await asyncio.to_thread(self._equip, language)
        except (KioskError, OSError) as error:  # OSError: a folder that may not be read
            _log.error("the kiosk cannot listen: %s", error)
        if self._changing is not asyncio.current_task():
            return
        if parts is None:
            self._report(EarUnavailable())
            return
        self._ear = self._made(parts)
        self._ear.start()

    def _made(self, parts: dict[str, Any]) -> Ear:
        def report(event: Event) -> None:
            if self._ear is ear:  # what another one tells is of another language
                self._report(event)

        ear = Ear(report, self._settings, **parts)
        return ear
