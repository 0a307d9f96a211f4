"""The listener: cuts utterances out of the microphone's sound and has each of them recognised.

This is the live listening path. The microphone, a WAV file and the bench all go through it.

An utterance begins when the gate opens and ends with a pause. How long a pause depends on what was
heard: a complete phrase ends the turn soon, one that may still go on ("one", "one more time") or
that is none (a visitor in the middle of a sentence) is given more time.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from kiosk.listening.gate import CHUNK_BYTES, CHUNK_SECONDS, QUIETEST, Gate, Loudness
from kiosk.listening.recognisers import Heard, Reason, Recogniser

_LEAD = round(0.5 / CHUNK_SECONDS)
"""Chunks before the gate opened that belong to the utterance: soft beginnings ("h", "f"), and the
noise of the room, which the recogniser takes out. Half as much or twice as much is worse."""
_GUESS_AFTER = 2
"""Chunks of pause after which the recogniser is asked: 0.06 s; its work is done by the end."""
_ENDS_AFTER = 4
"""Chunks of pause that end a complete phrase: 0.13 s; the detector lags up to 0.1 s behind."""
_GIVES_UP_AFTER = 16
"""Chunks of pause that end anything else: 0.5 s."""
_SHORTEST = 4
"""Chunks of speech in the shortest answer: 0.13 s. "No" takes 0.2 s and more."""
_STANDS_OUT = 15.0
"""Decibels above the room that a visitor reaches in the loudest moment. Measured: a voice that is
10 dB above babble on average reaches 18 to 21, 5 dB above it 14 to 16; babble itself reaches 14,
made of twelve voices, and 11.5, made of 24."""
_LONGEST_PAST_PHRASE = 2.0
"""Seconds that an answer may take beyond the longest phrase: hesitation, slow speech."""
_SECONDS_PER_LETTER = 0.11
"""A slow speaker: 100 words a minute."""
_CLIPPED_SHARE = 0.02
"""Of all samples: more is not an accent of a word but a microphone set too high."""


@dataclass(frozen=True)
class SpeechBegan:
    """Somebody speaks; nothing is known yet."""


@dataclass(frozen=True)
class SpeechEnded:
    """The utterance is over; a Heard follows."""


Report = SpeechBegan | SpeechEnded | Heard


class Listener:
    """Listens while a turn is open; between turns it hears nothing and remembers nothing."""

    def __init__(self, recogniser: Recogniser, gate: Gate) -> None:
        self._recogniser = recogniser
        self._gate = gate
        self._phrases: tuple[str, ...] = ()
        self._waits: frozenset[str] = frozenset()
        self._open = False
        self._rest = b""
        self._lead: deque[bytes] = deque(maxlen=_LEAD)
        self.loudness = Loudness.of(b"")
        """The last chunk's, for the level meter."""
        self._quieten()

    def open(self, phrases: Sequence[str], waits: Collection[str] | None = None) -> None:
        """Listen for these phrases from now on; what was said before counts for nothing.

        Args:
            phrases: what may be said, the likeliest first.
            waits: those that mean something else when more words follow; None: all that another
                phrase begins with.
        """
        self.close()
        self._phrases = tuple(phrases)
        self._waits = frozenset(_beginnings(self._phrases) if waits is None else waits)
        self._longest = _LONGEST_PAST_PHRASE + _SECONDS_PER_LETTER * max(
            (len(phrase) for phrase in phrases), default=0
        )
        self._recogniser.begin(self._phrases)  # it prepares for new ones; nobody speaks yet
        self._open = True

    def close(self) -> None:
        """Hear nothing until the next turn; all sound is forgotten."""
        self._open = False
        self._rest = b""
        self._lead.clear()
        self._gate.pause()
        self._quieten()

    @property
    def in_utterance(self) -> bool:
        """Whether somebody speaks now: feeding may take as long as recognising does."""
        return self._length > 0

    def feed(self, pcm: bytes) -> Iterator[Report]:
        """Sound of any length, 16-bit mono at 16 kHz; yields what happened in it."""
        if not self._open:
            return
        sound = self._rest + pcm
        whole = len(sound) - len(sound) % CHUNK_BYTES
        self._rest = sound[whole:]
        for start in range(0, whole, CHUNK_BYTES):
            yield from self._hear(sound[start : start + CHUNK_BYTES])
            if not self._open:
                return

    def _quieten(self) -> None:
        self._spoken = self._pause = self._length = self._clipped = 0
        self._stood_out = 0.0
        self._loudest = QUIETEST
        self._guess: Heard | None = None
        self._overlong = False

    def _hear(self, chunk: bytes) -> Iterator[Report]:
        self.loudness = Loudness.of(chunk)
        speech = self._gate.hears(chunk, self.loudness)
        if not self._length:
            self._lead.append(chunk)
            if not speech:
                return
            self._recogniser.begin(self._phrases)
            for earlier in self._lead:
                self._recogniser.feed(earlier)
            yield SpeechBegan()
        elif not self._overlong:
            self._recogniser.feed(chunk)
        self._length += 1
        self._spoken += speech
        self._stood_out = max(self._stood_out, self._gate.above_room)
        self._loudest = max(self._loudest, self.loudness.level)
        self._clipped += self.loudness.clipped
        self._pause = 0 if speech else self._pause + 1
        if speech:
            self._guess = None
        yield from self._conclude()

    def _conclude(self) -> Iterator[Report]:
        if self._overlong:
            if self._pause >= _ENDS_AFTER:
                self._quieten()
            return
        if self._length * CHUNK_SECONDS > self._longest:
            yield from self._end(Heard("", Reason.TOO_LONG))
            self._overlong, self._length = True, 1  # its rest is no new utterance
            return
        if self._pause >= _GUESS_AFTER and self._wants_a_guess():
            self._guess = self._unworthy() or self._recogniser.guess()
        if self._guess is not None and self._pause >= self._patience(self._guess):
            yield from self._end(self._guess)

    def _unworthy(self) -> Heard | None:
        """Why this sound is not worth the recogniser's time, if it is not."""
        if self._spoken < _SHORTEST:
            return Heard("", Reason.TOO_SHORT)
        # As long as the room is not known, the little that was heard of it has to do.
        room = self._gate.room_without(self._length)
        if min(self._stood_out, self._loudest - room) < _STANDS_OUT:
            return Heard("", Reason.TOO_QUIET)
        return None

    def _wants_a_guess(self) -> bool:
        """A pause may tell more: of what was said, and of the room, which it shows."""
        if self._guess is None or self._guess.reason is Reason.TOO_QUIET:
            return True
        return self._recogniser.matures and not self._guess.accepted

    def _patience(self, guess: Heard) -> int:
        """How many chunks of pause end this utterance."""
        if guess.accepted and guess.text not in self._waits:
            return _ENDS_AFTER
        return _GIVES_UP_AFTER

    def _end(self, heard: Heard) -> Iterator[Report]:
        if heard.reason not in (Reason.TOO_LONG, Reason.TOO_SHORT, Reason.TOO_QUIET):
            heard = self._plausible(self._recogniser.finish())
        self._quieten()
        self._lead.clear()
        yield SpeechEnded()
        yield heard

    def _plausible(self, heard: Heard) -> Heard:
        """What was heard, unless the sound itself forbids to believe it."""
        if self._clipped > _CLIPPED_SHARE * self._length * CHUNK_BYTES / 2:
            return Heard(heard.text, Reason.CLIPPED)
        return heard


def _beginnings(phrases: Sequence[str]) -> Iterator[str]:
    """The phrases with which other phrases begin."""
    for phrase in phrases:
        if any(other.startswith(phrase + " ") for other in phrases):
            yield phrase


def listen_to(listener: Listener, sound: Iterable[bytes]) -> Iterator[Report]:
    """Everything that happens in a stream of sound."""
    for pcm in sound:
        yield from listener.feed(pcm)
