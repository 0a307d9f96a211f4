"""A visitor who is not there: eSpeak says a phrase, in memory, as 16-bit mono sound at 16 kHz."""

from __future__ import annotations

import ctypes
import functools
from array import array
from typing import Any

import espeakng_loader
import miniaudio

_SYNCHRONOUS = 2
_UTF8 = 1
_RATE_PARAMETER = 1
_WORDS_PER_MINUTE = 140


@functools.cache
def _espeak() -> tuple[Any, int]:
    library = ctypes.CDLL(espeakng_loader.get_library_path())
    rate = library.espeak_Initialize(_SYNCHRONOUS, 0, espeakng_loader.get_data_path().encode(), 0)
    assert rate > 0
    return library, rate


def say(text: str, voice: str) -> bytes:
    """The phrase in a voice and a variant: "en-us", "ko+f3"."""
    library, rate = _espeak()
    sound = array("h")

    @ctypes.CFUNCTYPE(ctypes.c_int, ctypes.POINTER(ctypes.c_short), ctypes.c_int, ctypes.c_void_p)
    def collect(samples: Any, count: int, _events: Any) -> int:
        if samples and count > 0:
            sound.frombytes(ctypes.string_at(samples, count * 2))
        return 0

    library.espeak_SetSynthCallback(collect)
    assert library.espeak_SetVoiceByName(voice.encode()) == 0
    library.espeak_SetParameter(_RATE_PARAMETER, _WORDS_PER_MINUTE, 0)
    said = text.encode() + b"\0"
    library.espeak_Synth(said, len(said), 0, 0, 0, _UTF8, None, None)
    signed = miniaudio.SampleFormat.SIGNED16
    return bytes(miniaudio.convert_frames(signed, 1, rate, sound.tobytes(), signed, 1, 16_000))
