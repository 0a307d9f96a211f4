"""A room with a loudspeaker and a microphone, and no sound hardware: a PulseAudio of its own.

The kiosk's speech goes to the sink "speaker", on whose monitor the room listens all the time. What
is played into the sink "mouth" comes out of the source "microphone": a visitor speaks. The air of
the room is in it, too, as faint as can be: zeros come from a microphone that is muted.
"""

from __future__ import annotations

import math
import os
import shutil
import statistics
import subprocess
import tempfile
import threading
import time
from array import array
from bisect import bisect_left
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from types import TracebackType

import pytest

RATE = 16_000
FRAME = 0.005
"""Seconds of one level."""
_FRAME_SAMPLES = int(RATE * FRAME)
_AIR = 0.05
"""The volume at which noise is played all the time: about 85 dB below full scale."""
SILENCE = -60.0
"""dB of full scale; digital silence is far below, the softest speech above."""


@dataclass(frozen=True)
class Level:
    """How loud it was for 5 milliseconds."""

    at: float
    """The beginning, by time.monotonic()."""
    decibels: float
    """Root mean square, of full scale."""
    waves: int = 0
    """Times that the sound rose through zero."""


@dataclass(frozen=True)
class Tone:
    """Something heard without a break."""

    begin: float
    """By time.monotonic()."""
    end: float
    hertz: float
    steady: bool
    """Whether it was on one tone from its beginning to its end; speech never is."""


def tones(levels: list[Level], pause: float = 0.04) -> list[Tone]:
    """What was heard, cut at every silence of so many seconds."""
    found: list[list[Level]] = []
    for level in levels:
        if level.decibels > SILENCE:
            if not found or level.at - found[-1][-1].at > pause:
                found.append([])
            found[-1].append(level)
    return [_tone(heard) for heard in found]


def _tone(heard: list[Level]) -> Tone:
    whole = [level.waves for level in heard[1:-1]]  # the first and the last are half silent
    tenths = [sum(whole[at : at + 20]) for at in range(0, len(whole) - 19, 20)] or [0]
    middle = statistics.median_low(tenths)
    # The more is heard, the better it is known; what was lost on the way does not count.
    alike = [waves for waves in tenths if abs(waves - middle) <= 2]
    hertz = statistics.mean(alike) / (20 * FRAME)
    steady = len(tenths) > 1 and len(alike) >= 0.7 * len(tenths)
    return Tone(heard[0].at, heard[-1].at + FRAME, hertz, steady)


