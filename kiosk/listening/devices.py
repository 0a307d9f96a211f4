"""The capture devices: which microphones there are, and opening one of them.

What a loudspeaker plays can be captured like a microphone ("Monitor of …"). Sound servers fall back
to that when the last microphone is unplugged, and the kiosk would listen to itself for ever: here a
monitor is no microphone, and a device that was opened is never exchanged for another one.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Generator
from dataclasses import dataclass
from typing import Any

import miniaudio

from kiosk.errors import DeviceError
from kiosk.listening.microphone import BUFFER_MILLISECONDS, RATE, Open, Source

_BACKENDS = {
    # The last one of miniaudio's own list is a null device: a kiosk would listen to nothing.
    "linux": [miniaudio.Backend.PULSEAUDIO, miniaudio.Backend.ALSA, miniaudio.Backend.JACK],
}.get(sys.platform)
_PULSE = "PulseAudio"
"""PipeWire, too, goes by this name."""
_MONITOR = b".monitor"
"""How PulseAudio's own names of monitors end; their descriptions are translated."""


@dataclass(frozen=True)
class _Device:
    name: str
    identity: Any
    is_default: bool
    is_monitor: bool


class _Devices(miniaudio.Devices):  # type: ignore[misc]
    """Knows two things more of every device: whether it is the default one, and a monitor."""

    def _get_info(self, kind: Any, info: Any) -> dict[str, Any]:
        # The identity is a union: the bytes of PulseAudio's name, if it is PulseAudio's.
        name = miniaudio.ffi.string(miniaudio.ffi.cast("char *", miniaudio.ffi.addressof(info.id)))
        return {
            **super()._get_info(kind, info),
            "is_default": bool(info.isDefault),
            "is_monitor": self.backend == _PULSE and name.endswith(_MONITOR),
        }


def _captures() -> tuple[str, list[_Device]]:
    """The sound system's name, and what can be captured there. Raises MiniaudioError."""
    devices = _Devices(_BACKENDS)
    found = [
        _Device(device["name"], device["id"], device["is_default"], device["is_monitor"])
        for device in devices.get_captures()
    ]
    return devices.backend, found


def capture_names() -> list[str]:
    """The names of the microphones here; empty where there is no sound system."""
    try:
        return [device.name for device in _captures()[1] if not device.is_monitor]
    except miniaudio.MiniaudioError:
        return []


def open_device(name: str | None) -> Open:
    """How to open the microphone whose name contains `name`; None: the system's default one."""

    def opened(hears: Callable[[bytes], None]) -> Source:
        try:
            device: Any = miniaudio.CaptureDevice(
                input_format=miniaudio.SampleFormat.SIGNED16,
                nchannels=1,
                sample_rate=RATE,
                buffersize_msec=BUFFER_MILLISECONDS,
                device_id=_identify(name),
                backends=_BACKENDS,
                app_name="kiosk",
            )
            device.start(_receiver(hears))
        except miniaudio.MiniaudioError as error:
            raise DeviceError(
                f"The microphone {name or '(default)'} cannot be opened: it may be unplugged or "
                "taken by another program."
            ) from error
        source: Source = device
        return source

    return opened


def _identify(name: str | None) -> Any:
    """The device to open; None leaves it to the sound system."""
    system, known = _captures()
    if name is not None:
        exact = [device for device in known if device.name == name]
        close = [device for device in known if name.lower() in device.name.lower()]
        # A monitor is captured only where just that is asked for.
        close.sort(key=lambda device: device.is_monitor)
        for device in exact + close:
            return device.identity
        raise DeviceError(f"There is no microphone called {name}; kiosk doctor lists them.")
    if system != _PULSE:
        return None
    microphones = [device for device in known if not device.is_monitor]
    if not microphones:
        raise DeviceError("There is no microphone: it may be unplugged.")
    # By its name, the server neither moves the capture to another device nor keeps it alive.
    return next((d.identity for d in microphones if d.is_default), microphones[0].identity)


def _receiver(hears: Callable[[bytes], None]) -> Generator[None, bytes, None]:
    def receive() -> Generator[None, bytes, None]:
        while True:
            hears(bytes((yield)))

    generator = receive()
    next(generator)
    return generator
