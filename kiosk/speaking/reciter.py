"""The reciter: the main loop of the voice's child, between its parent, eSpeak and loudspeaker.

What the parent sends, by the key "do": say (id, sentences, words_per_minute, language; languages:
of each sentence, where they are not all in that one), hush, chime, gain (decibels), forget, write
(path, and as say), describe.
What it is told, by the key "tell": ready, unavailable (why), began (id, sentence, seconds until
more is heard of), went_on (id, seconds), ended (id), written, failed (why), described.
"""

from __future__ import annotations

import queue
import time
from collections.abc import Callable
from functools import partial
from typing import Any

from kiosk.errors import DeviceError
from kiosk.speaking.chime import chime
from kiosk.speaking.errands import run_errand
from kiosk.speaking.narrator import Narrator
from kiosk.speaking.playback import LATENCY, PERIODS, Loudspeaker, Sound
from kiosk.speaking.recital import Recital
from kiosk.speaking.rousing import Rousing, give_up, start
from kiosk.speaking.sound import SAMPLE_RATE
from kiosk.speaking.synthesis import Synthesiser
from kiosk.workers.parent import Message, Parent

_AHEAD = 4.0
"""Seconds of sound that are made before they are needed."""
_LINGER = 1.0
"""Seconds that the device runs on in silence: the next sentence then needs not start it."""
_BEAT, _IDLE_BEAT = 0.2, 1.0
"""Seconds between two promises while there is sound, and while there is none."""
_PATIENCE = 3
"""Beats that may be missed: the machine has others to serve."""
_LOADING = 10.0
"""Seconds: the synthesiser from a slow card, or an errand."""
_LOST, _LOST_AT_START = 0.5, 2.0
"""Seconds without a fetch that tell a lost device. Some take their time to wake up."""
_FORGET = 60.0
"""Seconds without speech after which the visitor to whom it was said has gone."""


