"""The caretaker: looks after a kiosk that nobody watches, from its first screen to its end."""

from __future__ import annotations

import asyncio
import logging
import os
from collections.abc import Callable
from functools import partial
from typing import Protocol

from kiosk import pin
from kiosk.console import Console
from kiosk.content.phrases import ClosedWords
from kiosk.discretion import leave_no_core, report_crashes
from kiosk.service import Service
from kiosk.settings import StaffSettings
from kiosk.staff_door import StaffDoor

_log = logging.getLogger(__name__)


class Screen(Protocol):
    """What the caretaker needs of the application."""

    def yield_keys(self, taken: Callable[[str], bool], /) -> None: ...

    def exit(self, result: None = None, return_code: int = 0) -> None: ...

    def call_later(self, callback: Callable[[], None]) -> bool: ...


class Caretaker:
    """Belongs to the event loop in which the kiosk runs; a context manager around its life."""

    def __init__(self, console: Console, screen: Screen, renew: Callable[[], None]) -> None:
        """`renew` is called when somebody says that there is new content."""
        self._console = console
        self._screen = screen
        self._loop = asyncio.get_running_loop()
        self._service = Service(os.environ)
        self._beat: asyncio.TimerHandle | None = None
        console.heed(self._end_from_anywhere, partial(self._from_anywhere, renew))

    def __enter__(self) -> Caretaker:
        """The first screen stands."""
        leave_no_core()
        report_crashes(lambda account: _log.critical("an error:\n%s", account))
        self._service.ready()
        self._show_life()
        return self

    def __exit__(self, *_: object) -> None:
        if self._beat:
            self._beat.cancel()
        self._service.stopping()

    def learn(self, staff: StaffSettings, closed: ClosedWords) -> None:
        """From now on these are the way out and the words that are left on the screen."""
        self._console.leave(closed.well, closed.broken)
        if self._console.locked and staff.pin:
            door = StaffDoor(staff.key, partial(pin.fits, kept=staff.pin), self._leave)
            self._screen.yield_keys(door.takes)

    def _show_life(self) -> None:
        """Tell systemd by way of the application: it must turn, and not only this loop."""
        if self._service.beat:
            self._screen.call_later(self._service.alive)
            self._beat = self._loop.call_later(self._service.beat, self._show_life)

    def _leave(self) -> None:
        self._screen.exit(return_code=0)

    def _end_from_anywhere(self, exit_code: int) -> None:
        self._from_anywhere(partial(self._screen.exit, return_code=exit_code))

    def _from_anywhere(self, act: Callable[[], None]) -> None:
        self._loop.call_soon_threadsafe(act)
