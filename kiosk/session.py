"""The session: carries events to the engine and its effects to whoever performs them."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Mapping
from typing import Any, Protocol

from kiosk.dialogue.effects import Effect, StartTimer, StopTimer
from kiosk.dialogue.events import Event, TimerRanOut
from kiosk.dialogue.machine import step
from kiosk.dialogue.modes import Start
from kiosk.dialogue.setup import Setup
from kiosk.dialogue.state import State, at_start
from kiosk.dialogue.timer import Timer

Hand = Callable[[Any], None]
"""Performs the effects of one kind; it must not block."""


Look = Callable[[State, Event, State], None]
"""Looks at a step: the state before, what happened, the state after."""


class Alarm(Protocol):
    """A call that has been put off, as asyncio's TimerHandle."""

    def cancel(self) -> None: ...


class Clock(Protocol):
    """What puts calls off; asyncio's event loop is one."""

    def call_later(self, delay: float, callback: Callable[[], None], /) -> Alarm: ...


class Session:
    """Owns the state and the timers; everything else only posts events and performs effects."""

    def __init__(
        self,
        setup: Setup,
        clock: Clock,
        on_broken: Callable[[Exception], None] | None = None,
    ) -> None:
        """`on_broken` gets an error of the engine or of a hand, after which nothing happens any
        more: half a step has been made, and no timer can be trusted. Without it, it is raised.
        """
        self.state: State = at_start(setup)
        self._setup = setup
        self._clock = clock
        self._hands: dict[type[Effect], list[Hand]] = {}
        self._alarms: dict[Timer, Alarm] = {}
        self._events: deque[Event] = deque()
        self._busy = False
        self._watchers: list[Look] = []
        self._over = False
        self._on_broken = on_broken

    def is_between_visits(self) -> bool:
        """Nobody is here."""
        return isinstance(self.state.mode, Start)

    def employ(self, hands: Mapping[type[Effect], Hand]) -> None:
        """Have these effects performed; an effect may be watched by several hands."""
        for kind, hand in hands.items():
            self._hands.setdefault(kind, []).append(hand)

    def watch(self, look: Look) -> None:
        """Have every step looked at, after its effects have been performed."""
        self._watchers.append(look)

    def post(self, event: Event) -> None:
        """Something happened. Events posted while one is being handled wait for their turn."""
        if self._over:
            return
        self._events.append(event)
        if self._busy:
            return
        self._busy = True
        try:
            while self._events and not self._over:
                self._handle(self._events.popleft())
        except Exception as error:
            if self._on_broken is None:
                raise
            self.close()
            self._on_broken(error)
        finally:
            self._busy = False

    def close(self) -> None:
        """It is over: no timer rings any more, and what still happens is nothing."""
        self._over = True
        for alarm in self._alarms.values():
            alarm.cancel()
        self._alarms.clear()

    def _handle(self, event: Event) -> None:
        before = self.state
        self.state, effects = step(before, event, self._setup)
        for effect in effects:
            match effect:
                case StartTimer(timer=timer, seconds=seconds):
                    self._stop(timer)
                    self._alarms[timer] = self._clock.call_later(seconds, self._ring(timer))
                case StopTimer(timer=timer):
                    self._stop(timer)
                case _:
                    for hand in self._hands.get(type(effect), ()):
                        hand(effect)
        for look in self._watchers:
            look(before, event, self.state)

    def _stop(self, timer: Timer) -> None:
        if timer in self._alarms:
            self._alarms.pop(timer).cancel()

    def _ring(self, timer: Timer) -> Callable[[], None]:
        def ring() -> None:
            self._alarms.pop(timer, None)
            self.post(TimerRanOut(timer))

        return ring
