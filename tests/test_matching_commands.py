"""Commands: said plainly or inside a sentence, and never by accident."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from understandings import LANGUAGES, spoken_in, understood_in

from kiosk.dialogue.commanding import command, plain_command
from kiosk.dialogue.words import alternatives

SPOKEN = {
    "en repeat": """
        Repeat.
        could you kindly say that again
        pardon me?
        I didn't quite catch what you said
        read it once more please
        what was the question again
    """,
    "en next": """
        next please
        go on
        okay, move along
    """,
    "en back": """
        please go back
        back
        take me back
    """,
    "en menu": """
        go back to the menu
        show me the menu please
    """,
    "en help": """
        help!
        can you help me please
        what can I say now
        I'm stuck
    """,
    "en slower": """
        could you speak a little slower
        you are talking way too fast
        slow down
    """,
    "en faster": """
        a bit faster please
        this is too slow
    """,
    "en louder": """
        turn the sound up please
        I can hardly hear you
        do speak up
    """,
    "en quieter": """
        that's too loud
        lower your voice
    """,
    "en stop": """
        stop
        please be quiet now
        shush
    """,
    "en skip": """
        skip this question
    """,
    "en start_over": """
        start over please
        can we start over
    """,
    "en end": """
        goodbye
        many thanks, goodbye
        thanks so much, see you soon
        I have to leave now
        that's all, thank you
    """,
    "en thanks": """
        thank you very much for your help
        thanks a bunch
    """,
    "en none": """
        I take a repeat prescription
        my hearing is fine
        in the end it was nothing
        at the end of the month
        my husband said goodbye to me yesterday
        don't repeat that
        do not start over
        don't end it
        a slower heartbeat
        they stopped my treatment
        I need to go to the bathroom
        my back hurts
        what's up
        the next appointment
        the volume of my lungs
        nothing
        seventeen
        faster and slower
    """,
    "es repeat": """
        ¿puede repetirlo otra vez?
        no le he entendido
        repita, por favor
    """,
    "es slower": """
        hable más despacio, por favor
    """,
    "es louder": """
        un poco más alto
        no te oigo
    """,
    "es end": """
        muchas gracias, adiós
        me tengo que ir
    """,
    "es help": """
        necesito ayuda
    """,
    "es none": """
        me duele la espalda
        al final del mes
        el año siguiente
    """,
    "ko repeat": """
        다시 말씀해 주세요
        다시한번 말해주세요
    """,
    "ko slower": """
        조금 더 천천히 말해 주세요
    """,
    "ko louder": """
        소리 좀 키워 주세요
        잘 안 들려요
    """,
    "ko help": """
        도와주세요
    """,
    "ko end": """
        종료
        안녕히 계세요
    """,
    "ko none": """
        허리가 아파요
        다음 달에 와요
    """,
}


@pytest.mark.parametrize(("language", "phrase", "name"), spoken_in(SPOKEN))
def test_a_command_is_understood(language: str, phrase: str, name: str) -> None:
    assert str(command(phrase, understood_in(language))).lower() == name


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_phrase_of_a_command_gives_that_command_and_no_other(language: str) -> None:
    understood = understood_in(language)

    for name, sayings in understood.commands.items():
        for text in (*sayings.hear, *sayings.alone):
            for phrase in alternatives(text):
                assert plain_command(phrase, understood) == name, phrase


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_ends_something_needs_a_sentence_of_its_own(language: str) -> None:
    understood = understood_in(language)
    careful = {name for name, sayings in understood.commands.items() if sayings.careful}
    assert careful

    for name in careful:
        for phrase in understood.commands[name].hear:
            for small in understood.small:
                together = f"{small} zebra {phrase}"
                assert command(together, understood) not in careful, together


@pytest.mark.parametrize("language", LANGUAGES)
@settings(deadline=None)
@given(text=st.text(max_size=60))
def test_any_text_at_all_is_a_known_command_or_none(language: str, text: str) -> None:
    understood = understood_in(language)

    assert command(text, understood) in {None, *understood.commands}
