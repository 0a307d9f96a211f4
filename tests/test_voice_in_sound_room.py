"""The real voice in the sound room: what a visitor hears."""

from __future__ import annotations

import asyncio
import os
import signal
import statistics
import time
from collections.abc import AsyncIterator, Iterator

import pytest
from sound_room import SILENCE, SoundRoom

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
from kiosk.speaking.voice import Voice, child

SHORT = "Ask questions."
LONG = "Surgery or an invasive procedure is recommended for you."


@pytest.fixture
def room() -> Iterator[SoundRoom]:
    with SoundRoom() as room:
        yield room


class Mouth:
    """The voice, and when it reported what."""

    def __init__(self, room: SoundRoom, settings: VoiceSettings | None = None) -> None:
        self.events: list[Event] = []
        self.times: list[float] = []
        self.voice = Voice(
            self._report,
            settings or VoiceSettings(),
            environment={**child(VoiceSettings())[1], **room.environment},
        )
        self.voice.start()

    def _report(self, event: Event) -> None:
        self.events.append(event)
        self.times.append(time.monotonic())

    def say(self, turn: int, *sentences: str, words_per_minute: int = 125) -> float:
        """When it was said."""
        self.voice.perform(Say(turn, sentences, words_per_minute, "en"))
        return time.monotonic()

    async def until(self, event: Event, since: float = 0.0, seconds: float = 30.0) -> float:
        """When the event was reported."""
        async with asyncio.timeout(seconds):
            while True:
                for at, reported in zip(self.times, self.events, strict=True):
                    if reported == event and at >= since:
                        return at
                await asyncio.sleep(0.01)


@pytest.fixture
async def mouth(room: SoundRoom) -> AsyncIterator[Mouth]:
    mouth = Mouth(room)
    await mouth.until(VoiceReady())
    yield mouth
    await mouth.voice.close()


async def test_what_is_said_is_heard_and_its_end_is_reported_when_it_is_silent(
    room: SoundRoom, mouth: Mouth
) -> None:
    said = mouth.say(1, SHORT, SHORT)
    began = await mouth.until(SentenceBegan(1, 0))
    second = await mouth.until(SentenceBegan(1, 1))
    ended = await mouth.until(SpeechEnded(1))
    first_sound = await asyncio.to_thread(room.first_sound, said)
    end_of_sound = await asyncio.to_thread(room.end_of_sound, said)
    assert abs(began - first_sound) < 0.3
    assert first_sound < second < end_of_sound
    assert abs(ended - end_of_sound) < 0.3
    quiet = [level for level in room.levels(said) if second - 0.2 < level.at < second]
    assert any(level.decibels < SILENCE for level in quiet)  # the pause between the sentences


async def test_hushed_speech_ends_at_once_and_is_not_reported(
    room: SoundRoom, mouth: Mouth
) -> None:
    mouth.say(1, LONG)
    await mouth.until(SentenceBegan(1, 0))
    await asyncio.sleep(0.7)
    hushed = time.monotonic()
    mouth.voice.perform(Hush())
    silent = await asyncio.to_thread(room.end_of_sound, hushed - 0.5, 1.0)
    assert silent - hushed < 0.5  # the sentence itself lasts two seconds more
    assert SpeechEnded(1) not in mouth.events


async def test_new_speech_replaces_the_old(room: SoundRoom, mouth: Mouth) -> None:
    mouth.say(1, LONG)
    await mouth.until(SentenceBegan(1, 0))
    await asyncio.sleep(0.5)
    said = mouth.say(2, SHORT)
    ended = await mouth.until(SpeechEnded(2))
    assert ended - said < 3.0
    await asyncio.to_thread(room.end_of_sound, ended, 1.0)
    assert SpeechEnded(1) not in mouth.events


@pytest.mark.parametrize("end", [signal.SIGKILL, signal.SIGSTOP])
async def test_a_voice_that_is_killed_or_hangs_speaks_again_within_two_seconds(
    room: SoundRoom, mouth: Mouth, end: signal.Signals
) -> None:
    mouth.say(1, LONG)
    await mouth.until(SentenceBegan(1, 0))
    await asyncio.sleep(0.5)
    process = mouth.voice.process_id
    assert process
    os.kill(process, end)
    struck = time.monotonic()
    lost = await mouth.until(VoiceLost(), since=struck)
    ready = await mouth.until(VoiceReady(), since=lost)
    mouth.say(1, LONG)
    heard = await asyncio.to_thread(room.first_sound, ready)
    await mouth.until(SpeechEnded(1))
    assert heard - struck < 2.0
    assert mouth.voice.process_id != process


