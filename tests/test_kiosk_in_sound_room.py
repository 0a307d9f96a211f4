"""The whole kiosk in a real pseudo-terminal, with real sound."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import visits
from sound_room import FRAME, SILENCE, SoundRoom
from terminals import BETWEEN_PRESSES, Terminal, descendants

FADE = 0.3
"""Seconds in which the sound server plays what it already has."""

ASLEEP = 1.5
"""Seconds; longer than a child that speaks or listens may be silent."""


@pytest.fixture(scope="module")
def room() -> Iterator[SoundRoom]:
    with SoundRoom() as opened:
        yield opened


@pytest.fixture
def kiosk(room: SoundRoom) -> Iterator[Terminal]:
    begun = time.monotonic()
    with Terminal("run", env=room.environment) as terminal:
        terminal.wait_for("Press any key to begin")
        room.first_sound(begun)
        yield terminal


def gap_after(room: SoundRoom, moment: float) -> float:
    """Seconds of the first silence of two frames or more after a moment, once sound is back."""
    room.first_sound(moment + 0.3)
    silent = longest = 0
    for level in room.levels(moment):
        silent = silent + 1 if level.decibels < SILENCE else 0
        longest = max(longest, silent)
    return longest * FRAME


def voice_child(kiosk: Terminal) -> int:
    """The process that speaks."""
    children = Path(f"/proc/{kiosk.pid}/task/{kiosk.pid}/children").read_text().split()
    for child in children:
        if b"kiosk.speaking" in Path(f"/proc/{child}/cmdline").read_bytes():
            return int(child)
    raise AssertionError("the kiosk has no voice")


def test_a_visit_by_keys_is_heard_and_seen(room: SoundRoom, kiosk: Terminal) -> None:
    kiosk.press("enter")
    kiosk.wait_for("Nothing you press or say is kept.")
    pressed = time.monotonic()
    kiosk.press("2")  # nothing to choose here yet: the kiosk says so, and goes on
    kiosk.press("home")
    kiosk.wait_for("Your Right to a Second Opinion")
    time.sleep(BETWEEN_PRESSES)
    kiosk.press("2")
    kiosk.wait_for("Part 2 of 5")
    room.first_sound(pressed)

    kiosk.wait_for("▶ 1 Tell your current doctor")
    time.sleep(1.0)
    pressed = time.monotonic()
    kiosk.press("right")
    kiosk.wait_for("▶ 2 Check your insurance")
    assert gap_after(room, pressed) > 0

    kiosk.press("home")
    kiosk.wait_for("1–5 Choose")
    kiosk.press("1")
    kiosk.wait_for("seven")
    kiosk.press("y")
    for number in range(1, 8):
        kiosk.wait_for(f"Question {number} of 7")
        time.sleep(BETWEEN_PRESSES)
        kiosk.press("y" if number in (2, 7) else "n")
    kiosk.wait_for("You said yes to two of seven:")
    kiosk.wait_for("Surgery or an invasive procedure is recommended")
    kiosk.wait_for("You want to explore all available options")

    pressed = time.monotonic()
    kiosk.press("escape")
    kiosk.wait_for("Would you like to end your visit?")
    kiosk.press("y")
    kiosk.wait_for("Thank you for your visit.")
    room.end_of_sound(room.first_sound(pressed))


def read_second_part(kiosk: Terminal) -> None:
    """From the start screen to the first point of the second part."""
    kiosk.press("enter", "home")
    kiosk.wait_for("Your Right to a Second Opinion")
    kiosk.press("2")
    kiosk.wait_for("▶ 1 Tell your current doctor")


@pytest.mark.parametrize("blow", [signal.SIGKILL, signal.SIGSTOP], ids=lambda one: one.name)
def test_speech_goes_on_when_the_voice_is_struck_down(
    room: SoundRoom, kiosk: Terminal, blow: signal.Signals
) -> None:
    read_second_part(kiosk)
    child = voice_child(kiosk)
    os.kill(child, blow)
    room.end_of_sound(time.monotonic(), lasting=0.15)
    struck = time.monotonic()
    kiosk.press("h")
    kiosk.wait_for("Home List of parts")
    kiosk.press("left")
    kiosk.wait_for("▶ 1 Tell your current doctor")
    room.first_sound(struck)
    assert voice_child(kiosk) != child


def test_speech_goes_on_when_the_sound_server_dies_in_a_sentence_and_is_started_again(
    room: SoundRoom, kiosk: Terminal
) -> None:
    read_second_part(kiosk)
    room.first_sound(time.monotonic())
    room.close()
    kiosk.wait_for("no sound")
    kiosk.press("right")
    kiosk.wait_for("▶ 2 Check your insurance")
    room.open()
    room.first_sound(time.monotonic())
    kiosk.wait_for(lambda: "no sound" not in kiosk.text)


def test_a_machine_that_slept_in_a_sentence_goes_on_with_it_and_with_every_child(
    room: SoundRoom, kiosk: Terminal
) -> None:
    read_second_part(kiosk)
    children = descendants(kiosk.pid)
    assert len(children) == 3, "voice, ear, and the ear's second search"
    for sign in (signal.SIGSTOP, signal.SIGCONT):
        for process in (kiosk.pid, *children):
            os.kill(process, sign)
        time.sleep(ASLEEP)
    room.first_sound(time.monotonic())
    assert "▶ 1 Tell your current doctor" in kiosk.text
    kiosk.press("right")
    kiosk.wait_for("▶ 2 Check your insurance")
    assert descendants(kiosk.pid) == children


def test_without_a_sound_system_the_kiosk_runs_and_says_so(tmp_path: Path) -> None:
    silent = {"PULSE_SERVER": f"unix:{tmp_path}/none", "XDG_RUNTIME_DIR": str(tmp_path)}
    with Terminal("run", env=silent) as kiosk:
        kiosk.wait_for("no sound")
        kiosk.press("enter")
        kiosk.wait_for("Nothing you press or say is kept.")


def test_a_visit_by_keys_with_the_sound_off_is_silent_to_its_end(
    room: SoundRoom, kiosk: Terminal
) -> None:
    kiosk.press("enter")
    kiosk.wait_for("Nothing you press or say is kept.")
    kiosk.press("m")
    kiosk.wait_for("sound off")
    muted = time.monotonic() + FADE
    kiosk.press("home")
    kiosk.wait_for("Choose a part")
    visits.from_the_list(kiosk)
    kiosk.wait_for("Thank you for your visit.")
    heard = [level for level in room.levels(muted) if level.decibels > SILENCE]
    assert heard == []
