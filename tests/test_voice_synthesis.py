"""The voice's child with its real synthesiser, writing to files instead of a loudspeaker."""

from __future__ import annotations

import wave
from pathlib import Path

import pytest

from kiosk.errors import DeviceError
from kiosk.settings import VoiceSettings
from kiosk.speaking.espeak import ESpeak
from kiosk.speaking.once import ask, speak_once

SENTENCE = "Surgery or an invasive procedure is recommended."


def seconds(wav: Path) -> float:
    with wave.open(str(wav)) as file:
        return file.getnframes() / file.getframerate()


@pytest.fixture(scope="module")
def synthesiser() -> ESpeak:
    return ESpeak()


def test_a_text_becomes_a_wav_file(tmp_path: Path) -> None:
    wav = tmp_path / "said.wav"
    speak_once(SENTENCE, language="en", words_per_minute=125, wav=wav)
    assert 2 < seconds(wav) < 6


def test_a_file_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    wav = tmp_path / "missing" / "said.wav"
    with pytest.raises(DeviceError, match=r"said\.wav"):
        speak_once(SENTENCE, language="en", words_per_minute=125, wav=wav)


def test_a_slower_voice_takes_longer(tmp_path: Path) -> None:
    wav = tmp_path / "said.wav"
    taken = []
    for words_per_minute in (62, 94, 125, 156, 188, 219, 250):
        speak_once(SENTENCE, language="en", words_per_minute=words_per_minute, wav=wav)
        taken.append(seconds(wav))
    assert taken == sorted(taken, reverse=True)
    assert taken[0] > 3 * taken[-1]


def test_every_change_of_rate_and_language_is_obeyed(synthesiser: ESpeak) -> None:
    def length(language: str, stretch: float) -> int:
        return len(synthesiser.speak("No, no, no.", language, stretch))

    wishes = [(language, speed) for language in ("en", "es", "ko") for speed in (1.3, 1.0, 0.5)]
    lengths = {wish: length(*wish) for wish in wishes}
    for _ in range(5):
        for wish in wishes:
            # eSpeak varies a little from one time to the next, but never as much as the rates.
            assert length(*wish) == pytest.approx(lengths[wish], rel=0.08)


@pytest.mark.parametrize("code", ["en", "en-GB", "es", "es-MX", "ko", "pt-BR", "zz"])
def test_every_language_has_a_voice(synthesiser: ESpeak, code: str) -> None:
    assert len(synthesiser.speak("123", code, 1.0)) > 10_000


def test_the_installations_voice_speaks_its_own_language_only() -> None:
    british = ESpeak("gmw/en-gb-x-rp")
    american = ESpeak()
    assert british.speak(SENTENCE, "en", 1.0) != american.speak(SENTENCE, "en", 1.0)
    spanish = [voice.speak("Buenos días.", "es", 1.0) for voice in (british, american)]
    assert len(spanish[0]) == pytest.approx(len(spanish[1]), rel=0.05)


@pytest.mark.parametrize(
    "text",
    [
        "word " * 4000,
        "x" * 13_600,
        "안녕하세요 " * 500,
        "\x00\x07\x1b[31m red",
        "half a character: \ud83d.",
        "🩺 <speak>&amp; [[h@'loU]] | ' \" \\",
        "…",
    ],
    ids=["long", "one word", "Korean", "controls", "half", "markup", "nothing"],
)
def test_odd_texts_do_not_end_the_child(text: str, tmp_path: Path) -> None:
    wav = tmp_path / "said.wav"
    message = {
        "do": "write", "path": str(wav), "sentences": [text, "Done."],
        "words_per_minute": 250, "language": "en",
    }  # fmt: skip
    assert ask(message, VoiceSettings()) == {"tell": "written"}
    assert seconds(wav) > 0.1


def test_neither_text_nor_sound_is_left_in_a_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folders = [tmp_path / name for name in ("temporary", "home", "here")]
    for folder, variable in zip(folders, ("TMPDIR", "HOME", "PWD"), strict=True):
        folder.mkdir()
        monkeypatch.setenv(variable, str(folder))
    monkeypatch.chdir(folders[2])
    shared = set(Path("/dev/shm").iterdir())
    speak_once("I have cancer.", language="en", words_per_minute=125, wav=tmp_path / "said.wav")
    assert [path for folder in folders for path in folder.rglob("*")] == []
    assert not [path for path in set(Path("/dev/shm").iterdir()) - shared if path.suffix == ".wav"]
