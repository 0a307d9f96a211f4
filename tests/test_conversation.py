"""The conversation, move by move: what a visitor does and what the kiosk then says and shows."""

from __future__ import annotations

from dataclasses import fields, replace

import pytest
from conversations import Conversation, setup_for, small_guide

from kiosk.dialogue.command import OF_THE_VOICE, Command
from kiosk.dialogue.effects import (
    Chime,
    Effect,
    Forget,
    Hush,
    Listen,
    Say,
    SetVolume,
    Show,
    StartTimer,
    StopListening,
    StopTimer,
    TurnPage,
)
from kiosk.dialogue.events import (
    EarLost,
    EarReady,
    EarUnavailable,
    Event,
    GuideOpened,
    GuideRefused,
    Heard,
    Hesitated,
    ItemPointedAt,
    KioskStarted,
    ListeningBegan,
    NotUnderstood,
    PageShown,
    SentenceBegan,
    SpeechEnded,
    TimerRanOut,
    UnknownKeyPressed,
    VisitorBegan,
    VisitorEnded,
    VisitorErased,
    VisitorTyped,
    VoiceLost,
    VoiceReady,
    VoiceUnavailable,
)
from kiosk.dialogue.modes import (
    AskingNext,
    AskingPresence,
    Checking,
    ChoosingGuide,
    ChoosingSection,
    Ending,
    Helping,
    Leaving,
    Offering,
    Opening,
    Reading,
    Start,
    Summing,
    Welcome,
)
from kiosk.dialogue.pages import page
from kiosk.dialogue.state import (
    DECIBELS,
    WORDS_PER_MINUTE,
    State,
)
from kiosk.dialogue.timer import Timer
from kiosk.dialogue.view import Role, Scene
from kiosk.settings import EarSettings


@pytest.fixture
def visit() -> Conversation:
    """A visit at the menu, with a voice."""
    conversation = Conversation().voice()
    conversation.press(Command.CHOOSE, Command.NEXT)
    return conversation


def says(effects: list[object]) -> list[Say]:
    return [effect for effect in effects if isinstance(effect, Say)]


def timers(effects: list[object]) -> set[Timer]:
    return {effect.timer for effect in effects if isinstance(effect, StartTimer)}


# From the start screen to the menu


def test_the_start_screen_says_first_how_to_begin() -> None:
    conversation = Conversation().voice()
    assert conversation.screen.scene is Scene.START
    assert conversation.screen.heading == "The small guide"
    assert conversation.said()[0] == "Press any key to begin."


@pytest.mark.parametrize("event", [UnknownKeyPressed(), ItemPointedAt(0), ItemPointedAt(99)])
def test_anything_at_all_begins_a_visit(event: object) -> None:
    conversation = Conversation().voice()
    conversation.tell(event)
    assert conversation.state.mode == Welcome()


def test_the_welcome_says_that_nothing_is_kept_and_leads_on_by_itself() -> None:
    conversation = Conversation().voice()
    conversation.press(Command.CHOOSE)
    assert "Nothing you press or say is kept." in conversation.said()
    conversation.listen()
    assert conversation.state.mode == ChoosingSection()


def test_the_menu_counts_its_parts_before_it_lists_them(visit: Conversation) -> None:
    assert visit.said()[:3] == (
        "Choose a part.",
        "There are three parts.",
        "One: When should you ask?",
    )


def test_two_guides_give_a_menu_of_guides_first() -> None:
    conversation = Conversation(setup_for("first", "second")).voice()
    conversation.press(Command.CHOOSE)
    assert conversation.state.mode == ChoosingGuide()
    conversation.press(2)
    assert conversation.state.guide == small_guide("second")
    assert conversation.screen.title == "The second guide"


@pytest.mark.parametrize("what", [GuideRefused("first", "en"), TimerRanOut(Timer.PROMPT)], ids=repr)
def test_a_guide_that_cannot_be_opened_in_time_leads_back_to_the_list(what: Event) -> None:
    conversation = Conversation(setup_for("first", "second")).voice()
    conversation.press(Command.CHOOSE)
    conversation.state = conversation.state.__class__(
        **{**vars(conversation.state), "mode": Opening("first", "The first guide")}
    )
    conversation.tell(what)
    assert conversation.state.mode == ChoosingGuide()
    assert "The first guide" in conversation.screen.notice
    assert conversation.said()[0] in conversation.screen.notice


@pytest.mark.parametrize(
    "late", [GuideOpened(small_guide("first")), GuideRefused("first", "en")], ids=repr
)
def test_a_guide_that_comes_too_late_does_not_come_in_place_of_another_one(late: Event) -> None:
    conversation = Conversation(setup_for("first", "second")).voice()
    conversation.press(Command.CHOOSE)
    opening = Opening("second", "The second guide")
    conversation.state = replace(conversation.state, mode=opening)
    conversation.tell(late)
    assert conversation.state.mode == opening
    conversation.tell(GuideOpened(small_guide("second", "es")), GuideRefused("second", "es"))
    assert conversation.state.mode == opening
    conversation.tell(GuideOpened(small_guide("second")))
    assert conversation.screen.title == "The second guide"


# Reading


def test_the_cursor_follows_the_voice(visit: Conversation) -> None:
    visit.press(2)
    visit.tell(SentenceBegan(visit.state.turn, 3))
    assert visit.said()[3] == "Step one of two."
    assert visit.screen.current == 0


def test_a_section_says_its_place_its_title_and_its_count_first(visit: Conversation) -> None:
    visit.press(2)
    assert visit.said()[:3] == ("Part two of three.", "How to ask.", "Two steps.")


def test_the_spoken_form_is_said_instead_of_the_text(visit: Conversation) -> None:
    visit.press(2)
    assert "Say it and so on." in visit.said()
    assert visit.screen.blocks[1].text == "Say what you want, etc."


