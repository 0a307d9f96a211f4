"""The ear's child process: `python -m kiosk.listening.worker`.

JSON lines from the parent:
    {"do": "set up", "engines": ["sphinx" | "vosk", …], "model": folder | null,
     "decoys": [word, …], "threshold": number, "microphone": name | null, "recording": file | null}
        Load the first of the recognisers that can be loaded, and open the microphone. Comes first,
        as the child's argument or as a line, and again for another language.
    {"do": "listen", "turn": number, "phrases": [phrase, …], "waits": [phrase, …], "deaf": seconds}
        Listen for these whole phrases, the likeliest first; ends the turn before, if there is one.
        "waits" are those that mean something else when more words follow; left out: all that
        others begin with. What sounds during the first seconds is the room's echo.
    {"do": "stop"}                Hear nothing until the next listen.
    {"do": "meter", "on": bool}   Whether to report levels.
    {"do": "describe"}            Tell of the microphones that are here.

JSON lines to the parent:
    {"ready": name of the recogniser}
    {"failed": why}                                      the recogniser cannot be loaded
    {"microphone": "back"} {"microphone": "lost", "why": why}
    {"turn": number, "open": true}                       from now on something can be heard
    {"turn": number, "speech": "began"} {"turn": number, "speech": "ended"}
    {"turn": number, "heard": text, "reason": reason}    accepted if the reason is "accepted"
    {"level": decibels, "clipped": samples, "room": decibels}  ten times a second, metering only
    {"devices": [name, …]}                               the microphones, where that was asked

A turn stays open until it is stopped: one turn may bring several utterances. Nothing that was
heard is written anywhere.
"""

from __future__ import annotations

import json
import math
import os
import queue
import sys
import time
from pathlib import Path

from kiosk.errors import DeviceError
from kiosk.listening.devices import capture_names, open_device
from kiosk.listening.equipment import load, load_detector
from kiosk.listening.gate import Gate, Loudness
from kiosk.listening.listener import Listener, SpeechBegan, SpeechEnded
from kiosk.listening.microphone import Microphone, open_recording
from kiosk.listening.recognisers import Heard, Recogniser
from kiosk.listening.recordings import sound_of
from kiosk.workers.parent import Message, Parent

_BEAT = 0.2
"""Seconds between signs of life; a child that misses three of them is replaced: half a second is
left of the two within which it must hear again, and a busy machine has others to serve."""
_SILENCE = 0.6
_LOADING = 45.0
"""Seconds: the largest model from the slowest card."""
_OPENING = 10.0
"""Seconds that sound systems may take to open a device."""
_FAILURES = 1000
"""Attempts to open a device until a new process takes over: each leaks 5 kB in the libraries."""
_MENDING = 30.0
"""Seconds until a new process tries to load the recogniser again: somebody may have mended it."""
_PREPARING = 5.0
"""Seconds: a long list of phrases, on a machine that has others to serve."""
_RECOGNISING = 2.5
"""Seconds: the longest answer, on such a machine."""
_MEGABYTES = 768
_TIMES = 8
"""Of memory: without a model, and as a multiple of its files. Seen were 160, and 5 times."""
_READ = 0.05
"""Seconds that the main loop waits for sound: then it looks at its messages."""
_METER = 0.1


