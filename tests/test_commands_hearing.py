"""The commands hear and interpret, with the real recogniser and a synthetic voice."""

from __future__ import annotations

import json
import shutil
import wave
from array import array
from pathlib import Path
from random import Random
from typing import Any

import miniaudio
import pytest
from click.testing import CliRunner, Result

from kiosk.cli import kiosk
from kiosk.listening.recordings import sound_of
from kiosk.speaking.once import speak_once

ROOT = Path(__file__).parent.parent
KEYS = ["file", "heard", "answer", "accepted", "reason", "seconds_audio", "seconds_compute"]


def call(*arguments: str | Path, typed: str | bytes = "") -> Result:
    return CliRunner().invoke(kiosk, list(map(str, arguments)), input=typed)


def lines(result: Result) -> list[dict[str, Any]]:
    return [json.loads(line) for line in result.stdout.splitlines()]


def write_wav(file: Path, sound: bytes, rate: int = 16_000) -> Path:
    with wave.open(str(file), "wb") as opened:
        opened.setparams((1, 2, rate, 0, "NONE", ""))
        opened.writeframes(sound)
    return file


def converted(file: Path, to: Path, rate: int, channels: int) -> Path:
    """The recording at another rate."""
    signed = miniaudio.SampleFormat.SIGNED16
    sound = miniaudio.convert_frames(
        signed, 1, 16_000, sound_of(file), signed, channels, rate
    )  # fmt: skip
    with wave.open(str(to), "wb") as opened:
        opened.setparams((channels, 2, rate, 0, "NONE", ""))
        opened.writeframes(bytes(sound))
    return to