def test_next_goes_to_the_next_point_at_once(visit: Conversation) -> None:
    visit.press(2)
    visit.listen(4)
    effects = visit.press(Command.NEXT)
    assert says(effects)[0].sentences[0] == "Step two of two."
    assert visit.screen.current == 1


def test_reports_of_an_older_turn_change_nothing(visit: Conversation) -> None:
    visit.press(2)
    old = visit.state.turn
    visit.press(Command.NEXT)
    before = visit.state
    assert visit.tell(SentenceBegan(old, 3)) == []
    assert visit.tell(SpeechEnded(old)) == []
    assert visit.state == before


def test_while_a_line_is_typed_the_kiosk_neither_speaks_nor_listens_and_then_goes_on(
    visit: Conversation,
) -> None:
    visit.tell(EarReady())
    visit.press(2)
    visit.tell(SentenceBegan(visit.state.turn, 4))
    assert [type(effect) for effect in visit.tell(VisitorTyped())][:1] == [Hush]
    assert not [
        effect
        for effect in visit.tell(VisitorTyped())
        if not isinstance(effect, StartTimer | StopTimer)
    ]
    (said,) = says(visit.tell(VisitorErased()))
    assert said.sentences[0] == "Find somebody."


def test_whoever_types_half_a_line_and_goes_away_is_missed_all_the_same(
    visit: Conversation,
) -> None:
    visit.tell(EarReady())
    visit.press(2)
    visit.listen()
    assert visit.state.gap
    assert any(
        effect.timer is Timer.PROMPT
        for effect in visit.tell(VisitorTyped())
        if isinstance(effect, StartTimer)
    )
    visit.tell(VisitorErased())
    visit.listen()
    turn = visit.state.turn
    visit.tell(ListeningBegan(turn), VisitorBegan(turn))
    assert any(
        effect.timer is Timer.PROMPT
        for effect in visit.tell(VisitorTyped())
        if isinstance(effect, StartTimer)
    )


def test_a_command_at_the_end_of_a_line_acts_where_the_reading_was(visit: Conversation) -> None:
    visit.press(2)
    visit.tell(SentenceBegan(visit.state.turn, 4), VisitorTyped())
    (said,) = says(visit.press(Command.SLOWER))
    assert said.sentences[:2] == ("Slower.", "Find somebody.")
    visit.tell(SentenceBegan(visit.state.turn, 1), VisitorTyped())
    (said,) = says(visit.press(Command.QUIETER))
    assert said.sentences[0] == "Find somebody."
    assert visit.screen.notice == "Quieter."


def test_a_letter_tells_that_somebody_is_there(visit: Conversation) -> None:
    visit.press(2)
    visit.listen()
    before = visit.state.mode
    while not isinstance(visit.state.mode, AskingPresence):
        visit.listen()
        visit.tell(TimerRanOut(Timer.PROMPT))
    visit.tell(VisitorTyped())
    assert visit.state.mode == before


def test_at_the_end_of_a_section_the_next_part_is_offered(visit: Conversation) -> None:
    visit.press(2)
    visit.listen()
    assert visit.state.mode == AskingNext(1)
    assert visit.said()[:2] == (
        "The next part is part three: Your right.",
        "Would you like to go on to the next part?",
    )
    visit.press(Command.YES)
    assert visit.state.mode == Reading(2)


def test_after_the_last_part_the_list_or_the_end_is_offered(visit: Conversation) -> None:
    visit.press(3)
    visit.listen()
    visit.press(Command.NO)
    assert isinstance(visit.state.mode, Ending)
    visit.press(Command.NO)
    visit.press(Command.YES)
    assert visit.state.mode == ChoosingSection()


def test_repeat_says_the_point_again_and_twice_the_whole_section(visit: Conversation) -> None:
    visit.press(2)
    visit.listen(5)
    visit.press(Command.REPEAT)
    assert visit.said()[0] == "Step one of two."
    visit.listen(1)
    visit.press(Command.REPEAT)
    assert visit.said()[0] == "Part two of three."


def test_two_repeats_of_different_points_repeat_points(visit: Conversation) -> None:
    visit.press(2)
    visit.listen(5)
    visit.press(Command.REPEAT)
    visit.listen(5)
    visit.press(Command.REPEAT)
    assert visit.said()[0] == "Step two of two."


def test_a_digit_jumps_to_that_point_of_a_section(visit: Conversation) -> None:
    visit.press(2, 2)
    assert visit.said()[0] == "Step two of two."


def test_back_walks_from_point_to_point_and_then_out(visit: Conversation) -> None:
    visit.press(2, 2, Command.BACK)
    assert visit.state.mode == Reading(1)
    visit.press(Command.BACK)
    assert visit.state.mode == ChoosingSection()


def test_pause_is_silent_and_resumes_with_the_same_sentence(visit: Conversation) -> None:
    visit.press(2)
    visit.listen(5)
    assert Hush() in visit.press(Command.PAUSE)
    assert visit.screen.status == "paused"
    visit.press(Command.PAUSE)
    assert visit.said()[0] == "Find somebody."


def test_news_during_a_pause_is_said_and_the_pause_goes_on(visit: Conversation) -> None:
    visit.press(2, Command.PAUSE, Command.FASTER)
    assert visit.said() == ("Faster.",)
    visit.listen()
    assert visit.screen.status == "paused"
    assert visit.state.mode == Reading(1)


def test_turning_a_page_by_hand_silences_the_voice(visit: Conversation) -> None:
    visit.press(2)
    effects = visit.press(Command.MORE)
    assert Hush() in effects
    assert TurnPage(1) in effects
    assert TurnPage(-1) in visit.press(Command.LESS)


# Pace


