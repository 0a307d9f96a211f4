"""The microphone notices that its device is gone, and opens it again."""

from __future__ import annotations

import time
import wave
from collections.abc import Callable
from pathlib import Path

from kiosk.errors import DeviceError
from kiosk.listening.microphone import Microphone, Source, open_recording
from kiosk.listening.recordings import sound_of

PIECE = b"\x01\x00" * 320


class Socket:
    """Where a device can be plugged in and out, and a clock that only it moves."""

    def __init__(self) -> None:
        self.plugged = True
        self.now = 100.0
        self.opened = self.closed = 0
        self.hears: list[Callable[[bytes], None]] = []

    def clock(self) -> float:
        return self.now

    def open(self, hears: Callable[[bytes], None]) -> Source:
        if not self.plugged:
            raise DeviceError("There is no microphone.")
        self.opened += 1
        self.hears.append(hears)
        return self

    def close(self) -> None:
        self.closed += 1

    def wait(self, microphone: Microphone, amount: float, piece: bytes = PIECE) -> None:
        """Let time pass; a plugged device sounds every 20 ms."""
        for _ in range(round(amount / 0.02)):
            self.now += 0.02
            if self.plugged and self.opened > self.closed:
                self.hears[-1](piece)
            microphone.watch()
            microphone.read(0.0)


def plugged() -> tuple[Socket, Microphone]:
    socket = Socket()
    microphone = Microphone(socket.open, socket.clock)
    socket.wait(microphone, 0.2)
    return socket, microphone


def test_sound_comes_as_it_was_heard() -> None:
    socket, microphone = plugged()
    socket.hears[-1](b"ab")
    socket.hears[-1](b"cd")
    assert microphone.read(0.0) == b"abcd"
    assert microphone.read(0.0) == b""


def test_a_microphone_that_falls_silent_is_lost_within_a_second() -> None:
    socket, microphone = plugged()
    assert microphone.present
    socket.plugged = False
    socket.wait(microphone, 1.0)
    assert not microphone.present
    assert microphone.trouble
    assert socket.closed == socket.opened


def test_a_process_that_was_held_up_does_not_blame_the_microphone() -> None:
    socket, microphone = plugged()
    socket.now += 5.0
    microphone.watch()
    assert socket.closed == 0
    socket.wait(microphone, 0.2)
    assert microphone.present
    socket.plugged = False
    socket.wait(microphone, 1.0)
    assert not microphone.present


def test_a_microphone_that_is_back_is_heard_again_by_itself() -> None:
    socket, microphone = plugged()
    socket.plugged = False
    socket.wait(microphone, 5.0)
    socket.plugged = True
    socket.wait(microphone, 2.5)
    assert microphone.present
    assert microphone.trouble == ""


def test_a_microphone_that_was_never_there_is_looked_for_once_a_second() -> None:
    socket = Socket()
    socket.plugged = False
    tries = 0

    def counted(hears: Callable[[bytes], None]) -> Source:
        nonlocal tries
        tries += 1
        return socket.open(hears)

    microphone = Microphone(counted, socket.clock)
    socket.wait(microphone, 60.0)
    assert 50 <= tries <= 70
    assert microphone.trouble == "There is no microphone."


def test_a_muted_microphone_is_lost_until_it_is_switched_on_and_is_not_opened_again() -> None:
    socket, microphone = plugged()
    socket.wait(microphone, 12.0, bytes(640))
    assert not microphone.present
    assert "muted" in microphone.trouble
    socket.wait(microphone, 0.1)
    assert microphone.present
    assert microphone.trouble == ""
    assert socket.opened == 1


def test_the_zeros_of_a_recording_are_no_muting() -> None:
    socket = Socket()
    microphone = Microphone(socket.open, socket.clock, may_be_muted=False)
    socket.wait(microphone, 60.0, bytes(640))
    assert microphone.present


def test_failures_are_counted_until_there_is_sound() -> None:
    socket, microphone = plugged()
    socket.plugged = False
    socket.wait(microphone, 20.0)
    assert microphone.failures > 10
    socket.plugged = True
    socket.wait(microphone, 2.0)
    assert microphone.failures == 0


def test_late_sound_of_a_device_given_up_is_nothing() -> None:
    socket, microphone = plugged()
    late = socket.hears[-1]
    socket.plugged = False
    socket.wait(microphone, 1.0)
    late(PIECE)
    assert microphone.read(0.0) == b""


def test_a_device_that_fails_while_it_is_closed_is_given_up_all_the_same() -> None:
    class Stubborn(Socket):
        def close(self) -> None:
            super().close()
            raise RuntimeError("the device is gone")

    socket = Stubborn()
    microphone = Microphone(socket.open, socket.clock)
    socket.wait(microphone, 0.2)
    microphone.close()
    assert socket.closed == 1


def test_sound_that_nobody_fetches_does_not_pile_up() -> None:
    socket, microphone = plugged()
    for _ in range(10_000):
        socket.hears[-1](PIECE)
    assert len(microphone.read(0.0)) <= 5.1 * 16_000 * 2


def test_a_recording_stands_in_for_the_microphone(tmp_path: Path) -> None:
    file = tmp_path / "visitor.wav"
    with wave.open(str(file), "wb") as recording:
        recording.setnchannels(1)
        recording.setsampwidth(2)
        recording.setframerate(16_000)
        recording.writeframes(PIECE * 5)
    microphone = Microphone(open_recording(file, sound_of))
    heard = b""
    end = time.monotonic() + 5.0
    while len(heard) < len(PIECE) * 8 and time.monotonic() < end:
        microphone.watch()
        heard += microphone.read(0.1)
    microphone.close()
    assert heard[: len(PIECE) * 5] == PIECE * 5
    assert not any(heard[len(PIECE) * 5 :])
