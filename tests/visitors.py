"""A visitor with a voice: speaks into the room's microphone when the kiosk listens."""

from __future__ import annotations

import os
import shutil
import subprocess
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

import pytest
from sound_room import SoundRoom
from terminals import Terminal

from kiosk.speaking.once import speak_once

PATIENCE = 60.0
"""Seconds that the kiosk may speak before it listens."""
ATTEMPTS = 4
"""Somebody who is not understood says it again; after three misses the kiosk goes on by keys."""


@cache
def recording(text: str, language: str) -> Path:
    """The text spoken: by flite's woman in English, by eSpeak in other languages."""
    file = Path(mkdtemp(prefix="visitor-")) / "speech.wav"
    if language == "en":
        if not shutil.which("flite") and "CI" not in os.environ:
            pytest.skip("PocketSphinx understands flite, not eSpeak: apt install flite")
        command = ["flite", "-voice", "slt", "-t", text, "-o", str(file)]
        subprocess.run(command, check=True)
    else:
        speak_once(text, language=language, words_per_minute=125, wav=file)
    return file


class Visitor:
    """Somebody who presses no key."""

    def __init__(self, room: SoundRoom, kiosk: Terminal, language: str, listening: str) -> None:
        """`listening` is the word on the screen that says that the kiosk listens."""
        self._room = room
        self._kiosk = kiosk
        self._language = language
        self._listening = listening

    def says(self, text: str, until: str) -> None:
        """Wait for the kiosk to listen, and say this until the screen shows that."""
        speech = recording(text, self._language)
        for _ in range(ATTEMPTS):
            self._kiosk.wait_for(self._is_listening, PATIENCE)
            self._room.visitor_says(speech)
            try:
                self._kiosk.wait_for(until, patience=2.5)
            except AssertionError:
                continue
            return
        self._kiosk.wait_for(until, patience=0.1)

    def _is_listening(self) -> bool:
        signs = "".join(self._kiosk.lines[:3])
        return self._listening in signs and f"not {self._listening}" not in signs