def test_a_change_of_rate_keeps_the_sentence(visit: Conversation) -> None:
    visit.press(2)
    visit.listen(5)
    (said,) = says(visit.press(Command.FASTER))
    assert said.sentences[:2] == ("Faster.", "Find somebody.")
    assert said.words_per_minute == WORDS_PER_MINUTE[3]


def test_a_change_of_volume_does_not_interrupt(visit: Conversation) -> None:
    visit.press(2)
    effects = visit.press(Command.QUIETER)
    assert SetVolume(DECIBELS[3]) in effects
    assert says(effects) == []
    assert Hush() not in effects


def test_rate_and_volume_stop_at_their_ends_and_say_so(visit: Conversation) -> None:
    visit.press(*[Command.SLOWER] * 9)
    assert visit.said()[0] == "This is the slowest."
    visit.press(*[Command.LOUDER] * 9)
    assert visit.screen.notice == "This is the loudest."
    assert visit.state.rate == 0
    assert DECIBELS[visit.state.volume] == max(DECIBELS)


def test_mute_is_silent_and_unmute_goes_on_where_it_was(visit: Conversation) -> None:
    visit.press(2)
    visit.listen(5)
    assert Hush() in visit.press(Command.MUTE)
    assert visit.screen.status == "sound off"
    visit.press(Command.MUTE)
    assert visit.said()[:2] == ("The sound is on.", "Find somebody.")


def test_while_muted_the_whole_visit_works_without_a_word() -> None:
    visit = Conversation().voice()
    visit.press(Command.CHOOSE, Command.MUTE, Command.NEXT)
    before = len(says(visit.effects))
    visit.press(1, Command.YES, Command.YES, Command.NO)
    assert visit.screen.scene is Scene.SUMMARY
    assert len(says(visit.effects)) == before


# The check


def test_a_section_with_questions_offers_them_first(visit: Conversation) -> None:
    visit.press(1)
    assert visit.state.mode == Offering(0)
    visit.press(Command.NO)
    assert visit.state.mode == Reading(0)


def test_the_summary_names_what_was_answered_with_yes(visit: Conversation) -> None:
    visit.press(1, Command.YES, Command.YES, Command.NO)
    assert isinstance(visit.state.mode, Summing)
    points = [block.text for block in visit.screen.blocks if block.role is Role.POINT]
    assert points == ["You are unsure"]
    assert "Asking may be valuable in these cases." in visit.said()


def test_without_a_yes_the_summary_says_what_the_guide_says(visit: Conversation) -> None:
    visit.press(1, Command.YES, Command.NO, Command.UNSURE)
    texts = [block.text for block in visit.screen.blocks]
    assert "Asking is your right whenever you want." in texts
    assert "You were not sure about one of them." in texts
    assert not [block for block in visit.screen.blocks if block.role is Role.POINT]


def test_an_answer_is_echoed_and_can_be_taken_back(visit: Conversation) -> None:
    visit.press(1, Command.YES, Command.YES)
    assert visit.said()[0] == "Yes."
    visit.press(Command.BACK)
    assert visit.state.mode == Checking(0)


def test_the_keys_are_explained_once_and_then_only_named(visit: Conversation) -> None:
    visit.press(1, Command.YES)
    visit.listen()
    visit.press(Command.NO)
    assert visit.said()[-1] == "Yes, no, or not sure?"


def test_enter_chooses_the_answer_that_is_being_said(visit: Conversation) -> None:
    visit.press(1, Command.YES)
    visit.listen(4)
    assert visit.screen.blocks[visit.screen.current or 0].text == "No"
    visit.press(Command.CHOOSE)
    assert visit.said()[0] == "No."


def test_enter_before_any_answer_is_named_chooses_nothing(visit: Conversation) -> None:
    visit.press(1, Command.YES, Command.CHOOSE)
    assert visit.state.mode == Checking(0)
    assert "press H" in visit.screen.notice


# Help, and what means nothing


def test_help_returns_to_the_same_point(visit: Conversation) -> None:
    visit.press(2, 2, Command.HELP)
    assert visit.screen.scene is Scene.HELP
    visit.press(Command.HELP)
    assert (visit.state.mode, visit.state.cursor) == (Reading(1), 1)


def test_help_inside_help_or_a_question_does_not_pile_up(visit: Conversation) -> None:
    visit.press(2)
    for _ in range(5):
        visit.press(Command.HELP, Command.END)
    visit.press(Command.NO)
    assert visit.state.mode == Reading(1)


def touch_help(visit: Conversation, command: Command) -> None:
    """Open help and touch what it says about this command."""
    visit.press(Command.HELP)
    does = visit.setup.phrases.commands[command].does
    visit.tell(ItemPointedAt([block.text for block in visit.screen.blocks].index(does)))


def test_what_is_touched_on_the_help_screen_acts_where_the_visitor_was(visit: Conversation) -> None:
    visit.press(2)
    touch_help(visit, Command.NEXT)
    assert (visit.state.mode, visit.state.cursor) == (Reading(1), 0)
    touch_help(visit, Command.NEXT)
    assert (visit.state.mode, visit.state.cursor) == (Reading(1), 1)
    touch_help(visit, Command.PAUSE)
    assert visit.state.mode == Reading(1)
    assert visit.screen.status == "paused"
    touch_help(visit, Command.END)
    assert isinstance(visit.state.mode, Ending)
    assert visit.state.mode.before.mode == Reading(1)


def test_what_changes_only_speech_or_sight_can_be_touched_again(visit: Conversation) -> None:
    visit.press(2)
    visit.press(Command.HELP)
    blocks = [block.text for block in visit.screen.blocks]
    for command in (Command.SLOWER, Command.QUIETER, Command.TEXT_SIZE, Command.COLOURS):
        before = visit.state
        index = blocks.index(visit.setup.phrases.commands[command].does)
        visit.tell(ItemPointedAt(index))
        assert visit.screen.scene is Scene.HELP
        assert visit.state != before
        visit.tell(ItemPointedAt(index))


