"""Another language: asked for at any moment, kept only after a yes, and gone with the visitor."""

from __future__ import annotations

from dataclasses import replace

import pytest
from conversations import Conversation, setup_for, small_guide

from kiosk.content.phrases import Phrases
from kiosk.dialogue.accepting import accepted
from kiosk.dialogue.command import Command
from kiosk.dialogue.conditions import Ear
from kiosk.dialogue.effects import Attune, Listen, OpenGuide, Say
from kiosk.dialogue.events import (
    CommandGiven,
    EarReady,
    EarUnavailable,
    GuideRefused,
    Heard,
    ItemPointedAt,
    LanguageNamed,
    TimerRanOut,
)
from kiosk.dialogue.modes import (
    Answer,
    AskingLanguage,
    AskingPresence,
    Checking,
    ChoosingGuide,
    ChoosingLanguage,
    Ending,
    Helping,
    Opening,
    Reading,
    Start,
    Welcome,
)
from kiosk.dialogue.setup import Setup
from kiosk.dialogue.timer import Timer
from kiosk.dialogue.tongue import Tongue

LANGUAGE, YES, NO = Command.LANGUAGE, Command.YES, Command.NO
TWO, THREE = ("en", "es"), ("en", "es", "ko")


def with_guides(setup: Setup, **drafts: str) -> Setup:
    """The same with the guide at hand in every language: original, draft or reviewed."""

    def guided(tongue: Tongue) -> Tongue:
        guide = small_guide("small", tongue.language)
        state = drafts.get(tongue.language, "original")
        return replace(tongue, guides={"small": guide.model_copy(update={"translation": state})})

    offered = tuple(map(guided, setup.offered))
    return replace(setup, tongue=offered[0], offered=offered)


def visit(languages: tuple[str, ...] = TWO, **drafts: str) -> Conversation:
    """Somebody at the second step of the second part, with a voice."""
    conversation = Conversation(with_guides(setup_for(languages=languages), **drafts)).voice()
    conversation.press(Command.CHOOSE, Command.NEXT, 2, 2)
    assert (conversation.state.mode, conversation.state.cursor) == (Reading(1), 1)
    return conversation


def words(language: str, conversation: Conversation) -> Phrases:
    return conversation.setup.speaking(language).phrases


def say_of(conversation: Conversation) -> Say:
    return [effect for effect in conversation.effects if isinstance(effect, Say)][-1]


def test_the_same_point_is_read_in_the_new_language_after_a_yes() -> None:
    here = visit()
    here.press(LANGUAGE, YES)
    assert (here.state.mode, here.state.cursor) == (Reading(1), 1)
    assert here.screen.place == "Parte 2 de 3"
    assert say_of(here).language == "es"
    assert here.said()[0].startswith("Paso dos de dos")
    here.press(LANGUAGE, YES)
    assert (here.state.mode, here.state.cursor) == (Reading(1), 1)
    assert here.screen.place == "Part 2 of 3"


def test_answers_and_the_open_question_are_kept() -> None:
    here = visit()
    here.press(Command.MENU, 1, YES, YES, LANGUAGE, YES)
    assert here.state.mode == Checking(0, (Answer.YES,))
    assert here.screen.place == "Pregunta 2 de 2"


def test_the_question_is_in_the_new_language_and_the_way_back_in_the_old_one() -> None:
    here = visit()
    here.press(LANGUAGE)
    assert here.screen.heading == "¿Quiere seguir en español?"
    assert [block.text for block in here.screen.blocks] == ["Sí", "Back to English"]
    say = say_of(here)
    by_language = dict(zip(say.sentences, say.languages, strict=True))
    assert by_language["¿Quiere seguir en español?"] == "es"
    assert by_language["Back to English: press N, or wait."] == "en"


@pytest.mark.parametrize(
    "away", [NO, LANGUAGE, Command.BACK, Command.HELP, Command.END, Command.MENU, Command.LEARN]
)
def test_whatever_is_no_yes_leads_back_into_the_old_language(away: Command) -> None:
    here = visit()
    here.press(LANGUAGE, away)
    assert here.state.language == ""
    assert say_of(here).language == "en"
    if away in (NO, LANGUAGE, Command.BACK):
        assert (here.state.mode, here.state.cursor) == (Reading(1), 1)


def test_silence_leads_back_after_the_question_was_asked_twice() -> None:
    here = visit()
    here.press(LANGUAGE)
    question = here.said()[:1]
    here.listen()
    here.tell(TimerRanOut(Timer.ANSWER))
    assert here.said()[:1] == question
    assert "Back to English: press N, or wait." in here.said()
    here.listen()
    here.tell(TimerRanOut(Timer.ANSWER))
    assert (here.state.mode, here.state.cursor) == (Reading(1), 1)
    assert say_of(here).language == "en"


