"""Hours at a kiosk where nobody is any more: it ends the visit, and does not talk to itself."""

from __future__ import annotations

import heapq
from collections.abc import Callable
from itertools import count
from random import Random

import pytest
from conversations import setup_for, small_guide

from kiosk.dialogue.command import Command
from kiosk.dialogue.effects import Hush, Listen, OpenGuide, Say, StopListening
from kiosk.dialogue.events import (
    CommandGiven,
    DigitPressed,
    EarLost,
    EarReady,
    Event,
    GuideOpened,
    Heard,
    KioskStarted,
    ListeningBegan,
    NotUnderstood,
    SentenceBegan,
    SpeechEnded,
    VisitorBegan,
    VisitorEnded,
    VoiceReady,
)
from kiosk.dialogue.modes import AskingNext, Helping, Start
from kiosk.dialogue.setup import Setup
from kiosk.session import Session

HOUR = 3600.0
PLACES: dict[str, list[Event]] = {
    "the start": [],
    "the welcome": [CommandGiven(Command.CHOOSE)],
    "the menu": [CommandGiven(Command.CHOOSE), CommandGiven(Command.MENU)],
    "a question": [
        CommandGiven(Command.CHOOSE),
        CommandGiven(Command.MENU),
        DigitPressed(1),
        CommandGiven(Command.YES),
    ],
    "a section": [CommandGiven(Command.CHOOSE), CommandGiven(Command.MENU), DigitPressed(2)],
    "a pause": [
        CommandGiven(Command.CHOOSE),
        CommandGiven(Command.MENU),
        DigitPressed(2),
        CommandGiven(Command.PAUSE),
    ],
    "the help": [CommandGiven(Command.CHOOSE), CommandGiven(Command.HELP)],
    "the end": [CommandGiven(Command.CHOOSE), CommandGiven(Command.END)],
}
"""How somebody came to where the kiosk was left alone."""


class Call:
    """An alarm of the simulated clock."""

    def __init__(self, callback: Callable[[], None]) -> None:
        self.ring: Callable[[], None] | None = callback

    def cancel(self) -> None:
        self.ring = None


class Room:
    """A room in which time is simulated: the voice takes its time, the ear hears `sounds`."""

    def __init__(self, setup: Setup, sounds: Callable[[], tuple[float, list[float]]]) -> None:
        """`sounds` tells when the next utterance begins and how long its parts (speech, thinking)
        last, in seconds; no parts: nothing is heard any more.
        """
        self.now = 0.0
        self.said: list[float] = []
        """When each sentence began."""
        self.session = Session(setup, self)
        self._sounds = sounds
        self._calls: list[tuple[float, int, Call]] = []
        self._numbers = count()
        self._speech: list[Call] = []
        self._hearing: list[Call] = []
        self.chance = Random(1)
        self.session.employ({Say: self._say, Hush: lambda _: self._stop(self._speech)})
        self.session.employ({Listen: self._listen})
        self.session.employ({StopListening: lambda _: self._stop(self._hearing)})
        self.session.employ({OpenGuide: self._open})
        for event in (KioskStarted(), VoiceReady(), EarReady()):
            self.session.post(event)

    def call_later(self, delay: float, callback: Callable[[], None]) -> Call:
        call = Call(callback)
        heapq.heappush(self._calls, (self.now + delay, next(self._numbers), call))
        return call

    def until(self, end: float) -> None:
        """Let time pass."""
        while self._calls and self._calls[0][0] <= end:
            self.now, _, call = heapq.heappop(self._calls)
            if call.ring:
                call.ring()
        self.now = end

    @property
    def is_free(self) -> bool:
        return isinstance(self.session.state.mode, Start)

    def _open(self, effect: OpenGuide) -> None:
        self.session.post(GuideOpened(small_guide(effect.guide_id, effect.language)))

    def _post_later(self, calls: list[Call], delay: float, event: Event) -> None:
        calls.append(self.call_later(delay, lambda: self.session.post(event)))

    def _stop(self, calls: list[Call]) -> None:
        for call in calls:
            call.cancel()
        calls.clear()

    def _say(self, say: Say) -> None:
        self._stop(self._speech)
        at = 0.0
        for index, sentence in enumerate(say.sentences):
            self._post_later(self._speech, at, SentenceBegan(say.turn, index))
            self._speech.append(self.call_later(at, lambda: self.said.append(self.now)))
            at += len(sentence.split()) * 60 / say.words_per_minute
        self._post_later(self._speech, at, SpeechEnded(say.turn))

    def _listen(self, listen: Listen) -> None:
        self._stop(self._hearing)
        self._post_later(self._hearing, 0.4, ListeningBegan(listen.turn))
        self._hearing.append(self.call_later(0.4, lambda: self._sound(listen.turn)))

    def _sound(self, turn: int) -> None:
        """What the ear reports of one sound, and then of the next; a Listen replaces it."""
        wait, parts = self._sounds()
        if not parts:
            return
        meaning = self.chance.choice((NotUnderstood, ListeningBegan))
        for event, part in zip((VisitorBegan, VisitorEnded, meaning), (0.0, *parts), strict=True):
            wait += part
            self._post_later(self._hearing, wait, event(turn))
        self._hearing.append(self.call_later(wait, lambda: self._sound(turn)))