def test_everything_that_a_key_does_is_on_the_help_screen(visit: Conversation) -> None:
    visit.tell(EarReady())
    visit.press(Command.HELP)
    shown = {spot.does for spot in page(visit.state, visit.setup).spots if spot.does}
    assert shown == set(visit.setup.keys)


def test_help_offers_nothing_about_a_voice_or_an_ear_that_is_not_there(visit: Conversation) -> None:
    visit.tell(VoiceUnavailable())
    visit.press(Command.HELP)
    shown = {spot.does for spot in page(visit.state, visit.setup).spots if spot.does}
    assert shown == set(visit.setup.keys) - OF_THE_VOICE - {Command.TALK}


def test_help_names_first_what_the_page_is_used_with(visit: Conversation) -> None:
    def first_on_help() -> list[Command]:
        visit.press(Command.HELP)
        found = [spot.does for spot in page(visit.state, visit.setup).spots if spot.does]
        visit.press(Command.BACK)
        return found[:4]

    assert first_on_help() == [Command.CHOOSE, Command.REPEAT, Command.END, Command.DOWN]
    visit.press(2)
    assert first_on_help() == [Command.NEXT, Command.BACK, Command.REPEAT, Command.PAUSE]
    visit.press(Command.MENU, 1, Command.YES)
    assert first_on_help()[:3] == [Command.YES, Command.NO, Command.UNSURE]


def test_where_any_key_does_the_same_a_touch_anywhere_does() -> None:
    visit = Conversation()
    assert visit.screen.anywhere
    visit.press(Command.CHOOSE)
    assert not visit.screen.anywhere


def test_where_nothing_can_be_said_nothing_is_offered_that_is_about_the_voice(
    visit: Conversation,
) -> None:
    visit.press(2)
    assert "Pause" in [hint.does for hint in visit.screen.hints]
    visit.tell(VoiceUnavailable())
    offered = [hint.does for hint in visit.screen.hints]
    assert offered == ["Next", "Back", "Help", "List of parts", "End"]


def test_where_there_is_no_sound_nobody_is_told_how_to_make_it_louder() -> None:
    visit = Conversation()
    visit.tell(VoiceUnavailable())
    visit.press(Command.CHOOSE)
    told = {sentence.teaches for sentence in visit.state.script}
    assert {Command.NEXT, Command.HELP, Command.END} <= told
    assert not told & OF_THE_VOICE


def test_help_tells_staff_which_recogniser_listens_and_how_to_get_a_better_one(
    visit: Conversation,
) -> None:
    visit.tell(EarReady("PocketSphinx", "kiosk models install one"))
    visit.press(Command.HELP)
    told = visit.screen.blocks[-1].text
    assert "PocketSphinx" in told
    assert "kiosk models install one" in told
    visit.press(Command.HELP)
    visit.tell(EarReady("Vosk"))
    visit.press(Command.HELP)
    assert visit.screen.blocks[-1].text == "For staff: Vosk listens here."
    assert "For staff: Vosk listens here." in [said.text for said in visit.state.script]


def test_where_nothing_listens_help_says_nothing_of_a_recogniser(visit: Conversation) -> None:
    visit.tell(EarReady("Vosk"), EarLost())
    visit.press(Command.HELP)
    assert visit.screen.blocks[-1].role is Role.KEY


def test_who_was_at_the_line_about_the_recogniser_when_the_ear_is_lost_is_at_the_line_before(
    visit: Conversation,
) -> None:
    visit.tell(EarReady("Vosk"))
    visit.press(Command.HELP)
    last = len(visit.screen.blocks) - 1
    visit.press(*[Command.DOWN] * (last + 1))
    assert visit.screen.current == last
    visit.tell(EarLost())
    assert visit.screen.current == last - 1
    visit.press(Command.CHOOSE)
    assert visit.state.mode == ChoosingSection(), "there it does what the line tells of"


def test_an_unknown_key_says_where_help_is_and_reading_goes_on(visit: Conversation) -> None:
    visit.press(2)
    visit.listen(5)
    visit.tell(UnknownKeyPressed())
    assert visit.said()[:3] == (
        "That does nothing here.",
        "For help, press H.",
        "Find somebody.",
    )


def test_a_long_list_waits_for_the_second_digit() -> None:
    conversation = Conversation(setup_for(*(f"g{n}" for n in range(1, 13)))).voice()
    conversation.press(Command.CHOOSE)
    assert Timer.DIGITS in timers(conversation.press(1))
    conversation.press(2)
    assert conversation.state.guide == small_guide("g12")


def test_the_last_of_two_hundred_is_chosen_by_three_digits() -> None:
    conversation = Conversation(setup_for(*(f"g{n}" for n in range(1, 201)))).voice()
    conversation.press(Command.CHOOSE, 1, 9, 9)
    assert conversation.state.guide == small_guide("g199")


@pytest.mark.parametrize("then", [TimerRanOut(Timer.DIGITS), None])
def test_one_digit_alone_counts_after_a_moment_or_with_enter(then: TimerRanOut | None) -> None:
    conversation = Conversation(setup_for(*(f"g{n}" for n in range(1, 13)))).voice()
    conversation.press(Command.CHOOSE, 1)
    if then:
        conversation.tell(then)
    else:
        conversation.press(Command.CHOOSE)
    assert conversation.state.guide == small_guide("g1")


# Silence, idleness and the end


