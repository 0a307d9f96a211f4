"""A key means one thing, and a held or doubled key acts once."""

from __future__ import annotations

import pytest

from kiosk.dialogue.command import Command
from kiosk.dialogue.events import (
    CommandGiven,
    DigitPressed,
    UnknownKeyPressed,
)
from kiosk.screen.keys import HeldKeys, Verdict, meaning

KEYS = {"y": "yes", "left": "back", "?": "help", "comma": "slower", "7": "7", "ctrl+e": "end"}
YES = CommandGiven(Command.YES)


class Clock:
    """Seconds that pass when the test says so."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


def verdicts(event: object, *times: float, key: str = "y") -> list[Verdict]:
    """What becomes of presses of one key at these seconds."""
    clock = Clock()
    held = HeldKeys(clock)
    result = []
    for seconds in times:
        clock.now = 1000.0 + seconds
        result.append(held.judge(key, event))  # type: ignore[arg-type]
    return result


@pytest.mark.parametrize(
    ("key", "character", "event"),
    [
        ("y", "y", CommandGiven(Command.YES)),
        ("Y", "Y", CommandGiven(Command.YES)),
        ("left", None, CommandGiven(Command.BACK)),
        ("question_mark", "?", CommandGiven(Command.HELP)),
        ("comma", ",", CommandGiven(Command.SLOWER)),
        ("7", "7", DigitPressed(7)),
        ("ctrl+e", "\x05", CommandGiven(Command.END)),
        ("ctrl+y", "\x19", UnknownKeyPressed()),
        ("f1", None, UnknownKeyPressed()),
        ("z", "z", UnknownKeyPressed()),
        ("", None, UnknownKeyPressed()),
    ],
)
def test_a_key_means_what_the_settings_say(key: str, character: str | None, event: object) -> None:
    assert meaning(KEYS, key, character) == event


def test_a_doubled_press_acts_once() -> None:
    assert verdicts(YES, 0, 0.12) == [Verdict.ACT, Verdict.DROP]
    assert verdicts(YES, 0, 0.29) == [Verdict.ACT, Verdict.DROP]


@pytest.mark.parametrize(
    ("delay", "rate"), [(0.25, 1 / 30), (0.5, 1 / 30), (0.66, 1 / 25), (0.25, 0.092)]
)
def test_a_key_held_for_ten_seconds_acts_once(delay: float, rate: float) -> None:
    times = [0.0, delay]
    while times[-1] < 10:
        times.append(times[-1] + rate)
    judged = verdicts(YES, *times)
    assert judged[0] is Verdict.ACT
    # The first repeat may wait and see; the second one tells that the key is being held.
    assert judged[1] in (Verdict.DROP, Verdict.WAIT)
    assert set(judged[2:]) == {Verdict.DROP}


def test_a_second_press_on_purpose_waits_a_moment_and_acts() -> None:
    assert verdicts(YES, 0, 0.5) == [Verdict.ACT, Verdict.WAIT]


def test_after_a_pause_the_same_key_acts_at_once() -> None:
    assert verdicts(YES, 0, 0.8, 1.6) == [Verdict.ACT] * 3


def test_another_key_acts_at_once() -> None:
    clock = Clock()
    held = HeldKeys(clock)
    assert held.judge("y", YES) is Verdict.ACT
    clock.now += 0.01
    assert held.judge("n", CommandGiven(Command.NO)) is Verdict.ACT


@pytest.mark.parametrize(
    "event",
    [
        *(CommandGiven(Command(name)) for name in ("choose", "yes", "no", "unsure", "end", "menu")),
        *(CommandGiven(Command(name)) for name in ("help", "pause", "mute")),
        DigitPressed(1),
        UnknownKeyPressed(),
    ],
    ids=str,
)
def test_whatever_chooses_or_switches_is_protected(event: object) -> None:
    assert verdicts(event, 0, 0.1) == [Verdict.ACT, Verdict.DROP]


@pytest.mark.parametrize(
    "name",
    ["up", "down", "slower", "louder", "more", "less"],
)
def test_moving_goes_on_while_the_key_is_held(name: str) -> None:
    times = [number * 0.1 for number in range(20)]
    assert verdicts(CommandGiven(Command(name)), *times) == [Verdict.ACT] * 20


def test_a_bouncing_switch_moves_once() -> None:
    up = CommandGiven(Command.UP)
    assert verdicts(up, 0, 0.005, 0.01, 0.2) == [
        Verdict.ACT,
        Verdict.DROP,
        Verdict.DROP,
        Verdict.ACT,
    ]


@pytest.mark.parametrize("name", ["next", "back", "repeat"])
def test_a_step_is_taken_once_for_each_press(name: str) -> None:
    step = CommandGiven(Command(name))
    assert verdicts(step, 0, 0.15, 0.3) == [Verdict.ACT] * 3
    held = verdicts(step, 0, *(0.5 + number * 0.033 for number in range(100)))
    assert held.count(Verdict.ACT) == 2
