"""The voice of eSpeak: everything that is known of pyttsx3 2.99 and eSpeak NG 1.52.

pyttsx3 only synthesises: its own playback can be neither stopped nor timed.
"""

from __future__ import annotations

import ctypes
import os
import time
from array import array
from itertools import pairwise
from typing import Any

from kiosk.errors import DeviceError
from kiosk.speaking.sound import SAMPLE_RATE, trimmed

_WAV_HEADER = 44
"""Bytes before the samples in what pyttsx3 writes: always the same kind of file."""
_WORD_GAP = 7
"""espeakWORDGAP in espeak-ng/speak_lib.h; pyttsx3 has no name for it."""
_RATES = (
    # How far each rate of eSpeak stretches speech. Measured on seven texts in three languages,
    # which differ by 3 %. Below 80 it does not go at all.
    (1.690, 80), (1.585, 90), (1.425, 100), (1.295, 110), (1.185, 120), (1.088, 130),
    (1.000, 142), (0.913, 155), (0.832, 170), (0.767, 185), (0.708, 200), (0.647, 220),
    (0.595, 240), (0.555, 260), (0.519, 280), (0.490, 300), (0.457, 325), (0.432, 350),
    (0.409, 375), (0.387, 400), (0.367, 425), (0.330, 450), (0.296, 500),
    (0.245, 600), (0.184, 800),
)  # fmt: skip
_GAP, _FIRST_GAP = 0.031, 0.05
"""Seconds that each unit of the gap adds after a word at eSpeak's slowest, and the first of them
besides."""
_PREFERRED = {"en": "gmw/en-us", "es": "roa/es-419"}
"""Where a language has several voices: the ones of the Americas, whence the guidance comes."""
_NO_SYNTHESISER = (
    "speech synthesis does not start: {}; remedy: install the kiosk's packages again "
    "(pip install --force-reinstall pyttsx3 espeakng-loader)"
)


class ESpeak:
    """Text to samples. Everything stays in memory: neither text nor sound has a file on a disk."""

    why = ""
    patience = 0.6
    """200 characters take 20 ms."""
    clauses = False

    def __init__(self, voice: str | None = None) -> None:
        """Load eSpeak. DeviceError if that fails.

        voice: pyttsx3's id of a voice for the language that it speaks. One that does not exist
        is passed over: `kiosk doctor` tells, and the kiosk speaks all the same.
        """
        if not hasattr(os, "memfd_create"):
            raise DeviceError("the kiosk speaks on Linux only: sound needs files in memory")
        try:
            self._espeak = _load_espeak()
            import pyttsx3

            self._engine = pyttsx3.init()
            self._sound = os.memfd_create("sound")
            self._path = f"/proc/self/fd/{self._sound}"
            self._synthesise(".")  # only after its first run does pyttsx3 obey at once
            self._voices: dict[str, list[str]] = {
                item.id: _codes(item) for item in self._engine.getProperty("voices")
            }
        except Exception as error:  # pyttsx3 raises anything
            raise DeviceError(_NO_SYNTHESISER.format(error)) from None
        self._chosen = voice.lower() if voice and voice.lower() in self._voices else None
        self._set: tuple[str, int, int] | None = None

    def voices(self) -> dict[str, list[str]]:
        """The ids of the voices, and the codes of the languages that they speak."""
        return dict(self._voices)

    def speaker(self, language: str) -> str:
        """The id of the voice for this language; an English one if there is none."""
        wanted = language.lower()
        chosen = self._voices.get(self._chosen or "", [])
        if any(_root(code) == _root(wanted) for code in chosen):
            return str(self._chosen)
        preferred = _PREFERRED.get(wanted, "")
        exact = [voice for voice, codes in self._voices.items() if wanted in codes]
        related = [
            voice
            for voice, codes in self._voices.items()
            if any(_root(code) == _root(wanted) for code in codes)
        ]
        return [*filter(self._voices.get, [preferred]), *exact, *related, _PREFERRED["en"]][0]

    def speak(self, text: str, language: str, stretch: float) -> array[int]:
        """The samples of one piece, without silence at the ends; empty if it has no sound."""
        samples = self._at(text, language, _rate(stretch))
        slowest, rate = _RATES[0]
        gaps = len(text.split()) - 1
        if stretch > slowest and gaps > 0:
            missing = len(samples) / SAMPLE_RATE * (stretch / slowest - 1)
            gap = round((missing / gaps - _FIRST_GAP) / _GAP)
            if gap > 0:
                samples = self._at(text, language, rate, gap)
        return samples

    def _at(self, text: str, language: str, rate: int, gap: int = 0) -> array[int]:
        voice = self.speaker(language)
        if self._set != (voice, rate, gap):
            self._engine.setProperty("voice", voice)
            self._engine.setProperty("rate", rate)
            self._espeak.espeak_SetParameter(_WORD_GAP, gap, 0)
            self._set = (voice, rate, gap)
        return trimmed(self._synthesise(text))

    def _synthesise(self, text: str) -> array[int]:
        # eSpeak takes parameters in a thread of its own. pyttsx3, when it finds that thread busy,
        # cancels what it does: without waiting, every other change of the rate is lost.
        while self._espeak.espeak_IsPlaying():
            time.sleep(0.0002)
        self._engine.save_to_file(text, self._path)
        self._engine.runAndWait()
        sound = array("h", os.pread(self._sound, os.fstat(self._sound).st_size, _WAV_HEADER))
        os.ftruncate(self._sound, 0)  # what is not written the next time is not of then
        return sound


def _rate(stretch: float) -> int:
    """eSpeak's rate for a stretch, or the nearest that it has."""
    for (slow, slower), (fast, faster) in pairwise(_RATES):
        if stretch >= fast:
            share = min(1.0, (slow - stretch) / (slow - fast)) if stretch < slow else 0.0
            return round(slower + share * (faster - slower))
    return _RATES[-1][1]


def _load_espeak() -> ctypes.CDLL:
    """eSpeak NG from PyPI, else the system's own; loaded so that pyttsx3 finds it, too."""
    try:
        import espeakng_loader
    except ImportError:
        return ctypes.CDLL("libespeak-ng.so.1", ctypes.RTLD_GLOBAL)
    os.environ["ESPEAK_DATA_PATH"] = espeakng_loader.get_data_path()
    return ctypes.CDLL(espeakng_loader.get_library_path(), ctypes.RTLD_GLOBAL)


def _codes(voice: Any) -> list[str]:
    return [code.lower().replace("_", "-") for code in voice.languages or ()]


def _root(code: str) -> str:
    """en-us -> en"""
    return code.split("-")[0]
