"""In place of the package piper: every text is a tone of its own. PIPER tells what is wrong.

slow: it takes too long; slower: longer than speech, but not in the trial; hangs, ends: so it does
at the word "boo". As the real one it has a class for voices and one for wishes.
"""

from __future__ import annotations

import math
import os
import time
import zlib
from array import array
from collections.abc import Iterator
from dataclasses import dataclass

RATE = 16_000
MOOD = os.environ.get("PIPER", "")
TRIAL = "1, 2, 3, 4"


def hertz(text: str) -> int:
    """The tone of a text: 300, 310, … 1890."""
    return 300 + 10 * (zlib.crc32(text.encode()) % 160)


def seconds(text: str) -> float:
    """How long it lasts at the length scale 1."""
    return 0.4 + 0.06 * len(text)


@dataclass
class SynthesisConfig:
    length_scale: float = 1.0


@dataclass
class Chunk:
    audio_int16_bytes: bytes
    sample_rate: int = RATE


class PiperVoice:
    @staticmethod
    def load(path: str) -> PiperVoice:
        return PiperVoice()

    def synthesize(self, text: str, config: SynthesisConfig) -> Iterator[Chunk]:
        lasts = seconds(text) * config.length_scale
        if "boo" in text and MOOD == "hangs":
            time.sleep(60)
        if "boo" in text and MOOD == "ends":
            os._exit(1)
        if MOOD == "slow":
            time.sleep(0.4 * lasts)
        if MOOD == "slower" and text != TRIAL:
            time.sleep(1.1 * lasts)
        step = 2 * math.pi * hertz(text) / RATE
        tone = (int(8000 * math.sin(step * index)) for index in range(int(lasts * RATE)))
        yield Chunk(array("h", tone).tobytes())
