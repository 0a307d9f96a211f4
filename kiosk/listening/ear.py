"""The ear: listens for the engine, and reports what it was told."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Mapping, Sequence
from enum import Enum
from functools import partial
from typing import Any

from kiosk.content.understood import Understood
from kiosk.dialogue.accepted import Accepted
from kiosk.dialogue.effects import Listen, StopListening
from kiosk.dialogue.events import (
    EarLost,
    EarReady,
    EarUnavailable,
    Event,
    ListeningBegan,
    NotUnderstood,
    VisitorBegan,
    VisitorEnded,
)
from kiosk.dialogue.hearing import phrases_for, waiting_phrases
from kiosk.dialogue.matching import answer
from kiosk.listening.meaning import event_of
from kiosk.settings import EarSettings
from kiosk.workers.worker import Worker

_log = logging.getLogger(__name__)

_NO_CHILD = "the ear ends as often as it is started"
_NO_ANSWERS = frozenset({"silence", "too short", "too long"})
"""Clicks, coughs and a babbling room get no answer. Who is too loud gets one: a visitor knows no
other way to learn that nothing can be understood like this."""


class _Health(Enum):
    AWAITED = "awaited"
    """Nothing was heard of it yet."""
    READY = "ready"
    LOST = "lost"
    UNAVAILABLE = "unavailable"


class Ear:
    """Performs Listen and StopListening in a child process; `report` gets the events.

    What a visitor said is matched here and forgotten; only its meaning is reported. All methods
    belong to one event loop.
    """

    def __init__(
        self,
        report: Callable[[Event], None],
        settings: EarSettings,
        understood: Understood,
        *,
        command: Sequence[str],
        environment: Mapping[str, str],
        better: str = "",
    ) -> None:
        """`command` and `environment` are those of the child: see `child`; `better` is the command
        that installs a better recogniser, if there is one.
        """
        self._report = report
        self._settings = settings
        self._understood = understood
        self._better = better
        self._worker = Worker(
            "ear",
            command,
            environment=environment,
            on_message=self._told,
            on_lost=self._lost,
            on_given_up=lambda: self._unavailable(_NO_CHILD),
        )
        self._hearable: dict[Accepted, dict[str, tuple[str, ...]]] = {}
        """The part of the message that names the phrases, for each screen that was listened to."""
        self._wanted: Listen | None = None
        self._opening: asyncio.Task[None] | None = None
        self._id = 0
        """Of what the child listens for now."""
        self._quiet_turn: int | None = None
        """The turn in which the room's echo has died away; the kiosk says nothing more in it."""
        self._loaded = self._microphone = False
        self._health = _Health.AWAITED
        self.recogniser = ""
        """Which one listens; empty while none does."""

    @property
    def process_id(self) -> int | None:
        """Of the child, if there is one."""
        return self._worker.process_id

    def start(self) -> None:
        """Begin to hear; EarReady, EarLost or EarUnavailable will tell."""
        self._worker.start()

    def perform(self, effect: Listen | StopListening) -> None:
        """Never blocks and never fails."""
        match effect:
            case Listen():
                self._listen(effect)
            case StopListening():
                self._stop()

    async def close(self) -> None:
        """Hear nothing any more and end the child."""
        self._stop()
        await self._worker.stop()

    def _listen(self, listen: Listen) -> None:
        before, self._wanted = self._wanted, listen
        same = before and (before.turn, before.accepted) == (listen.turn, listen.accepted)
        if same and self._opening is None:
            return  # a turn stays open: the next utterance of it is being listened for already
        self._id += 1
        self._cancel()
        self._opening = asyncio.get_running_loop().create_task(self._open(listen, self._id))

    async def _open(self, listen: Listen, identity: int) -> None:
        """The room still echoes with the kiosk's own voice: meanwhile, everything is prepared."""
        clock = asyncio.get_running_loop().time
        echoes = self._settings.manner == "turns" and listen.turn != self._quiet_turn
        echo_ends = clock() + (self._settings.echo_seconds if echoes else 0.0)
        hearable = self._hearable.get(listen.accepted)
        if hearable is None:
            hearable = await asyncio.to_thread(_hearable, listen.accepted, self._understood)
            self._hearable[listen.accepted] = hearable
        self._opening = None
        deaf = max(0.0, echo_ends - clock())
        self._worker.send({"do": "listen", "turn": identity, "deaf": deaf, **hearable})

    def _stop(self) -> None:
        self._wanted = None
        self._id += 1
        self._cancel()
        self._worker.send({"do": "stop"})

    def _cancel(self) -> None:
        if self._opening is not None:
            self._opening.cancel()
            self._opening = None

    def _told(self, message: dict[str, Any]) -> None:
        match message:
            case {"turn": int(turn)} if turn != self._id or self._wanted is None:
                pass  # of something that is not listened for any more
            case {"turn": _, "open": True}:
                self._quiet_turn = self._now.turn
                self._report(ListeningBegan(self._now.turn))
            case {"turn": _, "speech": "began"}:
                self._report(VisitorBegan(self._now.turn))
            case {"turn": _, "speech": "ended"}:
                self._report(VisitorEnded(self._now.turn))
            case {"turn": _, "heard": str(text), "reason": str(reason)}:
                self._report(self._meaning(text, reason))
            case {"ready": str(name)}:
                _log.info("%s listens", name)
                self.recogniser, self._loaded = name, True
                self._changed()
            case {"failed": str(why)}:
                self._unavailable(why)
            case {"microphone": "back"}:
                self._microphone = True
                self._changed()
            case {"microphone": "lost", "why": str(why)}:
                self._microphone = False
                _log.warning("no microphone: %s", why)
                self._become(_Health.LOST)
            case {"level": _}:
                pass
            case _:
                self._worker.replace("tells what is not understood")

    @property
    def _now(self) -> Listen:
        assert self._wanted is not None, "reports of nothing are dropped before"
        return self._wanted

    def _meaning(self, phrase: str, reason: str) -> Event:
        """What was heard."""
        turn = self._now.turn
        if reason in _NO_ANSWERS:
            return ListeningBegan(turn)
        if reason == "clipped":
            _log.warning("the microphone is overdriven: turn it down in the mixer")
        if reason != "accepted":
            return NotUnderstood(turn)
        return event_of(turn, answer(phrase, self._now.accepted, self._understood))

    def _changed(self) -> None:
        """The child tells of its recogniser and of its microphone; both must be there."""
        if self._loaded and self._microphone:
            self._become(_Health.READY)
        elif self._health is _Health.READY:
            self._become(_Health.LOST)

    def _become(self, health: _Health) -> None:
        """Only news is reported."""
        if health is self._health:
            return
        self._health = health
        self._report(self._news(health))
        if health is _Health.READY and self._wanted:
            wanted, self._wanted = self._wanted, None
            self._listen(wanted)

    def _news(self, health: _Health) -> Event:
        if health is _Health.READY:
            return EarReady(self.recogniser, self._better)
        return EarLost() if health is _Health.LOST else EarUnavailable()

    def _lost(self) -> None:
        self._loaded = self._microphone = False
        self.recogniser = ""
        self._changed()

    def _unavailable(self, why: str) -> None:
        _log.warning("no ear: %s", why)
        self._become(_Health.UNAVAILABLE)


def _hearable(accepted: Accepted, understood: Understood) -> dict[str, tuple[str, ...]]:
    """What the child is told of a screen: the phrases, and which of them may go on."""
    phrases = phrases_for(accepted, understood)
    meaning = partial(answer, accepted=accepted, understood=understood)
    return {"phrases": phrases, "waits": waiting_phrases(phrases, meaning)}
