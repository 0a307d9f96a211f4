"""A deadline that forgives the time in which nobody could have met it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable


class Deadline:
    """Calls `missed` unless it is set anew or cancelled in time.

    When this process itself was held up (a suspended machine, a busy one), what it waited for may
    well have happened: the time then starts anew. Times are those of the running event loop.
    """

    def __init__(self, missed: Callable[[], None], excused: float = 0.25) -> None:
        """`excused`: seconds of lateness of the loop's own alarm that tell of being held up."""
        self._missed = missed
        self._excused = excused
        self._alarm: asyncio.TimerHandle | None = None
        self._seconds = 0.0

    def set(self, seconds: float) -> None:
        """From now on `seconds` are left."""
        self.cancel()
        self._seconds = seconds
        self._alarm = asyncio.get_running_loop().call_later(seconds, self._ring)

    def shorten(self, seconds: float) -> None:
        """At most `seconds` are left; if none are counted, none are counted now."""
        if self._alarm and self._alarm.when() > asyncio.get_running_loop().time() + seconds:
            self.set(seconds)

    def cancel(self) -> None:
        """Nothing is awaited."""
        if self._alarm:
            self._alarm.cancel()
        self._alarm = None

    def _ring(self) -> None:
        late = self._alarm and asyncio.get_running_loop().time() - self._alarm.when()
        if late and late > self._excused:
            self.set(self._seconds)
        else:
            self._alarm = None
            self._missed()