def test_a_silent_visitor_is_told_again_what_can_be_done(visit: Conversation) -> None:
    assert StopTimer(Timer.PROMPT) not in visit.effects[-1:]
    assert Timer.PROMPT in timers(visit.listen())
    visit.tell(TimerRanOut(Timer.PROMPT))
    assert "To choose, press its number." in visit.said()


def test_no_timer_runs_while_the_kiosk_speaks(visit: Conversation) -> None:
    effects = visit.press(2)
    assert timers(effects) == set()


def silent_until_asked(visit: Conversation) -> None:
    for _ in range(20):
        if isinstance(visit.state.mode, AskingPresence):
            return
        visit.listen()
        visit.tell(TimerRanOut(Timer.PROMPT))
    raise AssertionError("nobody asked")


def test_after_long_silence_the_kiosk_asks_and_any_key_returns_to_the_point(
    visit: Conversation,
) -> None:
    for _ in range(12):
        visit.press(2, 2, Command.PAUSE)
        silent_until_asked(visit)
        visit.tell(UnknownKeyPressed())
        assert (visit.state.mode, visit.state.cursor) == (Reading(1), 1)
        visit.press(Command.MENU)


def test_nobody_there_is_asked_twice_and_then_the_visit_ends(visit: Conversation) -> None:
    visit.press(Command.FASTER, Command.QUIETER)
    silent_until_asked(visit)
    assert Timer.ANSWER not in timers(visit.effects[-3:])
    assert Timer.ANSWER in timers(visit.listen())
    visit.tell(TimerRanOut(Timer.ANSWER))
    assert visit.said()[0] == "Are you still there?"
    visit.listen()
    visit.tell(TimerRanOut(Timer.ANSWER))
    assert visit.state.mode == Start()
    assert (visit.state.rate, visit.state.volume) == (visit.setup.rate, visit.setup.volume)


def test_the_end_of_a_visit_makes_the_voice_forget_it(visit: Conversation) -> None:
    visit.press(Command.END, Command.YES)
    assert Forget() in visit.tell(TimerRanOut(Timer.GOODBYE))


def test_ending_is_confirmed(visit: Conversation) -> None:
    visit.press(Command.END)
    assert isinstance(visit.state.mode, Ending)
    visit.press(Command.YES)
    assert visit.state.mode == Leaving()


WAYS_OUT: dict[str, tuple[Command | Event, ...]] = {
    "asked for": (Command.END, Command.YES, TimerRanOut(Timer.GOODBYE)),
    "asked for, and the next visitor in a hurry": (Command.END, Command.YES, Command.CHOOSE),
    "nobody there": (
        Command.MUTE,  # or every one of these would have to be heard to its end
        *[TimerRanOut(Timer.PROMPT)] * 9,
        *[TimerRanOut(Timer.ANSWER)] * 2,
    ),
    "the voice lost on the way": (
        VoiceLost(),
        Command.END,
        Command.YES,
        VoiceReady(),
        Command.CHOOSE,
    ),
}


@pytest.mark.parametrize("way", WAYS_OUT)
def test_every_way_out_leaves_nothing_of_the_visit(way: str) -> None:
    visit = Conversation().voice()
    visit.press(Command.CHOOSE, Command.MENU, 1, Command.YES, Command.YES, Command.NO)
    visit.press(Command.FASTER, Command.LOUDER, Command.BIGGER, Command.COLOURS)
    visit.press(Command.MORE_TIME, Command.BLANK, Command.HELP)
    for happens in WAYS_OUT[way]:
        visit.press(happens) if isinstance(happens, Command) else visit.tell(happens)
    assert Forget() in visit.effects
    fresh = Conversation().voice().state
    left = {
        field.name
        for field in fields(State)
        if getattr(visit.state, field.name) != getattr(fresh, field.name)
    }
    assert left <= {"turn", "reading", "acts"}, "which only count"


def test_the_start_screen_invites_once_more_and_is_then_quiet() -> None:
    conversation = Conversation().voice()
    assert Timer.PROMPT in timers(conversation.listen())
    assert says(conversation.tell(TimerRanOut(Timer.PROMPT)))
    assert timers(conversation.listen()) == set()


# The voice comes and goes


def test_without_a_voice_everything_is_shown_and_nothing_moves_by_itself() -> None:
    conversation = Conversation()
    conversation.tell(VoiceUnavailable())
    assert conversation.screen.status == "no sound"
    conversation.press(Command.CHOOSE, Command.NEXT, 2)
    assert conversation.state.mode == Reading(1)
    conversation.press(Command.NEXT, Command.NEXT, Command.NEXT)
    assert conversation.state.mode == AskingNext(1)
    assert says(conversation.effects) == []


def test_where_there_is_no_sound_the_kiosk_does_not_say_that_it_reads() -> None:
    conversation = Conversation()
    words = conversation.setup.phrases
    texts = [block.text for block in conversation.screen.blocks]
    assert words.start.about in texts
    conversation.tell(VoiceUnavailable())
    texts = [block.text for block in conversation.screen.blocks]
    assert words.start.about_without_sound in texts
    assert words.start.about not in texts
    conversation.press(Command.CHOOSE)
    texts = [block.text for block in conversation.screen.blocks]
    assert words.welcome.orientation_without_sound in texts
    assert words.welcome.orientation not in texts


def test_a_lost_voice_says_the_point_again_when_it_is_back(visit: Conversation) -> None:
    visit.press(2)
    visit.listen(6)
    assert visit.said()[5] == "Anybody will do."
    visit.tell(VoiceLost())
    assert visit.screen.status == "no sound"
    (again,) = says(visit.tell(VoiceReady()))
    assert again.sentences[:2] == ("Step one of two.", "Find somebody.")


def test_a_visit_without_speech_is_not_resumed_by_a_voice_that_comes_back(
    visit: Conversation,
) -> None:
    visit.listen()
    visit.tell(VoiceLost())
    assert says(visit.tell(VoiceReady())) == []


