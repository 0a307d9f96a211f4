"""What a terminal sends, as keys."""

from __future__ import annotations

import pytest

from kiosk.plain.keyboard import Key, Keyboard


def keys(*pieces: str) -> list[str]:
    """The names of the keys that these pieces make, one piece after the other."""
    keyboard = Keyboard()
    return [key.name for piece in pieces for key in keyboard.feed(piece)]


@pytest.mark.parametrize(
    ("sent", "name"),
    [
        ("\x1b[A", "up"),
        ("\x1bOB", "down"),
        ("\x1b[C", "right"),
        ("\x1b[1~", "home"),
        ("\x1bOH", "home"),
        ("\x1b[5~", "pageup"),
        ("\x1b[6~", "pagedown"),
        ("\x1bOP", "f1"),
        ("\x1b[11~", "f1"),
        ("\x1b[[B", "f2"),
        ("\x1b[15~", "f5"),
        ("\x1b[24~", "f12"),
        ("\x1b[25~", "f13"),
        ("\x1b[34~", "f20"),
        ("\x1b[45~", "f24"),
        ("\x1b[E", "kp_begin"),
        ("\x1b[1;2P", "f13"),
        ("\x1b[15;2~", "f17"),
        ("\x1b[24;2~", "f24"),
        ("\x1b[200~", "unknown"),
        ("\x1b[I", "unknown"),
        ("y", "y"),
        ("Y", "y"),
        (" ", "space"),
        ("?", "question_mark"),
        (",", "comma"),
        ("\t", "tab"),
        ("\x7f", "backspace"),
        ("\x08", "backspace"),
        ("\x03", "ctrl+c"),
        ("\x15", "ctrl+u"),
        ("ñ", "ñ"),
        ("네", "네"),
    ],
)
def test_a_key_is_called_as_in_the_settings(sent: str, name: str) -> None:
    assert keys(sent) == [name]


def test_a_key_may_arrive_in_pieces() -> None:
    assert keys("n\x1b", "[", "1", ";2P", "e") == ["n", "f13", "e"]


def test_escape_is_a_key_when_nothing_follows() -> None:
    keyboard = Keyboard()
    assert list(keyboard.feed("\x1b")) == []
    assert keyboard.waits
    assert list(keyboard.flush()) == [Key("escape")]
    assert not keyboard.waits


def test_half_a_sequence_is_noise() -> None:
    keyboard = Keyboard()
    assert list(keyboard.feed("\x1b[1")) == []
    assert list(keyboard.flush()) == []
    assert [key.name for key in keyboard.feed("y")] == ["y"]


def test_escape_before_a_letter_is_a_key_of_its_own() -> None:
    assert keys("\x1by") == ["escape", "y"]
    assert keys("\x1b\x1b[C") == ["escape", "right"]


@pytest.mark.parametrize("end", ["\r", "\n", "\r\n"])
def test_every_end_of_a_line_is_one_enter(end: str) -> None:
    assert keys(f"y{end}n{end}{end}") == ["y", "enter", "n", "enter", "enter"]
    assert keys("y", *end, "n") == ["y", "enter", "n"]


def test_what_cannot_be_shown_is_no_key() -> None:
    assert keys("a\x9b\u200b\ufeffb") == ["a", "b"]
