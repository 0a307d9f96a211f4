"""Saying something once, outside of any visit, through the same child as the kiosk does."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

from kiosk.dialogue.effects import Say
from kiosk.dialogue.events import (
    Event,
    SpeechEnded,
    VoiceReady,
    VoiceUnavailable,
)
from kiosk.dialogue.wording import sentences
from kiosk.errors import DeviceError
from kiosk.settings import VoiceSettings
from kiosk.speaking.voice import NO_CHILD, Voice, child
from kiosk.workers.worker import Worker


def speak_once(
    text: str,
    *,
    language: str,
    words_per_minute: int,
    wav: Path | None = None,
    settings: VoiceSettings | None = None,
) -> None:
    """Say the text to its end, or write it into the WAV file. Raises DeviceError."""
    say = Say(1, sentences(text), words_per_minute, language)
    if wav is None:
        asyncio.run(_say(say, settings or VoiceSettings()))
    else:
        message = {
            "do": "write",
            "path": str(wav.absolute()),
            "sentences": say.sentences,
            "words_per_minute": say.words_per_minute,
            "language": say.language,
        }
        told = ask(message, settings or VoiceSettings())
        if told["tell"] == "failed":
            raise DeviceError(f"{wav}: {told['why']}; remedy: name another file")


def ask(message: dict[str, Any], settings: VoiceSettings) -> dict[str, Any]:
    """Start a child that uses no sound device, give it one message, and return its answer.

    Raises DeviceError when there is no synthesiser.
    """
    return asyncio.run(_ask(message, settings))


async def _ask(message: dict[str, Any], settings: VoiceSettings) -> dict[str, Any]:
    answer: asyncio.Future[dict[str, Any]] = asyncio.get_running_loop().create_future()

    def told(heard: dict[str, Any]) -> None:
        if heard["tell"] == "ready":
            worker.send(message)
        elif not answer.done():
            answer.set_result(heard)

    def given_up() -> None:
        if not answer.done():
            answer.set_result({"tell": "unavailable", "why": NO_CHILD})

    command, environment = child(settings, mute=True)
    worker = Worker(
        "voice", command, environment=environment,
        on_message=told, on_lost=lambda: None, on_given_up=given_up,
    )  # fmt: skip
    worker.start()
    try:
        heard = await answer
    finally:
        await worker.stop()
    if heard["tell"] == "unavailable":
        raise DeviceError(heard["why"])
    return heard


async def _say(say: Say, settings: VoiceSettings) -> None:
    ended: asyncio.Future[str] = asyncio.get_running_loop().create_future()

    def report(event: Event) -> None:
        if isinstance(event, VoiceReady):
            voice.perform(say)
        elif isinstance(event, SpeechEnded | VoiceUnavailable) and not ended.done():
            ended.set_result(voice.why_silent)

    voice = Voice(report, settings)
    voice.start()
    try:
        why = await ended
    finally:
        await voice.close()
    if why:
        raise DeviceError(why)
