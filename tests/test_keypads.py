"""Keypads: with their few keys alone everything is in reach."""

from __future__ import annotations

from collections import deque

import pytest
from conversations import Conversation, setup_for
from test_conversation_walks import answered, place, reachable

from kiosk.dialogue.command import Command
from kiosk.dialogue.events import (
    CommandGiven,
    KioskStarted,
    VoiceUnavailable,
)
from kiosk.dialogue.modes import Helping, Learning, Reading
from kiosk.dialogue.state import State, at_start
from kiosk.keyboard import DEFAULT_KEYS, pad_keys

EZ_ACCESS = {DEFAULT_KEYS[f"f{number}"] for number in range(17, 25)}
KEYPADS = {
    "EZ Access": EZ_ACCESS,
    "number pad": set(pad_keys("telephone").values()),
}


def test_number_pads_of_both_layouts_give_the_same_commands() -> None:
    assert set(pad_keys("calculator").values()) == KEYPADS["number pad"]


@pytest.mark.parametrize("keypad", KEYPADS)
def test_the_keys_of_a_keypad_reach_every_screen_from_every_screen(keypad: str) -> None:
    setup = setup_for("first", "second")
    start = answered([KioskStarted(), VoiceUnavailable()], at_start(setup), setup)
    graph: dict[tuple[object, ...], set[tuple[object, ...]]] = {}
    waiting = deque([start])
    while waiting:
        state = waiting.popleft()
        here = where(state)
        if here in graph:
            continue
        keys = [CommandGiven(Command(name), key=name) for name in KEYPADS[keypad]]
        following = [answered([key], state, setup) for key in keys]
        graph[here] = {where(after) for after in following}
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
    assert reachable(where(start), backwards) == set(graph), "a screen that leads nowhere"


def where(state: State) -> tuple[object, ...]:
    """What makes two moments the same for a walk; the cursor counts in help, too."""
    match state.mode:
        case Helping():
            return (Helping, state.cursor)  # all help is alike
        case Learning(pressed=pressed):
            return (Learning, pressed)
        case _:
            return place(state)


def test_what_help_names_is_done_by_choosing_it() -> None:
    visit = Conversation().voice()
    visit.press(Command.CHOOSE, Command.NEXT, 2, 2, Command.HELP)
    rows = [block.text for block in visit.screen.blocks]
    for _ in range(rows.index("Text size") + 1):
        visit.press(Command.DOWN)
    visit.press(Command.CHOOSE)
    assert visit.screen.size == 2
    assert isinstance(visit.state.mode, Helping)
    visit.press(Command.BACK)
    assert (visit.state.mode, visit.state.cursor) == (Reading(1), 1)


def test_choosing_on_help_before_anything_is_named_goes_back() -> None:
    visit = Conversation().voice()
    visit.press(Command.CHOOSE, Command.NEXT, 2, 2, Command.HELP, Command.CHOOSE)
    assert (visit.state.mode, visit.state.cursor) == (Reading(1), 1)
