"""The natural voice, with a stand-in for the neural network: it speaks, or the plain one does."""

from __future__ import annotations

import json
import os
import sys
import time
import wave
from array import array
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from kiosk.settings import VoiceSettings
from kiosk.speaking.natural import Natural, WithNatural
from kiosk.speaking.once import ask, speak_once

STAND_INS = Path(__file__).parent / "stand_ins"
PLAIN = array("h", [1000] * 22_050)
SENTENCE = "Ask questions about any differences in the opinions, and write down the answers."


class Plain:
    """Always says the same."""

    why = ""
    patience = 0.6
    clauses = False

    def voices(self) -> dict[str, list[str]]:
        return {"plain": ["en", "es"]}

    def speaker(self, language: str) -> str:
        return "plain"

    def speak(self, text: str, language: str, stretch: float) -> array[int]:
        return PLAIN


@pytest.fixture
def voices(tmp_path: Path) -> Path:
    """A folder as an operator would fill it."""
    folder = tmp_path / "voices"
    folder.mkdir()
    for name, code in (("en_US-joe-medium", "en-us"), ("es_MX-claude-high", "es-419")):
        (folder / f"{name}.onnx").touch()
        config = {"espeak": {"voice": code}, "audio": {"sample_rate": 16_000}}
        (folder / f"{name}.onnx.json").write_text(json.dumps(config))
    return folder


class Speaking:
    """Both voices, and what the operator would read in the log."""

    def __init__(self, folder: Path, mood: str = "", package: bool = True) -> None:
        path = [str(Path(__file__).parent.parent), *([str(STAND_INS)] if package else [])]
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join(path), "PIPER": mood}
        command = (sys.executable, "-m", "kiosk.speaking.natural_worker", json.dumps(str(folder)))
        self.processes: list[Natural] = []
        self.log: list[str] = []

        def start() -> Natural:
            self.processes.append(Natural(command, environment))
            return self.processes[-1]

        self.voice = WithNatural(Plain(), start, self.log.append)

    def says(self, text: str = SENTENCE, language: str = "en") -> bool:
        """Whether the natural voice says this."""
        return self.voice.speak(text, language, 1.0) != PLAIN


Start = Callable[..., Speaking]


@pytest.fixture
def start(voices: Path) -> Iterator[Start]:
    started: list[Speaking] = []

    def start(mood: str = "", **how: Any) -> Speaking:
        started.append(Speaking(voices, mood, **how))
        return started[-1]

    yield start
    for each in started:
        for process in each.processes:
            process.end()


def test_while_the_natural_voice_is_loaded_the_plain_one_speaks_at_once(start: Start) -> None:
    speaking = start()
    begun = time.monotonic()
    assert not speaking.says()
    assert speaking.voice.speaker("en") == "plain"
    assert time.monotonic() - begun < 10
    speaking.voice.wait(30)
    assert speaking.says()
    assert speaking.voice.speaker("en-US") == "en_US-joe-medium"
    assert speaking.voice.why == ""


def test_a_language_without_a_natural_voice_has_the_plain_one(start: Start) -> None:
    speaking = start()
    speaking.voice.wait(30)
    assert speaking.says("Pregunte por las diferencias.", "es")
    assert speaking.voice.speaker("es") == "es_MX-claude-high"
    assert not speaking.says("차이점을 물어보세요.", "ko")
    assert speaking.voice.speaker("ko") == "plain"


def test_slow_speech_is_slow_whatever_the_network_can(start: Start) -> None:
    speaking = start()
    speaking.voice.wait(30)
    lengths = [len(speaking.voice.speak(SENTENCE, "en", stretch)) for stretch in (0.5, 1, 2, 4)]
    assert lengths == sorted(lengths)
    assert lengths[3] == pytest.approx(2 * lengths[2], rel=0.05)


def test_a_voice_that_is_too_slow_for_the_machine_is_not_used(start: Start) -> None:
    speaking = start("slow")
    speaking.voice.wait(30)
    assert not speaking.says()
    assert "too slow for this machine" in speaking.voice.why
    assert "remedy" in speaking.voice.why


def test_a_voice_that_becomes_too_slow_is_given_up(start: Start) -> None:
    speaking = start("slower")
    speaking.voice.wait(30)
    assert speaking.says("Yes.")
    assert not speaking.says("No.")
    assert "slower than speech" in speaking.voice.why
    assert not speaking.says("Yes.")


@pytest.mark.parametrize(("mood", "why"), [("ends", "has ended"), ("hangs", "was silent")])
def test_a_voice_that_fails_in_a_sentence_is_replaced_in_the_same_sentence(
    start: Start, mood: str, why: str
) -> None:
    speaking = start(mood)
    speaking.voice.wait(30)
    assert speaking.says("Yes.")
    assert not speaking.says("I say boo.")
    assert not speaking.says("Yes.")
    assert why in speaking.voice.why
    assert len(speaking.log) == 1
    assert "boo" not in speaking.log[0]


def test_without_the_package_or_a_voice_the_operator_is_told_what_to_do(
    start: Start, voices: Path
) -> None:
    speaking = start(package=False)
    speaking.voice.wait(30)
    assert not speaking.says()
    assert "pip install 'second-opinion-kiosk[natural]'" in speaking.voice.why
    for file in voices.iterdir():
        file.unlink()
    speaking = start()
    speaking.voice.wait(30)
    assert not speaking.says()
    assert f"there is no voice for it in {voices}" in speaking.voice.why


def test_the_voices_child_speaks_with_the_natural_voice_and_tells_the_doctor(
    voices: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHONPATH", str(STAND_INS))
    settings = VoiceSettings(engine="natural", natural_voices=voices)
    found = ask({"do": "describe", "device": None, "language": "es"}, settings)
    assert found["speaker"] == "es_MX-claude-high"
    assert found["why_not"] == ""
    wav = tmp_path / "said.wav"
    speak_once(SENTENCE, language="en", words_per_minute=125, wav=wav, settings=settings)
    with wave.open(str(wav)) as file:
        loudest = max(array("h", file.readframes(file.getnframes())))
    assert loudest == pytest.approx(8000, rel=0.05)  # the stand-in's tone, not eSpeak's voice