class Reciter:
    """Does one small thing at a time, so that it always hears and always beats."""

    def __init__(
        self,
        parent: Parent,
        make_synthesiser: Callable[[dict[str, Any]], Synthesiser],
        settings: dict[str, Any],
    ) -> None:
        """settings: "device" as in the kiosk's settings; "mute": use no device. The others are
        for the synthesiser.
        """
        self._parent = parent
        self._make_synthesiser = make_synthesiser
        self._settings = settings
        self._inbox: queue.SimpleQueue[Message] = queue.SimpleQueue()
        self._speaker: Loudspeaker | None = None
        self._gain = 0.0
        self._recital: Recital | None = None
        self._id = 0
        self._ends_at: float | None = None
        self._active_at = time.monotonic()
        self._rousing = Rousing(parent, settings.get("device"))
        self._fetches = self._fetches_at_start = 0
        self._unfetched = 0.0
        self._watched_at = time.monotonic()

    def run(self) -> None:
        """Until the parent closes the line."""
        self._parent.promise(_LOADING)
        self._parent.listen(self._heard)
        try:
            self._synthesiser = self._make_synthesiser(self._settings)
            self._narrator = Narrator(self._synthesiser)
        except DeviceError as error:
            self._parent.tell({"tell": "unavailable", "why": str(error)})
            while True:
                self._parent.promise(_IDLE_BEAT * _PATIENCE)
                time.sleep(_IDLE_BEAT)
        if self._settings.get("mute"):
            self._parent.tell({"tell": "ready"})
        while True:
            self._turn()

    def _turn(self) -> None:
        if self._wants_a_speaker:
            self._look_for_speaker()
        running = self._speaker is not None and self._speaker.running
        beat = _BEAT if running else _IDLE_BEAT
        self._parent.promise(beat * _PATIENCE, _BEAT * _PATIENCE)
        try:
            message = self._inbox.get(timeout=0.0 if self._must_make() else self._wait(beat))
        except queue.Empty:
            pass
        else:
            self._obey(message)
        if self._must_make():
            self._make()
        self._watch()

    @property
    def _wants_a_speaker(self) -> bool:
        return self._speaker is None and not self._settings.get("mute")

    def _wait(self, beat: float) -> float:
        """Seconds until something is to be done even if nothing is heard."""
        if self._wants_a_speaker:
            return min(beat, self._rousing.pause)
        if self._ends_at is None:
            return beat
        return min(beat, max(0.0, self._ends_at - time.monotonic()))

    def _heard(self, message: Message) -> None:
        """In the thread that reads: silence does not wait for the sentence that is being made."""
        if self._speaker and message.get("do") in ("say", "hush", "chime"):
            message["generation"] = self._speaker.cut()
        self._inbox.put(message)

    def _obey(self, message: Message) -> None:
        match message:
            case {"do": "say", "generation": generation}:
                self._ends_at = None
                self._recital = Recital(
                    message["sentences"], message["words_per_minute"], message["language"],
                    message["id"], generation, self._synthesiser.clauses,
                    message.get("languages") or (),
                )  # fmt: skip
            case {"do": "hush"}:
                self._recital = self._ends_at = None
            case {"do": "chime", "generation": generation}:
                self._recital = self._ends_at = None
                if self._speaker:
                    self._speaker.load(generation, Sound(chime()))
                    self._active_at = time.monotonic()
                    if not self._speaker.running:
                        self._start(self._speaker)
            case {"do": "gain", "decibels": decibels}:
                self._gain = decibels
                if self._speaker:
                    self._speaker.set_gain(decibels)
            case {"do": "forget"}:
                self._narrator.forget()
            case {"do": "write" | "describe"}:
                self._parent.promise(_LOADING)
                self._parent.tell(run_errand(message, self._synthesiser))
            case {"drained": identity}:
                self._ends_at = time.monotonic() + LATENCY
                self._id = identity
            case {"tell": _}:
                self._parent.tell(message)

    def _must_make(self) -> bool:
        return bool(self._recital and self._speaker and self._speaker.ahead() < _AHEAD)

    def _make(self) -> None:
        """Make the next piece and play it."""
        recital, speaker = self._recital, self._speaker
        assert recital is not None
        assert speaker is not None
        self._parent.promise(self._synthesiser.patience)
        spoken = self._narrator.next(recital)
        if spoken is None:
            speaker.finish(recital.generation, partial(self._inbox.put, {"drained": recital.id}))
            self._recital = None
        else:
            seconds = len(spoken.samples) / SAMPLE_RATE + spoken.pause_after + LATENCY
            told = {"tell": "went_on", "id": recital.id, "seconds": seconds}
            if spoken.step.begins:
                told |= {"tell": "began", "sentence": spoken.step.sentence}
            sound = Sound(spoken.samples, spoken.pause_before, partial(self._inbox.put, told))
            speaker.load(recital.generation, sound)
        if not speaker.running:
            self._start(speaker)
        self._active_at = time.monotonic()

    def _start(self, speaker: Loudspeaker) -> None:
        self._fetches = self._fetches_at_start = speaker.fetches
        self._unfetched = 0.0
        start(speaker)

    def _watch(self) -> None:
        """Everything that time brings."""
        now = time.monotonic()
        # A process that was stopped for a while must not take its own sleep for the device's.
        passed, self._watched_at = min(now - self._watched_at, _BEAT), now
        if self._ends_at is not None and now >= self._ends_at:
            self._ends_at = None
            self._parent.tell({"tell": "ended", "id": self._id})
        if self._speaker and self._speaker.running:
            self._watch_device(self._speaker, passed)
            if self._speaker.ahead() > 0:
                self._active_at = now
            elif now - self._active_at > _LINGER:
                self._speaker.stop()
        elif now - self._active_at > _FORGET:
            self._narrator.forget()

    def _watch_device(self, speaker: Loudspeaker, passed: float) -> None:
        fetches = speaker.fetches
        self._unfetched = self._unfetched + passed if fetches == self._fetches else 0.0
        self._fetches = fetches
        waking = fetches - self._fetches_at_start <= 2 * PERIODS
        if self._unfetched > (_LOST_AT_START if waking else _LOST):
            give_up("the sound device has stopped to fetch")

    def _look_for_speaker(self) -> None:
        speaker = self._speaker = self._rousing.look()
        if speaker:
            self._fetches, self._active_at = speaker.fetches, time.monotonic()
            speaker.set_gain(self._gain)
            self._parent.tell({"tell": "ready"})
