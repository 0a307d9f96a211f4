"""The rate of speech: words a minute of the sound, with its pauses, at each of the seven steps.

`python -m bench pace` takes the texts of tests/prose; `python -m bench pace FILE es:FILE` others
(of 250 words or more, or the figure says little), each with its language, English if none is said.
"""

from __future__ import annotations

import tempfile
import wave
from collections.abc import Iterable
from pathlib import Path

from readings import Reading, readings

from bench.table import Figure
from kiosk.dialogue.state import WORDS_PER_MINUTE
from kiosk.settings import VoiceSettings
from kiosk.speaking.once import ask

WITHIN = 0.08


def measure(files: Iterable[str] = ()) -> list[Figure]:
    """One figure a text."""
    return [figure(reading) for reading in [*map(given, files)] or readings()]


def given(argument: str) -> Reading:
    """es:FILE, or FILE in English."""
    language, colon, name = argument.rpartition(":")
    return Reading(language if colon else "en", Path(name).stem, Path(name).read_text("utf-8"))


def figure(reading: Reading) -> Figure:
    """What is really spoken of a text."""
    spoken = {step: words_per_minute(reading, step) for step in WORDS_PER_MINUTE}
    worst = max((real / step - 1 for step, real in spoken.items()), key=abs)
    named = ", ".join(f"{step}: {real:.0f}" for step, real in spoken.items())
    what = (
        f"{reading.language}, {reading.kind}: words a minute, asked: spoken "
        f"({reading.words:.0f} words of {reading.letters_per_word:.1f} letters)"
    )
    return Figure(what, "within 8 %", f"{named} (worst {worst:+.1%})", abs(worst) <= WITHIN)


def words_per_minute(reading: Reading, step: int) -> float:
    """At one step, from the first sample to the last."""
    with tempfile.TemporaryDirectory() as folder:
        wav = Path(folder) / "spoken.wav"
        message = {"do": "write", "path": str(wav), "sentences": reading.sentences,
                   "language": reading.language, "words_per_minute": step}  # fmt: skip
        ask(message, VoiceSettings())
        with wave.open(str(wav)) as file:
            return float(reading.words * 60 * file.getframerate() / file.getnframes())