class Ear:
    """The main loop: messages in, sound in, reports out."""

    def __init__(self, parent: Parent) -> None:
        self._parent = parent
        self._messages: queue.SimpleQueue[Message] = queue.SimpleQueue()
        self._microphone: Microphone | None = None
        self._listener: Listener | None = None
        self._recogniser: Recogniser | None = None
        self._gate: Gate | None = None
        self._turn = 0
        self._opens_at: float | None = None
        """When the turn begins to hear; None: it does, or there is none."""
        self._present: bool | None = None
        self._metering = False
        self._next_beat = self._next_meter = 0.0
        self._mended_at = math.inf

    def run(self, first: Message | None = None) -> None:
        """For ever; the parent's end ends it. `first` is obeyed before any other message."""
        self._parent.listen(self._messages.put)
        if first:
            self._obey(first)
        while True:
            self._beat()
            while not self._messages.empty():
                self._obey(self._messages.get())
            self._attend()

    def _beat(self) -> None:
        now = time.monotonic()
        if now >= self._next_beat:
            self._parent.promise(_SILENCE)
            self._next_beat = now + _BEAT

    def _obey(self, message: Message) -> None:
        match message["do"]:
            case "set up":
                self._set_up(message)
            case "listen" if self._listener and self._recogniser:
                self._turn = message["turn"]
                self._parent.promise(_PREPARING)
                deaf_until = time.monotonic() + message["deaf"]
                self._listener.open(message["phrases"], message.get("waits"))
                self._opens_at = max(deaf_until, time.monotonic())
            case "stop" if self._listener:
                self._opens_at = None
                self._listener.close()
            case "meter":
                self._metering = message["on"]
            case "describe":
                self._parent.tell({"devices": capture_names()})

    def _set_up(self, message: Message) -> None:
        self._parent.promise(_LOADING)
        self._parent.limit_memory(_MEGABYTES + _TIMES * _megabytes(message["model"]))
        if self._microphone:
            self._microphone.close()
        self._listener = self._recogniser = self._microphone = self._present = None
        try:
            self._recogniser = load(message)
            self._gate = Gate(load_detector())
        except DeviceError as error:
            self._parent.tell({"failed": str(error)})
            self._mended_at = time.monotonic() + _MENDING
            return
        self._listener = Listener(self._recogniser, self._gate)
        recording = message["recording"]
        self._microphone = Microphone(
            open_recording(Path(recording), sound_of)
            if recording
            else open_device(message["microphone"]),
            may_be_muted=not recording,
        )
        self._parent.tell({"ready": self._recogniser.name})
        self._next_beat = 0.0

    def _attend(self) -> None:
        if self._microphone is None or self._listener is None:
            time.sleep(_READ)
            if time.monotonic() >= self._mended_at:
                _give_up("the recogniser is tried again")
            return
        if self._microphone.opens_next:
            self._parent.promise(_OPENING)
            self._next_beat = 0.0
        self._microphone.watch()
        if self._microphone.failures >= _FAILURES:
            _give_up("no microphone for a long time")
        sound = self._microphone.read(_READ)
        self._tell_of_the_microphone()
        if self._opens_at is not None:
            if time.monotonic() < self._opens_at:
                return
            self._opens_at = None
            self._parent.tell({"turn": self._turn, "open": True})
            return  # what has come until now is the echo
        busy = self._listener.in_utterance
        if busy:
            self._parent.promise(_RECOGNISING)
        for report in self._listener.feed(sound):
            if isinstance(report, SpeechBegan):
                self._parent.promise(_RECOGNISING)
                busy = True
            self._tell(report)
        if busy:
            self._parent.promise(_SILENCE)
        if sound:
            self._meter(sound)

    def _tell_of_the_microphone(self) -> None:
        microphone = self._microphone
        assert microphone is not None
        if microphone.present == self._present or not (microphone.present or microphone.trouble):
            return
        self._present = microphone.present
        if microphone.present:
            self._parent.tell({"microphone": "back"})
        else:
            assert self._listener is not None
            self._parent.tell({"microphone": "lost", "why": microphone.trouble})

    def _tell(self, report: SpeechBegan | SpeechEnded | Heard) -> None:
        match report:
            case SpeechBegan():
                self._parent.tell({"turn": self._turn, "speech": "began"})
            case SpeechEnded():
                self._parent.tell({"turn": self._turn, "speech": "ended"})
            case Heard(text, reason):
                self._parent.tell({"turn": self._turn, "heard": text, "reason": reason.value})

    def _meter(self, sound: bytes) -> None:
        now = time.monotonic()
        if self._metering and now >= self._next_meter:
            assert self._gate is not None
            loudness = Loudness.of(sound)
            self._parent.tell(
                {"level": loudness.level, "clipped": loudness.clipped, "room": self._gate.room}
            )
            self._next_meter = now + _METER


def _give_up(why: str) -> None:
    """What a fresh process does better is left to one."""
    sys.stderr.write(f"{why}\n")
    os._exit(1)


def _megabytes(model: str | None) -> int:
    files = Path(model).rglob("*") if model else ()
    return sum(file.stat().st_size for file in files) >> 20


def main() -> None:
    """Serve the parent."""
    Ear(Parent()).run(json.loads(sys.argv[1]) if len(sys.argv) > 1 else None)


if __name__ == "__main__":
    main()
