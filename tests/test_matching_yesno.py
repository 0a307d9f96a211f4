"""Yes or no: what visitors answer, in their own words, to a yes/no question."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from understandings import LANGUAGES, spoken_in, understood_in

from kiosk.dialogue.words import alternatives
from kiosk.dialogue.yesno import YesNo, yes_or_no

SPOKEN = {
    "en yes": """
        Yes, I was told so last year.
        yes my doctor thinks it's rare
        uh, yeah, I think that is right
        that would be correct
        I'd say that's about right
        I'd have to agree with you there
        you're right about that
        I can confirm that
        I would love to
        I have
        She did.
        sure, why not?
        by all means
        no doubt about it
        the answer is definitely yes
        let's go with yes
        put me down as a yes
        he isn't lying
        it's not wrong
        No, I mean yes.
        no wait, yes
        hold on... yes
        yessss
        yes, actually
        yes, actually I do
    """,
    "en no": """
        No.
        Nope, never was.
        I haven't
        it doesn't
        I do not believe that's true
        that doesn't sound right to me
        that's far from the truth
        of course not
        absolutely not
        I'm afraid not
        I'd rather not
        let's not
        please don't
        don't ask me such things
        not today
        okay, please stop
        yes, wait, no
        sure, not now
        yes I mean no
        well, no thank you
        I must disagree
        no my doctor never told me that
        I said no, not yes
        nooooo
    """,
    "en unsure": """
        I don't really know
        I'm not at all certain
        I have no earthly idea
        no clue
        maybe so, maybe not
        it might be
        I can't remember
        that's hard to tell
        your guess is as good as mine
        yes and no
        yes, I'm not sure though
        I couldn't possibly say
    """,
    "en wait": """
        hang on
        just a second
        hmm, let me think
        give me a minute please
        okay, wait
        yes, hold on
    """,
    "en unclear": """
        yes, but not today
        yes except for the last part
        yes if my daughter agrees
        sure, but later
        no, but ask my wife, yes
        yes, oops
        yes scratch that
        no, yes
        yes no
        is that right?
        is it true
        are you sure
        right?
        did you say yes
        do you mean yes or something else
        my doctor said yes
        if he says yes
        yes, go back
        no, repeat that
        the correct address
        my right knee hurts
        I know my rights
        fine weather today
        okay computer order a pizza
        there is no milk
        no one
        nobody
        yesterday
        noon
        the positive test
        you are great
        thank you
        good morning
        I feel good
        I want to know more
        what is true
        one
        bananas
    """,
    "es yes": """
        Sí, me lo dijeron el año pasado.
        sí señora
        si
        claro que sí
        creo que sí
        es verdad
        no es mentira
        me parece muy bien
        sin ninguna duda
        no, digo sí
        espera... sí
    """,
    "es no": """
        no y no
        claro que no, señora
        por supuesto que no
        no es verdad
        no me gusta
        no, gracias
        no lo mandes
        todavía no
        ni hablar
        sí, perdón, no
        la verdad es que no
    """,
    "es unsure": """
        no lo sé
        no sé qué decir
        no estoy muy segura
        quizás mañana
        ni la menor idea
        sí o no
    """,
    "es wait": """
        espere un momento
        déjame pensar
    """,
    "es unclear": """
        sí, pero hoy no puedo
        si llueve
        sí, sí, no
        no hay pan
        no conozco a nadie
        ¿es verdad?
        mi médico dijo que sí
        gracias
        el segundo
    """,
    "ko yes": """
        네, 그렇습니다.
        네네네
        네 작년에 그렇게 들었어요
        그럼요
        당연하죠
        응 그래
        네 알겠습니다
        잠깐만요. 네.
    """,
    "ko no": """
        아뇨, 괜찮아요
        아니요 없어요
        그렇지 않아요
        사실이 아니에요
        저는 동의하지 않습니다
        하고 싶지 않아요
        그만해 주세요
        네가 아니라 아니요
    """,
    "ko unsure": """
        잘 모르겠어요
        글쎄요
        아마 그럴 거예요
        네 잘 모르겠습니다
    """,
    "ko wait": """
        잠시만 기다려 주세요
        생각해 볼게요
    """,
    "ko unclear": """
        네, 하지만 오늘은 안 돼요
        네 아니요
        네 이름이 뭐예요?
        예약했어요
        날씨가 좋아요
        아니 세시야
        감사합니다
    """,
}


@pytest.mark.parametrize(("language", "phrase", "meaning"), spoken_in(SPOKEN))
def test_an_answer_is_understood(language: str, phrase: str, meaning: str) -> None:
    assert yes_or_no(phrase, understood_in(language)) == meaning


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_the_recogniser_listens_for_means_what_it_stands_for(language: str) -> None:
    understood = understood_in(language)

    for words, meaning in (
        (understood.yes.hear, YesNo.YES),
        (understood.no.hear, YesNo.NO),
        (understood.unsure.hear, YesNo.UNSURE),
    ):
        for phrase in words:
            assert yes_or_no(phrase, understood) == meaning, phrase


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_refusal_anywhere_beats_the_yes_before_it(language: str) -> None:
    understood = understood_in(language)

    for yes in (*understood.yes.hear, *understood.yes.plain):
        for no in (*understood.no.hear, *understood.no.plain):
            assert yes_or_no(f"{yes} {no}", understood) != YesNo.YES, f"{yes} {no}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_exception_leaves_a_yes_open(language: str) -> None:
    understood = understood_in(language)

    for yes in understood.yes.hear:
        for exception in understood.turning.exceptions:
            phrase = f"{yes}, {exception} zebra"
            assert yes_or_no(phrase, understood) not in (YesNo.YES, YesNo.NO), phrase


@pytest.mark.parametrize("language", LANGUAGES)
def test_who_only_hesitates_has_not_answered(language: str) -> None:
    understood = understood_in(language)

    for phrase in understood.turning.waiting:
        assert yes_or_no(phrase, understood) not in (YesNo.YES, YesNo.NO), phrase


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_command_is_no_answer(language: str) -> None:
    understood = understood_in(language)
    answers = {*understood.yes.plain, *understood.yes.alone, *understood.yes.emphasis}

    for name, sayings in understood.commands.items():
        for phrase in sayings.hear:
            if phrase not in answers:
                assert yes_or_no(phrase, understood) != YesNo.YES, (name, phrase)


@pytest.mark.parametrize("language", LANGUAGES)
def test_words_that_mean_nothing_never_add_up_to_an_answer(language: str) -> None:
    understood = understood_in(language)
    answers = {*understood.yes.alone, *understood.yes.emphasis, *understood.yes.short}
    harmless = [*(set(understood.polite) - answers), "zebra", "7"]

    for words in product(harmless, repeat=2):
        phrase = " ".join(words)
        assert yes_or_no(phrase, understood) not in (YesNo.YES, YesNo.NO), phrase


@pytest.mark.parametrize("language", LANGUAGES)
@settings(deadline=None)
@given(text=st.text(max_size=60))
def test_any_text_at_all_is_answered(language: str, text: str) -> None:
    assert yes_or_no(text, understood_in(language)) in list(YesNo)


@pytest.mark.parametrize("language", LANGUAGES)
def test_talk_that_goes_on_and_on_is_no_answer(language: str) -> None:
    understood = understood_in(language)
    yes = understood.yes.hear[0]

    assert yes_or_no(" ".join([yes] + ["zebra"] * 30), understood) == YesNo.UNCLEAR


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_phrase_is_both_a_yes_and_a_no(language: str) -> None:
    understood = understood_in(language)
    yes, no = (
        {phrase for text in words for phrase in alternatives(text)}
        for words in (
            (*understood.yes.plain, *understood.yes.alone, *understood.yes.short),
            (*understood.no.plain, *understood.no.alone),
        )
    )

    assert not yes & no
