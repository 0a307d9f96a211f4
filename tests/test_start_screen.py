"""The start screen stands before anything is checked, and is what the engine shows afterwards."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pexpect
import pytest
from terminals import PATIENCE, ROOT, Terminal

from kiosk.assembly import load_everything
from kiosk.dialogue.effects import Show
from kiosk.dialogue.events import KioskStarted
from kiosk.dialogue.machine import step
from kiosk.dialogue.state import at_start
from kiosk.dialogue.view import View
from kiosk.glance import start_screen

CONTENT = ROOT / "content"
NO_SETTINGS = "{}"


def engines_own(content: Path, language: str | None, settings: Path) -> View:
    setup = load_everything(content, language, settings).setup
    _, effects = step(at_start(setup), KioskStarted(), setup)
    (show,) = [effect for effect in effects if isinstance(effect, Show)]
    return show.view


def written(folder: Path, text: str) -> Path:
    file = folder / "kiosk.yaml"
    file.write_text(text, encoding="utf-8")
    return file


def copied(folder: Path) -> Path:
    return Path(shutil.copytree(CONTENT, folder / "content"))


@pytest.mark.parametrize("language", ["en", "es", "ko"])
def test_what_is_painted_first_is_what_the_engine_shows(language: str, tmp_path: Path) -> None:
    settings = written(tmp_path, NO_SETTINGS)
    first = start_screen(CONTENT, language, settings)
    assert first is not None
    assert first == engines_own(CONTENT, language, settings)


@pytest.mark.parametrize("spoken", [None, "en", "ko"])
def test_other_languages_are_offered_at_first_sight(spoken: str | None, tmp_path: Path) -> None:
    settings = written(tmp_path, "languages: [en, es]")
    first = start_screen(CONTENT, spoken, settings)
    assert first is not None
    assert first == engines_own(CONTENT, spoken, settings)
    assert ("L", "Español") in [(block.label, block.text) for block in first.blocks]


def test_several_guides_have_the_title_of_the_shelf(tmp_path: Path) -> None:
    content, settings = copied(tmp_path), written(tmp_path, NO_SETTINGS)
    guide = (content / "en/second-opinion.yaml").read_text(encoding="utf-8")
    (content / "en/another.yaml").write_text(
        guide.replace("guide: second-opinion", "guide: another"), encoding="utf-8"
    )
    first = start_screen(content, "en", settings)
    assert first is not None
    assert first == engines_own(content, "en", settings)


@pytest.mark.parametrize(
    "settings",
    [
        "language: ko",
        "language: es\nvoice: {rate_step: 4}\npatience: {idle_seconds: 100}",
        "languages: [es, ko, en]",
        "language: ko\nlanguages: [en]",
        "languages: [es]\nkeys: {f13: language}",
        "languages: [es]\nkeys: {L: next}",
        "languages: []",
        "languages:",
        "screen: {text_size: 4, theme: high-light}",
        "keys: {f5: more}",
        "keys: {PageDown: next}",
        "keys: {f13: choose, h: null}",
        "ear:\n",
        "",
    ],
)
def test_settings_never_make_the_two_differ(settings: str, tmp_path: Path) -> None:
    file = written(tmp_path, settings)
    assert start_screen(CONTENT, None, file) in (None, engines_own(CONTENT, None, file))


def test_the_text_size_and_the_colours_are_those_of_the_settings(tmp_path: Path) -> None:
    file = written(tmp_path, "screen: {text_size: 3, theme: low}\nkeys: {f13: choose}")
    first = start_screen(CONTENT, "en", file)
    assert first is not None
    assert first == engines_own(CONTENT, "en", file)


@pytest.mark.parametrize(
    "settings",
    [
        "language: [en]",
        "- en",
        "language: xx",
        "languages: es",
        "languages: [xx]",
        "languages: [{}]",
        "screen: [low]",
        "screen: {theme: blue}",
        "\tlanguage: en",
    ],
)
def test_settings_that_say_nothing_clear_are_left_to_the_check(
    settings: str, tmp_path: Path
) -> None:
    assert start_screen(CONTENT, None, written(tmp_path, settings)) is None


@pytest.mark.parametrize("words", ["", "- name", "keys: 3", "keys: {l: L}"])
def test_words_of_another_language_that_are_broken_are_left_to_the_check(
    words: str, tmp_path: Path
) -> None:
    content = copied(tmp_path)
    (content / "es").mkdir(exist_ok=True)
    (content / "es/phrases.yaml").write_text(words, encoding="utf-8")
    assert start_screen(content, "en", written(tmp_path, "languages: [es]")) is None


@pytest.mark.parametrize("lost", ["invitation:", "  page:", "ready:", "pagedown:"])
def test_words_that_are_not_in_their_place_are_left_to_the_check(lost: str, tmp_path: Path) -> None:
    content = copied(tmp_path)
    file = content / "en/phrases.yaml"
    text = file.read_text(encoding="utf-8")
    assert lost in text
    file.write_text(text.replace(lost, lost.replace(":", "x:"), 1), encoding="utf-8")
    assert start_screen(content, "en", written(tmp_path, NO_SETTINGS)) is None


@pytest.mark.parametrize("what", ["content", "settings"])
def test_problems_behind_the_start_screen_leave_a_clean_terminal_and_the_list(
    what: str, tmp_path: Path
) -> None:
    content = copied(tmp_path)
    settings = written(tmp_path, "voice: {rate_step: 9}" if what == "settings" else NO_SETTINGS)
    if what == "content":
        with (content / "en/second-opinion.yaml").open("a", encoding="utf-8") as guide:
            guide.write("unknown: x\nalso-unknown: y\n")
    arguments = ["run", "--no-voice", "--content", str(content), "--settings", str(settings)]
    kiosk = pexpect.spawn(
        sys.executable,
        ["-m", "kiosk", *arguments],
        cwd=str(ROOT),
        timeout=PATIENCE,
        dimensions=(24, 200),
    )
    kiosk.expect_exact("Press any key to begin")
    kiosk.expect_exact("\x1b[?1049l")  # the screen from before the start is back
    kiosk.expect_exact("rate_step" if what == "settings" else "unknown")
    if what == "content":
        kiosk.expect_exact("also-unknown")
    kiosk.expect(pexpect.EOF)
    assert b"Traceback" not in kiosk.before
    kiosk.close()
    assert kiosk.exitstatus == 1


def test_keys_pressed_while_the_rest_is_loaded_are_not_lost(tmp_path: Path) -> None:
    content = copied(tmp_path)
    guide = (content / "en/second-opinion.yaml").read_text(encoding="utf-8")
    for number in range(60):
        (content / f"en/g{number}.yaml").write_text(
            guide.replace("guide: second-opinion", f"guide: g{number}"), encoding="utf-8"
        )
    with Terminal("run", "--no-voice", "--content", str(content)) as kiosk:
        kiosk.wait_for("Press any key to begin")
        kiosk.press("enter", "h")
        kiosk.wait_for("This is what you can do")
