"""By keys alone and by voice alone, visitors come to every screen and away from it again.

Time passes, too: whoever does nothing is asked whether anybody is there, and a guide that is being
fetched comes or does not.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import get_args

import pytest
from conversations import setup_for, small_guide

from kiosk.dialogue.accepted import LANGUAGE
from kiosk.dialogue.accepting import listening
from kiosk.dialogue.command import Command
from kiosk.dialogue.conditions import Ear
from kiosk.dialogue.events import (
    CommandGiven,
    DigitPressed,
    EarReady,
    Event,
    GuideOpened,
    GuideRefused,
    Heard,
    KioskStarted,
    LanguageNamed,
    SpeechEnded,
    TimerRanOut,
    VoiceReady,
    VoiceUnavailable,
)
from kiosk.dialogue.machine import step
from kiosk.dialogue.modes import Mode, Opening, Start
from kiosk.dialogue.pages import page
from kiosk.dialogue.state import (
    HEADING,
    State,
    at_start,
)
from kiosk.dialogue.timer import Timer
from kiosk.dialogue.view import Scene

SETUP = setup_for("first", "second", languages=("en", "es", "ko"))
KEYS = [
    *(CommandGiven(command) for command in Command),
    *(DigitPressed(digit) for digit in range(4)),
]
LONG_SILENCE = [TimerRanOut(Timer.PROMPT)] * 9
"""After so many prompts nobody has been there for a while."""

Place = tuple[object, ...]


def told(state: State, *events: Event) -> State:
    for event in events:
        state = step(state, event, SETUP)[0]
    return state


def by_keys(state: State) -> Iterator[State]:
    for key in KEYS:
        yield told(state, key)


def by_voice(state: State) -> Iterator[State]:
    """What follows from everything that is listened for here."""
    silent = replace(state, talking=False, ear=Ear.READY)  # another ear has come up meanwhile
    listen = listening(silent, SETUP)
    if listen is None:
        return
    names = [
        LanguageNamed(name.removeprefix(LANGUAGE)) if name.startswith(LANGUAGE) else Command(name)
        for name in listen.accepted.commands
    ]
    replies = [Command.YES, Command.NO, Command.UNSURE] if listen.accepted.yes_no else []
    numbers = range(1, len(listen.accepted.options) + 1)
    for meaning in (*names, *replies, *numbers):
        yield told(silent, Heard(silent.turn, meaning))


def by_itself(state: State) -> Iterator[State]:
    """What follows when nobody does anything."""
    if isinstance(state.mode, Opening):
        yield told(state, GuideOpened(small_guide(state.mode.guide_id)))
        yield told(state, GuideRefused(state.mode.guide_id, "en"))
    silent = told(state, SpeechEnded(state.turn))
    yield silent
    for timer in (Timer.GAP, Timer.ANSWER, Timer.GOODBYE):
        yield told(silent, TimerRanOut(timer))
    yield told(silent, *LONG_SILENCE)


def place(state: State) -> Place:
    """What makes two states the same screen; beneath a question that interrupts, the cursor and
    the guide's name make no difference.
    """
    ground = state.ground.mode
    interrupted = () if ground == state.mode else (ground,)
    return (type(state.mode), page(state, SETUP).scene, *(interrupted or (state.mode,)))


def walk(start: State, hand: Callable[[State], Iterator[State]]) -> dict[Place, set[Place]]:
    """All screens that one hand and time lead to, and where they lead."""
    graph: dict[Place, set[Place]] = {}
    seen: set[Place] = set()
    waiting = deque([start])
    while waiting:
        state = waiting.popleft()
        here = (*place(state), state.cursor == HEADING, state.gap)
        if here in seen:
            continue
        seen.add(here)
        following = [*hand(state), *by_itself(state)]
        graph.setdefault(place(state), set()).update(map(place, following))
        waiting.extend(following)
    return graph


def reachable(origin: Place, graph: dict[Place, set[Place]]) -> set[Place]:
    found, waiting = {origin}, [origin]
    while waiting:
        new = graph.get(waiting.pop(), set()) - found
        found |= new
        waiting.extend(new)
    return found


@pytest.mark.parametrize(
    ("hand", "senses"),
    [(by_keys, [VoiceUnavailable()]), (by_voice, [VoiceReady(), EarReady()])],
    ids=["keys", "voice"],
)
def test_every_screen_is_reached_and_left(
    hand: Callable[[State], Iterator[State]], senses: list[Event]
) -> None:
    start = told(at_start(SETUP), KioskStarted(), *senses)
    graph = walk(start, hand)
    assert {mode for mode, *_ in graph} == set(get_args(Mode))
    assert {scene for _, scene, *_ in graph} == set(Scene)
    backwards: dict[Place, set[Place]] = {}
    for origin, targets in graph.items():
        for target in targets:
            backwards.setdefault(target, set()).add(origin)
    (home,) = (here for here in graph if here[0] is Start)
    assert reachable(home, graph) == set(graph)
    assert reachable(home, backwards) == set(graph), "a screen that leads nowhere"
