"""Block letters are drawn for whole words, and words are broken only where they must be."""

from __future__ import annotations

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from kiosk.screen.blockletters import ROWS, large
from kiosk.screen.wrapping import shortened, wrap

WRITTEN = string.ascii_letters + string.digits + ".,:;!?¿¡'’\"“”-–/()&+%"
ACCENTED = "áéíóúüñçàèìòùâêîôûäëïöåãõčšžÁÉÍÓÚÜÑÇÀÈÂÊÎÔÛÄËÏÖÅÃÕČŠŽ"


@pytest.mark.parametrize("letter", WRITTEN + ACCENTED)
def test_every_letter_is_drawn_in_four_rows(letter: str) -> None:
    drawn = large(letter, 80)
    assert drawn is not None
    ((*rows,),) = drawn
    assert len(rows) == ROWS
    assert "".join(rows).strip()


def test_no_two_letters_look_alike() -> None:
    pictures = {letter: large(letter, 80) for letter in WRITTEN + ACCENTED}
    # Capital I and small l are the same stem in most letters without serifs.
    alike = {frozenset("Il"), frozenset("'’"), frozenset('"“'), frozenset('"”'), frozenset("“”")}
    for one in pictures:
        for other in pictures:
            if one < other and pictures[one] == pictures[other]:
                assert frozenset(one + other) in alike, one + other


def test_an_accent_written_apart_is_the_same_letter() -> None:
    assert large("e\u0301", 80) == large("é", 80)


@pytest.mark.parametrize("text", ["두 번째", "Дом", "a漢", "", "   ", "e\u0333", "x" * 1000])
def test_what_cannot_be_drawn_is_refused_whole(text: str) -> None:
    assert large(text, 80) is None


def test_words_stay_whole_and_lines_fit() -> None:
    text = "How to Request a Second Opinion"
    for width in range(1, 140):
        drawn = large(text, width)
        if drawn is None:
            assert width < 36
            continue
        assert all(cell_len(row) <= width for line in drawn for row in line)
        assert len(drawn) <= len(text.split())


def test_a_word_longer_than_a_line_is_broken_and_nothing_of_it_is_lost() -> None:
    lines = wrap("a Donaudampfschifffahrtsgesellschaft b", 10)
    assert "".join(lines).replace(" ", "") == "aDonaudampfschifffahrtsgesellschaftb"
    assert max(map(len, lines)) == 10


def test_a_letter_is_not_parted_from_its_accent() -> None:
    lines = wrap("e\u0301" * 30, 7)
    assert all(not line.startswith("\u0301") for line in lines)
    assert [cell_len(line) for line in lines] == [7, 7, 7, 7, 2]


def test_wide_letters_are_never_cut_in_half() -> None:
    assert [cell_len(line) for line in wrap("의" * 10, 7)] == [6, 6, 6, 2]


def test_a_no_break_space_holds_words_together() -> None:
    assert wrap("about 20\u00a0mg", 8) == ("about", "20\u00a0mg")


@given(st.text(max_size=200), st.integers(2, 60))
def test_wrapped_lines_fit_and_hold_every_letter(text: str, width: int) -> None:
    lines = wrap(text, width)
    assert all(cell_len(line) <= width for line in lines)
    written = "".join("".join(lines).split(" "))
    assert [c for c in written if c.isalnum()] == [c for c in text if c.isalnum()]


@given(st.text(max_size=80), st.integers(0, 40))
def test_a_shortened_text_is_one_line_that_fits(text: str, width: int) -> None:
    line = shortened(text, width)
    assert cell_len(line) <= max(width, 0)
    assert "\n" not in line
