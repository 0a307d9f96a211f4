"""More time: whoever needs it gets longer pauses and longer to answer, at the same place."""

from __future__ import annotations

from dataclasses import replace

import pytest
from conversations import Conversation, setup_for

from kiosk.dialogue.command import Command
from kiosk.dialogue.effects import Effect, Say, StartTimer
from kiosk.dialogue.events import (
    EarReady,
    Heard,
    TimerRanOut,
    VoiceUnavailable,
)
from kiosk.dialogue.modes import AskingPresence, Reading
from kiosk.dialogue.state import LEISURE
from kiosk.dialogue.timer import Timer
from kiosk.settings import Patience


@pytest.fixture
def visit() -> Conversation:
    """A visit at the menu, with a voice, where nobody listens."""
    conversation = Conversation().voice()
    conversation.press(Command.CHOOSE, Command.NEXT)
    return conversation


def seconds(effects: list[Effect], timer: Timer) -> float:
    (started,) = [e.seconds for e in effects if isinstance(e, StartTimer) and e.timer is timer]
    return started


def test_more_time_is_given_in_steps_and_said() -> None:
    visit = Conversation().voice()
    visit.press(Command.CHOOSE)
    said = []
    for command in [Command.MORE_TIME] * 3 + [Command.LESS_TIME] * 3:
        visit.press(command)
        said.append(visit.said()[0])
    assert said == [
        "I wait two times as long now, after each point and for your answers.",
        "I wait four times as long now, after each point and for your answers.",
        "I cannot wait any longer than this.",
        "I wait two times as long now, after each point and for your answers.",
        "I wait as long as usual.",
        "These are the shortest pauses.",
    ]


def test_whoever_asks_for_more_time_gets_a_pause_after_each_point(visit: Conversation) -> None:
    visit.press(2)
    assert visit.said()[-1] != "Look around.", "no pauses as long as nobody wants them"
    visit.press(Command.MORE_TIME)
    assert visit.said()[-1] == "Look around."
    short = seconds(visit.listen(), Timer.GAP)
    visit.tell(TimerRanOut(Timer.GAP))
    assert visit.said()[0] == "Step two of two."
    visit.press(Command.MORE_TIME)
    assert seconds(visit.listen(), Timer.GAP) == 2 * short


def test_an_installation_may_pause_after_each_point_anyway() -> None:
    setup = replace(setup_for(), patience=Patience(pause_seconds=3))
    visit = Conversation(setup).voice()
    visit.press(Command.CHOOSE, Command.NEXT, 2)
    assert visit.said()[-1] == "Look around."
    assert seconds(visit.listen(), Timer.GAP) == 3


def test_where_the_kiosk_listens_more_time_makes_its_pauses_longer(visit: Conversation) -> None:
    visit.tell(EarReady())
    visit.press(2)
    usual = seconds(visit.listen(), Timer.GAP)
    visit.tell(Heard(visit.state.turn, Command.MORE_TIME))
    assert visit.state.mode == Reading(1)
    assert seconds(visit.listen(), Timer.GAP) == 2 * usual


@pytest.mark.parametrize("times", LEISURE)
def test_all_that_waits_for_a_visitor_waits_longer(visit: Conversation, times: int) -> None:
    visit.press(*[Command.MORE_TIME] * LEISURE.index(times))
    assert seconds(visit.hear_out(), Timer.PROMPT) == 18 * times
    for _ in range(20):
        if isinstance(visit.state.mode, AskingPresence):
            break
        visit.tell(TimerRanOut(Timer.PROMPT))
        visit.listen()
    assert visit.state.prompts * 18 * times >= 150 * times
    visit.tell(TimerRanOut(Timer.ANSWER))
    assert seconds(visit.listen(), Timer.ANSWER) == 22.5 * times


def test_more_time_works_without_any_sound() -> None:
    visit = Conversation()
    visit.tell(VoiceUnavailable())
    visit.press(Command.CHOOSE, Command.NEXT, 2, Command.MORE_TIME)
    assert "two times" in visit.screen.notice
    assert not [effect for effect in visit.effects if isinstance(effect, Say)]


def test_the_next_visitor_has_the_usual_time(visit: Conversation) -> None:
    visit.press(Command.MORE_TIME, Command.RESET)
    assert visit.state.leisure == 0
    visit.press(Command.MORE_TIME, Command.END, Command.YES)
    visit.tell(TimerRanOut(Timer.GOODBYE))
    assert visit.state.leisure == 0
