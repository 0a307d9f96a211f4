"""The rehearsal: conversations in plain lines, as authors write them."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kiosk.cli import kiosk

ROOT = Path(__file__).parent.parent
SCRIPTS = sorted((ROOT / "tests/scripts").glob("*.txt"))


def rehearse(*arguments: str, typed: str = "") -> Result:
    return CliRunner().invoke(
        kiosk, ["rehearse", "--content", str(ROOT / "content"), *arguments], input=typed
    )


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.stem)
def test_a_scripted_conversation_goes_as_written(script: Path) -> None:
    result = rehearse("--script", str(script))
    assert result.exit_code == 0, result.output


def test_a_script_that_the_kiosk_does_not_follow_fails_with_its_line(tmp_path: Path) -> None:
    script = tmp_path / "wrong.txt"
    script.write_text("...\n> enter\nGood morning.\n", encoding="utf-8")
    result = rehearse("--script", str(script))
    assert result.exit_code == 1
    assert 'wrong.txt:3: the kiosk says "Welcome." where' in result.output


def test_what_a_rehearsal_prints_is_a_script_of_it(tmp_path: Path) -> None:
    typed = "\nnext\n2\n(silence)\nyes\nhelp\nback\nend\ny\n"
    transcript = rehearse(typed=typed).output
    script = tmp_path / "transcript.txt"
    script.write_text(transcript, encoding="utf-8")
    result = rehearse("--script", str(script))
    assert result.exit_code == 0, result.output


def test_keys_can_be_typed_by_name_by_sign_and_by_what_they_do() -> None:
    results = {rehearse(typed=f"\nhome\n{key}\n").output.split("\n> ")[-1].split("\n", 1)[1]
               for key in ("down", "↓", "Down")}  # fmt: skip
    assert len(results) == 1


def test_bad_content_is_told_and_nothing_is_rehearsed(tmp_path: Path) -> None:
    (tmp_path / "en").mkdir()
    (tmp_path / "en" / "phrases.yaml").write_text("[", encoding="utf-8")
    result = CliRunner().invoke(kiosk, ["rehearse", "--content", str(tmp_path)])
    assert result.exit_code == 1
    assert "phrases.yaml:" in result.output
