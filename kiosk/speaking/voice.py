"""The voice: says and hushes for the engine, and reports what has been heard."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Mapping, Sequence
from enum import Enum
from typing import Any

from kiosk.dialogue.effects import Chime, Hush, Say, SetVolume
from kiosk.dialogue.events import (
    Event,
    SentenceBegan,
    SpeechEnded,
    VoiceLost,
    VoiceReady,
    VoiceUnavailable,
)
from kiosk.settings import VoiceSettings
from kiosk.workers.deadline import Deadline
from kiosk.workers.worker import Worker, own_module

_log = logging.getLogger(__name__)

_FIRST_SOUND = 3.0
"""Seconds within which a sentence must begin; some sound devices take two to wake up."""
_OVERRUN = 3.0
"""Seconds that a sentence may last longer than its samples do: a machine that is held up in its
middle plays the rest later. A child that hangs is found by its heartbeat, much sooner."""

NO_CHILD = (
    "the voice ends as often as it is started; remedy: see what "
    "'python -m kiosk.speaking.worker' complains of"
)


class _Health(Enum):
    AWAITED = "awaited"
    """Nothing was heard of it yet, or it is being replaced."""
    READY = "ready"
    UNAVAILABLE = "unavailable"


class Voice:
    """Performs Say, Hush and SetVolume in a child process; `report` gets the events.

    What is to be said while there is no voice is not kept: the engine says it again when it hears
    VoiceReady. All methods belong to one event loop.
    """

    def __init__(
        self,
        report: Callable[[Event], None],
        settings: VoiceSettings,
        *,
        command: Sequence[str] | None = None,
        environment: Mapping[str, str] | None = None,
    ) -> None:
        """`command` and `environment` of the child are for tests and benchmarks."""
        own_command, own_environment = child(settings)
        self._report = report
        self._worker = Worker(
            "voice",
            command or own_command,
            environment=environment or own_environment,
            on_message=self._told,
            on_lost=self._lost,
            on_given_up=lambda: self._unavailable(NO_CHILD),
        )
        self._progress = Deadline(lambda: self._worker.replace("does not get on"))
        self._health = _Health.AWAITED
        self.why_silent = ""
        """Told to the operator when there is no voice; empty while there is one."""
        self._decibels: float | None = None
        self._turn = 0
        self._id = 0
        """Of the present Say. Turns may be said twice, and what is told of the first is late."""

    @property
    def process_id(self) -> int | None:
        """Of the child, if there is one."""
        return self._worker.process_id

    def start(self) -> None:
        """Get a voice; VoiceReady or VoiceUnavailable will tell."""
        self._worker.start()

    def perform(self, effect: Say | Hush | SetVolume | Chime) -> None:
        """Never blocks and never fails."""
        match effect:
            case Say():
                self._say(effect)
            case Hush():
                self._id += 1
                self._progress.cancel()
                self._worker.send({"do": "hush"})
            case Chime():
                self._worker.send({"do": "chime"})
            case SetVolume(decibels=decibels):
                self._decibels = decibels
                self._worker.send({"do": "gain", "decibels": decibels})

    def forget(self) -> None:
        """The visit is over: the child lets go of every sound that it has made."""
        self._worker.send({"do": "forget"})

    async def close(self) -> None:
        """Be silent and end the child."""
        self._id += 1
        self._progress.cancel()
        await self._worker.stop()

    def _say(self, say: Say) -> None:
        self._id += 1
        self._progress.cancel()
        self._turn = say.turn
        if self._health is not _Health.READY:
            return
        message = {
            "do": "say",
            "id": self._id,
            "sentences": say.sentences,
            "words_per_minute": say.words_per_minute,
            "language": say.language,
            "languages": say.languages,
        }
        if self._worker.send(message):
            self._progress.set(_FIRST_SOUND)

    def _told(self, message: dict[str, Any]) -> None:
        match message:
            case {"tell": "ready"}:
                self._ready()
            case {"tell": "unavailable", "why": why}:
                self._unavailable(str(why))
            case {"tell": "began" | "went_on" | "ended", "id": number} if number != self._id:
                pass  # of something that has been interrupted since
            case {"tell": "began", "sentence": int(sentence), "seconds": int() | float()}:
                self._progress.set(message["seconds"] + _OVERRUN)
                self._report(SentenceBegan(self._turn, sentence))
            case {"tell": "went_on", "seconds": int() | float()}:
                self._progress.set(message["seconds"] + _OVERRUN)
            case {"tell": "ended"}:
                self._progress.cancel()
                self._report(SpeechEnded(self._turn))
            case _:
                self._worker.replace("tells what is not understood")

    def _ready(self) -> None:
        if self._decibels is not None:
            self._worker.send({"do": "gain", "decibels": self._decibels})
        self.why_silent = ""
        if self._health is not _Health.READY:
            self._health = _Health.READY
            self._report(VoiceReady())

    def _lost(self) -> None:
        self._id += 1
        self._progress.cancel()
        if self._health is _Health.READY:
            self._health = _Health.AWAITED
            self._report(VoiceLost())

    def _unavailable(self, why: str) -> None:
        self.why_silent = why
        _log.warning("no voice: %s", why)
        if self._health is not _Health.UNAVAILABLE:
            self._health = _Health.UNAVAILABLE
            self._report(VoiceUnavailable())


def child(settings: VoiceSettings, *, mute: bool = False) -> tuple[tuple[str, ...], dict[str, str]]:
    """The command and the environment of the child process. mute: it needs no sound device."""
    chosen = {
        "voice": settings.name,
        "engine": settings.engine,
        "voices": settings.natural_voices and str(settings.natural_voices),
        "device": settings.device,
        "mute": mute,
    }
    return own_module("kiosk.speaking.worker", json.dumps(chosen))