class SoundRoom:
    """To be used as a context. `environment` leads programs to its devices."""

    def __init__(self) -> None:
        missing = [name for name in ("pulseaudio", "pactl", "parec") if not shutil.which(name)]
        if missing and os.environ.get("CI"):
            pytest.fail(f"continuous integration has to install {', '.join(missing)}")
        if missing:
            pytest.skip("needs PulseAudio (Debian: apt install pulseaudio pulseaudio-utils)")
        self._folder = Path(tempfile.mkdtemp(prefix="room-"))
        self.environment = {
            **{key: value for key, value in os.environ.items() if not key.startswith("PULSE_")},
            "XDG_RUNTIME_DIR": str(self._folder),
            "XDG_CONFIG_HOME": str(self._folder / "config"),
            "PULSE_SERVER": f"unix:{self._folder}/socket",
        }
        self._ear: Ear | None = None
        self._air: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> SoundRoom:
        try:
            self.open()
        except BaseException:
            self.__exit__(None, None, None)
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:  # fmt: skip
        self.close()
        shutil.rmtree(self._folder, ignore_errors=True)

    def open(self) -> None:
        """Start the sound server, its devices and the ear."""
        self._server = subprocess.Popen(
            ["pulseaudio", "-n", "--daemonize=no", "--exit-idle-time=-1", "--use-pid-file=no",
             "--disable-shm=yes", "--realtime=no", "--high-priority=no", "--log-target=stderr",
             "-L", f"module-native-protocol-unix socket={self._folder}/socket auth-anonymous=1"],
            env=self.environment, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        _wait_for((self._folder / "socket").exists)
        self._modules = {}
        self.plug_in_speaker()

    def close(self) -> None:
        """Stop the sound server, as a crash of it would."""
        if self._ear:
            self._ear.close()
        if self._air:
            self._air.kill()
            self._air.wait()
        self._server.kill()
        self._server.wait()
        (self._folder / "socket").unlink(missing_ok=True)

    def listen(self) -> None:
        """Listen to the speaker, from now on."""
        if self._ear:
            self._ear.close()
        self._ear = Ear(self.environment)

    def levels(self, since: float) -> list[Level]:
        """All levels since that time."""
        assert self._ear
        levels = self._ear.levels
        # In order of time; what a room has heard for minutes must not be searched from its start.
        return levels[bisect_left(levels, since, key=lambda level: level.at) :]

    def first_sound(self, since: float, timeout: float = 15.0) -> float:
        """When the speaker was heard first since that time."""
        found: list[float] = []

        def heard() -> bool:
            loud = (level.at for level in self.levels(since) if level.decibels > SILENCE)
            found.extend([next(loud, math.nan)])
            return not math.isnan(found[-1])

        _wait_for(heard, timeout)
        return found[-1]

    def end_of_sound(self, since: float, lasting: float = 0.4, timeout: float = 30.0) -> float:
        """When the speaker became silent and stayed so for `lasting` seconds; `since` if it was."""
        ends = [since]

        def silent() -> bool:
            levels = self.levels(since)
            loud = [level.at for level in levels if level.decibels > SILENCE]
            ends.append(loud[-1] + FRAME if loud else since)
            return bool(levels) and levels[-1].at - ends[-1] > lasting

        _wait_for(silent, timeout)
        return ends[-1]

    def visitor_says(self, recording: Path) -> None:
        """Play a WAV file into the microphone, to its end."""
        subprocess.run(
            ["paplay", "--device=mouth", str(recording)], env=self.environment, check=True
        )

    def unplug_speaker(self) -> None:
        """Pull out the speaker, and the mouth with it, to which its sound would go instead."""
        for name in ("microphone", "mouth", "speaker"):
            self._control("unload-module", self._modules.pop(name))

    def plug_in_speaker(self) -> None:
        """Put it in, and the mouth and the microphone."""
        for name in ("speaker", "mouth"):
            self._modules[name] = self._load(
                "module-null-sink", f"sink_name={name}",
                f"sink_properties=device.description={name.title()}",
                "norewinds=1",  # otherwise it sleeps for 2 s when nobody plays or listens
            )  # fmt: skip
        self.plug_in_microphone()
        self._control("set-default-sink", "speaker")
        self._breathe()
        self.listen()

    def suspend_speaker(self, suspended: bool = True) -> None:
        """Let it sleep: it can be opened, and takes no sound."""
        self._control("suspend-sink", "speaker", str(int(suspended)))

    def unplug_microphone(self) -> None:
        """Pull it out."""
        self._control("unload-module", self._modules.pop("microphone"))

    def plug_in_microphone(self) -> None:
        """Put it in."""
        self._modules["microphone"] = self._load(
            "module-remap-source", "source_name=microphone", "master=mouth.monitor",
            "source_properties=device.description=Microphone",
        )  # fmt: skip
        self._control("set-default-source", "microphone")

    def mute_microphone(self, muted: bool = True) -> None:
        """Switch it off, as the mixer does."""
        self._control("set-source-mute", "microphone", str(int(muted)))

    def let_the_microphone_hear_the_speaker(self, delay: float = 0.02) -> None:
        """As loud as a visitor, so many seconds late: a loudspeaker right beside a microphone."""
        self._load(
            "module-loopback", "source=speaker.monitor", "sink=mouth",
            f"latency_msec={round(delay * 1000)}",
        )  # fmt: skip

    def _breathe(self) -> None:
        """Fill the room with air."""
        if self._air:
            self._air.kill()
            self._air.wait()
        with Path("/dev/urandom").open("rb") as noise:
            self._air = subprocess.Popen(
                ["pacat", "--device=mouth", "--raw", "--format=s16le", f"--rate={RATE}",
                 "--channels=1", f"--volume={round(_AIR * 65536)}",
                 "--latency-msec=20"],  # whoever speaks would be heard as late as the air is
                env=self.environment, stdin=noise, stderr=subprocess.DEVNULL,
            )  # fmt: skip

    def _load(self, *module: str) -> str:
        return self._control("load-module", *module)

    def _control(self, *words: str) -> str:
        done = subprocess.run(
            ["pactl", *words], env=self.environment, check=True, capture_output=True, text=True
        )
        return done.stdout.strip()


class Ear:
    """Listens to what is played into a device and writes down how loud it is."""

    def __init__(self, environment: dict[str, str], device: str = "speaker") -> None:
        self.levels: list[Level] = []
        self._recorder = subprocess.Popen(
            ["parec", "-d", f"{device}.monitor", "--raw", "--format=s16le", f"--rate={RATE}",
             "--channels=1", "--latency-msec=5"],
            env=environment, stdout=subprocess.PIPE, bufsize=0,
        )  # fmt: skip
        self._thread = threading.Thread(target=self._listen, daemon=True)
        self._thread.start()
        _wait_for(lambda: self.levels)

    def close(self) -> None:
        self._recorder.kill()
        self._recorder.wait()
        self._thread.join()
        assert self._recorder.stdout
        self._recorder.stdout.close()

    def _listen(self) -> None:
        assert self._recorder.stdout
        samples = 0
        start = math.inf
        half = b""
        last = 0
        while data := self._recorder.stdout.read(4096):
            half += data
            # What is late was held up on its way; the earliest tells when the recording began.
            start = min(start, time.monotonic() - (samples + len(half) // 2) / RATE)
            while len(half) >= 2 * _FRAME_SAMPLES:
                frame = array("h", half[: 2 * _FRAME_SAMPLES])
                half = half[2 * _FRAME_SAMPLES :]
                at = start + samples / RATE
                self.levels.append(Level(at, decibels(frame), waves([last, *frame])))
                last = frame[-1]
                samples += len(frame)


def waves(frame: list[int]) -> int:
    return sum(before < 0 <= after for before, after in pairwise(frame))


def decibels(frame: array[int]) -> float:
    if not any(frame):
        return -120.0
    return 20 * math.log10(math.hypot(*frame) / math.sqrt(len(frame)) / 32768)


def _wait_for(condition: object, timeout: float = 15.0) -> None:
    assert callable(condition)
    end = time.monotonic() + timeout
    while not condition():
        assert time.monotonic() < end, "the sound room waited in vain"
        time.sleep(0.01)
