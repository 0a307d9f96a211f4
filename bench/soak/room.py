"""A sound room in a hurry: its loudspeaker swallows speech, and its visitor talks, at a gallop.

What the kiosk plays goes into a pipe; the sound server plays as fast as that pipe is emptied. The
microphone hears what is written into another pipe: the air of the room at the speed of sound, and
a visitor at a gallop.
"""

from __future__ import annotations

import os
import random
import subprocess
import threading
import time
import wave
from array import array
from collections import deque
from contextlib import suppress
from pathlib import Path

from sound_room import RATE, SoundRoom

GALLOP = 12
"""Times as fast as sound. A visitor's speech must not outrun the recogniser on a busy machine."""
_PIECE = 0.02
"""Seconds of sound that are read or written at once."""
_SPEAKER_RATE = 44_100
_SPEAKER_BYTES = int(_SPEAKER_RATE * _PIECE) * 4
_AIR = 4
"""The largest sample of the air: zeros come from a microphone that is muted."""
_ATTEMPTS = 3
_SILENCE_AFTER = 0.6
"""Seconds of air after somebody's words, at a gallop too: the end of an utterance is waited for."""


class HurriedRoom(SoundRoom):
    """To be used as a context, as the sound room of the tests."""

    def open(self) -> None:
        """Start the sound server and its devices; once more where it did not care to."""
        for attempt in range(_ATTEMPTS):
            self._pipes: dict[str, _Pipe] = {}
            for name in ("speaker", "microphone"):
                (self._folder / name).unlink(missing_ok=True)
            try:
                super().open()
            except subprocess.CalledProcessError:
                self.close()
                if attempt + 1 == _ATTEMPTS:
                    raise
            else:
                return

    def close(self) -> None:
        """Stop the sound server, as a crash of it would."""
        for pipe in self._pipes.values():
            pipe.close()
        super().close()

    @property
    def heard_at(self) -> float:
        """When the loudspeaker made a sound last, by time.monotonic()."""
        speaker = self._pipes.get("speaker")
        return speaker.heard_at if isinstance(speaker, _Speaker) else 0.0

    def says(self, speech: Path) -> None:
        """Say what is in this WAV file, without waiting for its end."""
        microphone = self._pipes.get("microphone")
        if isinstance(microphone, _Mouth):
            microphone.say(speech)

    def plug_in_speaker(self) -> None:
        """Put it in, and the microphone."""
        self._plug_in("speaker", _Speaker, "module-pipe-sink", "sink_name=speaker",
                      f"rate={_SPEAKER_RATE}", "channels=2")  # fmt: skip
        self.plug_in_microphone()
        self._control("set-default-sink", "speaker")

    def unplug_speaker(self) -> None:
        """Pull it out, and the microphone."""
        self.unplug_microphone()
        self._pull_out("speaker")

    def plug_in_microphone(self) -> None:
        """Put it in."""
        self._plug_in("microphone", _Mouth, "module-pipe-source", "source_name=microphone",
                      f"rate={RATE}", "channels=1")  # fmt: skip
        self._control("set-default-source", "microphone")

    def unplug_microphone(self) -> None:
        """Pull it out."""
        self._pull_out("microphone")

    def _plug_in(self, name: str, kind: type[_Pipe], *module: str) -> None:
        file = self._folder / name
        self._modules[name] = self._load(*module, f"file={file}", "format=s16le")
        self._pipes[name] = kind(file)

    def _pull_out(self, name: str) -> None:
        self._control("unload-module", self._modules.pop(name))
        self._pipes.pop(name).close()


class _Pipe:
    """Our end of a pipe of the sound server, in a thread."""

    def __init__(self, file: Path) -> None:
        self._fd = os.open(file, os.O_RDWR | os.O_NONBLOCK)
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def close(self) -> None:
        self._over.set()
        self._thread.join()
        os.close(self._fd)

    def _run(self) -> None:
        due = time.monotonic()
        while not self._over.wait(max(0.0, due - time.monotonic())):
            due = max(due, time.monotonic() - 0.1) + self._piece()

    def _piece(self) -> float:
        """Read or write one piece of sound; the seconds that it took, on this room's clock."""
        raise NotImplementedError


class _Speaker(_Pipe):
    heard_at = 0.0

    def _piece(self) -> float:
        with suppress(BlockingIOError):
            if any(os.read(self._fd, _SPEAKER_BYTES)):
                self.heard_at = time.monotonic()
        return _PIECE / GALLOP


class _Mouth(_Pipe):
    def __init__(self, file: Path) -> None:
        self._words: deque[bytes] = deque()
        noise = random.Random(0)
        samples = array("h", (noise.randint(-_AIR, _AIR) for _ in range(RATE)))
        self._air = deque(_pieces(samples.tobytes()))
        super().__init__(file)

    def say(self, speech: Path) -> None:
        with wave.open(str(speech)) as file:
            assert file.getframerate() == RATE, "the room's microphone knows one rate"
            said = file.readframes(file.getnframes())
        silence = list(self._air)[: round(_SILENCE_AFTER / _PIECE)]
        self._words.extend([*_pieces(said), *silence])

    def _piece(self) -> float:
        speaks = bool(self._words)
        self._air.rotate()
        with suppress(BlockingIOError):
            os.write(self._fd, self._words[0] if speaks else self._air[0])
            if speaks:
                self._words.popleft()
        return _PIECE / (GALLOP if speaks else 1)


def _pieces(sound: bytes) -> list[bytes]:
    size = round(RATE * _PIECE) * 2
    return [sound[start : start + size].ljust(size, b"\0") for start in range(0, len(sound), size)]
