"""The kiosk speaks into its own microphone, as loud as a visitor: nothing of that is an answer.

Its guide is made of the very words that it accepts, in its own voice, at the full volume.
"""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from sound_room import SoundRoom
from terminals import ROOT, Terminal
from visitors import Visitor

SETTINGS = """
voice: {rate_step: 7, volume_step: 6}
ear: {gap_seconds: 0.5}
patience: {prompt_seconds: 5}
"""
GUIDE = """
guide: echo
title: Yes or no
language: en
version: "1"
author: nobody
sources: [none]
translation: original
introduction: Yes. No. Not sure. List of parts.
sections:
  - id: asked
    title: Yes please
    names: [yes or no please]
    lead: "Yes or no:"
    check:
      offer: Yes or no?
      some_yes: Yes.
      no_yes: No.
    points:
      - text: Yes, no, or not sure
        question: Yes or no. Yes. No. Not sure?
      - text: No, yes, or not sure
        question: No or yes. No. Yes. Not sure?
  - id: read
    title: Go back
    names: [list of parts please]
    style: steps
    points:
      - label: "Yes"
        text: Next. Go back. Say that again.
      - label: "No"
        text: List of parts. Help. Let's begin.
      - label: Not sure
        text: End the visit. Slower. Louder.
"""
ECHO = 0.2
"""Seconds that the speaker's sound takes to the microphone: a slow device in a room that echoes."""


@pytest.fixture
def room() -> Iterator[SoundRoom]:
    with SoundRoom() as opened:
        yield opened


@pytest.fixture
def arguments(tmp_path: Path) -> list[str]:
    folder = tmp_path / "content" / "en"
    shutil.copytree(ROOT / "content" / "en", folder)
    (folder / "second-opinion.yaml").unlink()
    (folder / "echo.yaml").write_text(GUIDE, encoding="utf-8")
    (tmp_path / "kiosk.yaml").write_text(SETTINGS, encoding="utf-8")
    return ["--content", str(folder.parent), "--settings", str(tmp_path / "kiosk.yaml")]


class Watcher:
    """Looks at the screen for a while and remembers every page and every miss."""

    def __init__(self, kiosk: Terminal) -> None:
        self._kiosk = kiosk
        self.notices = ""
        self.tops: list[str] = []

    def until(self, is_over: str, patience: float = 60.0) -> None:
        deadline = time.monotonic() + patience
        while True:
            assert time.monotonic() < deadline, f"{is_over!r} did not come: {self.tops}"
            self._look()
            if is_over in self._kiosk.text:
                return

    def listening(self, times: int, patience: float = 60.0) -> None:
        """Until the kiosk has begun to listen so many times."""
        deadline = time.monotonic() + patience
        counted, was = 0, False
        while counted < times:
            assert time.monotonic() < deadline, f"it listened {counted} times: {self.tops}"
            top = self._look()
            now = top.endswith("listening") and not top.endswith("not listening")
            counted, was = counted + (now and not was), now

    def stay(self, seconds: float) -> None:
        """Look for so long."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            self._look()

    def _look(self) -> str:
        self._kiosk.wait_for_output()
        top = self._kiosk.lines[0].rstrip()
        place = top.rpartition("  ")[0]
        if "I did not catch that" in self._kiosk.text:
            self.notices += "I did not catch that"
        if not self.tops or self.tops[-1] != place.strip():
            self.tops.append(place.strip())
        return top


def test_nothing_that_the_kiosk_says_itself_is_accepted(
    room: SoundRoom, arguments: list[str]
) -> None:
    room.let_the_microphone_hear_the_speaker(ECHO)
    begun = time.monotonic()
    with Terminal("run", *arguments, env=room.environment) as kiosk:
        kiosk.wait_for("let's begin")
        watcher = Watcher(kiosk)
        kiosk.press("enter", "home")
        kiosk.wait_for("Choose a part")
        watcher.listening(1)
        watcher.stay(ECHO + 1.0)
        assert "Choose a part" in kiosk.text

        kiosk.press("1")
        kiosk.wait_for("Yes or no?")
        kiosk.press("y")
        kiosk.wait_for("Question 1 of 2")
        watcher.listening(1)
        watcher.stay(ECHO + 1.0)
        assert "Question 1 of 2" in kiosk.text
        assert any(level.decibels > -25 for level in room.levels(begun)), "it was not loud"

        kiosk.press("home")
        kiosk.wait_for("Choose a part")
        kiosk.press("2")
        kiosk.wait_for("Part 2 of 2")
        watcher.tops.clear()
        watcher.listening(3)  # the gap after each of three points
        watcher.until("Would you like")
        places = [top for top in watcher.tops if "Part 2 of 2" in top]
        assert len(places) == 1, "it went back, or away and came again"
        assert "I did not catch that" not in watcher.notices

        # The ear was awake: whoever is there is heard.
        Visitor(room, kiosk, "en", "listening").says("list of parts", until="Choose a part")
