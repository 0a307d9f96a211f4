"""The whole kiosk in a real pseudo-terminal, without sound."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from terminals import BETWEEN_PRESSES, Terminal


@pytest.fixture
def kiosk() -> Iterator[Terminal]:
    with Terminal("run", "--no-voice") as terminal:
        terminal.wait_for("Press any key to begin")
        yield terminal


def test_a_visit_by_keys_from_start_to_goodbye(kiosk: Terminal) -> None:
    kiosk.press("enter")
    kiosk.wait_for("Nothing you press or say is kept.")
    kiosk.press("right")
    kiosk.wait_for("How to Request a Second Opinion")
    kiosk.press("2")
    kiosk.wait_for("Part 2 of 5")
    for number in range(1, 6):
        kiosk.press("right")
        kiosk.wait_for(f"▶ {number} ")
        time.sleep(BETWEEN_PRESSES)
    kiosk.press("right")
    kiosk.wait_for("Would you like to hear the next part?")
    kiosk.press("n")
    kiosk.wait_for("Choose")
    kiosk.press("1")
    kiosk.wait_for("seven")
    kiosk.press("y")
    for number in range(1, 8):
        kiosk.wait_for(f"Question {number} of 7")
        time.sleep(BETWEEN_PRESSES)
        kiosk.press("y" if number in (1, 3) else "right")
    kiosk.wait_for("You said yes to two of seven:")
    kiosk.wait_for("The diagnosis is rare or unusual")
    kiosk.press("escape")
    kiosk.wait_for("Would you like to end your visit?")
    kiosk.press("y")
    kiosk.wait_for("Thank you for your visit.")
    kiosk.press("x")
    kiosk.wait_for("Press any key to begin")


def test_a_visit_by_touch_alone_on_the_smallest_screen(kiosk: Terminal) -> None:
    kiosk.resize(40, 12)
    kiosk.tap("Press any key")
    kiosk.wait_for("WELCOME")
    kiosk.tap("Help")
    kiosk.wait_for("HELP")
    while "List of parts" not in kiosk.text:
        kiosk.tap("More")
        kiosk.wait_for_output()
    kiosk.tap("List of parts")
    kiosk.tap("When Should You")
    kiosk.wait_for("seven")
    kiosk.tap("Yes")
    for number in range(1, 8):
        kiosk.wait_for(f"Question {number} of 7")
        kiosk.tap("Yes" if number in (1, 3) else "Not sure")
    kiosk.wait_for("You said yes to two of seven:")
    kiosk.tap("Help")
    kiosk.wait_for("HELP")
    while "Esc" not in kiosk.text:
        kiosk.tap("More")
        kiosk.wait_for_output()
    kiosk.tap("Esc")
    kiosk.wait_for("Would you like to end your visit?")
    kiosk.tap("Yes")
    kiosk.tap("Thank you")
    kiosk.wait_for("Press any key to begin")


@pytest.mark.parametrize(("columns", "rows"), [(40, 12), (60, 17), (120, 34)])
def test_the_kiosk_follows_its_window(kiosk: Terminal, columns: int, rows: int) -> None:
    kiosk.press("enter", "home")
    kiosk.resize(columns, rows)
    kiosk.wait_for("When Should You Consider")
    kiosk.press("down", "down")
    kiosk.wait_for(lambda: "▶" in kiosk.text)
    kiosk.resize(10, 3)
    kiosk.resize(80, 24)
    kiosk.wait_for("Your Right to a Second Opinion")


def test_bad_content_stops_at_the_start_with_the_list(tmp_path: Path) -> None:
    folder = tmp_path / "en"
    folder.mkdir()
    (folder / "phrases.yaml").write_text("language: en\nnmae: English\n", encoding="utf-8")
    (folder / "broken.yaml").write_text("guide: broken\n\ttitle: x\n", encoding="utf-8")
    with Terminal("run", "--content", str(tmp_path), columns=200) as terminal:
        assert terminal.wait_for_end() == 1
        text = terminal.text
    assert "phrases.yaml:2:1:" in text
    assert "did you mean" in text
    assert "broken.yaml:2:1:" in text
    assert "Traceback" not in text


def test_control_c_ends_the_kiosk_of_an_operator(kiosk: Terminal) -> None:
    kiosk.press("\x03")
    assert kiosk.wait_for_end() == 0
