"""Choosing: by number, order, title or name, and nothing where nothing was chosen."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from understandings import LANGUAGES, spoken_in, understood_in

from kiosk.dialogue.accepted import Option
from kiosk.dialogue.choosing import choice

OPTIONS = {
    "en": ("Costs and insurance", "Finding the ward", "What to bring", "Questions to ask"),
    "es": ("Costes y seguro", "Encontrar la planta", "Qué traer", "Preguntas importantes"),
    "ko": ("비용과 보험", "병동 찾기", "준비물", "중요한 질문"),
}

SPOKEN = {
    "en 1": """
        one
        1
        #1
        first
        um, number one please
        I'd like option one
        yes, the first one
        costs
        tell me about insurance
        option A
        the 1st
    """,
    "en 2": """
        two
        the second one
        second
        part two please
        let's go with the second
        no, the second one
        finding the ward
        the ward please
        number two, finding the ward
        third from last
        2nd
    """,
    "en 3": """
        number three
        the third one, thanks
        what to bring
        could I hear what to bring
        bring
        second to last
        the last but one
        penultimate
        choice c
    """,
    "en 4": """
        four
        the last one
        last one please
        the final one
        questions
        question
        ask
        questions to ask
        I'll take the fourth
    """,
    "en none": """
        five
        0
        12
        1.5
        one two
        one or three
        the first two
        the last two
        first and last
        one more time
        one moment
        just a second please
        give me a second
        first of all
        that one
        which one
        the one
        no one
        someone
        thank you two
        my last visit
        at two o'clock
        two weeks ago
        I have three children
        one of my friends
        not the first one
        anything but two
        neither
        both
        number two, what to bring
        costs or questions
        to
        what
        what to do
        the middle one
        option z
        car insurance
        gardens
        please
        sesame
    """,
    "es 1": """
        uno
        el primero
        la uno
        opción 1
        háblame del seguro
        costes
    """,
    "es 2": """
        la segunda por favor
        el 2º
        número dos
        la planta
        el antepenúltimo
    """,
    "es 3": """
        quiero la tres
        la tercera
        que traer
        el penúltimo
    """,
    "es 4": """
        la última
        el cuarto, gracias
        preguntas
    """,
    "es none": """
        cinco
        dos o tres
        la una
        a las dos
        un momento
        una vez más
        un segundo por favor
        tengo dos hijos
    """,
    "ko 1": """
        일 번
        첫 번째요
        첫번째 거 보여 주세요
        1번
        보험
    """,
    "ko 2": """
        이 번
        이번이요
        두번째로 할게요
        2번이요
        병동 찾기
    """,
    "ko 3": """
        삼 번 주세요
        끝에서 두 번째
        준비물이요
    """,
    "ko 4": """
        마지막 거
        네번째요
    """,
    "ko none": """
        오 번
        이거
        한 번 더
        일 번하고 이 번
        두 시에
        아무 말
    """,
}


def options(language: str) -> tuple[Option, ...]:
    return tuple(map(Option, OPTIONS.get(language, OPTIONS["en"])))


@pytest.mark.parametrize(("language", "phrase", "number"), spoken_in(SPOKEN))
def test_a_choice_is_understood(language: str, phrase: str, number: str) -> None:
    chosen = choice(phrase, options(language), understood_in(language))

    assert str(chosen).lower() == number


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_entry_can_be_chosen_by_title_and_by_number(language: str) -> None:
    understood = understood_in(language)

    for number, option in enumerate(options(language), start=1):
        assert choice(option.title, options(language), understood) == number
        assert choice(str(number), options(language), understood) == number


def test_the_names_that_an_author_gives_are_understood() -> None:
    understood = understood_in("en")
    with_names = (
        Option("When to Consider One", ("when to think about it", "good reasons")),
        Option("How to Request One", ("asking for one",)),
    )

    assert choice("asking for one, please", with_names, understood) == 2
    assert choice("reasons", with_names, understood) == 1
    assert choice("one", with_names, understood) == 1


def test_two_entries_of_the_same_title_are_not_chosen_by_it() -> None:
    understood = understood_in("en")
    twins = (Option("Rest"), Option("Rest"), Option("Move"))

    assert choice("rest", twins, understood) is None
    assert choice("number two", twins, understood) == 2


def test_a_number_in_a_title_goes_before_the_place_in_the_list() -> None:
    numbered = (Option("Stage two"), Option("Stage one"))

    assert choice("stage two", numbered, understood_in("en")) == 1


def test_the_other_one_is_the_one_of_two_that_was_not_chosen_before() -> None:
    understood = understood_in("en")
    two = (Option("Rest"), Option("Move"))

    assert choice("no, the other one", two, understood, before=1) == 2
    assert choice("the other one", two, understood, before=2) == 1
    assert choice("the other one", two, understood) is None
    assert choice("the other one", (*two, Option("Eat")), understood, before=1) is None


def test_the_middle_one_is_there_only_in_an_odd_list() -> None:
    understood = understood_in("en")
    three = (Option("Rest"), Option("Move"), Option("Eat"))

    assert choice("the middle one", three, understood) == 2
    assert choice("the middle one", three[:2], understood) is None


def test_a_list_of_one_has_a_last_entry() -> None:
    assert choice("the last one", (Option("Rest"),), understood_in("en")) == 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_empty_list_has_nothing_to_choose(language: str) -> None:
    assert choice("1", (), understood_in(language)) is None


@pytest.mark.parametrize("language", LANGUAGES)
@settings(deadline=None)
@given(first=st.integers(1, 9), second=st.integers(1, 9))
def test_two_different_numbers_choose_nothing(language: str, first: int, second: int) -> None:
    nine = tuple(Option(f"entry {letter}") for letter in "abcdefghi")
    expected = first if first == second else None

    assert choice(f"{first} {second}", nine, understood_in(language)) == expected


@pytest.mark.parametrize("language", LANGUAGES)
@settings(deadline=None)
@given(text=st.text(max_size=60))
def test_any_text_at_all_chooses_an_entry_of_the_list_or_nothing(language: str, text: str) -> None:
    chosen = choice(text, options(language), understood_in(language))

    assert chosen is None or 1 <= chosen <= 4
