"""The rousing: opens the loudspeaker, and waits until it is awake.

Sound systems open devices that take no sound: suspended ones, or such as another program holds. A
voice that is heard by nobody is none, so that one counts only when it fetches.
"""

from __future__ import annotations

import os
import sys
import time

from kiosk.errors import DeviceError
from kiosk.speaking.playback import PERIODS, Loudspeaker
from kiosk.workers.parent import Parent

_OPENING = 10.0
"""Seconds that sound systems may take to open a device."""
_PROBE = 3.0
"""Seconds between two looks for a sound device where there is none."""
_PROBES = 300
"""Looks until a new process takes over: each one leaks 3 kB in the sound libraries."""
_AWAKE = 2 * PERIODS
"""Fetches at the start that even a device makes which plays nothing."""
_WAKING = 2.0
"""Seconds that some devices take to wake up."""
_ASLEEP = 60.0
"""Seconds without a fetch until a new process opens the device anew."""
_MOMENT, _BEAT = 0.02, 0.2
"""Seconds between two looks whether a device is awake, while it wakes up and afterwards."""
_TAKES_NO_SOUND = (
    "the sound device takes no sound; remedy: see whether it is suspended, or held by another "
    "program ('pactl list sinks' tells)"
)


class Rousing:
    """Looks for the loudspeaker again and again, as often as its owner asks."""

    def __init__(self, parent: Parent, name: str | None) -> None:
        """`name` is that of the device, None for the system's own choice."""
        self._parent = parent
        self._name = name
        self._opened: Loudspeaker | None = None
        """Not awake yet."""
        self._next_at = self._opened_at = 0.0
        self._probes = 0
        self._why_silent = ""

    @property
    def pause(self) -> float:
        """Seconds until it is worth while to look again."""
        if self._opened:
            return _BEAT if self._why_silent else _MOMENT
        return max(0.0, self._next_at - time.monotonic())

    def look(self) -> Loudspeaker | None:
        """The loudspeaker, running, if it is awake; else the parent is told why, once."""
        now = time.monotonic()
        if self._opened is None:
            if now >= self._next_at:
                self._open(now)
        elif self._opened.fetches > _AWAKE:
            return self._opened
        elif now - self._opened_at > _ASLEEP:
            give_up("the sound device took no sound for a long time")
        elif now - self._opened_at > _WAKING:
            self._silent(_TAKES_NO_SOUND)
        return None

    def _open(self, now: float) -> None:
        self._parent.promise(_OPENING)
        try:
            self._opened = Loudspeaker(self._name)
        except DeviceError as error:
            self._next_at = now + _PROBE
            self._probes += 1
            if self._probes == _PROBES:
                give_up("no sound device for a long time")
            self._silent(str(error))
        else:
            start(self._opened)
            self._opened_at = time.monotonic()

    def _silent(self, why: str) -> None:
        if why != self._why_silent:
            self._why_silent = why
            self._parent.tell({"tell": "unavailable", "why": why})


def start(speaker: Loudspeaker) -> None:
    """Let it fetch."""
    try:
        speaker.start()
    except DeviceError as error:
        give_up(str(error))


def give_up(why: str) -> None:
    """A native library that has lost its device is not to be trusted again in this process."""
    sys.stderr.write(f"{why}\n")
    os._exit(1)
