"""Settings: found where the operator put them, and told about in the operator's words."""

from __future__ import annotations

import os
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import get_args

import pytest
from pydantic import ValidationError
from textual.keys import _character_to_key

from kiosk.assembly import load_setup
from kiosk.commands.checking import check_everything
from kiosk.content.folder import carried_content, find_content
from kiosk.dialogue.command import Command
from kiosk.dialogue.state import DECIBELS, WORDS_PER_MINUTE
from kiosk.dialogue.view import TEXT_SIZES, Theme
from kiosk.errors import ContentError, SettingsError
from kiosk.keyboard import DEFAULT_KEYS, CommandName, key_name
from kiosk.settings import (
    CountSettings,
    EarSettings,
    Patience,
    Scanning,
    ScreenSettings,
    Settings,
    StaffSettings,
    VoiceSettings,
    load_settings,
)
from kiosk.settings_file import find_settings, user_folder

ROOT = Path(__file__).parent.parent


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    """An empty working folder whose user has no settings either."""
    before, home = Path.cwd(), os.environ.get("XDG_CONFIG_HOME")
    os.chdir(tmp_path)
    os.environ["XDG_CONFIG_HOME"] = str(tmp_path / "config")
    yield tmp_path
    os.chdir(before)
    del os.environ["XDG_CONFIG_HOME"]
    if home is not None:
        os.environ["XDG_CONFIG_HOME"] = home


def settings(folder: Path, text: str) -> Settings:
    (folder / "s.yaml").write_text(text, encoding="utf-8")
    return load_settings(folder / "s.yaml")


def problems(folder: Path, text: str) -> list[str]:
    with pytest.raises(SettingsError) as caught:
        settings(folder, text)
    return [f"{p.line}:{p.column}: {p.message}" for p in caught.value.problems]


def test_without_a_file_everything_is_as_it_is_by_default(folder: Path) -> None:
    assert find_settings() is None
    assert load_settings() == Settings()