def test_starting_shows_the_first_screen() -> None:
    conversation = Conversation()
    conversation.effects.clear()
    effects = conversation.tell(KioskStarted())
    assert any(isinstance(effect, Show) for effect in effects)


def test_a_voice_that_comes_is_told_how_loud_it_is_to_be_before_it_speaks() -> None:
    conversation = Conversation(replace(setup_for(), volume=2))
    first, *rest = conversation.tell(VoiceReady())
    assert first == SetVolume(DECIBELS[2])
    assert says(rest)
    conversation.press(Command.CHOOSE)
    conversation.tell(VoiceLost())
    assert SetVolume(DECIBELS[2]) in conversation.tell(VoiceReady())


def test_help_is_reached_from_a_question_about_the_keys(visit: Conversation) -> None:
    visit.press(Command.HELP)
    assert isinstance(visit.state.mode, Helping)
    assert visit.said()[:2] == ("Help.", "Go back at any time.")


# By voice


@pytest.fixture
def talk(visit: Conversation) -> Conversation:
    """The same visit, where the kiosk listens."""
    visit.tell(EarReady())
    visit.press(Command.MENU)
    visit.hear_out()
    return visit


def hear(visit: Conversation, meaning: Command | int) -> list[Effect]:
    return visit.tell(Heard(visit.state.turn, meaning))


def listens(effects: list[Effect]) -> list[Listen]:
    return [effect for effect in effects if isinstance(effect, Listen)]


def test_the_microphone_opens_only_after_the_kiosk_is_silent(visit: Conversation) -> None:
    visit.tell(EarReady())
    assert listens(visit.press(Command.MENU)) == []
    (listen,) = listens(visit.listen())
    assert [option.title for option in listen.accepted.options][1] == "How to ask"


def test_the_microphone_closes_when_the_kiosk_speaks(talk: Conversation) -> None:
    assert StopListening() in talk.press(Command.REPEAT)


def test_listening_is_shown_only_when_something_can_be_heard(talk: Conversation) -> None:
    assert talk.screen.status == "ready"
    talk.tell(ListeningBegan(talk.state.turn))
    assert talk.screen.status == "listening"


@pytest.mark.parametrize("muted", [False, True], ids=["with sound", "muted"])
def test_room_is_kept_for_every_sign_that_may_come_by_itself(
    talk: Conversation, muted: bool
) -> None:
    if muted:
        talk.press(Command.MUTE)
    shown = [talk.screen]
    for event in (ListeningBegan, VisitorBegan, VisitorEnded, NotUnderstood):
        talk.tell(event(talk.state.turn))
        shown.append(talk.screen)
    talk.listen()
    shown.append(talk.screen)
    assert len({view.status for view in shown}) >= 4
    (longest,) = {view.longest_status for view in shown}
    assert all(len(view.status) <= len(longest) for view in shown)


def test_a_chime_says_that_an_answer_may_be_given(visit: Conversation) -> None:
    visit.tell(EarReady())
    visit.press(Command.MENU)
    assert Chime() not in visit.listen()  # the list goes on
    assert Chime() in visit.hear_out()


def test_an_entry_can_be_chosen_as_soon_as_it_has_been_told(visit: Conversation) -> None:
    visit.tell(EarReady())
    visit.press(Command.MENU)
    visit.listen()
    assert visit.said()[-1] == "One: When should you ask?"
    hear(visit, 1)
    assert visit.said()[-2:] == ("For yes, say yes, or press Y.", "For no, say no, or press N.")


def test_a_choice_by_voice_is_echoed_as_it_is_carried_out(talk: Conversation) -> None:
    hear(talk, 2)
    assert talk.said()[:2] == ("Part two of three.", "How to ask.")


def test_where_the_kiosk_listens_it_says_what_may_be_said(talk: Conversation) -> None:
    talk.press(1)
    assert "For yes, say yes, or press Y." in talk.said()
    assert [hint.does for hint in talk.screen.hints][:2] == ["Help", "Repeat that"]


def test_a_question_comes_last_and_other_commands_only_for_those_who_are_silent(
    talk: Conversation,
) -> None:
    talk.press(1, Command.YES)
    assert talk.said()[-1] == "If you are not sure, say not sure, or press U."
    talk.listen()
    for _ in range(2):
        talk.tell(TimerRanOut(Timer.PROMPT))
        talk.listen()
    assert "To hear it again, say repeat that, or press R." in talk.said()


def test_it_is_told_when_the_kiosk_listens() -> None:
    told = "Whenever I am silent, you can speak to me."
    visit = Conversation().voice()
    visit.press(Command.CHOOSE)
    assert told not in visit.said()
    visit.tell(EarReady())
    visit.press(Command.REPEAT)
    assert told in visit.said()


def test_where_the_kiosk_listens_help_tells_what_can_be_said(talk: Conversation) -> None:
    talk.press(2, Command.HELP)
    told = [spot.said_to_speakers for spot in page(talk.state, talk.setup).spots if spot.does]
    assert told[0] == ("To go on, say next, or press the right arrow.",)
    only_pressed = told.index(())  # what can be said comes first
    assert not any(told[only_pressed:])


def test_what_was_heard_for_an_older_question_answers_nothing(talk: Conversation) -> None:
    old = talk.state.turn
    talk.press(1)
    before = talk.state
    talk.tell(Heard(old, Command.YES))
    assert talk.state == before


def test_after_each_point_the_kiosk_pauses_to_listen_and_then_goes_on(talk: Conversation) -> None:
    hear(talk, 2)
    assert talk.said()[-1] == "Look around."
    effects = talk.listen()
    assert Timer.GAP in timers(effects)
    assert listens(effects)
    talk.tell(TimerRanOut(Timer.GAP))
    assert talk.said()[0] == "Step two of two."


