"""Two switches: one moves, one does; with them alone everything can be reached and done."""

from __future__ import annotations

from collections import deque
from dataclasses import replace

import pytest
from conversations import Conversation, setup_for
from test_conversation_walks import answered, heard_out, place, reachable

from kiosk.dialogue.command import Command
from kiosk.dialogue.conditions import Speech
from kiosk.dialogue.effects import Say, TurnPage
from kiosk.dialogue.events import (
    CommandGiven,
    KioskStarted,
    PageShown,
    TimerRanOut,
    VoiceReady,
)
from kiosk.dialogue.modes import (
    AskingPresence,
    Checking,
    ChoosingLanguage,
    ChoosingSection,
    Ending,
    Helping,
    Learning,
    Leaving,
    Reading,
    Start,
    Summing,
    Welcome,
)
from kiosk.dialogue.pages import page
from kiosk.dialogue.scanning import actions
from kiosk.dialogue.setup import Setup
from kiosk.dialogue.state import (
    Action,
    State,
    at_start,
)
from kiosk.dialogue.timer import Timer
from kiosk.dialogue.view import Role

SCAN, TAKE = Command.SCAN, Command.TAKE


def with_switches(*guides: str, languages: tuple[str, ...] = ("en",)) -> Setup:
    """An installation with two switches besides its keyboard."""
    setup = setup_for(*guides, languages=languages)
    return replace(setup, keys={**setup.keys, SCAN: "f13", TAKE: "f14"})


@pytest.fixture
def visit() -> Conversation:
    """Somebody with two switches at the list of parts, with a voice."""
    conversation = Conversation(with_switches()).voice()
    conversation.press(SCAN)
    conversation.listen()
    assert conversation.state.mode == ChoosingSection()
    return conversation


def offered_to(visit: Conversation) -> tuple[Action, ...]:
    setup = visit.setup.speaking(visit.state.spoken)
    return actions(page(visit.state, setup), visit.state, setup)


def take(visit: Conversation, name: str) -> None:
    """Move until this is named, and do it."""
    offered = offered_to(visit)
    for _ in range(len(offered) + 2):
        visit.press(SCAN)
        if visit.state.scanned and visit.state.scanned.does == name:
            visit.press(TAKE)
            return
    raise AssertionError(f"{name} is not offered: {[one.does for one in offered]}")


def test_each_thing_is_named_and_marked_one_after_the_other(visit: Conversation) -> None:
    named = []
    for _ in offered_to(visit):
        visit.press(SCAN)
        (name,) = visit.said()
        named.append(name)
        current, hint = visit.screen.current, visit.screen.hints[0]
        marked = [one for one in visit.screen.hints if one.marked]
        if named[-1][0] in "OT" and ":" in name:
            assert visit.screen.blocks[current or 0].text in name
            assert not marked
        else:
            assert marked == [hint]
            assert current is None, "two marks on one screen"
            assert f"{hint.does}." == name
    assert named == [
        "One: When should you ask?", "Two: How to ask.", "Three: Your right.",
        "Help.", "Repeat.", "End.", "Back.",
    ]  # fmt: skip
    visit.press(SCAN)
    assert visit.said() == ("One: When should you ask?",)


def test_what_was_moved_to_is_done(visit: Conversation) -> None:
    visit.press(SCAN, SCAN, TAKE)
    assert visit.state.mode == Reading(1)
    assert visit.state.scanned is None


def test_the_entry_that_the_voice_names_can_be_chosen_without_moving(visit: Conversation) -> None:
    visit.press(Command.REPEAT)
    visit.listen(4)
    visit.press(TAKE)
    assert visit.state.mode == Reading(1)


def test_the_first_move_stops_the_voice_and_going_on_is_the_first_thing_offered(
    visit: Conversation,
) -> None:
    visit.press(SCAN, SCAN, TAKE)
    visit.listen(5)
    sounded = visit.said()[4]
    visit.press(SCAN)
    assert visit.said() == ("Go on.",)
    visit.listen()
    assert visit.screen.status == "paused"
    visit.press(TAKE)
    assert visit.said()[0] == sounded


def test_the_same_thing_can_be_done_again_without_moving_to_it_again(visit: Conversation) -> None:
    take(visit, "Help")
    take(visit, "Louder")
    before = visit.state.volume
    visit.press(Command.QUIETER, Command.QUIETER)
    visit.press(TAKE, TAKE)
    assert isinstance(visit.state.mode, Helping)
    assert visit.state.volume == before


def test_pages_are_offered_to_be_turned_where_there_are_any_and_only_that_way(
    visit: Conversation,
) -> None:
    take(visit, "How to ask")

    def turning() -> set[str]:
        return {one.does for one in offered_to(visit)} & {"More", "Page before"}

    assert turning() == set()
    for shown, offered in ((0, {"More"}), (1, {"More", "Page before"}), (2, {"Page before"})):
        visit.tell(PageShown(shown, 3))
        assert turning() == offered
    take(visit, "Page before")
    assert TurnPage(-1) in visit.effects
    visit.tell(PageShown(0, 3))
    visit.press(TAKE)
    assert visit.state.mode == Reading(1), "a page that is not there is no other thing"
    hint = visit.screen.less_hint
    assert hint is not None
    assert (hint.key, hint.marked) == ("", True)
    assert not [one for one in visit.screen.hints if one.marked]


def test_a_point_is_repeated_and_when_that_is_done_twice_the_whole_section(
    visit: Conversation,
) -> None:
    take(visit, "How to ask")
    visit.listen(6)
    take(visit, "Repeat")
    assert visit.said()[0] == "Step one of two."
    visit.press(TAKE)
    assert visit.said()[:2] == ("Part two of three.", "How to ask.")


