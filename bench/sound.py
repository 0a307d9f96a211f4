"""What a visitor hears, and when: measured on the monitor of the sound room's loudspeaker.

It takes four minutes: percentiles need many sentences, and each is listened to.
"""

from __future__ import annotations

import asyncio
import os
import signal
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path

from sound_room import SoundRoom
from terminals import Terminal

from bench.idle import processor_seconds
from bench.table import Figure, percentile
from kiosk.dialogue.effects import Hush, Say
from kiosk.dialogue.events import (
    Event,
    SentenceBegan,
    VoiceReady,
)
from kiosk.settings import VoiceSettings
from kiosk.speaking.voice import Voice, child

SENTENCE = "Ask questions about any differences in the opinions, and write down the answers."


def measure() -> list[Figure]:
    with SoundRoom() as room:
        return [first_word(room), *in_the_kiosk(room), *asyncio.run(of_the_voice(room))]


def first_word(room: SoundRoom, times: int = 10) -> Figure:
    """From the start of the process to what is heard first in the room."""
    seconds = []
    for _ in range(times):
        begun = time.monotonic()
        with Terminal("run", env=room.environment):
            seconds.append(room.first_sound(begun) - begun)
        room.end_of_sound(time.monotonic())
    return Figure(f"start → first spoken word, slowest of {times}", "≤ 3 s",
                  f"{max(seconds):.2f} s (median {percentile(seconds, 0.5):.2f})",
                  max(seconds) <= 3)  # fmt: skip


def in_the_kiosk(room: SoundRoom, times: int = 50) -> list[Figure]:
    """From the key in a pseudo-terminal to the sound in the room."""
    silences, sounds = [], []
    with Terminal("run", env=room.environment) as terminal:
        terminal.wait_for("Press any key")
        terminal.press("enter")
        terminal.wait_for("Nothing you press")
        terminal.press("right")
        terminal.wait_for("How to Request a Second Opinion")
        terminal.press("2")
        terminal.wait_for("Part 2 of 5")
        terminal.press("right")
        for number in range(times):
            time.sleep(0.8 + number % 7 * 0.05)
            speaking(room)
            pressed = time.monotonic()
            terminal.press("space")
            time.sleep(0.8)
            terminal.wait_for_output()
            silences.append((room.end_of_sound(pressed - 0.03, 0.5) - pressed) * 1000)
            pressed = time.monotonic()
            terminal.press("left" if number % 2 else "right")
            sounds.append((room.first_sound(pressed) - pressed) * 1000)
            terminal.wait_for_output()
    p99, p95 = percentile(silences, 0.99), percentile(sounds, 0.95)
    return [
        Figure(f"key → silence, p99 of {times}", "≤ 60 ms",
               f"{p99:.0f} ms (median {percentile(silences, 0.5):.0f})", p99 <= 60),
        Figure(f"key that opens a page → first sound, p95 of {times}", "≤ 100 ms",
               f"{p95:.0f} ms (median {percentile(sounds, 0.5):.0f})", p95 <= 100),
    ]  # fmt: skip


def speaking(room: SoundRoom) -> None:
    """Wait until there is sound, so that a key finds something to silence."""
    room.first_sound(time.monotonic() - 0.03)


async def of_the_voice(room: SoundRoom) -> list[Figure]:
    """The child alone."""
    async with voice(room) as (mouth, until):
        hush, first = await hush_and_speak(room, mouth, until)
        kill = await replaced(mouth, until, signal.SIGKILL)
        stop = await replaced(mouth, until, signal.SIGSTOP)
        process = mouth.process_id or 0
        resident = next(
            int(line.split()[1]) / 1024
            for line in Path(f"/proc/{process}/status").read_text().splitlines()
            if line.startswith("VmRSS:")
        )
        await asyncio.sleep(2)
        before = processor_seconds([process])
        await asyncio.sleep(30)
        idle = (processor_seconds([process]) - before) / 30 * 100
    return [
        Figure("voice: hush → silence, p99 of 50", "≤ 60 ms", f"{percentile(hush, 0.99):.0f} ms "
               f"(median {percentile(hush, 0.5):.0f})", percentile(hush, 0.99) <= 60),
        Figure("voice: say → first sound, p95 of 50", "≤ 100 ms", f"{percentile(first, 0.95):.0f} "
               f"ms (median {percentile(first, 0.5):.0f})", percentile(first, 0.95) <= 100),
        Figure("voice killed → able to speak", "≤ 2 s", f"{kill:.2f} s", kill <= 2),
        Figure("voice stopped (SIGSTOP) → able to speak", "≤ 2 s", f"{stop:.2f} s", stop <= 2),
        Figure("voice: memory", "≤ 60 MB", f"{resident:.0f} MB resident", resident <= 60),
        Figure("voice: idle over 30 s", "≤ 0.5 % of a core", f"{idle:.2f} %", idle <= 0.5),
    ]  # fmt: skip


Until = Callable[[type[Event], float], Awaitable[float]]


@asynccontextmanager
async def voice(room: SoundRoom) -> AsyncIterator[tuple[Voice, Until]]:
    """A voice that can speak, and what waits for its next event of a kind."""
    events: list[tuple[float, Event]] = []
    settings = VoiceSettings()
    mouth = Voice(
        lambda event: events.append((time.monotonic(), event)),
        settings,
        environment={**child(settings)[1], **room.environment},
    )

    async def until(kind: type[Event], since: float) -> float:
        async with asyncio.timeout(30):
            while True:
                for at, event in events:
                    if isinstance(event, kind) and at >= since:
                        return at
                await asyncio.sleep(0.002)

    mouth.start()
    await until(VoiceReady, 0)
    yield mouth, until
    await mouth.close()


async def hush_and_speak(
    room: SoundRoom, mouth: Voice, until: Until, times: int = 50
) -> tuple[list[float], list[float]]:
    """Milliseconds to silence and to sound; every second time the device was asleep before."""
    hush, first = [], []
    for number in range(times):
        said = time.monotonic()
        mouth.perform(Say(number, (f"{SENTENCE} {number}",), 125))
        await until(SentenceBegan, said)
        await asyncio.sleep(0.4 + number % 5 * 0.13)
        hushed = time.monotonic()
        mouth.perform(Hush())
        await asyncio.sleep(0.6 if number % 2 else 1.8)
        first.append((room.first_sound(said) - said) * 1000)
        hush.append((room.end_of_sound(hushed - 0.03) - hushed) * 1000)
    return hush, first


async def replaced(mouth: Voice, until: Until, blow: signal.Signals) -> float:
    """Seconds from the blow until there is a voice again."""
    said = time.monotonic()
    mouth.perform(Say(1, (SENTENCE,), 125))
    await until(SentenceBegan, said)
    await asyncio.sleep(0.5)
    struck = time.monotonic()
    os.kill(mouth.process_id or 0, blow)
    return await until(VoiceReady, struck) - struck
