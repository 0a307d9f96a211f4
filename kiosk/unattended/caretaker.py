"""The caretaker: looks after a kiosk that nobody watches, from its first screen to its end."""

from __future__ import annotations

import asyncio
import logging
import os
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Protocol

from kiosk import pin
from kiosk.content.phrases import ClosedWords
from kiosk.discretion import leave_no_core, report_crashes
from kiosk.session import Session
from kiosk.settings import Settings, StaffSettings
from kiosk.unattended.console import Console
from kiosk.unattended.service import Service
from kiosk.unattended.staff_door import StaffDoor
from kiosk.unattended.tally import Tally

COUNTS_EVERY = 15.0
"""Seconds; Prometheus looks about as often."""

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
        self._alarms: dict[Callable[[], None], asyncio.TimerHandle] = {}
        self._tally = Tally()
        self._counts: Path | None = None
        console.heed(self._end_from_anywhere, partial(self._from_anywhere, renew))

    def __enter__(self) -> Caretaker:
        """The first screen stands."""
        leave_no_core()
        report_crashes(lambda account: _log.critical("an error:\n%s", account))
        self._service.ready()
        self._show_life()
        self._write_counts()
        return self

    def __exit__(self, *_: object) -> None:
        self._service.stopping()
        for alarm in self._alarms.values():
            alarm.cancel()
        if self._counts:
            self._tally.write(self._counts)

    def learn(self, session: Session, settings: Settings, closed: ClosedWords) -> None:
        """From now on these are what happens, the way out, and the words left on the screen."""
        session.watch(self._tally.look)
        self._counts = settings.counts.file
        self._console.leave(closed.well, closed.broken)
        self._screen.yield_keys(self._door(settings.staff))

    def _door(self, staff: StaffSettings) -> Callable[[str], bool]:
        """What takes the keys of an attempt; without a PIN none, and no older one's either."""
        if not (self._console.locked and staff.pin):
            return lambda _: False
        return StaffDoor(staff.key, partial(pin.fits, kept=staff.pin), self._leave).takes

    def _show_life(self) -> None:
        """Tell systemd by way of the application: it must turn, and not only this loop."""
        if self._service.beat:
            self._screen.call_later(self._service.alive)
            self._again(self._service.beat, self._show_life)

    def _write_counts(self) -> None:
        if self._counts:
            self._loop.run_in_executor(None, self._tally.write, self._counts)
        self._again(COUNTS_EVERY, self._write_counts)

    def _again(self, seconds: float, act: Callable[[], None]) -> None:
        self._alarms[act] = self._loop.call_later(seconds, act)

    def _leave(self) -> None:
        self._screen.exit(return_code=0)

    def _end_from_anywhere(self, exit_code: int) -> None:
        self._from_anywhere(partial(self._screen.exit, return_code=exit_code))

    def _from_anywhere(self, act: Callable[[], None]) -> None:
        self._loop.call_soon_threadsafe(act)
