"""The whole kiosk in a real pseudo-terminal, without sound."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import visits
from terminals import Terminal


@pytest.fixture
def kiosk() -> Iterator[Terminal]:
    with Terminal("run", "--no-voice") as terminal:
        terminal.wait_for("Press any key to begin")
        yield terminal


def test_a_visit_by_keys_from_start_to_goodbye(kiosk: Terminal) -> None:
    visits.by_keys(kiosk)


def test_a_visit_without_colour() -> None:
    with Terminal("run", "--no-voice", env={"NO_COLOR": "1"}) as kiosk:
        kiosk.wait_for("Press any key to begin")

        def look() -> None:
            marked = [line for line in kiosk.lines if "▶" in line]
            reversed_lines = kiosk.reversed_lines
            assert all(any("▶" in line for line in reversed_lines) for _ in marked)
            assert any("no sound" in line for line in reversed_lines[:3])

        visits.by_keys(kiosk, look)
        styles = re.findall(rb"\x1b\[([\d;]*)m", bytes(kiosk.drawn))
    codes = {int(code) for style in styles for code in style.split(b";") if code}
    assert codes <= {0, 1, 7}, "something else than weight and reverse video"


def test_a_visit_with_two_switches(tmp_path: Path) -> None:
    settings = tmp_path / "kiosk.yaml"
    settings.write_text("scanning: {move: f18, choose: f20}\n", encoding="utf-8")
    with Terminal("run", "--no-voice", "--settings", str(settings)) as kiosk:
        kiosk.wait_for("Press any key to begin")
        visits.by_two_switches(kiosk, "f18", "f20")


def turn_to(words: str, kiosk: Terminal) -> None:
    """Page after page, each of them drawn to its end, until these words stand there."""

    def page() -> list[str]:
        return re.findall(r"Page \d+ of \d+", kiosk.text)

    while words not in kiosk.text:
        before = page()
        kiosk.tap("More")
        kiosk.wait_for(lambda before=before: page() not in ([], before))  # type: ignore[misc]


def test_a_visit_by_touch_alone_on_the_smallest_screen(kiosk: Terminal) -> None:
    kiosk.resize(40, 12)
    kiosk.tap("Press any key")
    kiosk.wait_for("WELCOME")
    kiosk.tap("Help")
    kiosk.wait_for("HELP")
    turn_to("List of parts", kiosk)
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
    turn_to("Esc", kiosk)
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


def test_a_window_that_was_tiny_for_a_moment_shows_everything_again(kiosk: Terminal) -> None:
    kiosk.press("enter", "home")
    kiosk.wait_for("Your Right to a Second Opinion")
    before = kiosk.cells[:20]  # below, a notice comes and goes
    for _ in range(5):
        kiosk.resize(1, 1)
        kiosk.resize(80, 24)
        kiosk.wait_for(lambda: kiosk.cells[:20] == before)


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
