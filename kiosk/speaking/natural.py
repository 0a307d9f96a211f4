"""The natural voice: a neural one in a process of its own, and the plain one in its place.

Whatever is the matter with the natural voice — not installed, too slow for this machine, dead,
silent — the plain one speaks at once and for as long as this process lives.
"""

from __future__ import annotations

import base64
import json
import queue
import subprocess
import sys
import threading
import time
from array import array
from collections.abc import Callable, Sequence
from typing import Any

from kiosk.speaking.sound import SAMPLE_RATE
from kiosk.speaking.synthesis import Synthesiser
from kiosk.workers.parent import Message

FIRST = 0.7
"""Seconds within which the trial clause must be there: longer, and a visitor presses again."""
FACTOR = 0.35
"""Of the time that speech takes, at most so much may be spent to make it: a machine that is busy
with the screen, the ear and a log has to keep ahead of the visitor's ear all the same."""
_LOADING = 60.0
"""Seconds until a voice that has not told of itself is given up."""
_ANSWER = 4.0
"""Seconds for one clause, after which it is said by the other voice."""
_UNUSED = "the natural voice is not used: {}"
_LATE = 2
"""Clauses in a row that take longer to make than to say, until the voice counts as too slow."""


class LostError(Exception):
    """The natural voice does not do what it should; the message says what, for an operator."""


class Natural:
    """A process that speaks well, as long as it does."""

    def __init__(self, command: Sequence[str], environment: dict[str, str] | None = None) -> None:
        """Start it; it loads while others speak."""
        self._told: queue.SimpleQueue[Message | None] = queue.SimpleQueue()
        self.languages: dict[str, str] = {}
        """By voice; empty until it is loaded and fast enough."""
        self.complaint = ""
        """What its last trial was short of."""
        self._process = subprocess.Popen(
            command, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )
        threading.Thread(target=self._read, name="natural", daemon=True).start()

    def arrive(self, seconds: float = 0.0) -> bool:
        """Whether it is there by now, or comes within so many seconds. Raises LostError."""
        if not self.languages:
            try:
                self._judge(self._told.get(timeout=seconds))
            except queue.Empty:
                return False
        return bool(self.languages)

    def speak(self, text: str, voice: str, stretch: float) -> array[int]:
        """The samples of one piece. Raises LostError."""
        wish = {"text": text, "voice": voice, "stretch": stretch}
        assert self._process.stdin
        try:
            self._process.stdin.write(json.dumps(wish).encode("ascii") + b"\n")
            self._process.stdin.flush()
            message = self._told.get(timeout=_ANSWER)
        except OSError:
            message = None
        except queue.Empty:
            raise LostError(f"it was silent for {_ANSWER:g} seconds") from None
        if not message or "samples" not in message:
            raise LostError("its process has ended")
        return array("h", base64.b64decode(message["samples"]))

    def end(self) -> None:
        """Let it go."""
        self._process.kill()
        self._process.wait()

    def _judge(self, message: Message | None) -> None:
        match message:
            case {"loaded": languages}:
                self.languages = languages
            case {"slow": why, "more": True}:
                self.complaint = str(why)
            case {"slow": why}:
                raise LostError(str(why))
            case {"failed": why}:
                raise LostError(str(why))
            case _:
                raise LostError("its process has ended while it was loaded")

    def _read(self) -> None:
        assert self._process.stdout
        for line in self._process.stdout:
            self._told.put(json.loads(line))
        self._told.put(None)


class WithNatural:
    """The natural voice for the languages that it has; the plain one for all else."""

    patience = _ANSWER + 1.0
    clauses = True

    def __init__(
        self,
        plain: Synthesiser,
        start: Callable[[], Natural],
        complain: Callable[[str], Any] = sys.stderr.write,
    ) -> None:
        """complain: gets a line for the log when the natural voice is lost."""
        self._plain = plain
        self._complain = complain
        self._begun = time.monotonic()
        self._late = 0
        self._why = ""
        self._natural: Natural | None = start()

    @property
    def why(self) -> str:
        """Why the natural voice does not speak, for an operator; empty: it does, or will."""
        natural = self._natural
        complaint = natural.complaint if natural and not natural.languages else ""
        return self._why or (complaint and _UNUSED.format(complaint))

    def wait(self, seconds: float) -> None:
        """Until the natural voice is there or lost, but not longer."""
        self._arrived(seconds)

    def voices(self) -> dict[str, list[str]]:
        """Of the plain voice: those are chosen by name."""
        return self._plain.voices()

    def speaker(self, language: str) -> str:
        """The natural voice as soon as there is one for this language."""
        natural = self._arrived()
        return _voice_for(language, natural.languages if natural else {}) or self._plain.speaker(
            language
        )

    def speak(self, text: str, language: str, stretch: float) -> array[int]:
        """The samples of one piece, by whoever can make them."""
        natural = self._arrived()
        voice = _voice_for(language, natural.languages) if natural else None
        if natural and voice:
            begun = time.monotonic()
            try:
                samples = natural.speak(text, voice, stretch)
                self._notice_slowness(time.monotonic() - begun, len(samples) / SAMPLE_RATE)
            except LostError as lost:
                self._lose(str(lost))
            else:
                return samples
        return self._plain.speak(text, language, stretch)

    def _arrived(self, seconds: float = 0.0) -> Natural | None:
        if self._natural is None:
            return None
        try:
            if self._natural.arrive(seconds):
                return self._natural
            if time.monotonic() - self._begun > _LOADING:
                raise LostError("it does not get ready")
        except LostError as lost:
            self._lose(str(lost))
        return None

    def _notice_slowness(self, took: float, lasts: float) -> None:
        self._late = self._late + 1 if took > lasts else 0
        if self._late >= _LATE:
            raise LostError("it has become slower than speech")

    def _lose(self, why: str) -> None:
        self._why = _UNUSED.format(why)
        self._complain(f"{self._why}\n")
        if self._natural:
            self._natural.end()
        self._natural = None


def natural_process(folder: str | None) -> Natural:
    """The real one, with the voices in the folder besides those that come as packages."""
    from kiosk.workers.worker import own_module  # which brings asyncio: not for every voice

    command, environment = own_module("kiosk.speaking.natural_worker", json.dumps(folder))
    return Natural(command, environment)


def _voice_for(language: str, languages: dict[str, str]) -> str | None:
    """The voice that speaks exactly this language, or its kin (es for es-MX)."""
    wanted = language.lower()
    kin = wanted.partition("-")[0]
    exact = [voice for voice, spoken in languages.items() if spoken == wanted]
    related = [voice for voice, spoken in languages.items() if spoken.partition("-")[0] == kin]
    return next(iter(exact + related), None)
