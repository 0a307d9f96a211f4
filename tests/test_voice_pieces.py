"""Pieces, cache and samples: what the voice's child reckons with."""

from __future__ import annotations

from array import array

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.speaking.cache import Cache
from kiosk.speaking.pieces import LONGEST, Stop, pieces
from kiosk.speaking.recital import steps
from kiosk.speaking.sound import amplified, trimmed


def words(text: str) -> list[str]:
    return [word for word in text.split() if any(letter.isalnum() for letter in word)]


@given(st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]) | st.just(" ")))
def test_the_pieces_of_a_text_are_the_text(text: str) -> None:
    spoken = "".join(piece.text for piece in pieces(text)).replace(" ", "")
    assert "".join(words(text)) in text.replace(" ", "")
    if any(letter.isalnum() for letter in text):
        assert spoken == "".join(text.split())[: len(spoken)]


@given(st.text(max_size=3000))
def test_no_piece_is_too_long_or_without_a_sound(text: str) -> None:
    for piece in pieces(text):
        assert 0 < len(piece.text) <= LONGEST
        piece.text.encode("utf-8")


def test_a_long_text_is_cut_where_a_reader_would_breathe() -> None:
    sentence = "Ask them to share your records with the other doctor. "
    found = list(pieces(sentence * 5))
    assert [piece.stop for piece in found] == [Stop.SENTENCE, Stop.SENTENCE]
    assert all(piece.text.endswith("doctor.") for piece in found)
    clauses = list(pieces("and so on and on, " * 20))
    assert [piece.stop for piece in clauses] == [Stop.CLAUSE, Stop.SENTENCE]
    assert next(iter(pieces("word " * 100))).stop is Stop.WORD
    assert next(iter(pieces("x" * 500))).text == "x" * LONGEST


def test_a_short_text_is_never_cut_so_that_abbreviations_stay_whole() -> None:
    assert [piece.text for piece in pieces("See Dr. Lee, e.g. on Monday.")] == [
        "See Dr. Lee, e.g. on Monday."
    ]


@pytest.mark.parametrize("text", ["", " ", "…", "— –", "\x00\x07", "\ud800", "\u200b\u202e"])
def test_what_cannot_be_spoken_is_not_given_to_the_synthesiser(text: str) -> None:
    assert list(pieces(text)) == []
    assert [step.piece for step in steps([text])] == [None]


def test_a_sentence_without_sound_keeps_its_number() -> None:
    found = list(steps(["One.", "…", "Three."]))
    assert [(step.sentence, step.begins, step.piece and step.piece.text) for step in found] == [
        (0, True, "One."),
        (1, True, None),
        (2, True, "Three."),
    ]


def test_the_cache_lets_go_of_what_was_not_used_for_longest() -> None:
    cache = Cache(limit=40)
    for name in "abc":
        cache.put(name, array("h", range(8)))
        cache.get("a")
    assert cache.get("a") is not None
    assert cache.get("b") is None
    assert cache.get("c") is not None
    cache.clear()
    assert cache.get("a") is None


def test_the_cache_takes_no_sound_that_is_larger_than_itself() -> None:
    cache = Cache(limit=10)
    cache.put("large", array("h", range(8)))
    assert cache.get("large") is None
    cache.put("small", array("h", range(4)))
    assert cache.get("small") is not None


def test_silence_at_both_ends_goes_and_silence_within_stays() -> None:
    loud, still = array("h", [5000] * 500), array("h", [3] * 4000)
    found = trimmed(still + loud + still + loud + still)
    assert 5000 <= len(found) <= 5200
    assert trimmed(still) == array("h")
    assert trimmed(array("h")) == array("h")


def test_a_change_of_volume_is_a_slope() -> None:
    found = amplified(array("h", [10000] * 100), 1.0, 0.0)
    assert found[0] == 10000
    assert found[-1] < 200
    assert list(found) == sorted(found, reverse=True)
    assert amplified(array("h", [-32768, 32767]), 0.5, 0.5) == array("h", [-16384, 16383])
