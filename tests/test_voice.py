"""The voice in the interface process, with a scripted child instead of the real one."""

from __future__ import annotations

import asyncio
import sys
import textwrap
from collections.abc import AsyncIterator, Callable
from typing import Any

import pytest

from kiosk.dialogue.effects import Hush, Say, SetVolume
from kiosk.dialogue.events import (
    Event,
    SentenceBegan,
    SpeechEnded,
    VoiceLost,
    VoiceReady,
    VoiceUnavailable,
)
from kiosk.settings import VoiceSettings
from kiosk.speaking.voice import Voice

PROLOGUE = """
import json, os, sys, time
def tell(**facts): print(json.dumps(facts), flush=True)
def heard():
    for line in sys.stdin:
        yield json.loads(line)
tell(alive=30, answers=30)
"""

SPEAKS = """
tell(tell="ready")
for message in heard():
    if message["do"] == "say":
        for number, sentence in enumerate(message["sentences"]):
            tell(tell="began", id=message["id"], sentence=number, seconds=0.1)
        tell(tell="ended", id=message["id"])
"""


class Kiosk:
    """The voice of a scripted child, and what it reported."""

    def __init__(self, script: str) -> None:
        self.events: list[Event] = []
        source = PROLOGUE + textwrap.dedent(script)
        self.voice = Voice(
            self.events.append, VoiceSettings(), command=(sys.executable, "-c", source)
        )
        self.voice.start()

    def say(self, turn: int, *sentences: str) -> None:
        self.voice.perform(Say(turn, sentences, 125, "en"))

    async def until(self, *events: Event, seconds: float = 20.0) -> None:
        """Until exactly these events have been reported."""
        async with asyncio.timeout(seconds):
            while self.events[: len(events)] != list(events):
                assert self.events == list(events)[: len(self.events)]
                await asyncio.sleep(0.01)


@pytest.fixture
async def employ() -> AsyncIterator[Callable[[str], Kiosk]]:
    kiosks: list[Kiosk] = []

    def employ(script: str) -> Kiosk:
        kiosks.append(Kiosk(script))
        return kiosks[-1]

    yield employ
    for kiosk in kiosks:
        await kiosk.voice.close()


Employ = Callable[[str], Any]


async def test_every_sentence_and_the_end_are_reported_with_the_turn(employ: Employ) -> None:
    kiosk = employ(SPEAKS)
    await kiosk.until(VoiceReady())
    kiosk.say(7, "One.", "Two.")
    await kiosk.until(VoiceReady(), SentenceBegan(7, 0), SentenceBegan(7, 1), SpeechEnded(7))


async def test_what_is_told_of_an_interrupted_turn_is_not_reported(employ: Employ) -> None:
    kiosk = employ("""
        tell(tell="ready")
        says = [message for _, message in zip(range(2), heard())]
        for say in says:
            tell(tell="began", id=say["id"], sentence=0, seconds=1)
            tell(tell="went_on", id=say["id"], seconds=1)
            tell(tell="ended", id=say["id"])
        time.sleep(60)
    """)
    await kiosk.until(VoiceReady())
    kiosk.say(1, "One.")
    kiosk.say(2, "Two.")
    await kiosk.until(VoiceReady(), SentenceBegan(2, 0), SpeechEnded(2))


async def test_a_turn_that_is_said_twice_is_reported_once(employ: Employ) -> None:
    kiosk = employ("""
        tell(tell="ready")
        first, second = [message for _, message in zip(range(2), heard())]
        tell(tell="ended", id=first["id"])
        tell(tell="ended", id=second["id"])
        time.sleep(60)
    """)
    await kiosk.until(VoiceReady())
    kiosk.say(1, "One.")
    kiosk.say(1, "One.")
    await kiosk.until(VoiceReady(), SpeechEnded(1))
    await asyncio.sleep(0.3)
    assert kiosk.events == [VoiceReady(), SpeechEnded(1)]