def silence() -> tuple[float, list[float]]:
    return 0.0, []


def babble(chance: Random) -> Callable[[], tuple[float, list[float]]]:
    """People who talk to each other, nearly without a pause."""
    return lambda: (chance.uniform(0.1, 1.0), [chance.uniform(0.3, 6.0), 0.1])


def steady_noise() -> tuple[float, list[float]]:
    return 0.0, [5.0, 0.1]


def clicks() -> tuple[float, list[float]]:
    return 3.0, [0.1, 0.1]


SOUNDS = {
    "silence": silence,
    "babble": babble(Random(2)),
    "noise": steady_noise,
    "clicks": clicks,
}


@pytest.mark.parametrize("sounds", SOUNDS.values(), ids=SOUNDS)
@pytest.mark.parametrize("place", PLACES.values(), ids=PLACES)
def test_a_kiosk_left_alone_is_free_again_and_silent(
    place: list[Event], sounds: Callable[[], tuple[float, list[float]]]
) -> None:
    room = Room(setup_for(), sounds)
    for event in place:
        room.session.post(event)
    room.until(HOUR / 2)
    assert room.is_free
    assert len(room.said) < 150
    before = len(room.said)
    room.until(HOUR * 2 / 3)
    assert len(room.said) == before, "the kiosk talks to itself"


def test_a_loose_plug_does_not_make_the_kiosk_talk() -> None:
    room = Room(setup_for(), silence)
    for event in PLACES["a question"]:
        room.session.post(event)
    for second in range(0, round(HOUR), 6):
        room.until(second)
        room.session.post(EarLost())
        room.until(second + 3)
        room.session.post(EarReady())
    assert room.is_free
    assert len(room.said) < 150


def test_who_answers_among_the_noise_is_still_answered() -> None:
    room = Room(setup_for(), babble(Random(3)))
    for event in PLACES["a section"]:
        room.session.post(event)
    room.until(60)
    room.session.post(Heard(room.session.state.turn, Command.HELP))
    assert isinstance(room.session.state.mode, Helping)


@pytest.mark.parametrize("sounds", [SOUNDS["babble"], SOUNDS["noise"]], ids=["babble", "noise"])
def test_a_section_is_read_to_its_end_whatever_the_room_does(
    sounds: Callable[[], tuple[float, list[float]]],
) -> None:
    room = Room(setup_for(), sounds)
    for event in PLACES["a section"]:
        room.session.post(event)
    modes = set()
    for second in range(180):
        room.until(second)
        modes.add(type(room.session.state.mode))
    assert AskingNext in modes
