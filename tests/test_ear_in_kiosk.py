"""The whole kiosk, while its ear is struck: the visit goes on, and the kiosk listens again."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from sound_room import SoundRoom
from terminals import BETWEEN_PRESSES, Terminal
from visitors import Visitor

from kiosk.dialogue.consequences import EAR_SECONDS

SETTINGS = "voice:\n  rate_step: 7\n"
"""The kiosk speaks fast: a test has more patience than time."""
PATIENCE = 30.0
DEAF = "I cannot hear you at the moment. Please use the keys."
BACK = "I can hear you again."
TOLD_AFTER = EAR_SECONDS + 0.5
"""Seconds until somebody has been told, too; an ear that is back before is not talked about."""


@pytest.fixture(scope="module")
def room() -> Iterator[SoundRoom]:
    with SoundRoom() as opened:
        yield opened


@pytest.fixture
def settings(tmp_path: Path) -> str:
    file = tmp_path / "kiosk.yaml"
    file.write_text(SETTINGS, encoding="utf-8")
    return str(file)


def ear_child(kiosk: Terminal) -> int:
    """The process that listens."""
    children = Path(f"/proc/{kiosk.pid}/task/{kiosk.pid}/children").read_text().split()
    for child in children:
        if b"kiosk.listening" in Path(f"/proc/{child}/cmdline").read_bytes():
            return int(child)
    raise AssertionError("the kiosk has no ear")


def wait_for_sign(kiosk: Terminal, sign: str) -> None:
    """Until the sign in the upper right corner says just this."""
    kiosk.wait_for(lambda: kiosk.lines[0].rstrip().endswith(f"  {sign}"), PATIENCE)


def answer(kiosk: Terminal, key: str, number: int) -> None:
    """Answer a question by key; the next one has this number."""
    kiosk.press(key)
    kiosk.wait_for(f"Question {number} of 7")


def test_whatever_happens_to_the_ear_the_visit_goes_on(room: SoundRoom, settings: str) -> None:
    with Terminal("run", "--settings", settings, env=room.environment) as kiosk:
        visitor = Visitor(room, kiosk, "en", "listening")
        kiosk.wait_for("let's begin")
        kiosk.press("enter", "home")
        kiosk.wait_for("Choose a part")
        kiosk.press("1")
        kiosk.wait_for("seven short yes or no questions")
        answer(kiosk, "y", 1)

        room.unplug_microphone()
        kiosk.wait_for(DEAF)
        answer(kiosk, "y", 2)
        time.sleep(TOLD_AFTER)
        room.plug_in_microphone()
        kiosk.wait_for(BACK)

        wait_for_sign(kiosk, "listening")
        for blow in (signal.SIGKILL, signal.SIGSTOP, signal.SIGABRT):
            os.kill(ear_child(kiosk), blow)
            wait_for_sign(kiosk, "not listening")
            wait_for_sign(kiosk, "listening")
        visitor.says("yes please", until="Question 3 of 7")

        room.close()
        kiosk.wait_for(DEAF)
        answer(kiosk, "n", 4)
        time.sleep(TOLD_AFTER)
        room.open()
        kiosk.wait_for(BACK)
        wait_for_sign(kiosk, "listening")

        room.mute_microphone()
        kiosk.wait_for(DEAF, PATIENCE)
        answer(kiosk, "n", 5)
        time.sleep(TOLD_AFTER)
        room.mute_microphone(False)
        kiosk.wait_for(BACK)
        visitor.says("not sure", until="Question 6 of 7")

        time.sleep(BETWEEN_PRESSES)
        answer(kiosk, "n", 7)
        time.sleep(BETWEEN_PRESSES)
        kiosk.press("n")
        kiosk.wait_for("You said yes to two of seven:")
        kiosk.wait_for("You were not sure about one of them.")