def test_folders_that_cannot_be_looked_into_are_passed_over(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As the working folder is for another user; for root a name that no disk takes is as good."""
    beyond = folder / ("x" * 300)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(beyond))
    assert find_settings() is None
    assert find_content(working=beyond, machine=beyond) == carried_content()


def test_the_named_file_comes_before_the_working_folder_and_that_before_the_users(
    folder: Path,
) -> None:
    users = folder / "config" / "second-opinion-kiosk" / "kiosk.yaml"
    users.parent.mkdir(parents=True)

    users.write_text("language: fr")
    assert load_settings().language == "fr"
    (folder / "kiosk.yaml").write_text("language: es")
    assert load_settings().language == "es"
    (folder / "named.yaml").write_text("language: ko")
    assert load_settings(folder / "named.yaml").language == "ko"


def test_a_named_file_that_is_missing_is_a_problem_and_not_the_default(folder: Path) -> None:
    (folder / "kiosk.yaml").write_text("language: es")

    with pytest.raises(SettingsError, match=r"none\.yaml:1:1: there is no such file"):
        load_settings(folder / "none.yaml")


@pytest.mark.parametrize(
    ("platform", "environment", "expected"),
    [
        ("linux", {"HOME": "/home/a"}, "/home/a/.config/second-opinion-kiosk"),
        ("linux", {"HOME": "/home/a", "XDG_CONFIG_HOME": "/c"}, "/c/second-opinion-kiosk"),
        (
            "linux",
            {"HOME": "/home/a", "XDG_CONFIG_HOME": "relative"},
            "/home/a/.config/second-opinion-kiosk",
        ),
        (
            "darwin",
            {"HOME": "/Users/a"},
            "/Users/a/Library/Application Support/second-opinion-kiosk",
        ),
        ("win32", {"APPDATA": "/a/Roaming"}, "/a/Roaming/second-opinion-kiosk"),
        ("win32", {"USERPROFILE": "/a"}, "/a/AppData/Roaming/second-opinion-kiosk"),
    ],
)
def test_the_users_folder_is_the_one_that_the_system_intends(
    platform: str, environment: dict[str, str], expected: str
) -> None:
    assert user_folder(environment, platform) == Path(expected)


@pytest.mark.parametrize(
    "text", ["", "# all of it commented out\n", "voice:\npatience:\nkeys:\n", "voice:\n  # x: y\n"]
)
def test_what_is_commented_out_is_as_it_is_by_default(folder: Path, text: str) -> None:
    assert settings(folder, text) == Settings()


def test_the_example_shows_every_setting_with_its_default(folder: Path) -> None:
    text = (ROOT / "kiosk.example.yaml").read_text(encoding="utf-8")

    assert settings(folder, text) == Settings()
    for part in (
        *(Settings, ScreenSettings, VoiceSettings, EarSettings, StaffSettings, CountSettings),
        *(Patience, Scanning),
    ):
        assert all(f"{name}:" in text for name in part.model_fields)


EZ_ACCESS = ("help", "up", "down", "choose", "back", "next", "quieter", "louder")
NAV_PAD = ("up", "down", "back", "next", "choose", "help", "quieter", "louder")


@pytest.mark.parametrize(
    ("begins", "expected"),
    [
        ("f13: next", {"f13": "next", "f14": "back", "asterisk": "help", "m": None}),
        ("f17: help", {f"f{17 + n}": what for n, what in enumerate(EZ_ACCESS)}),
        ("f13: up", {f"f{13 + n}": what for n, what in enumerate(NAV_PAD)}),
    ],
)
def test_the_keys_of_the_example_can_be_taken_as_they_stand(
    folder: Path, begins: str, expected: dict[str, str | None]
) -> None:
    text = (ROOT / "kiosk.example.yaml").read_text(encoding="utf-8")
    (block,) = [one for one in text.split("\n#\n") if f"#  {begins}" in one]
    block = block.split("number_pad:")[0]
    lines = [line[1:] for line in block.split("keys:\n")[-1].split("\n") if line[:3] == "#  "]

    found = settings(folder, "keys:\n" + "\n".join(lines))

    assert set(found.keys) == set(expected)
    assert {key: found.key_map().get(key) for key in expected} == expected
    assert list(found.key_map())[: len(found.keys) - 1] == list(found.keys)[: len(found.keys) - 1]


def test_the_settings_know_the_commands_of_the_dialogue() -> None:
    assert set(get_args(CommandName)) == {command.value for command in Command}


def test_the_settings_know_the_themes_and_the_text_sizes_of_the_dialogue(folder: Path) -> None:
    for theme in Theme:
        assert settings(folder, f"screen: {{theme: {theme}}}").screen.theme == theme
    assert settings(folder, f"screen: {{text_size: {TEXT_SIZES}}}")
    assert len(problems(folder, f"screen: {{theme: dark, text_size: {TEXT_SIZES + 1}}}")) == 2


def test_the_steps_are_as_many_as_the_dialogue_has(folder: Path) -> None:
    steps = f"voice: {{rate_step: {len(WORDS_PER_MINUTE)}, volume_step: {len(DECIBELS)}}}"
    settings(folder, steps)

    too_many = steps.replace("7", "8").replace("6", "7")
    assert len(problems(folder, too_many)) == 2
    assert WORDS_PER_MINUTE[Settings().voice.rate_step - 1] == 125


def test_one_step_of_volume_is_ten_decibels_at_most() -> None:
    assert all(0 < louder - softer <= 10 for softer, louder in pairwise(DECIBELS))


def test_every_command_has_a_key_by_default_and_so_has_every_digit() -> None:
    # What these do is done by other keys: any key, pause, next, menu, text size, colours, blank.
    only_spoken = {"begin", "resume", "stop", "skip", "start_over"}
    only_spoken |= {"bigger", "smaller", "high_contrast", "show_screen"}
    switches = {"scan", "take"}
    commands = {command.value for command in Command} - only_spoken - switches

    assert set(DEFAULT_KEYS.values()) == commands | set("0123456789")


LAYOUTS = {
    "calculator": ("789", "456", "123"),
    "telephone": ("123", "456", "789"),
}
UNLOCKED = {
    "7": "home", "8": "up", "9": "pageup", "4": "left", "5": "kp_begin", "6": "right",
    "1": "end", "2": "down", "3": "pagedown", "0": "insert",
}  # fmt: skip


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("num_lock", [True, False])
def test_on_a_number_pad_the_place_of_a_key_tells_what_it_does(
    folder: Path, layout: str, num_lock: bool
) -> None:
    found = settings(folder, f"number_pad: {layout}").key_map()

    means = [[found[key if num_lock else UNLOCKED[key]] for key in row] for row in LAYOUTS[layout]]
    assert means == [
        ["repeat", "up", "help"],
        ["back", "choose", "next"],
        ["menu", "down", "pause"],
    ]
    assert found["0" if num_lock else "insert"] == "end"


def test_two_switches_are_two_keys_with_no_other_meaning(folder: Path) -> None:
    found = settings(folder, "scanning: {move: space, choose: F14}")
    assert (found.key_map()["space"], found.key_map()["f14"]) == ("scan", "take")
    assert settings(folder, "scanning:\n#  move: f13\n").scanning is None
    for wrong, told in {
        "scanning: {move: f13}": '"choose" is missing',
        "scanning: {move: f13, choose: f31}": '1:31: "choose": this is not the name of a key',
        "scanning: {move: f13, choose: f13}": "one key cannot both move and choose",
        "keys: {f13: next}\nscanning: {move: f13, choose: f14}": '"f13" has a meaning under "keys"',
    }.items():
        assert told in " ".join(problems(folder, wrong)), wrong


def test_keys_of_an_installation_come_before_its_number_pad(folder: Path) -> None:
    assert settings(folder, "number_pad: telephone\nkeys: {'5': next}").key_map()["5"] == "next"


def test_shift_and_a_function_key_are_a_higher_function_key(folder: Path) -> None:
    found = settings(folder, "keys: {shift+f1: next, f24: back}").key_map()

    assert (found["f13"], found["f24"]) == ("next", "back")
    assert "are the same key" in problems(folder, "keys: {shift+f1: next, f13: back}")[0]


def test_a_key_gets_another_meaning_or_none_and_the_others_stay(folder: Path) -> None:
    found = settings(folder, "keys: {F13: repeat, r: yes, m: , '*': 1, n: no}").key_map()

    assert found["f13"] == "repeat"
    assert found["r"] == "yes"
    assert "m" not in found
    assert found["asterisk"] == "1"
    assert found["n"] == "no"
    assert found["space"] == "pause"


def test_the_keys_of_an_installation_come_before_the_usual_ones(folder: Path) -> None:
    found = settings(folder, "keys: {f13: repeat}").key_map()

    assert next(key for key, meaning in found.items() if meaning == "repeat") == "f13"


@pytest.mark.parametrize("sign", [chr(code) for code in range(32, 127)])
def test_a_key_has_the_name_that_the_screens_library_gives_to_its_sign(sign: str) -> None:
    name = _character_to_key(sign)

    # A capital is the same key with the shift or the caps lock.
    assert key_name(sign) == (name.lower() if sign.isalpha() else name)
    assert key_name(name) == key_name(sign)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "keys: {spcae: next}",
            '1:8: "spcae": this is not the name of a key; did you mean "space"?',
        ),
        ("keys: {f25: next}", '1:8: "f25": this is not the name of a key; did you mean "f5"?'),
        ("number_pad: phone", '1:13: "number_pad" cannot be "phone"; did you mean "telephone"?'),
        ("keys: {f13: nxet}", '1:13: "f13" cannot be "nxet"; did you mean "next"?'),
        (
            "keys: {'?': next, question_mark: back}",
            '1:7: "keys": "?" and "question_mark" are the same key; delete one of them',
        ),
        ("voice: {rate_stpe: 3}", '1:9: "rate_stpe" is not known here; did you mean "rate_step"?'),
        ("voice: {rate_step: 8}", '1:20: "rate_step": 8 is too large; it must be at most 7'),
        (
            "patience: {idle_seconds: long}",
            '1:26: "idle_seconds" must be a number, not "long"; write a number, for example 2.5',
        ),
        (
            "patience: {idle_seconds: .inf}",
            '1:26: "idle_seconds" must be a number, not ".inf"; write a number, for example 2.5',
        ),
        (
            "patience: {idle_seconds: inf}",
            '1:26: "idle_seconds" must be a number, not "inf"; write a number, for example 2.5',
        ),
        (
            "language: english",
            '1:11: "language" cannot be "english"; '
            'write the language\'s code, for example "en" or "pt-BR"',
        ),
        ("voice: loud", '1:8: "voice" must be a group of keys, not "loud"; write lines of the'),
    ],
)
def test_a_wrong_setting_is_told_with_its_place_and_what_to_write(
    folder: Path, text: str, expected: str
) -> None:
    told = problems(folder, text)

    assert len(told) == 1
    assert told[0].startswith(expected)


def test_every_problem_of_the_settings_is_told_at_once(folder: Path) -> None:
    told = problems(folder, "langauge: en\nvoice:\n  enabled: perhaps\nkeys:\n  f13: jump\n")

    assert [one.split(":")[0] for one in told] == ["1", "3", "5"]


def test_what_is_set_reaches_the_conversation() -> None:
    settings = Settings.model_validate(
        {
            "ear": {"manner": "push_to_talk", "gap_seconds": 5},
            "patience": {"prompt_seconds": 7},
            "voice": {"rate_step": 6, "volume_step": 2},
            "screen": {"text_size": 4},
        }
    )
    _, setup = load_setup(ROOT / "content", settings)
    assert setup.ear == settings.ear
    assert setup.patience == settings.patience
    assert (setup.rate, setup.volume, setup.size) == (5, 1, 3)


def test_settings_never_change_once_they_are_read() -> None:
    with pytest.raises(ValidationError):
        Settings().voice.enabled = False  # type: ignore[misc]


def test_other_languages_have_a_key_only_where_there_are_any(folder: Path) -> None:
    assert "l" not in settings(folder, "language: en").key_map()
    assert "l" not in settings(folder, "languages: [en]").key_map()
    assert settings(folder, "languages: [es]").key_map()["l"] == "language"


def test_a_kiosk_started_in_another_language_still_offers_its_own(folder: Path) -> None:
    both = settings(folder, "languages: [es]")
    assert both.offered == ("en", "es")
    assert both.speaking("es").offered == ("es", "en")
    assert both.speaking("ko").offered == ("ko", "en", "es")
    assert settings(folder, "language: en").speaking("ko").offered == ("ko",)


def test_a_language_that_the_content_lacks_is_told_with_its_line(folder: Path) -> None:
    file = folder / "kiosk.yaml"
    file.write_text("languages: [es, fr]\n", encoding="utf-8")
    (problem,) = check_everything(ROOT / "content", file)
    assert str(problem).startswith(f'{file}:1:17: there is no language "fr" in the content')
    with pytest.raises(ContentError, match='there is no language "fr" here'):
        load_setup(ROOT / "content", load_settings(file))
    file.write_text("language: fr\n", encoding="utf-8")
    (problem,) = check_everything(ROOT / "content", file)
    assert str(problem).startswith(f'{file}:1:11: there is no language "fr" in the content')