async def test_the_volume_changes_in_the_middle_of_a_sentence(
    room: SoundRoom, mouth: Mouth
) -> None:
    def loudness(begin: float, end: float) -> float:
        levels = [level.decibels for level in room.levels(begin) if level.at < end]
        return statistics.mean(10 ** (level / 10) for level in levels)

    said = mouth.say(1, LONG)
    await mouth.until(SpeechEnded(1))
    mouth.voice.perform(SetVolume(-20.0))
    quieter = mouth.say(2, LONG)
    await mouth.until(SpeechEnded(2))
    assert loudness(quieter, quieter + 2) == pytest.approx(loudness(said, said + 2) / 100, rel=0.3)

    mouth.voice.perform(SetVolume(0.0))
    again = mouth.say(3, LONG)
    await mouth.until(SentenceBegan(3, 0))
    await asyncio.sleep(1.2)
    mouth.voice.perform(SetVolume(-30.0))
    changed = time.monotonic()
    await mouth.until(SpeechEnded(3))
    assert loudness(changed + 0.2, changed + 1.5) < loudness(again, changed) / 100


async def test_a_faster_rate_is_heard_to_be_faster(room: SoundRoom, mouth: Mouth) -> None:
    taken = []
    for turn, words_per_minute in enumerate((94, 188)):
        said = mouth.say(turn, LONG, words_per_minute=words_per_minute)
        ended = await mouth.until(SpeechEnded(turn), since=said)
        begun = await asyncio.to_thread(room.first_sound, said)
        taken.append(ended - begun)
    assert taken[0] == pytest.approx(2 * taken[1], rel=0.15)


async def test_without_a_device_there_is_no_voice_until_one_is_plugged_in(
    room: SoundRoom,
) -> None:
    room.close()
    mouth = Mouth(room)
    await mouth.until(VoiceUnavailable())
    room.open()
    await mouth.until(VoiceReady())
    said = mouth.say(1, SHORT)
    await mouth.until(SpeechEnded(1))
    assert await asyncio.to_thread(room.first_sound, said) > said
    await mouth.voice.close()


async def test_a_device_that_vanishes_in_a_sentence_is_missed_and_found_again(
    room: SoundRoom, mouth: Mouth
) -> None:
    mouth.say(1, LONG)
    await mouth.until(SentenceBegan(1, 0))
    await asyncio.sleep(0.5)
    room.unplug_speaker()
    await mouth.until(VoiceLost())
    await mouth.until(VoiceUnavailable())
    room.plug_in_speaker()
    plugged = time.monotonic()
    await mouth.until(VoiceReady(), since=plugged)
    said = mouth.say(1, SHORT)
    await mouth.until(SpeechEnded(1))
    assert await asyncio.to_thread(room.first_sound, said) > said


async def test_a_device_that_takes_no_sound_is_no_voice_until_it_wakes_up(
    room: SoundRoom, mouth: Mouth
) -> None:
    mouth.say(1, LONG)
    await mouth.until(SentenceBegan(1, 0))
    room.suspend_speaker()
    await mouth.until(VoiceUnavailable())
    assert mouth.events[-2:] == [VoiceLost(), VoiceUnavailable()], "it was not there in between"
    assert "suspended" in mouth.voice.why_silent
    room.suspend_speaker(False)
    await mouth.until(VoiceReady(), since=mouth.times[-1])
    mouth.say(2, SHORT)
    await mouth.until(SpeechEnded(2))


async def test_the_sound_server_may_be_restarted(room: SoundRoom, mouth: Mouth) -> None:
    mouth.say(1, LONG)
    await mouth.until(SentenceBegan(1, 0))
    room.close()
    lost = await mouth.until(VoiceLost())
    room.open()
    await mouth.until(VoiceReady(), since=lost)
    mouth.say(1, SHORT)
    await mouth.until(SpeechEnded(1))


async def test_the_device_named_in_the_settings_is_used(room: SoundRoom) -> None:
    mouth = Mouth(room, VoiceSettings(device="Mouth"))
    await mouth.until(VoiceReady())
    said = mouth.say(1, SHORT)
    await mouth.until(SpeechEnded(1))
    assert all(level.decibels < SILENCE for level in room.levels(said))
    await mouth.voice.close()


async def test_a_device_that_does_not_exist_is_named_with_those_that_do(room: SoundRoom) -> None:
    mouth = Mouth(room, VoiceSettings(device="Headphones"))
    await mouth.until(VoiceUnavailable())
    assert "'Headphones'" in mouth.voice.why_silent
    assert "'Speaker'" in mouth.voice.why_silent
    await mouth.voice.close()