def test_a_question_is_answered_and_never_by_a_first_press(visit: Conversation) -> None:
    visit.press(SCAN, TAKE)
    visit.press(TAKE)
    assert visit.state.mode == visit.state.stand.mode
    take(visit, "Yes")
    assert visit.state.mode == Checking(0)
    take(visit, "Not sure")
    take(visit, "No")
    assert isinstance(visit.state.mode, Summing)


def test_the_two_switches_are_explained_instead_of_all_the_keys(visit: Conversation) -> None:
    fresh = Conversation(with_switches()).voice()
    fresh.press(SCAN)
    told = [sentence for sentence in fresh.said() if "press" in sentence]
    assert [sentence for sentence in told if "F1" in sentence] == [
        "To hear what you can do here, one thing after the other, press F13.",
        "To do what you heard last, press F14.",
    ]
    visit.press(Command.REPEAT)
    assert not [sentence for sentence in visit.said() if "To choose, press" in sentence]
    keys = [hint.key for hint in visit.screen.hints if hint.key]
    assert keys == ["F13", "F14"]


def test_silence_is_answered_with_how_to_use_the_switches(visit: Conversation) -> None:
    visit.press(SCAN)
    visit.listen()
    visit.tell(TimerRanOut(Timer.PROMPT))
    visit.listen()
    visit.tell(TimerRanOut(Timer.PROMPT))
    assert visit.said() == (
        "To hear what you can do here, one thing after the other, press F13.",
        "To do what you heard last, press F14.",
    )


def test_two_switches_reach_every_screen_from_every_screen() -> None:
    setup = with_switches("first", "second")
    start = answered([KioskStarted(), VoiceReady()], at_start(setup), setup)
    graph: dict[tuple[object, ...], set[tuple[object, ...]]] = {}
    waiting = deque([start])
    while waiting:
        state = waiting.popleft()
        here = spot(state)
        if here in graph:
            continue
        following = [answered([CommandGiven(one)], state, setup) for one in (SCAN, TAKE)]
        following.append(heard_out(state, setup))
        graph[here] = {spot(after) for after in following}
        waiting.extend(following)
    modes = {getattr(mode, "__name__", type(mode).__name__) for mode, *_ in graph}
    assert modes == {
        "Start", "Welcome", "ChoosingGuide", "ChoosingSection", "Offering", "Reading", "Checking",
        "Summing", "AskingNext", "Helping", "Learning", "Ending", "Leaving",
    }  # fmt: skip
    backwards: dict[tuple[object, ...], set[tuple[object, ...]]] = {}
    for origin, targets in graph.items():
        for target in targets:
            backwards.setdefault(target, set()).add(origin)
    assert reachable(spot(start), backwards) == set(graph), "a screen that leads nowhere"


def spot(state: State) -> tuple[object, ...]:
    """What makes two moments the same for somebody with two switches."""
    where = place(state)
    if isinstance(state.mode, Helping):
        where = (Helping, state.cursor)  # all help is alike
    if isinstance(state.mode, Learning):
        where = (Learning, state.mode.pressed, state.sounding)
    return (*where, state.scanned, state.speech is Speech.PAUSED)


def test_a_complete_visit_with_two_switches() -> None:
    visit = Conversation(with_switches()).voice()
    visit.press(TAKE)
    assert visit.state.mode == Welcome()
    take(visit, "Next")
    take(visit, "How to ask")
    take(visit, "Next")
    take(visit, "Next")
    assert visit.screen.current == 1
    take(visit, "List of parts")
    take(visit, "When should you ask?")
    for answer in ("Yes", "Yes", "No"):
        take(visit, answer)
    points = [block.text for block in visit.screen.blocks if block.role is Role.POINT]
    assert points == ["You are unsure"]
    take(visit, "Help")
    take(visit, "Text size")
    assert visit.screen.size == 2
    take(visit, "Back")
    take(visit, "End")
    assert isinstance(visit.state.mode, Ending)
    take(visit, "Yes")
    assert visit.state.mode == Leaving()


def test_another_language_is_moved_to_in_its_own_voice_and_changed_to() -> None:
    visit = Conversation(with_switches("small", languages=("en", "es", "ko"))).voice()
    visit.press(SCAN)
    visit.listen()
    take(visit, "Language")
    assert isinstance(visit.state.mode, ChoosingLanguage)
    assert "Language" not in [action.does for action in offered_to(visit)]
    visit.press(SCAN, SCAN)
    say = [effect for effect in visit.effects if isinstance(effect, Say)][-1]
    assert (say.sentences, say.languages) == (("Para español, pulse dos.",), ("es",))
    visit.press(TAKE)
    take(visit, "Back to English")
    assert visit.state.mode == ChoosingSection()
    take(visit, "Language")
    take(visit, "Español")
    take(visit, "Sí")
    assert visit.screen.heading == "Elija una parte"


def test_whoever_was_asked_is_back_with_either_switch(visit: Conversation) -> None:
    for switch in (SCAN, TAKE):
        for _ in range(20):
            visit.listen()
            visit.tell(TimerRanOut(Timer.PROMPT))
        assert isinstance(visit.state.mode, AskingPresence)
        visit.press(switch)
        assert visit.state.mode == ChoosingSection()


def test_without_switches_nothing_is_marked() -> None:
    visit = Conversation().voice()
    visit.press(Command.CHOOSE, Command.NEXT)
    assert not [hint for hint in visit.screen.hints if hint.marked]
    assert visit.state.mode != Start()