@pytest.fixture(scope="module")
def said(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("said")
    words = ("yes please", "no thank you", "not sure", "start over", "say that again",
             "what to do after", "seven")  # fmt: skip
    for text in words:
        speak_once(text, language="en", words_per_minute=156, wav=folder / f"{text}.wav")
    return {text: folder / f"{text}.wav" for text in words}


@pytest.mark.parametrize(
    ("text", "answer"), [("yes please", "yes"), ("no thank you", "no"), ("not sure", "unsure")]
)
def test_a_recorded_answer_is_heard(said: dict[str, Path], text: str, answer: str) -> None:
    result = call("hear", said[text], "--answers", "yesno")
    assert result.exit_code == 0
    (line,) = lines(result)
    assert list(line) == KEYS
    assert line["file"] == str(said[text])
    assert (line["heard"], line["answer"], line["accepted"]) == (text, answer, True)
    assert line["reason"] == "accepted"
    assert line["seconds_audio"] > 0.3


def test_what_is_no_answer_is_not_accepted(said: dict[str, Path]) -> None:
    (line,) = lines(call("hear", said["seven"], "--answers", "yesno"))
    assert (line["heard"], line["answer"], line["accepted"]) == ("", None, False)
    assert line["reason"] == "unlike"


def test_silence_and_noise_are_no_answers(tmp_path: Path) -> None:
    noise = Random(1).randbytes(32_000)
    hiss = bytes(byte if place % 2 == 0 else byte % 4 for place, byte in enumerate(noise))
    files = [write_wav(tmp_path / "silence.wav", bytes(32_000)),
             write_wav(tmp_path / "hiss.wav", hiss),
             write_wav(tmp_path / "empty.wav", b"")]  # fmt: skip
    result = call("hear", *files, "--answers", "yesno")
    assert [line["accepted"] for line in lines(result)] == [False] * 3
    assert lines(result)[0]["reason"] == "silence"


@pytest.mark.parametrize(("rate", "channels"), [(8_000, 1), (44_100, 2), (96_000, 1)])
def test_a_recording_of_another_rate_is_heard(
    said: dict[str, Path], tmp_path: Path, rate: int, channels: int
) -> None:
    file = converted(said["yes please"], tmp_path / "other.wav", rate, channels)
    (line,) = lines(call("hear", file, "--answers", "yesno"))
    assert (line["answer"], line["accepted"]) == ("yes", True)


def test_an_overdriven_recording_is_not_believed_and_told_as_such(
    said: dict[str, Path], tmp_path: Path
) -> None:
    sound = array("h", sound_of(said["yes please"]))
    loud = array("h", (max(-32768, min(32767, value * 40)) for value in sound))
    file = write_wav(tmp_path / "loud.wav", loud.tobytes())
    (line,) = lines(call("hear", file, "--answers", "yesno"))
    assert (line["accepted"], line["reason"]) == (False, "clipped")


def test_files_are_heard_independently_of_each_other(said: dict[str, Path]) -> None:
    yes, no = said["yes please"], said["no thank you"]
    together = lines(call("hear", yes, no, yes, "--answers", "yesno"))
    assert [line["answer"] for line in together] == ["yes", "no", "yes"]


def test_a_file_that_is_no_recording_has_its_line_and_the_others_are_heard(
    said: dict[str, Path], tmp_path: Path
) -> None:
    broken = tmp_path / "broken.wav"
    broken.write_bytes(b"RIFF\x00\x00\x00\x00WAVEfmt nonsense")
    missing = tmp_path / "missing.wav"
    result = call("hear", broken, missing, tmp_path, said["yes please"], "--answers", "yesno")
    assert result.exit_code == 3
    heard = lines(result)
    assert [list(line) for line in heard] == [KEYS] * 4
    assert [line["accepted"] for line in heard] == [False, False, False, True]
    assert all(Path(line["file"]).name in line["reason"] for line in heard[:3])


def test_the_phrases_of_a_list_stand_for_themselves(said: dict[str, Path]) -> None:
    phrases = "Soup of the day, What to do after!, start over"
    (line,) = lines(call("hear", said["what to do after"], "--phrases", phrases))
    assert (line["heard"], line["answer"]) == ("what to do after", "What to do after!")


def test_words_that_the_recogniser_does_not_know_are_told(said: dict[str, Path]) -> None:
    result = call("hear", said["start over"], "--phrases", "start over,xyzzyquux")
    assert "xyzzyquux" in result.stderr
    assert lines(result)[0]["answer"] == "start over"


def test_a_section_hears_its_commands_and_its_answers(said: dict[str, Path]) -> None:
    result = call("hear", said["say that again"], said["yes please"], "--section", "when")
    assert [line["answer"] for line in lines(result)] == ["repeat", "yes"]


def test_a_section_without_questions_hears_no_answers(said: dict[str, Path]) -> None:
    result = call("hear", said["say that again"], said["yes please"], "--section", "how")
    assert [line["answer"] for line in lines(result)] == ["repeat", None]


def test_the_menu_hears_the_names_of_its_parts(said: dict[str, Path]) -> None:
    (line,) = lines(call("hear", said["what to do after"], "--menu"))
    assert line["answer"] == "What to Do After Getting a Second Opinion"


@pytest.mark.parametrize(
    "arguments",
    [(), ("--answers", "yesno", "--menu"), ("--answers", "maybe"), ("--phrases", " , ")],
)
def test_one_kind_of_answers_must_be_named(
    said: dict[str, Path], arguments: tuple[str, ...]
) -> None:
    result = call("hear", said["seven"], *arguments)
    assert result.exit_code == 2
    assert result.stdout == ""


def test_a_section_that_does_not_exist_is_told_with_those_that_do(said: dict[str, Path]) -> None:
    result = call("hear", said["seven"], "--section", "whem")
    assert result.exit_code == 2
    assert 'did you mean "when"?' in result.stderr


def test_a_language_without_recogniser_is_told(said: dict[str, Path], tmp_path: Path) -> None:
    result = call("hear", said["seven"], "--answers", "yesno", "--language", "es",
                  "--models", tmp_path)  # fmt: skip
    assert result.exit_code == 3
    assert "kiosk models list" in result.stderr
    assert len(result.stderr.splitlines()) == 1


def test_a_language_without_decoys_is_heard_all_the_same(
    said: dict[str, Path], tmp_path: Path
) -> None:
    shutil.copytree(ROOT / "content/en", tmp_path / "en")
    (tmp_path / "en/decoys.yaml").unlink()
    result = call("hear", said["yes please"], "--answers", "yesno", "--content", tmp_path)
    assert lines(result)[0]["answer"] == "yes"


def interpret(*arguments: str, typed: str | bytes) -> list[list[str]]:
    result = call("interpret", *arguments, typed=typed)
    assert result.exit_code == 0, result.output
    return [line.split("\t") for line in result.stdout.splitlines()]


def test_typed_answers_are_interpreted_line_by_line() -> None:
    typed = "Yes, please\nok stop\nI don't know\n\nthe  second\tone\n"
    rows = interpret("--answers", "yesno", typed=typed)
    assert [row[:2] for row in rows] == [
        ["Yes, please", "yes"],
        ["ok stop", "no"],
        ["I don't know", "none"],
        ["", "none"],
        ["the second one", "none"],
    ]


def test_a_choice_is_told_by_its_title() -> None:
    rows = interpret("--choices", "Soup|Green salad|Cake", typed="the second one\nthank you two\n")
    assert [row[1] for row in rows] == ["Green salad", "none"]


def test_commands_are_interpreted_where_nothing_else_is_asked() -> None:
    rows = interpret(typed="could you repeat that\nlouder please\nyes\n")
    assert [row[1] for row in rows] == ["repeat", "louder", "none"]


def test_another_language_is_interpreted_with_its_own_words() -> None:
    rows = interpret("--language", "ko", "--answers", "yesno", typed="네\n아니요\nyes\n")
    assert [row[1] for row in rows] == ["yes", "no", "none"]


def test_bytes_that_are_no_text_are_interpreted_as_nothing() -> None:
    rows = interpret("--answers", "yesno", typed=b"\xff\xfe\nyes\n")
    assert [row[1] for row in rows] == ["none", "yes"]


@pytest.mark.parametrize(
    "arguments", [("--answers", "yesno", "--choices", "a|b"), ("--choices", "a||b")]
)
def test_what_cannot_be_interpreted_is_a_wrong_call(arguments: tuple[str, ...]) -> None:
    assert call("interpret", *arguments, typed="a\n").exit_code == 2
