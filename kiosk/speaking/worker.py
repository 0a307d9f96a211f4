"""The voice's child process: `python -m kiosk.speaking.worker`.

Here is everything that is known of pyttsx3 2.99 and eSpeak NG. pyttsx3 only synthesises: its own
playback can be neither stopped nor timed.
"""

from __future__ import annotations

import ctypes
import json
import os
import sys
import time
from array import array
from typing import Any

from kiosk.errors import DeviceError
from kiosk.speaking.pace import Pace
from kiosk.speaking.reciter import Reciter
from kiosk.speaking.sound import trimmed
from kiosk.workers.parent import Parent

_WAV_HEADER = 44
"""Bytes before the samples in what pyttsx3 writes: always the same kind of file."""
_WORD_GAP = 7
"""espeakWORDGAP in espeak-ng/speak_lib.h; pyttsx3 has no name for it."""
_MEGABYTES = 512
"""More than ten times what the longest sentence in the largest cache takes."""
_PREFERRED = {"en": "gmw/en-us", "es": "roa/es-419"}
"""Where a language has several voices: the ones of the Americas, whence the guidance comes."""
_NO_SYNTHESISER = (
    "speech synthesis does not start: {}; remedy: install the kiosk's packages again "
    "(pip install --force-reinstall pyttsx3 espeakng-loader)"
)


class Synthesiser:
    """Text to samples. Everything stays in memory: neither text nor sound has a file on a disk."""

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
        self._set: tuple[str, Pace] | None = None

    def voices(self) -> dict[str, list[str]]:
        """The ids of the voices, and the codes of the languages that they speak."""
        return dict(self._voices)

    def speak(self, text: str, language: str, pace: Pace) -> array[int]:
        """The samples of one piece, without silence at the ends; empty if it has no sound."""
        if self._set != (language, pace):
            self._engine.setProperty("voice", self._voice_for(language))
            self._engine.setProperty("rate", pace.rate)
            self._espeak.espeak_SetParameter(_WORD_GAP, pace.word_gap, 0)
            self._set = (language, pace)
        return trimmed(self._synthesise(text))

    def _synthesise(self, text: str) -> array[int]:
        # eSpeak takes parameters in a thread of its own. pyttsx3, when it finds that thread busy,
        # cancels what it does: without waiting, every other change of the rate is lost.
        while self._espeak.espeak_IsPlaying():
            time.sleep(0.0002)
        os.ftruncate(self._sound, 0)  # what is not written now is not of now
        self._engine.save_to_file(text, self._path)
        self._engine.runAndWait()
        return array("h", os.pread(self._sound, os.fstat(self._sound).st_size, _WAV_HEADER))

    def _voice_for(self, language: str) -> str:
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


def main() -> None:
    """Speak what the parent sends until it closes the line."""
    settings = json.loads(sys.argv[1]) if len(sys.argv) > 1 else {}
    parent = Parent()
    parent.limit_memory(_MEGABYTES)
    Reciter(parent, Synthesiser, settings).run()


if __name__ == "__main__":
    main()
