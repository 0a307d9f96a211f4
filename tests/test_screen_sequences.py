"""Whatever a terminal sends is cut into sequences, in a bounded time and space."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.screen.sequences import LONGEST, Sequences

WHOLE = {
    "a letter": ["a"],
    "a letter of another script": ["한"],
    "control keys": ["\x03", "\x1a", "\x1c", "\x11", "\x10", "\x00"],
    "an arrow": ["\x1b[A"],
    "an arrow of a keypad": ["\x1bOA"],
    "a function key of the Linux console": ["\x1b[[A"],
    "a key with its number": ["\x1b[15;5~"],
    "a key of kitty's": ["\x1b[97;5;97u"],
    "a touch": ["\x1b[<0;10;10M", "\x1b[<0;10;10m"],
    "an old touch": ["\x1b[M !!"],
    "Alt and a key": ["\x1bx"],
    "an answer of the terminal": ["\x1b]10;rgb:ffff/ffff/ffff\x07", "\x1bP1+r\x1b\\"],
}


@pytest.mark.parametrize("kind", WHOLE)
def test_a_sequence_comes_out_as_it_went_in(kind: str) -> None:
    sent = "".join(WHOLE[kind]).encode()
    assert list(Sequences().feed(sent)) == WHOLE[kind]


@pytest.mark.parametrize("kind", WHOLE)
def test_a_sequence_that_comes_in_bytes_is_the_same_sequence(kind: str) -> None:
    sequences = Sequences()
    cut = [
        sequence
        for byte in "".join(WHOLE[kind]).encode()
        for sequence in sequences.feed(bytes([byte]))
    ]
    assert cut == WHOLE[kind]


def test_the_escape_key_is_told_from_the_beginning_of_a_sequence_by_the_pause_after_it() -> None:
    sequences = Sequences()
    assert list(sequences.feed(b"\x1b")) == []
    assert sequences.unfinished
    assert list(sequences.pause()) == ["\x1b"]
    assert not sequences.unfinished


def test_the_escape_key_before_another_key() -> None:
    assert list(Sequences().feed(b"\x1b\x1b[A")) == ["\x1b", "\x1b[A"]


@pytest.mark.parametrize("begun", [b"\x1b[12", b"\x1b]0;title", b"\x1bP", b"\x1bO", b"\x1b[M!"])
def test_a_sequence_without_an_end_is_forgotten_after_a_pause(begun: bytes) -> None:
    sequences = Sequences()
    assert list(sequences.feed(begun)) == []
    assert list(sequences.pause()) == []
    assert list(sequences.feed(b"y")) == ["y"]


def test_no_part_of_a_broken_sequence_is_taken_for_a_key() -> None:
    assert list(Sequences().feed(b"\x1b[12\x1b[A")) == ["\x1b[A"]
    assert list(Sequences().feed(b"\x1b]0;12\x1b[A")) == ["\x1b[A"]


def test_what_is_pasted_is_nothing() -> None:
    sequences = Sequences()
    assert list(sequences.feed(b"a\x1b[200~yes\x1b[A")) == ["a"]
    assert list(sequences.feed(b"more\x1b[201~b")) == ["b"]


def test_a_paste_without_an_end_makes_deaf_until_the_next_pause_only() -> None:
    sequences = Sequences()
    assert list(sequences.feed(b"\x1b[200~yes")) == []
    assert list(sequences.pause()) == []
    assert list(sequences.feed(b"y")) == ["y"]


def test_bytes_that_are_no_text_are_characters_that_mean_nothing() -> None:
    assert list(Sequences().feed(b"a\xff\xe9b")) == ["a", "�", "�", "b"]


@given(st.lists(st.binary(max_size=600) | st.sampled_from([b"\x1b", b"\x1b[", b"\x1b]", b"\x1bP"])))
def test_anything_at_all_can_be_sent(sent: list[bytes]) -> None:
    sequences = Sequences()
    for some in sent:
        for sequence in sequences.feed(some):
            assert len(sequence) == 1 or sequence.startswith("\x1b")
        assert len(sequences._begun) <= LONGEST
    list(sequences.pause())
    assert list(sequences.feed(b"\x00y"))[-1] == "y"
