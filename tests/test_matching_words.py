"""Reading: what was typed or heard becomes words that can be compared."""

from __future__ import annotations

import pytest

from kiosk.content.understood import Writing
from kiosk.dialogue.words import Break, Lexicon, alternatives, read, spoken_form

PLAIN = Writing()
ENGLISH = Writing(
    ignore_accents=True,
    short_forms={"can't": "can not", "dunno": "do not know"},
    short_endings={"n't": "not", "'ve": "have"},
)


def texts(phrase: str, writing: Writing = PLAIN) -> list[str]:
    return [word.text for word in read(phrase, writing)]


def test_case_and_punctuation_make_no_difference() -> None:
    assert texts("  «Yes», PLEASE!! ") == ["yes", "please"]


@pytest.mark.parametrize("apostrophe", "'’‘`´")
def test_every_kind_of_apostrophe_is_the_same(apostrophe: str) -> None:
    assert texts(f"don{apostrophe}t", ENGLISH) == ["do", "not"]


def test_short_forms_are_written_out() -> None:
    assert texts("I couldn't've, dunno, can't", ENGLISH) == (
        ["i", "could", "not", "have", "do", "not", "know", "can", "not"]
    )


def test_drawn_out_words_are_read_as_they_are_spelt() -> None:
    assert texts("nooooo") == ["no"]
    assert texts("네네네") == ["네"]


def test_digits_are_never_shortened() -> None:
    assert texts("111") == ["111"]


def test_a_decimal_number_is_one_word_and_a_sign_before_a_number_another() -> None:
    assert texts("1.5 or #2") == ["1.5", "or", "#", "2"]


def test_full_width_letters_and_decomposed_letters_are_ordinary_letters() -> None:
    assert texts("Ｙｅｓ") == ["yes"]
    assert texts("si\u0301") == texts("sí")


def test_accents_are_ignored_only_where_the_language_allows_it() -> None:
    assert texts("menú", Writing(ignore_accents=True)) == ["menu"]
    assert texts("menú") == ["menú"]


def test_a_short_form_may_tell_apart_what_differs_by_an_accent_only() -> None:
    writing = Writing(ignore_accents=True, short_forms={"sí": "sip"})

    assert texts("sí si", writing) == ["sip", "si"]


def test_punctuation_parts_words_and_the_strongest_mark_counts() -> None:
    words = read("well, no... is it? yes", PLAIN)

    assert [word.after for word in words] == [
        Break.COMMA,
        Break.SENTENCE,
        Break.NONE,
        Break.QUESTION,
        Break.NONE,
    ]


@pytest.mark.parametrize("text", ["", "   ", "...", "¿?", "😀", "\u0000", "'"])
def test_text_without_words_has_none(text: str) -> None:
    assert read(text, ENGLISH) == ()


def test_the_longest_known_phrase_is_found() -> None:
    lexicon = Lexicon([("no", "refusal"), ("no idea", "doubt")], PLAIN)

    found = lexicon.segments(read("no idea no", PLAIN))

    assert [set(segment.meanings) for segment in found] == [{"doubt"}, {"refusal"}]


def test_no_phrase_reaches_over_a_comma() -> None:
    lexicon = Lexicon([("no", "refusal"), ("no idea", "doubt")], PLAIN)

    found = lexicon.segments(read("no, idea", PLAIN))

    assert [set(segment.meanings) for segment in found] == [{"refusal"}, set()]


def test_spaces_and_particles_make_no_difference_where_the_language_says_so() -> None:
    writing = Writing(spaces_matter=False, particles=("를", "로"))
    lexicon = Lexicon([("두 번째", 2)], writing)

    for phrase in ("두 번째", "두번째", "두번째를", "두 번째로"):
        assert lexicon.meanings(read(phrase, writing)) == {2}, phrase


def test_a_stroke_parts_alternatives() -> None:
    assert alternatives("turn up/down it") == ("turn up it", "turn down it")


def test_the_spoken_form_keeps_apostrophes_and_accents() -> None:
    assert spoken_form("Don’t know: ¿Menú?") == "don't know menú"
