"""Presses: a held, doubled or bouncing key of a terminal acts once."""

from __future__ import annotations

from collections.abc import Callable

from kiosk.dialogue.events import Event
from kiosk.screen.keys import SETTLING_SECONDS, HeldKeys, Verdict
from kiosk.session import Alarm, Clock


class Presses:
    """Reports the presses that count, some of them a moment later."""

    def __init__(
        self, report: Callable[[Event], None], clock: Clock, now: Callable[[], float]
    ) -> None:
        """`clock` puts calls off; `now` tells seconds that never go back."""
        self._report = report
        self._clock = clock
        self._held = HeldKeys(now)
        self._waiting: tuple[str, Event, Alarm] | None = None

    def press(self, key: str, event: Event) -> None:
        """A key came; the same one may come again because it is held."""
        verdict = self._held.judge(key, event)
        if self._waiting is not None:
            self._waiting[2].cancel()
            if self._waiting[0] != key:
                self._settle()
            self._waiting = None
        if verdict is Verdict.ACT:
            self._report(event)
        elif verdict is Verdict.WAIT:
            alarm = self._clock.call_later(SETTLING_SECONDS, self._settle)
            self._waiting = (key, event, alarm)

    def _settle(self) -> None:
        """The press was meant: the same key did not come again at once."""
        waiting, self._waiting = self._waiting, None
        if waiting is not None:
            self._report(waiting[1])
