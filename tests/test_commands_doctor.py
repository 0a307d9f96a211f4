"""The doctor's examination of the ear: recogniser, microphone, and what comes through it."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import wave
from collections.abc import Iterator
from pathlib import Path

import miniaudio
import pytest
from click.testing import CliRunner
from sound_room import SoundRoom
from terminals import ROOT, Terminal

from kiosk.commands.ear_examination import examine_ear
from kiosk.commands.operator import doctor
from kiosk.content.loader import load
from kiosk.listening.child import ear_child
from kiosk.listening.gate import QUIETEST
from kiosk.listening.probe import Sounding, sound_out
from kiosk.listening.recordings import sound_of
from kiosk.settings import EarSettings
from kiosk.speaking.once import speak_once


@pytest.fixture(scope="module")
def yes_please(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("said") / "yes.wav"
    speak_once("Yes please.", language="en", words_per_minute=156, wav=file)
    return file


def hears(recording: Path, seconds: float, *phrases: str) -> Sounding:
    decoys = load(ROOT / "content", "en").decoys()
    child = ear_child(EarSettings(), "en", {}, decoys, recording)
    assert child is not None
    return sound_out(child, phrases, seconds)


def test_what_is_said_into_the_microphone_is_told(yes_please: Path) -> None:
    found = hears(yes_please, 3.0, "yes please", "no thank you")
    assert found.phrase == "yes please"
    assert found.recogniser.startswith("PocketSphinx")
    assert found.trouble == ""
    assert found.loudest > -40


def test_a_recording_of_another_rate_stands_in_for_the_microphone(
    yes_please: Path, tmp_path: Path
) -> None:
    signed = miniaudio.SampleFormat.SIGNED16
    sound = miniaudio.convert_frames(signed, 1, 16_000, sound_of(yes_please), signed, 2, 44_100)
    with wave.open(str(tmp_path / "other.wav"), "wb") as file:
        file.setparams((2, 2, 44_100, 0, "NONE", ""))
        file.writeframes(bytes(sound))
    assert hears(tmp_path / "other.wav", 3.0, "yes please", "no thank you").phrase == "yes please"


def test_a_recording_that_cannot_be_played_is_a_microphone_in_trouble(tmp_path: Path) -> None:
    (tmp_path / "broken.wav").write_bytes(b"RIFF\x00\x00\x00\x00WAVEfmt nonsense")
    found = hears(tmp_path / "broken.wav", 1.0)
    assert "broken.wav" in found.trouble


def test_a_muted_microphone_is_told_from_a_quiet_one(tmp_path: Path) -> None:
    with wave.open(str(tmp_path / "silence.wav"), "wb") as file:
        file.setparams((1, 2, 16_000, 0, "NONE", ""))
        file.writeframes(bytes(3200))
    found = hears(tmp_path / "silence.wav", 0.5)
    assert found.levels
    assert found.loudest == QUIETEST


def test_an_ear_that_ends_at_once_is_told() -> None:
    found = sound_out(((sys.executable, "-c", "raise SystemExit(1)"), {}), (), 1.0)
    assert "ends as often as it is started" in found.trouble


def test_a_missing_microphone_is_told_as_soon_as_the_others_are_known() -> None:
    script = """
import json, sys
say = lambda **message: print(json.dumps(message), flush=True)
say(ready="a recogniser")
say(microphone="lost", why="There is no microphone called Fred.")
for line in sys.stdin:
    if json.loads(line)["do"] == "describe":
        say(devices=["George"])
"""
    found = sound_out(((sys.executable, "-u", "-c", script), {}), (), 60.0)
    assert found.trouble == "There is no microphone called Fred."
    assert found.microphones == ["George"]


def test_a_language_without_recogniser_or_words_is_told_with_the_remedy(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "content/es", tmp_path / "es")
    (tmp_path / "es/understood.yaml").unlink()
    findings = examine_ear(tmp_path, "es", EarSettings(), tmp_path)
    words, recogniser = next(findings), next(findings)
    assert "understood.yaml" in words.result
    assert recogniser.exit_code == 3
    assert "kiosk models install vosk-model-small-es" in recogniser.result


def test_a_model_with_missing_parts_does_not_listen(tmp_path: Path) -> None:
    folder = tmp_path / "vosk-model-small-es-0.42"
    for part in ("am/final.mdl", "conf/model.conf", "graph/HCLr.fst"):
        (folder / part).parent.mkdir(parents=True, exist_ok=True)
        (folder / part).touch()
    (folder / "installed.json").write_text('{"am/final.mdl": "0"}', encoding="utf-8")
    recogniser = next(examine_ear(ROOT / "content", "es", EarSettings(), tmp_path))
    assert recogniser.exit_code == 3
    assert "damaged" in recogniser.result


def test_an_ear_that_is_switched_off_is_not_examined() -> None:
    (finding,) = examine_ear(ROOT / "content", "en", EarSettings(enabled=False), None)
    assert "switched off" in finding.result


@pytest.fixture(scope="module")
def room() -> Iterator[SoundRoom]:
    with SoundRoom() as room:
        yield room


def test_in_a_terminal_the_doctor_listens_and_tells_what_it_heard(
    room: SoundRoom, yes_please: Path
) -> None:
    with Terminal("doctor", env=room.environment, columns=160) as terminal:
        terminal.wait_for('say "yes"')
        room.visitor_says(yes_please)
        assert terminal.wait_for_end() == 0
        assert 'heard: "yes please"' in terminal.text
        assert "'Microphone'" in terminal.text
        assert "PocketSphinx" in terminal.text
        assert 'say "yes"' not in terminal.text


def test_elsewhere_the_doctor_only_measures_for_a_second(room: SoundRoom) -> None:
    room.mute_microphone()
    done = subprocess.run(
        [sys.executable, "-m", "kiosk", "doctor"],
        env=room.environment, cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    room.mute_microphone(False)
    assert done.returncode == 3
    assert "digital silence" in done.stdout
    assert 'say "yes"' not in done.stdout


def test_monitoring_gets_the_findings_as_one_json_object(tmp_path: Path) -> None:
    settings = tmp_path / "kiosk.yaml"
    settings.write_text(
        "voice: {enabled: false}\near: {enabled: false}\nscreen: {height_mm: 300}\n",
        encoding="utf-8",
    )
    result = CliRunner().invoke(doctor, ["--json", "--settings", str(settings)])
    told = json.loads(result.output)
    assert told["exit_code"] == result.exit_code
    assert told["well"] == (result.exit_code == 0)
    assert {"what": "voice", "well": True, "result": "switched off in the settings"} in told[
        "findings"
    ]
    (screen,) = [found for found in told["findings"] if found["what"] == "screen"]
    assert screen["result"].endswith("300 mm high, as the settings say")
