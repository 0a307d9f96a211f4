"""The plain kiosk: what it writes, when, and what lines and keys mean; in memory."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable
from dataclasses import replace

import pytest
from conversations import setup_for, small_guide
from understandings import understood_in

from kiosk.dialogue.command import Command
from kiosk.dialogue.effects import Hush, Say, Show
from kiosk.dialogue.events import (
    CommandGiven,
    EarReady,
    KioskStarted,
    SentenceBegan,
    SpeechEnded,
    TimerRanOut,
    VoiceLost,
    VoiceReady,
    VoiceUnavailable,
)
from kiosk.dialogue.modes import (
    AskingNext,
    AskingPresence,
    Checking,
    ChoosingSection,
    Reading,
    Start,
)
from kiosk.dialogue.state import HEADING
from kiosk.dialogue.timer import Timer
from kiosk.keyboard import DEFAULT_KEYS
from kiosk.plain.app import PlainKiosk
from kiosk.plain.front import PlainFront
from kiosk.plain.keyboard import Keyboard
from kiosk.plain.vocabulary import Vocabulary
from kiosk.plain.writer import Writer
from kiosk.rehearsal import ScriptClock
from kiosk.screen.presses import Presses
from kiosk.session import Session

PROMPT = "You: "


class Plain:
    """A plain kiosk with a small guide; time passes and the voice speaks when the test says so."""

    def __init__(
        self,
        *,
        voice: bool = False,
        width: int | None = None,
        by_line: bool = True,
        languages: tuple[str, ...] = ("en",),
    ):
        guides = {"small": small_guide()}
        offered = tuple(
            replace(one, guides=guides, phrases=one.phrases.for_lines() if by_line else one.phrases)
            for one in setup_for(languages=languages).offered
        )
        setup = replace(setup_for(languages=languages), tongue=offered[0], offered=offered)
        self.clock = ScriptClock()
        self.session = Session(setup, self.clock)
        self.written: list[str] = []
        self.said: list[Say | Hush] = []
        self.session.employ({Say: self.said.append, Hush: self.said.append})
        self._later: list[Callable[[], None]] = []
        self._seen = 0
        self._keyboard = Keyboard()
        self._seconds = 0.0
        self.hurries = False
        """Whether keys come as fast as those of a held key."""
        self.vocabulary = Vocabulary(setup, DEFAULT_KEYS, understood_in)
        self.front = PlainFront(
            self.session,
            Writer(self.written.append, lambda: PROMPT, lambda: width),
            self.vocabulary,
            DEFAULT_KEYS,
            Presses(self.session.post, self._put_off, self._now),
            self._later.append,
            by_line=by_line,
        )
        self.session.post(KioskStarted())
        self.session.post(VoiceReady() if voice else VoiceUnavailable())
        self._settle()

    def _put_off(self, seconds: float, act: Callable[[], None]) -> Callable[[], None]:
        return self.clock.call_later(seconds, act).cancel

    def _now(self) -> float:
        self._seconds += 0.05 if self.hurries else 10.0
        return self._seconds

    def _settle(self) -> None:
        while self._later:
            self._later.pop(0)()

    def types(self, text: str) -> Plain:
        """Keys, one after the other; a line ends with a carriage return."""
        for key in self._keyboard.feed(text):
            self.front.press(key)
            self._settle()
        return self

    def lines(self, *lines: str) -> Plain:
        """Whole lines."""
        for line in lines:
            self.types(f"{line}\r")
        return self

    def tell(self, *events: object) -> Plain:
        for event in events:
            self.session.post(event)  # type: ignore[arg-type]
            self._settle()
        return self

    def hears(self, sentences: int) -> Plain:
        """So many sentences of what is being said begin to sound."""
        for index in range(sentences):
            self.tell(SentenceBegan(self.session.state.turn, index))
        return self

    @property
    def news(self) -> str:
        """What has been written since the last look."""
        text = "".join(self.written)
        news, self._seen = text[self._seen :], len(text)
        return news

    def at(self, *lines: str) -> Plain:
        """After these lines, all of them seen."""
        self.lines(*lines)
        assert self.news
        return self


def test_the_first_lines_invite_and_the_prompt_stands_at_the_end() -> None:
    kiosk = Plain()
    assert kiosk.news.startswith("Press Enter to begin. The small guide.\n")
    assert "".join(kiosk.written).endswith(f"\n{PROMPT}")


def test_a_section_is_told_point_by_point_and_only_what_is_new() -> None:
    kiosk = Plain().at("", "2")
    assert kiosk.lines("").news == (
        "\nStep two of two. Say it and so on."
        "\nTo go back, press the left arrow."
        "\nFor the list of parts, press Home."
        f"\n{PROMPT}"
    )
    assert kiosk.lines("next").news == (
        "next\nThe next part is part three: Your right."
        "\nWould you like to go on to the next part?"
        "\nFor yes, press Y."
        "\nFor no, press N."
        f"\n{PROMPT}"
    )


def test_the_way_back_leads_through_every_point() -> None:
    kiosk = Plain().at("", "2", "", "")
    assert isinstance(kiosk.session.state.mode, AskingNext)
    assert "\nStep two of two." in kiosk.lines("back").news
    assert "\nStep one of two." in kiosk.lines("back").news


def test_a_repeat_is_written_again() -> None:
    kiosk = Plain().at("", "2")
    point = "\nStep one of two. Find somebody. Anybody will do. Look around."
    assert kiosk.lines("repeat").news == f"repeat{point}\n{PROMPT}"
    assert point in kiosk.lines("say that again").news


def test_news_between_two_sentences_is_written_once_and_the_point_is_not_written_again() -> None:
    kiosk = Plain(voice=True).at("", "menu", "2").hears(4)
    assert kiosk.news.endswith("Step one of two. Find somebody. Anybody will do. Look around.")
    assert kiosk.types("=").news == "\nThis is the loudest."
    kiosk.types(",")
    assert kiosk.news == "\nSlower."
    assert kiosk.hears(3).news == ""


def test_with_a_voice_a_point_is_written_when_it_begins_to_sound() -> None:
    kiosk = Plain(voice=True).at("", "menu", "2").hears(3)
    assert kiosk.news.endswith("\nTwo steps.")
    kiosk.tell(SentenceBegan(kiosk.session.state.turn, 3))
    assert kiosk.news == "\nStep one of two. Find somebody. Anybody will do. Look around."
    for sentence in (4, 5, 6):
        assert kiosk.tell(SentenceBegan(kiosk.session.state.turn, sentence)).news == ""
    kiosk.tell(SentenceBegan(kiosk.session.state.turn, 7))
    assert kiosk.news == "\nStep two of two. Say it and so on."


def test_all_that_is_said_is_written_in_the_same_words() -> None:
    kiosk = Plain(voice=True)
    for line in ("", "menu", "1", "yes", "no", "not sure", "end", "yes"):
        kiosk.lines(line)
        said = kiosk.said[-1]
        assert isinstance(said, Say)
        kiosk.hears(len(said.sentences))
        written = " ".join(kiosk.news.split())
        assert " ".join(said.sentences) in written
        assert not written.endswith(PROMPT.strip()), "the kiosk is still speaking"
        kiosk.tell(SpeechEnded(said.turn))


def test_the_prompt_comes_when_the_voice_has_ended() -> None:
    kiosk = Plain(voice=True).at("", "menu", "3")
    assert PROMPT not in kiosk.hears(9).news
    kiosk.tell(SpeechEnded(kiosk.session.state.turn))
    kiosk.hears(9)
    kiosk.tell(SpeechEnded(kiosk.session.state.turn))
    assert kiosk.news.endswith(f"\n{PROMPT}")


def test_the_first_letter_of_a_line_hushes_the_voice_and_nothing_is_written_into_the_line() -> None:
    kiosk = Plain(voice=True).at("", "menu", "2").hears(5)
    assert kiosk.news
    kiosk.types("rep")
    assert isinstance(kiosk.said[-1], Hush)
    assert kiosk.news == f"\n{PROMPT}rep"
    kiosk.tell(VoiceLost())
    assert kiosk.news == ""
    kiosk.types("eat\r")
    assert kiosk.news.startswith("eat\nOne moment. The sound is coming back.\nStep one of two.")


def test_a_line_that_is_taken_back_lets_the_voice_go_on_with_its_sentence() -> None:
    kiosk = Plain(voice=True).at("", "menu", "2").hears(5)
    sentences = kiosk.said[-1].sentences  # type: ignore[union-attr]
    assert kiosk.types("no\x7f\x7f").news.endswith(f"{PROMPT}no\b \b\b \b")
    said = kiosk.said[-1]
    assert isinstance(said, Say)
    assert said.sentences == sentences[4:]
    assert kiosk.hears(2).news == ""


def test_a_typed_answer_is_taken_once_and_a_correction_before_enter_counts() -> None:
    kiosk = Plain().at("", "1", "yes")
    kiosk.types("y\x15no\r")
    assert kiosk.session.state.mode == Checking(0, (kiosk.session.state.mode.answers[0],))  # type: ignore[union-attr]
    assert "\nNo.\nQuestion two of two." in kiosk.news


@pytest.mark.parametrize(
    ("line", "section"), [("2", 1), ("two", 1), ("the second one", 1), ("how to ask", 1)]
)
def test_a_line_is_understood_as_speech_is(line: str, section: int) -> None:
    kiosk = Plain().at("", line)
    assert kiosk.session.state.mode == Reading(section)


def test_a_line_that_means_nothing_says_so_and_where_help_is() -> None:
    assert "\nThat does nothing here. For help, press H.\n" in Plain().at("").lines("xyz").news
    assert "does nothing here" in Plain().at("").lines("7").news


def test_any_line_begins_a_visit_even_a_number() -> None:
    assert "\nWelcome.\n" in Plain().lines("7").news


def test_keys_that_write_no_letter_act_at_once_where_no_line_is_begun() -> None:
    kiosk = Plain().at("", "2")
    assert "\nStep two of two." in kiosk.types("\x1b[C").news
    kiosk.types("\x1b[D").types("n\x1b[C\x7f")
    assert kiosk.session.state.mode == Reading(1)


def test_where_single_keys_act_no_letter_is_written() -> None:
    kiosk = Plain(by_line=False)
    assert kiosk.news.startswith("Press any key to begin.")
    kiosk.types("x2")
    assert kiosk.session.state.mode == Reading(1)
    kiosk.types("h")
    assert "\nHelp.\n" in kiosk.news
    assert f"{PROMPT}x" not in "".join(kiosk.written)


def test_a_held_enter_key_acts_once() -> None:
    kiosk = Plain()
    kiosk.hurries = True
    kiosk.types("\r\r\r")
    assert isinstance(kiosk.session.state.mode, ChoosingSection)
    assert kiosk.session.state.cursor == HEADING


def test_whoever_says_nothing_is_asked_and_then_the_visit_ends() -> None:
    kiosk = Plain().at("", "2")
    while not isinstance(kiosk.session.state.mode, AskingPresence):
        kiosk.tell(TimerRanOut(Timer.PROMPT))
    assert kiosk.news == (
        "\nAre you still there?"
        "\nPress Enter to go on. Otherwise I will end your visit, and nothing will be kept."
        f"\n{PROMPT}"
    )
    kiosk.lines("yes")
    assert kiosk.session.state.mode == Reading(1)
    assert "\nStep one of two." in kiosk.news
    while not isinstance(kiosk.session.state.mode, AskingPresence):
        kiosk.tell(TimerRanOut(Timer.PROMPT))
    kiosk.tell(TimerRanOut(Timer.ANSWER), TimerRanOut(Timer.ANSWER))
    assert isinstance(kiosk.session.state.mode, Start)
    assert kiosk.news.endswith(f"\n{PROMPT}")


def test_the_first_letter_tells_that_somebody_is_there_and_its_line_does_nothing_else() -> None:
    kiosk = Plain(voice=True).at("", "menu", "2")
    kiosk.tell(SpeechEnded(kiosk.session.state.turn))
    while not isinstance(kiosk.session.state.mode, AskingPresence):
        kiosk.tell(SpeechEnded(kiosk.session.state.turn), TimerRanOut(Timer.PROMPT))
    before = kiosk.session.state.mode.before
    kiosk.types("n")
    assert kiosk.session.state.mode == before.mode
    kiosk.types("o\r")
    assert kiosk.session.state.mode == before.mode


def test_a_line_that_nobody_ends_does_not_hide_the_question_whether_somebody_is_there() -> None:
    kiosk = Plain().at("", "2").types("ne")
    while not isinstance(kiosk.session.state.mode, AskingPresence):
        kiosk.tell(TimerRanOut(Timer.PROMPT))
    assert "\nAre you still there?\n" in kiosk.news
    kiosk.lines("")
    assert kiosk.session.state.mode == Reading(1)


def test_lines_are_wrapped_at_words_to_the_width_of_the_terminal() -> None:
    kiosk = Plain(width=40).at("", "help")
    assert max(len(line) for line in "".join(kiosk.written).split("\n")) < 40


def test_while_the_kiosk_listens_after_a_point_no_prompt_is_written() -> None:
    kiosk = Plain(voice=True).tell(EarReady()).at("", "menu", "2")
    kiosk.hears(6).tell(SpeechEnded(kiosk.session.state.turn))
    assert kiosk.session.state.gap
    assert PROMPT not in kiosk.news


def test_a_muted_visitor_reads_on_by_hand() -> None:
    kiosk = Plain(voice=True).at("", "menu", "2").hears(4)
    kiosk.lines("m")
    assert "\nThe sound is off.\n" in kiosk.news
    assert kiosk.lines("next").news.startswith("next\nStep two of two.")
    kiosk.lines("m")
    assert "\nThe sound is on." in kiosk.news
    kiosk.tell(CommandGiven(Command.REPEAT))
    assert isinstance(kiosk.said[-1], Say)


def test_a_language_is_typed_by_its_own_name_and_lines_are_understood_in_it() -> None:
    kiosk = Plain(languages=("en", "es")).lines("", "list of parts", "2", "Español")
    assert "¿Quiere seguir en español?" in kiosk.news
    kiosk.lines("sí")
    assert "Paso uno de dos." in kiosk.news
    assert "Paso dos de dos." in kiosk.lines("siguiente").news


async def test_an_error_of_the_program_ends_it_and_is_kept_for_the_log() -> None:
    kiosk = Plain()
    sent, taken = os.pipe()
    with open(sent) as stdin, open(os.devnull, "w") as stdout:  # noqa: PTH123
        session = Session(setup_for(), ScriptClock(), lambda error: app.fail(error))
        session.employ({Show: lambda _: 1 / 0})
        app = PlainKiosk(
            session,
            kiosk.vocabulary,
            DEFAULT_KEYS,
            lambda: "You:",
            by_line=True,
            stdin=stdin,
            stdout=stdout,
        )
        session.post(KioskStarted())
        await asyncio.wait_for(app.run_async(), 5)
        os.close(taken)
    assert isinstance(app.failure, ZeroDivisionError)