def test_of_several_languages_each_is_named_and_explained_in_itself() -> None:
    here = visit(THREE)
    here.press(LANGUAGE)
    assert isinstance(here.state.mode, ChoosingLanguage)
    assert [block.text for block in here.screen.blocks] == ["English", "Español", "한국어"]
    say = say_of(here)
    own = [pair for pair in zip(say.sentences, say.languages, strict=True) if pair[1] != "en"]
    assert own == [
        ("Para español, pulse dos.", "es"),
        ("한국어로 들으려면 삼번을 누르세요.", "ko"),
    ]
    here.press(3)
    assert here.state.mode == AskingLanguage("ko", here.state.ground)
    here.press(LANGUAGE)
    assert isinstance(here.state.mode, ChoosingLanguage)
    assert here.screen.heading == "Choose a language"
    here.press(1)
    assert (here.state.mode, here.state.cursor) == (Reading(1), 1)


def test_the_start_screen_offers_the_others_in_their_own_words() -> None:
    here = Conversation(with_guides(setup_for(languages=THREE))).voice()
    assert [(b.label, b.text) for b in here.screen.blocks if b.label] == [
        ("L", "Español"),
        ("L", "한국어"),
    ]
    say = say_of(here)
    by_language = dict(zip(say.sentences, say.languages, strict=True))
    assert by_language["Para español, pulse la letra ele."] == "es"
    assert say.languages[0] == "en", "first of all, what silences the kiosk"


@pytest.mark.parametrize(
    "event", [CommandGiven(LANGUAGE), LanguageNamed("es"), ItemPointedAt(1)], ids=str
)
def test_a_visit_can_begin_in_another_language(
    event: CommandGiven | LanguageNamed | ItemPointedAt,
) -> None:
    here = Conversation(with_guides(setup_for(languages=TWO))).voice()
    here.tell(event)
    assert isinstance(here.state.mode, AskingLanguage)
    here.press(YES)
    assert here.state.mode == Welcome()
    assert here.screen.heading == "Le damos la bienvenida"


def test_every_other_touch_of_the_start_screen_begins_as_usual() -> None:
    here = Conversation(with_guides(setup_for(languages=TWO))).voice()
    here.tell(ItemPointedAt(0))
    assert here.screen.heading == "Welcome"


def test_a_draft_is_called_a_draft_before_anybody_agrees_to_it() -> None:
    here = visit(es="draft")
    here.press(LANGUAGE)
    draft = words("es", here).welcome.draft
    assert draft.startswith(here.screen.blocks[0].text[:20])
    assert "borrador" in here.said()[0]
    here.press(YES, LANGUAGE)
    assert "draft" not in " ".join(here.said())


def test_the_point_is_the_same_also_where_a_draft_says_so_before_it() -> None:
    here = Conversation(with_guides(setup_for(languages=TWO), es="draft")).voice()
    here.press(Command.CHOOSE, Command.DOWN)
    spot = here.state.cursor
    here.press(LANGUAGE, YES)
    assert (here.state.mode, here.state.cursor) == (Welcome(), spot + 1)
    assert here.screen.blocks[spot + 1].text == words("es", here).welcome.orientation


def test_the_installations_language_is_back_on_every_way_out() -> None:
    endings = {
        "goodbye": lambda: here.press(Command.END, YES) and here.tell(TimerRanOut(Timer.GOODBYE)),
        "a key at the goodbye": lambda: here.press(Command.END, YES, YES),
        "nobody is there": lambda: leave_alone(here),
    }
    for end in endings.values():
        here = visit()
        here.press(LANGUAGE, YES)
        end()
        assert here.state.mode == Start()
        assert here.state.language == ""
        assert here.screen.blocks[0].text == "Press any key to begin."
        assert say_of(here).language == "en"


def leave_alone(here: Conversation) -> None:
    while not isinstance(here.state.mode, AskingPresence):
        here.listen()
        here.tell(TimerRanOut(Timer.PROMPT))
    here.tell(TimerRanOut(Timer.ANSWER), TimerRanOut(Timer.ANSWER))


def test_the_ear_of_the_new_language_is_called_for_with_the_question() -> None:
    here = visit()
    here.tell(EarReady())
    effects = here.press(LANGUAGE)
    assert Attune("es") in effects
    assert here.state.ear is Ear.UNAVAILABLE
    assert not [one for one in here.said() if "diga" in one], "nobody listens yet"
    here.tell(EarReady())
    (listen,) = [one for one in here.listen() if isinstance(one, Listen)]
    assert listen.language == "es"
    assert Attune("es") not in here.press(YES)
    assert Attune("en") in here.press(LANGUAGE)


def test_where_nothing_hears_the_new_language_it_says_so_and_goes_on_by_keys() -> None:
    here = visit()
    here.tell(EarReady())
    here.press(LANGUAGE)
    here.tell(EarUnavailable())
    assert here.said()[0] == "En este momento no puedo oírle."
    here.press(YES)
    assert here.state.mode == Reading(1)