async def test_nothing_is_reported_of_what_was_hushed(employ: Employ) -> None:
    kiosk = employ("""
        tell(tell="ready")
        say, hush = [message for _, message in zip(range(2), heard())]
        assert hush == {"do": "hush"}
        tell(tell="began", id=say["id"], sentence=0, seconds=1)
        tell(tell="ended", id=say["id"])
        tell(tell="unavailable", why="the test is over")
        time.sleep(60)
    """)
    await kiosk.until(VoiceReady())
    kiosk.say(1, "One.")
    kiosk.voice.perform(Hush())
    await kiosk.until(VoiceReady(), VoiceUnavailable())


async def test_what_is_said_without_a_voice_is_not_said_later(employ: Employ) -> None:
    kiosk = employ("time.sleep(0.3)" + SPEAKS)
    kiosk.say(1, "Too early.")
    await kiosk.until(VoiceReady())
    kiosk.say(2, "Now.")
    await kiosk.until(VoiceReady(), SentenceBegan(2, 0), SpeechEnded(2))


async def test_a_voice_that_dies_is_replaced_and_speaks_as_loudly_as_before(
    employ: Employ,
) -> None:
    kiosk = employ("""
        tell(tell="ready")
        gain = None
        for message in heard():
            if message["do"] == "gain":
                gain = message["decibels"]
            elif message["sentences"] == ["Die."]:
                sys.exit(1)
            else:
                tell(tell="began", id=message["id"], sentence=int(-gain), seconds=1)
    """)
    kiosk.voice.perform(SetVolume(-12.0))
    await kiosk.until(VoiceReady())
    kiosk.say(1, "Die.")
    await kiosk.until(VoiceReady(), VoiceLost(), VoiceReady())
    kiosk.say(2, "Live.")
    await kiosk.until(VoiceReady(), VoiceLost(), VoiceReady(), SentenceBegan(2, 12))


@pytest.mark.parametrize(
    "reaction",
    [
        "pass",
        'tell(tell="began", id=message["id"], sentence=0, seconds=0.1)',
        'tell(tell="began", id=message["id"], sentence="one", seconds=0.1)',
        'tell(tell="began", id=message["id"])',
        'tell(tell="something")',
        "tell(hello=1)",
    ],
    ids=["begins nothing", "does not end", "counts in words", "says half", "invents", "chats"],
)
async def test_a_voice_that_does_not_get_on_is_replaced(employ: Employ, reaction: str) -> None:
    kiosk = employ(f"""
        tell(tell="ready")
        for message in heard():
            {reaction}
    """)
    await kiosk.until(VoiceReady())
    kiosk.say(1, "One.")
    async with asyncio.timeout(20):
        while kiosk.events[-2:] != [VoiceLost(), VoiceReady()]:
            await asyncio.sleep(0.01)


async def test_without_a_device_the_voice_is_unavailable_until_there_is_one(
    employ: Employ,
) -> None:
    kiosk = employ("""
        tell(tell="unavailable", why="no loudspeaker")
        tell(tell="unavailable", why="no loudspeaker with that name")
        time.sleep(0.3)
        tell(tell="ready")
        time.sleep(60)
    """)
    await kiosk.until(VoiceUnavailable())
    await kiosk.until(VoiceUnavailable(), VoiceReady())
    assert kiosk.voice.why_silent == ""


async def test_a_voice_that_dies_again_and_again_is_reported_as_unavailable_once(
    employ: Employ,
) -> None:
    kiosk = employ("sys.exit(1)")
    await kiosk.until(VoiceUnavailable())
    assert "remedy" in kiosk.voice.why_silent
    await asyncio.sleep(0.3)
    assert kiosk.events == [VoiceUnavailable()]


async def test_a_closed_voice_reports_nothing_more(employ: Employ) -> None:
    kiosk = employ(SPEAKS)
    await kiosk.until(VoiceReady())
    kiosk.say(1, "One.")
    await kiosk.voice.close()
    kiosk.say(2, "Two.")
    kiosk.voice.perform(Hush())
    await asyncio.sleep(0.1)
    assert kiosk.voice.process_id is None
    assert VoiceLost() not in kiosk.events
    assert SpeechEnded(2) not in kiosk.events
