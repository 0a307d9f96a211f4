"""Recordings: WAV files through exactly the live listening path."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

import miniaudio

from kiosk.errors import DeviceError
from kiosk.listening.gate import CHUNK_BYTES
from kiosk.listening.listener import Listener, listen_to
from kiosk.listening.recognisers import Heard, Reason

RATE = 16_000
BEFORE, AFTER = 0.3, 0.7
"""Seconds of digital silence around a recording: it may begin and end with the word itself."""


def sound_of(file: Path) -> bytes:
    """The recording as 16-bit mono at 16 kHz, whatever it was.

    Raises:
        DeviceError: it cannot be read as sound.
    """
    try:
        decoded = miniaudio.decode_file(
            str(file),
            nchannels=1,
            sample_rate=RATE,
            output_format=miniaudio.SampleFormat.SIGNED16,
        )
    except (miniaudio.MiniaudioError, OSError) as error:
        raise DeviceError(f"{file} cannot be read as a recording: use a WAV file.") from error
    return bytes(decoded.samples.tobytes())


def chunks_of(sound: bytes) -> Iterator[bytes]:
    """The sound as a microphone would bring it, with silence before and after."""
    whole = bytes(int(BEFORE * RATE) * 2) + sound + bytes(int(AFTER * RATE) * 2)
    for start in range(0, len(whole), CHUNK_BYTES):
        yield whole[start : start + CHUNK_BYTES]


def computed() -> float:
    """Processor seconds of this process and of its children: a recogniser may have one."""
    nanoseconds = 0
    for children in Path("/proc/self/task").glob("*/children"):
        with suppress(OSError, ValueError):  # one has ended meanwhile
            for child in children.read_text(encoding="ascii").split():
                spent = Path(f"/proc/{child}/schedstat").read_text(encoding="ascii")
                nanoseconds += int(spent.split()[0])
    return time.process_time() + nanoseconds / 1e9


def hear(
    file: Path,
    listener: Listener,
    phrases: Sequence[str],
    understand: Callable[[str], str | None],
) -> dict[str, Any]:
    """One recording as the answer of one turn: the first utterance accepted, else the last.

    Args:
        file: the recording.
        listener: as the kiosk uses it.
        phrases: what the turn allows.
        understand: the answer that an accepted phrase stands for, None for none.

    Returns:
        file, heard (the phrase), answer, accepted, reason, seconds_audio, seconds_compute.
    """
    # Not above: the ear's child needs this module for its sounds only, and starts in half the time.
    from kiosk.dialogue.hearing import waiting_phrases

    sound = sound_of(file)
    began = computed()
    listener.open(phrases, waiting_phrases(phrases, understand))
    heard = Heard("", Reason.SILENCE)
    for report in listen_to(listener, chunks_of(sound)):
        if isinstance(report, Heard):
            heard = report
            if heard.accepted:
                break
    listener.close()
    answer = understand(heard.text) if heard.accepted else None
    return {
        "file": str(file),
        "heard": heard.text if heard.accepted else "",
        "answer": answer,
        "accepted": heard.accepted and answer is not None,
        "reason": heard.reason.value,
        "seconds_audio": round(len(sound) / 2 / RATE, 3),
        "seconds_compute": round(computed() - began, 3),
    }
