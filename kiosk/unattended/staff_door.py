"""The staff door: a key and a PIN that end a locked kiosk, and that no visitor sees.

A member of staff presses the door's key, the digits of the PIN and Enter. Nothing on the screen
changes meanwhile. Any key that is no digit means what it always means, and ends the attempt. After
a wrong PIN the door stays shut for a while, and twice as long after each further one.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable

from kiosk.pin import LONGEST

PATIENCE = 15.0
"""Seconds between two keys of an attempt."""
FIRST_WAIT = 2.0
LONGEST_WAIT = 300.0
"""Seconds that the door stays shut: a million PINs would take a million times five minutes."""

_log = logging.getLogger(__name__)


class StaffDoor:
    """Listens to keys before the screen does. Belongs to one event loop."""

    def __init__(
        self,
        key: str,
        fits: Callable[[str], bool],
        opened: Callable[[], None],
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """
        Args:
            key: Textual's name of the key that begins an attempt.
            fits: Whether a PIN is the right one; may be slow, and runs in a thread.
            opened: Called when it was.
            clock: Seconds, never going back.
        """
        self._key = key
        self._fits = fits
        self._opened = opened
        self._clock = clock
        self._digits: str | None = None
        """Typed so far; None: nobody is at the door."""
        self._pressed_at = 0.0
        self._shut_until = 0.0
        self._wait = FIRST_WAIT
        self._checking: asyncio.Task[None] | None = None

    def takes(self, key: str) -> bool:
        """Whether this key belongs to an attempt, and means nothing else therefore."""
        now = self._clock()
        if now - self._pressed_at > PATIENCE:
            self._digits = None
        self._pressed_at = now
        if key == self._key:
            self._digits = ""
            return True
        if self._digits is None:
            return False
        digits, self._digits = self._digits, None
        if len(key) == 1 and key.isascii() and key.isdecimal() and len(digits) < LONGEST:
            self._digits = digits + key
            return True
        if key == "enter" and digits:
            self._knock(digits)
            return True
        return False

    def _knock(self, pin: str) -> None:
        if self._checking is None and self._clock() >= self._shut_until:
            self._checking = asyncio.get_running_loop().create_task(self._check(pin))

    async def _check(self, pin: str) -> None:
        try:
            right = await asyncio.to_thread(self._fits, pin)
        finally:
            self._checking = None
        if right:
            _log.info("a member of staff ends the kiosk by the PIN")
            self._opened()
            return
        self._shut_until = self._clock() + self._wait
        _log.warning("a wrong PIN; the next one is looked at in %.0f s", self._wait)
        self._wait = min(self._wait * 2, LONGEST_WAIT)
