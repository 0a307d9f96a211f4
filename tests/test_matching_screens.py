"""Screens: what is accepted together, and the phrases that the recogniser listens for."""

from __future__ import annotations

import pytest
from understandings import LANGUAGES, understood_in

from kiosk.content.understood import Understood
from kiosk.dialogue.accepted import Accepted, Option
from kiosk.dialogue.hearing import MOST_PHRASES, phrases_for, waiting_phrases
from kiosk.dialogue.matching import Chosen, Told, answer, interpret_line
from kiosk.dialogue.words import spoken_form
from kiosk.dialogue.yesno import YesNo

OPTIONS = (
    Option("Costs and insurance", ("money matters",)),
    Option("Finding the ward"),
    Option("What to bring"),
    Option("Second opinions", ("another opinion",)),
    Option("Help at home"),
)


def everything(understood: Understood) -> tuple[str, ...]:
    return tuple(understood.commands)


def screens(understood: Understood) -> tuple[Accepted, ...]:
    commands = everything(understood)
    nine = tuple(Option(f"{option.title} {i}") for i, option in enumerate(OPTIONS * 2))[:9]
    return (
        Accepted(commands=commands),
        Accepted(commands=commands, yes_no=True),
        Accepted(commands=commands, options=OPTIONS),
        Accepted(commands=commands, options=nine),
        Accepted(commands=commands, options=OPTIONS[:2], yes_no=True, chosen_before=1),
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_phrase_to_listen_for_means_exactly_one_thing(language: str) -> None:
    understood = understood_in(language)

    for accepted in screens(understood):
        phrases = phrases_for(accepted, understood)
        assert len(set(phrases)) == len(phrases) <= MOST_PHRASES
        for phrase in phrases:
            assert phrase == spoken_form(phrase)
            meaning = answer(phrase, accepted, understood)
            assert meaning not in (YesNo.UNCLEAR, YesNo.WAIT), phrase


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("count", [20, 40, 300])
def test_on_a_long_list_every_command_and_as_many_entries_as_possible_can_be_said(
    count: int, language: str
) -> None:
    understood = understood_in(language)
    options = tuple(Option(f"topic {chr(97 + n % 26)} {chr(97 + n // 26)}") for n in range(count))
    accepted = Accepted(commands=everything(understood), options=options)
    phrases = phrases_for(accepted, understood)
    meant = {answer(phrase, accepted, understood) for phrase in phrases}
    listened = {Told(name) for name, said in understood.commands.items() if said.hear}
    assert listened <= meant
    assert len(phrases) == MOST_PHRASES
    entries = sum(isinstance(one, Chosen) for one in meant)
    assert entries == min(count, MOST_PHRASES - len(listened))


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_that_the_content_wants_to_be_heard_is_left_out(language: str) -> None:
    understood = understood_in(language)
    answers = Accepted(commands=everything(understood), yes_no=True)
    heard = {
        phrase: answer(phrase, answers, understood) for phrase in phrases_for(answers, understood)
    }

    for words, meaning in (
        (understood.yes.hear, YesNo.YES),
        (understood.no.hear, YesNo.NO),
        (understood.unsure.hear, YesNo.UNSURE),
    ):
        assert {spoken_form(text) for text in words} <= heard.keys()
        assert {heard[spoken_form(text)] for text in words} == {meaning}
    for name, sayings in understood.commands.items():
        alone = phrases_for(Accepted(commands=(name,)), understood)
        assert list(alone) == [spoken_form(text) for text in sayings.hear]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_entry_of_a_list_can_be_chosen_by_what_is_listened_for(language: str) -> None:
    understood = understood_in(language)
    accepted = Accepted(commands=everything(understood), options=OPTIONS)
    heard = {
        phrase: answer(phrase, accepted, understood) for phrase in phrases_for(accepted, understood)
    }

    for number, option in enumerate(OPTIONS, start=1):
        ways = [phrase for phrase, meaning in heard.items() if meaning == Chosen(number)]
        assert {spoken_form(text) for text in option.texts} <= set(ways)
        assert len(ways) >= len(option.texts) + len(understood.choosing.hear) - 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_likeliest_phrases_come_first(language: str) -> None:
    understood = understood_in(language)
    accepted = Accepted(commands=everything(understood), yes_no=True)

    first = phrases_for(accepted, understood)[:2]

    assert [answer(phrase, accepted, understood) for phrase in first] == [YesNo.YES, YesNo.NO]


def test_where_entries_have_names_these_are_likelier_than_their_numbers() -> None:
    named = Accepted(options=(Option("Coffee", ("a cup of coffee",)), Option("Tea", ("some tea",))))
    nameless = Accepted(options=(Option("Coffee"), Option("Tea")))

    assert phrases_for(named, understood_in("en"))[:4] == (
        "a cup of coffee", "some tea", "one", "two",
    )  # fmt: skip
    assert phrases_for(nameless, understood_in("en"))[:2] == ("one", "two")


def test_an_english_yes_or_no_is_acted_upon_at_once() -> None:
    understood = understood_in("en")
    accepted = Accepted(commands=everything(understood), yes_no=True)
    phrases = phrases_for(accepted, understood)

    waits = waiting_phrases(phrases, lambda phrase: answer(phrase, accepted, understood))

    assert not {"yes", "no"} & set(waits)


def test_digits_are_not_listened_for_because_recognisers_know_words() -> None:
    accepted = Accepted(options=(Option("The first 24 hours", ("the first day",)), Option("Later")))

    phrases = phrases_for(accepted, understood_in("en"))

    assert "the first 24 hours" not in phrases
    assert "the first day" in phrases


def test_phrases_are_waited_for_only_where_going_on_means_something_else() -> None:
    accepted = Accepted(commands=("back", "menu", "help", "repeat"), options=OPTIONS)
    phrases = ("back", "back to the menu", "help", "help me", "one", "one more time")

    waiting = waiting_phrases(phrases, lambda phrase: answer(phrase, accepted, understood_in("en")))

    assert waiting == ("back", "one")


ENGLISH = Accepted(
    commands=("repeat", "next", "back", "stop", "help", "end", "thanks"),
    yes_no=True,
    options=OPTIONS,
    chosen_before=2,
)


@pytest.mark.parametrize(
    ("phrase", "meaning"),
    [
        ("yes", YesNo.YES),
        ("no thank you", YesNo.NO),
        ("no idea", YesNo.UNSURE),
        ("let me think", YesNo.WAIT),
        ("bananas", YesNo.UNCLEAR),
        ("", YesNo.UNCLEAR),
        ("stop", Told("stop")),
        ("okay stop", Told("stop")),
        ("yes, go back", Told("back")),
        ("no, say that again", Told("repeat")),
        ("next", Told("next")),
        ("thank you, goodbye", Told("end")),
        ("help", Told("help")),
        ("help at home", Chosen(5)),
        ("home", Chosen(5)),
        ("yes, number one", Chosen(1)),
        ("second", Chosen(2)),
        ("second opinions", Chosen(4)),
        ("the opinions please", Chosen(4)),
        ("one more time", Told("repeat")),
    ],
)
def test_a_phrase_means_the_likeliest_of_what_is_accepted(phrase: str, meaning: object) -> None:
    assert answer(phrase, ENGLISH, understood_in("en")) == meaning


def test_what_is_not_accepted_now_means_nothing() -> None:
    nothing = Accepted()

    for phrase in ("yes", "no", "stop", "number one", "costs"):
        assert answer(phrase, nothing, understood_in("en")) == YesNo.UNCLEAR


def test_who_hesitates_or_does_not_know_is_understood_on_every_screen() -> None:
    menu = Accepted(options=OPTIONS)

    assert answer("just a moment", menu, understood_in("en")) == YesNo.WAIT
    assert answer("I don't know", menu, understood_in("en")) == YesNo.UNSURE


@pytest.mark.parametrize(
    ("line", "fields"),
    [
        ("Yes, please!\n", "Yes, please!\tyes\tanswer"),
        ("nope", "nope\tno\tanswer"),
        ("the last one", "the last one\tHelp at home\t5"),
        ("say that again", "say that again\trepeat\tcommand"),
        ("perhaps", "perhaps\tnone\tunsure"),
        ("wait", "wait\tnone\twait"),
        ("yes\tbut", "yes but\tnone\tunclear"),
        ("", "\tnone\tunclear"),
    ],
)
def test_a_typed_line_is_answered_with_three_fields(line: str, fields: str) -> None:
    assert interpret_line(line, ENGLISH, understood_in("en")) == fields
