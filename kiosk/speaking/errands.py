"""Errands: what an operator asks of the voice's child, outside of any visit."""

from __future__ import annotations

import wave
from pathlib import Path

from kiosk.errors import DeviceError
from kiosk.speaking.narrator import Narrator
from kiosk.speaking.playback import Loudspeaker, devices
from kiosk.speaking.recital import Recital
from kiosk.speaking.sound import SAMPLE_RATE, silence
from kiosk.speaking.synthesis import Synthesiser
from kiosk.workers.parent import Message


def run_errand(message: Message, synthesiser: Synthesiser) -> Message:
    """Do what the message asks, and return what to tell."""
    if message["do"] == "describe":
        return _describe(message, synthesiser)
    try:
        _write(message, synthesiser)
    except OSError as error:
        return {"tell": "failed", "why": str(error.strerror)}
    return {"tell": "written"}


def _write(message: Message, synthesiser: Synthesiser) -> None:
    """The same pieces and pauses as in a recital into a WAV file."""
    recital = Recital(
        message["sentences"], message["words_per_minute"], message["language"],
        clauses=synthesiser.clauses,
    )  # fmt: skip
    narrator = Narrator(synthesiser)
    with Path(message["path"]).open("wb") as raw, wave.open(raw, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(SAMPLE_RATE)
        while spoken := narrator.next(recital):
            pause = silence(int(spoken.pause_before * SAMPLE_RATE))
            file.writeframes((pause + spoken.samples).tobytes())


def _describe(message: Message, synthesiser: Synthesiser) -> Message:
    """Who speaks the language, the voices, the names of the devices, and why those wanted cannot
    be used, if so.
    """
    names, why = [], ""
    try:
        names = devices()
        Loudspeaker(message["device"]).close()
    except DeviceError as error:
        why = str(error)
    return {
        "tell": "described",
        "speaker": synthesiser.speaker(message["language"]),
        "why_not": synthesiser.why,
        "voices": synthesiser.voices(),
        "devices": names,
        "why": why,
    }