def test_whoever_speaks_in_the_pause_is_waited_for(talk: Conversation) -> None:
    hear(talk, 2)
    talk.listen()
    assert StopTimer(Timer.GAP) in talk.tell(VisitorBegan(talk.state.turn))
    assert talk.screen.status == "I hear you"
    talk.tell(VisitorEnded(talk.state.turn))
    assert talk.screen.status == "thinking"
    hear(talk, Command.REPEAT)
    assert talk.said()[0] == "Step one of two."


def test_whoever_is_not_understood_in_the_pause_is_told_and_gets_another_one(
    talk: Conversation,
) -> None:
    hear(talk, 2)
    talk.listen()
    talk.tell(VisitorBegan(talk.state.turn))
    talk.tell(NotUnderstood(talk.state.turn))
    assert talk.said() == ("I did not catch that.",)
    assert Timer.GAP in timers(talk.listen())
    effects = talk.tell(NotUnderstood(talk.state.turn))  # others are talking
    assert Timer.GAP in timers(effects)
    assert says(effects) == []
    talk.tell(TimerRanOut(Timer.GAP))
    assert talk.said()[0] == "Step two of two."


def miss(visit: Conversation) -> tuple[str, ...]:
    visit.tell(NotUnderstood(visit.state.turn))
    said = visit.said()
    visit.listen()
    return said


def test_misses_are_answered_first_briefly_then_in_full_then_by_keys(talk: Conversation) -> None:
    talk.press(1, Command.YES)
    talk.listen()
    assert miss(talk) == ("I did not catch that.", "Yes, no, or not sure?")
    second = miss(talk)
    assert second[:3] == (
        "I still did not catch that.",
        "Here is what you can say.",
        "For yes, say yes, or press Y.",
    )
    assert "Please use the keys, or wait until I listen again." in miss(talk)
    assert talk.screen.status == "not listening"
    talk.press(Command.YES)
    assert listens(talk.listen())


def test_whoever_cannot_press_a_key_is_heard_again_after_a_while(talk: Conversation) -> None:
    talk.press(1, Command.YES)
    talk.listen()
    for _ in range(3):
        miss(talk)
    talk.tell(TimerRanOut(Timer.PROMPT))
    assert talk.said()[0] == "For yes, say yes, or press Y."
    assert listens(talk.listen())
    assert "Please use the keys, or wait until I listen again." in miss(talk)


def test_others_who_talk_do_not_put_off_the_idle_warning(talk: Conversation) -> None:
    talk.press(1, Command.YES)
    talk.listen()
    for _ in range(20):
        if not isinstance(talk.state.mode, AskingPresence):
            talk.tell(TimerRanOut(Timer.PROMPT))
            asked = talk.said()
            talk.listen()
            miss(talk)
    assert isinstance(talk.state.mode, AskingPresence)
    assert "Say yes, or press any key, to go on." in asked


def test_hesitation_is_waited_for(talk: Conversation) -> None:
    talk.press(1, Command.YES)
    talk.listen()
    effects = talk.tell(Hesitated(talk.state.turn))
    assert says(effects) == []
    assert listens(effects)
    assert talk.state.misses == 0


def test_noises_on_the_start_screen_are_not_answered() -> None:
    conversation = Conversation().voice()
    conversation.tell(EarReady())
    conversation.listen()
    for _ in range(10):
        assert says(conversation.tell(NotUnderstood(conversation.state.turn))) == []
    assert conversation.state.mode == Start()
    hear(conversation, Command.BEGIN)
    assert conversation.state.mode == Welcome()


def test_the_start_screen_tells_how_to_begin_by_voice() -> None:
    conversation = Conversation()
    conversation.tell(EarReady())
    assert "let's begin" in conversation.screen.blocks[0].text


def test_a_lost_ear_is_shown_at_once_and_told_if_it_lasts_and_its_return_too(
    talk: Conversation,
) -> None:
    talk.press(1)
    talk.listen(1)
    effects = talk.tell(EarLost())
    assert talk.screen.notice.startswith("I cannot hear you at the moment.")
    assert says(effects) == []
    assert timers(effects) == {Timer.EAR}
    talk.tell(TimerRanOut(Timer.EAR))
    assert talk.said()[0] == "I cannot hear you at the moment."
    assert "press Y" in " ".join(talk.said())
    talk.listen()
    assert talk.screen.status == "not listening"
    talk.tell(EarReady())
    assert talk.said()[0] == "I can hear you again."


def test_an_ear_that_is_soon_back_is_not_talked_about(talk: Conversation) -> None:
    talk.press(1)
    talk.listen()
    talk.tell(EarLost())
    effects = talk.tell(EarReady())
    assert says(effects) == []
    assert listens(effects)
    assert StopTimer(Timer.EAR) in effects
    assert talk.screen.notice == ""


def test_an_ear_that_comes_and_goes_without_end_is_soon_only_shown(talk: Conversation) -> None:
    talk.press(1)
    talk.listen()
    told = 0
    for _ in range(20):
        effects = talk.tell(EarLost())
        assert talk.screen.notice.startswith("I cannot hear you")
        if Timer.EAR in timers(effects):
            effects += talk.tell(TimerRanOut(Timer.EAR))
        effects += talk.tell(EarReady())
        told += bool(says(effects))
        talk.listen()
    assert told == 3


def test_an_ear_lost_before_the_visit_does_not_interrupt_the_welcome() -> None:
    visit = Conversation().voice()
    visit.tell(EarReady(), EarLost())
    assert visit.screen.notice
    assert Timer.EAR not in timers(visit.press(Command.CHOOSE))
    visit.tell(EarReady())
    assert visit.said()[0] == "I can hear you again."


