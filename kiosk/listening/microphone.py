"""The microphone: sound from a capture device, and the news that it is gone or back.

miniaudio raises nothing when a device vanishes: its callbacks just stop. So the time of the last
callback is watched, and a silent device is closed and opened anew, by name, again and again.
"""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Protocol

from kiosk.errors import DeviceError
from kiosk.listening.muting import Muting

RATE = 16_000
BUFFER_MILLISECONDS = 20
_WAKING = 2.5
"""Seconds until a device that has just been opened must bring sound: some take two to wake up."""
_SILENT_AFTER = 0.6
"""Seconds without a callback: half of the second within which a loss must be told."""
_RETRIES = (0.2, 0.5, 1.0)
"""Seconds between attempts to open the device again; the last one from then on: a visitor who has
plugged it in hears within two that it works."""
_MUTED = "The microphone brings nothing but zeros: it may be muted, by a switch or in the mixer."
_KEPT = 250
"""Callbacks kept for a main loop that is late: 5 s; older sound is dropped, not queued up."""


class Source(Protocol):
    """A device that is open."""

    def close(self) -> None:
        """Stop; no callback comes after this."""


Open = Callable[[Callable[[bytes], None]], Source]
"""Opens the device and has every piece of its sound given to the callback, in any thread.

Raises DeviceError."""


class _Player:
    """Plays a recording at the speed of a microphone, then digital silence."""

    def __init__(self, sound: bytes, hears: Callable[[bytes], None]) -> None:
        self._over = threading.Event()
        pieces = self._pieces(sound)
        threading.Thread(target=self._play, args=(pieces, hears), daemon=True).start()

    def close(self) -> None:
        self._over.set()

    @staticmethod
    def _pieces(sound: bytes) -> Iterator[bytes]:
        size = RATE * BUFFER_MILLISECONDS // 1000 * 2
        for start in range(0, len(sound), size):
            yield sound[start : start + size].ljust(size, b"\0")
        while True:
            yield bytes(size)

    def _play(self, pieces: Iterator[bytes], hears: Callable[[bytes], None]) -> None:
        due = time.monotonic()
        for piece in pieces:
            due += BUFFER_MILLISECONDS / 1000
            if self._over.wait(max(0.0, due - time.monotonic())):
                return
            hears(piece)


def open_recording(file: Path, read: Callable[[Path], bytes]) -> Open:
    """How to let a recording stand in for the microphone."""
    return lambda hears: _Player(read(file), hears)


class Microphone:
    """Keeps one device open. `read` and `watch` are called by one thread only."""

    def __init__(
        self,
        open_source: Open,
        clock: Callable[[], float] = time.monotonic,
        *,
        may_be_muted: bool = True,
    ) -> None:
        """`may_be_muted`: zeros are no sound; a recording may well bring them."""
        self._open = open_source
        self._clock = clock
        self._may_be_muted = may_be_muted
        self._muting = Muting(RATE)
        self._source: Source | None = None
        self._sound: deque[bytes] = deque(maxlen=_KEPT)
        self._arrived = threading.Event()
        self._generation = 0
        self._alive = False
        self._last = 0.0
        self._watched = clock()
        self._why_lost = ""
        self._retry_at = 0.0
        self.failures = 0
        """How often in a row the device could not be opened, or brought no sound."""

    @property
    def present(self) -> bool:
        """Whether sound has come lately."""
        return self._alive and not self._muted

    @property
    def trouble(self) -> str:
        """Why there is no sound, in words for the operator; empty while there is."""
        return _MUTED if self._muted else self._why_lost

    @property
    def opens_next(self) -> bool:
        """Whether the next `watch` opens the device, which may take the sound system a while."""
        return self._source is None and self._clock() >= self._retry_at

    @property
    def _muted(self) -> bool:
        return self._may_be_muted and self._muting.muted

    def read(self, seconds: float) -> bytes:
        """The sound since the last call; waits for some, but no longer than `seconds`."""
        self._arrived.wait(seconds)
        self._arrived.clear()
        pieces = []
        with suppress(IndexError):
            while True:
                pieces.append(self._sound.popleft())
        if pieces:
            self._alive, self.failures, self._why_lost = True, 0, ""
        sound = b"".join(pieces)
        self._muting.hears(sound)
        return sound

    def watch(self) -> None:
        """Open the device where that is due, give it up where it has fallen silent."""
        now = self._clock()
        if now - self._watched > _SILENT_AFTER / 2:
            self._last = now  # this process was held up, and what has sounded is still on its way
        self._watched = now
        if self.opens_next:
            self._try_to_open(now)
        elif self._source and now - self._last > (_SILENT_AFTER if self._alive else _WAKING):
            self._give_up(now, "The microphone brings no sound: it may be unplugged.")

    def close(self) -> None:
        """Let go of the device."""
        self._generation += 1
        if self._source:
            with suppress(Exception):  # a vanished device may fail in any way while closing
                self._source.close()
        self._source = None
        self._sound.clear()

    def _try_to_open(self, now: float) -> None:
        self._generation += 1
        mine = self._generation

        def hears(piece: bytes) -> None:
            if mine == self._generation:  # a late callback of a device given up is nothing
                self._last = self._clock()  # not when it is read: recognising takes its time
                self._sound.append(piece)
                self._arrived.set()

        try:
            self._source = self._open(hears)
            self._muting = Muting(RATE)
            self._last = self._clock()  # opening itself may have taken a while
        except DeviceError as error:
            self._give_up(now, str(error))

    def _give_up(self, now: float, why: str) -> None:
        self.close()
        self._alive, self._why_lost = False, why
        self._retry_at = now + _RETRIES[min(self.failures, len(_RETRIES) - 1)]
        self.failures += 1