def test_languages_are_named_by_voice_on_every_screen_that_listens() -> None:
    here = visit(THREE)
    here.tell(EarReady())
    for state in (here.state, replace(here.state, mode=Checking(0))):
        said = accepted(state, here.setup)
        assert said
        assert {"language", "language es", "language ko"} <= set(said.commands)
        assert "language en" not in said.commands
    here.tell(Heard(here.state.turn, LanguageNamed("ko")))
    assert here.screen.heading == "한국어로 계속하시겠어요?"


def test_a_guide_that_is_not_at_hand_is_fetched_in_the_new_language() -> None:
    here = Conversation(setup_for("small", "other", languages=TWO)).voice()
    here.press(Command.CHOOSE, 1, Command.NEXT, 2, 2)
    here.effects.clear()
    here.press(LANGUAGE, YES)
    assert OpenGuide("small", "es") in here.effects
    assert (here.state.mode, here.state.cursor) == (Reading(1), 1)
    assert here.screen.place == "Parte 2 de 3"


def test_a_guide_that_cannot_be_fetched_leaves_the_visitor_in_the_old_language() -> None:
    here = visit()
    here.press(LANGUAGE)
    asked = here.state.mode
    assert isinstance(asked, AskingLanguage)
    here.state = replace(here.state, mode=Opening("small", "La guía", asked))
    here.tell(GuideRefused("small", "es"))
    assert (here.state.mode, here.state.cursor) == (Reading(1), 1)
    assert here.state.language == ""
    assert here.said()[0] == "This guide cannot be opened in that language today."
    assert say_of(here).language == "en"


def test_a_guide_that_has_not_been_translated_is_not_offered_in_that_language() -> None:
    here = visit()
    without = replace(here.setup.offered[1], shelf=())
    here.setup = replace(here.setup, offered=(here.setup.offered[0], without))
    here.press(LANGUAGE)
    assert (here.state.mode, here.state.cursor) == (Reading(1), 1)
    assert here.said()[0] == "This guide has not been translated."


def test_in_a_language_with_fewer_guides_the_list_is_one_of_those() -> None:
    here = Conversation(setup_for("small", "other", languages=TWO)).voice()
    fewer = replace(here.setup.offered[1], shelf=here.setup.shelf[:1])
    here.setup = replace(here.setup, offered=(here.setup.offered[0], fewer))
    here.press(Command.CHOOSE, LANGUAGE, YES, Command.MENU)
    assert here.state.mode == ChoosingGuide()
    assert len(here.screen.blocks) == 1
    here.press(1)
    assert here.state.mode == Welcome()


def test_a_translation_of_another_shape_begins_at_its_welcome() -> None:
    here = visit()
    spanish = here.setup.offered[1]
    guide = spanish.guides["small"]
    shorter = guide.model_copy(update={"sections": guide.sections[:1]})
    changed = replace(spanish, guides={"small": shorter})
    here.setup = replace(here.setup, offered=(here.setup.offered[0], changed))
    here.press(LANGUAGE, YES)
    assert here.state.mode == Welcome()


def test_what_was_adjusted_stays_and_what_was_explained_is_explained_again() -> None:
    here = visit()
    here.press(Command.TEXT_SIZE, Command.FASTER)
    size, rate = here.state.size, here.state.rate
    here.press(LANGUAGE, YES)
    assert (here.state.size, here.state.rate) == (size, rate)
    assert "Para avanzar, pulse la flecha derecha." in here.said()


def test_help_and_the_question_whether_to_end_are_in_the_language_of_the_visit() -> None:
    here = visit()
    here.press(LANGUAGE, YES, Command.HELP)
    assert isinstance(here.state.mode, Helping)
    assert here.screen.heading == "Ayuda"
    assert "Idioma" in [block.text for block in here.screen.blocks]
    here.press(Command.END)
    assert isinstance(here.state.mode, Ending)
    assert here.screen.heading == "¿Quiere terminar su visita?"


def test_the_hint_names_the_other_languages_in_themselves() -> None:
    here = visit(THREE)
    assert ("L", "Español · 한국어") in [(hint.key, hint.does) for hint in here.screen.hints]


def test_where_there_is_one_language_nothing_is_told_of_languages() -> None:
    here = visit(("en",))
    here.press(Command.HELP)
    assert "Language" not in [block.text for block in here.screen.blocks]
    said = accepted(replace(here.state, mode=Start()), here.setup)
    assert said
    assert said.commands == ("begin",)
    here.press(Command.BACK, LANGUAGE)
    assert here.state.mode == Reading(1)
    here.tell(LanguageNamed("es"))
    assert here.state.mode == Reading(1)
    assert here.said()[0].startswith("That does nothing here.")