def test_an_ear_that_was_never_there_is_shown(visit: Conversation) -> None:
    visit.tell(EarLost())
    visit.press(Command.MENU)
    visit.listen()
    assert visit.screen.status == "not listening"


def noise(visit: Conversation) -> list[Effect]:
    turn = visit.state.turn
    visit.tell(VisitorBegan(turn))
    visit.tell(VisitorEnded(turn))
    return visit.tell(ListeningBegan(turn))


def test_noise_without_end_does_not_hold_up_what_is_read(talk: Conversation) -> None:
    hear(talk, 2)
    talk.listen()
    assert Timer.GAP in timers(noise(talk) + noise(talk) + noise(talk))
    assert StopTimer(Timer.GAP) not in talk.tell(VisitorBegan(talk.state.turn))
    talk.tell(TimerRanOut(Timer.GAP))
    assert talk.said()[0] == "Step two of two."


def test_noise_without_end_does_not_keep_the_kiosk_from_prompting(talk: Conversation) -> None:
    talk.press(1, Command.YES)
    talk.listen()
    assert StopTimer(Timer.PROMPT) in talk.tell(VisitorBegan(talk.state.turn))
    talk.tell(ListeningBegan(talk.state.turn))
    noise(talk), noise(talk)
    assert StopTimer(Timer.PROMPT) not in talk.tell(VisitorBegan(talk.state.turn))
    assert says(talk.tell(TimerRanOut(Timer.PROMPT)))


def test_without_an_ear_nothing_is_said_about_listening(visit: Conversation) -> None:
    visit.listen()
    assert visit.screen.status == "ready"
    visit.tell(EarUnavailable())
    assert visit.screen.status == "ready"


def test_stop_pauses_what_is_read_and_elsewhere_asks_whether_to_end(talk: Conversation) -> None:
    hear(talk, 2)
    talk.listen()
    hear(talk, Command.STOP)
    talk.tell(ListeningBegan(talk.state.turn))
    assert talk.screen.status == "paused · listening"
    hear(talk, Command.RESUME)
    assert talk.said()[0] == "Step two of two."
    talk.press(Command.MENU)
    talk.hear_out()
    hear(talk, Command.STOP)
    assert isinstance(talk.state.mode, Ending)


def with_manner(manner: str) -> Conversation:
    setup = replace(setup_for(), ear=EarSettings.model_validate({"manner": manner}))
    visit = Conversation(setup).voice()
    visit.tell(EarReady())
    visit.press(Command.CHOOSE, Command.NEXT)
    return visit


def test_with_barge_in_the_kiosk_listens_while_it_speaks() -> None:
    visit = with_manner("barge_in")
    assert listens(visit.press(2))
    assert visit.said()[-1] != "Look around.", "no pauses are needed"
    hear(visit, Command.NEXT)
    assert visit.said()[0] == "Step one of two."


def test_with_barge_in_the_screen_says_that_it_listens_while_it_speaks() -> None:
    visit = with_manner("barge_in")
    visit.press(2)
    room = len(visit.screen.longest_status)
    for event, sign in ((ListeningBegan, "listening"), (VisitorBegan, "I hear you")):
        visit.tell(event(visit.state.turn))
        assert visit.screen.status == f"speaking · {sign}"
        assert len(visit.screen.status) <= room


def test_with_barge_in_no_chime_cuts_the_voice_off() -> None:
    visit = with_manner("barge_in")
    effects = visit.press(1)
    assert says(effects)
    assert listens(effects)
    assert Chime() not in effects


def test_with_push_to_talk_the_kiosk_listens_only_after_the_key() -> None:
    visit = with_manner("push_to_talk")
    assert listens(visit.listen()) == []
    assert listens(visit.press(Command.TALK))
    hear(visit, 2)
    assert visit.state.mode == Reading(1)


def test_with_push_to_talk_a_visitor_is_told_of_the_key_before_anything_to_say() -> None:
    visit = with_manner("push_to_talk")
    visit.press(1)
    said = visit.said()
    key, answer = "To speak to me, press T first.", "For yes, say yes, or press Y."
    assert said.index(key) < said.index(answer)
    assert (visit.screen.hints[0].key, visit.screen.hints[0].does) == ("T", "Talk")
    visit.listen()
    visit.press(Command.NEXT)
    assert "To speak to me, press T first." not in visit.said(), "once is enough"
    visit.press(Command.MENU)
    for _ in range(2):
        visit.listen()
        visit.tell(TimerRanOut(Timer.PROMPT))
    assert visit.said()[0] == "To speak to me, press T first."


def test_with_push_to_talk_the_start_screen_advertises_no_words() -> None:
    visit = with_manner("push_to_talk")
    visit.press(Command.END, Command.YES, Command.CHOOSE)
    assert visit.state.mode == Start()
    assert visit.said()[0] == "Press any key to begin."


def test_start_over_goes_back_to_the_welcome(talk: Conversation) -> None:
    hear(talk, Command.START_OVER)
    assert talk.state.mode == Welcome()


def test_a_key_for_a_command_that_is_mostly_spoken_breaks_no_help(visit: Conversation) -> None:
    keys = {**visit.setup.keys, Command.STOP: "f13"}
    visit.setup = replace(visit.setup, keys=keys)
    visit.press(Command.HELP)
    assert visit.screen.scene is Scene.HELP


def test_without_sound_next_turns_the_pages_before_it_goes_on() -> None:
    visit = Conversation()
    visit.tell(VoiceUnavailable())
    visit.press(Command.CHOOSE)
    visit.tell(PageShown(0, 2))
    assert TurnPage(1) in visit.press(Command.NEXT)
    visit.tell(PageShown(1, 2))
    visit.press(Command.NEXT)
    assert visit.state.mode == ChoosingSection()
