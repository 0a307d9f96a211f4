"""The probe: can this machine hear? For `kiosk doctor`; the ear's own child does the hearing."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from kiosk.listening.gate import QUIETEST
from kiosk.workers.worker import Worker

_LOADING = 60.0
"""Seconds until the child must have told of its recogniser and of its microphone."""
_LAST_WORDS = 5.0
"""Seconds more for somebody who is speaking when the time is up, and for a slow recogniser."""

Show = Callable[[float], None]
"""Gets the level, in decibels under full scale, ten times a second."""


@dataclass
class Sounding:
    """What the child told in a few seconds."""

    recogniser: str = ""
    """Its name; empty where it could not be loaded."""
    trouble: str = ""
    """Why nothing can be heard, with the remedy; empty: sound has come."""
    microphones: list[str] = field(default_factory=list)
    """The names of all that are here."""
    levels: list[float] = field(default_factory=list)
    """Decibels under full scale."""
    clipped: int = 0
    """Samples at the limit of the converter."""
    phrase: str = ""
    """What was said, where it was one of the phrases."""
    spoke: bool = False
    """Whether there was speech at all."""

    @property
    def loudest(self) -> float:
        """Decibels under full scale."""
        return max(self.levels, default=QUIETEST)


def sound_out(
    child: tuple[Sequence[str], Mapping[str, str]],
    phrases: Sequence[str],
    seconds: float,
    show: Show | None = None,
) -> Sounding:
    """Start a child of the ear, let it hear for so many seconds, and end it.

    Args:
        child: its command and its environment, as from listening.child.ear_child.
        phrases: what it is to hear; none: it only measures.
        seconds: counted from the first sound of the microphone.
        show: is called while the microphone brings sound.
    """
    return asyncio.run(_Probe(phrases, seconds, show).run(child))


class _Probe:
    def __init__(self, phrases: Sequence[str], seconds: float, show: Show | None) -> None:
        self._phrases = list(phrases)
        self._seconds = seconds
        self._show = show
        self._found = Sounding()
        self._is_described = self._hears_speech = self._is_late = False
        self._over = asyncio.Event()

    async def run(self, child: tuple[Sequence[str], Mapping[str, str]]) -> Sounding:
        command, environment = child
        self._worker = Worker(
            "ear", command, environment=environment,
            on_message=self._told, on_lost=lambda: None, on_given_up=self._given_up,
        )  # fmt: skip
        self._worker.start()
        try:
            async with asyncio.timeout(_LOADING):
                await self._over.wait()
        except TimeoutError:
            self._found.trouble = "the ear's process does not answer; start the doctor again"
        finally:
            await self._worker.stop()
        return self._found

    def _given_up(self) -> None:
        self._found.trouble = "the ear's process ends as often as it is started"
        self._over.set()

    def _time_is_up(self) -> None:
        if not self._hears_speech:
            self._over.set()
        self._is_late = True
        asyncio.get_running_loop().call_later(_LAST_WORDS, self._over.set)

    def _finish(self) -> None:
        """A microphone in trouble ends it, as soon as it is known which ones there are."""
        if self._found.trouble and self._is_described:
            self._over.set()

    def _told(self, message: dict[str, Any]) -> None:
        found = self._found
        match message:
            case {"ready": str(name)}:
                found.recogniser = name
                self._worker.send({"do": "describe"})
                self._worker.send({"do": "meter", "on": True})
                if self._phrases:
                    self._worker.send(
                        {"do": "listen", "turn": 1, "phrases": self._phrases, "deaf": 0.0}
                    )
            case {"failed": str(why)}:
                found.trouble = why
                self._over.set()
            case {"microphone": "lost", "why": str(why)}:
                found.trouble = why
                self._finish()
            case {"microphone": "back"}:
                found.trouble = ""
                asyncio.get_running_loop().call_later(self._seconds, self._time_is_up)
            case {"devices": list(names)}:
                found.microphones, self._is_described = names, True
                self._finish()
            case {"level": float(level), "clipped": int(clipped)}:
                found.levels.append(level)
                found.clipped += clipped
                if self._show:
                    self._show(level)
            case {"speech": "began"}:
                found.spoke = self._hears_speech = True
            case {"heard": str(text), "reason": str(reason)}:
                found.phrase = text if reason == "accepted" else found.phrase
                self._hears_speech = False
                if self._is_late:
                    self._over.set()
            case _:
                pass  # the other reports do not matter here
