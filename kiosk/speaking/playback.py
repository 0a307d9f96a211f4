"""The loudspeaker: plays sounds one after the other, and is silent at once when told.

Its device runs only while there is something to play and a moment longer, so that an idle kiosk
uses no processor. Two threads meet here: the child's main loop, which loads sounds, and the
device's own, which fetches them every few milliseconds and reports what it fetched.
"""

from __future__ import annotations

import sys
import threading
from array import array
from collections import deque
from collections.abc import Callable, Generator
from dataclasses import dataclass
from typing import Any

import miniaudio

from kiosk.errors import DeviceError
from kiosk.speaking.sound import SAMPLE_RATE, amplified, silence

PERIOD = 10
"""Milliseconds that the device fetches at once. Three of them are on their way when a key is
pressed: fewer break up on a busy machine, more are heard after the key."""
PERIODS = 3
LATENCY = PERIOD * PERIODS / 1000
"""Seconds from fetching a sample to hearing it."""
_FADE = SAMPLE_RATE * 4 // 1000
"""Samples in which a cut sound dies away: a hard edge would click."""

_BACKENDS = {
    # The last one of miniaudio's own list is a null device: a kiosk would speak into nothing.
    "linux": [miniaudio.Backend.PULSEAUDIO, miniaudio.Backend.ALSA, miniaudio.Backend.JACK],
}.get(sys.platform)


@dataclass(frozen=True)
class Sound:
    """Something to play."""

    samples: array[int]
    pause: float = 0.0
    """Seconds of silence before it."""
    began: Callable[[], None] | None = None
    """Called by the device's thread when it fetches the first sample."""


def devices() -> list[str]:
    """The names of the loudspeakers. DeviceError if there is no sound system at all."""
    return [str(device["name"]) for device in _devices()]


def _devices() -> list[dict[str, Any]]:
    try:
        return miniaudio.Devices(_BACKENDS).get_playbacks()  # type: ignore[no-any-return]
    except miniaudio.MiniaudioError:
        raise DeviceError(
            "there is no sound system; remedy: connect a loudspeaker, and install ALSA, "
            "PulseAudio or PipeWire"
        ) from None


def _identify(name: str | None) -> Any:
    """The device of that name, or of a name that contains it; None for the system's choice."""
    if name is None:
        return None
    known = _devices()
    exact = [device for device in known if device["name"] == name]
    close = [device for device in known if name.lower() in device["name"].lower()]
    for device in exact + close:
        return device["id"]
    names = ", ".join(f"'{device['name']}'" for device in known) or "none"
    raise DeviceError(
        f"there is no sound device '{name}', only: {names}; remedy: connect it, or correct "
        "voice.device in the settings"
    )


class Loudspeaker:
    """One output device. What is loaded is played at once."""

    def __init__(self, name: str | None) -> None:
        """Open the device of that name, None for the system's own choice, or raise DeviceError."""
        identity = _identify(name)
        try:
            self._device = miniaudio.PlaybackDevice(
                miniaudio.SampleFormat.SIGNED16, 1, SAMPLE_RATE, PERIOD, identity, PERIODS,
                backends=_BACKENDS, app_name="kiosk",
            )  # fmt: skip
        except miniaudio.MiniaudioError:
            raise DeviceError(
                "no sound device can be opened; remedy: connect a loudspeaker, and see that no "
                "other program holds it"
            ) from None
        self._lock = threading.Lock()
        self._sounds: deque[Sound] = deque()
        self._position = 0
        """Of the next sample, in the first sound; below 0 in the pause before it."""
        self._dying = array("h")
        """What is left of a sound that was cut."""
        self._generation = 0
        self._drained: Callable[[], None] | None = None
        self._factor = self._wanted_factor = 1.0
        self.fetches = 0
        """How often the device has fetched samples: a device that is lost just stops to."""

    @property
    def running(self) -> bool:
        """Whether the device fetches."""
        return bool(self._device.running)

    def start(self) -> None:
        """Let the device fetch. DeviceError if it does not do that any more."""
        if not self.running:
            stream = self._stream()
            next(stream)
            try:
                self._device.start(stream)
            except miniaudio.MiniaudioError:
                raise DeviceError("the sound device does not start any more") from None

    def stop(self) -> None:
        """Let the device rest."""
        self._device.stop()

    def close(self) -> None:
        """Give the device back. A process must do that before it ends in the ordinary way."""
        self._device.close()

    def cut(self) -> int:
        """Be silent at once; the number that the sounds of the next speech are loaded under."""
        with self._lock:
            self._dying = self._fading()
            self._sounds.clear()
            self._position = 0
            self._drained = None
            self._generation += 1
            return self._generation

    def load(self, generation: int, sound: Sound) -> None:
        """Play the sound after those before it. What a `cut` has overtaken is not played."""
        with self._lock:
            if generation == self._generation:
                if not self._sounds:
                    self._position = -int(sound.pause * SAMPLE_RATE)
                self._sounds.append(sound)

    def finish(self, generation: int, drained: Callable[[], None]) -> None:
        """Nothing more will be loaded; `drained` is called by the device's thread when it has
        fetched everything.
        """
        with self._lock:
            if generation == self._generation:
                self._drained = drained

    def ahead(self) -> float:
        """Seconds of sound that are still to be fetched."""
        with self._lock:
            samples = sum(len(sound.samples) for sound in self._sounds) - self._position
            pauses = sum(sound.pause for sound in list(self._sounds)[1:])
        return samples / SAMPLE_RATE + pauses

    def set_gain(self, decibels: float) -> None:
        """From the next sample on; 0 is as loud as the sound is, and nothing is louder."""
        self._wanted_factor = 10 ** (min(decibels, 0.0) / 20)

    def _fading(self) -> array[int]:
        if not self._sounds or self._position <= 0:
            return self._dying
        samples = self._sounds[0].samples[self._position : self._position + _FADE]
        return amplified(samples, 1.0, 0.0)

    def _stream(self) -> Generator[bytes, int, None]:
        count = yield b""
        while True:
            count = yield self._fetch(count)

    def _fetch(self, count: int) -> bytes:
        self.fetches += 1
        with self._lock:
            samples = self._dying[:count]
            self._dying = self._dying[count:]
            while len(samples) < count and self._sounds:
                samples += self._next(count - len(samples))
            if self._drained and not self._sounds:
                self._drained()
                self._drained = None
        start, self._factor = self._factor, self._wanted_factor
        samples = amplified(samples, start, self._factor)
        return (samples + silence(count - len(samples))).tobytes()

    def _next(self, count: int) -> array[int]:
        """Up to so many samples of the first sound or of the pause before it."""
        sound = self._sounds[0]
        if self._position < 0:
            pause = silence(min(count, -self._position))
            self._position += len(pause)
            return pause
        if self._position == 0 and sound.began:
            sound.began()
        samples = sound.samples[self._position : self._position + count]
        self._position += len(samples)
        if self._position == len(sound.samples):
            self._sounds.popleft()
            self._position = -int(self._sounds[0].pause * SAMPLE_RATE) if self._sounds else 0
        return samples
