"""Presses: reports those of a keyboard or a finger that count, some of them a moment later."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from kiosk.dialogue.events import Event
from kiosk.screen.keys import SETTLING_SECONDS, HeldKeys, Verdict

Cancel = Callable[[], object]
"""Lets a call that was put off not happen."""

Later = Callable[[float, Callable[[], None]], Cancel]
"""Puts a call off for some seconds."""


class _Waiting(NamedTuple):
    """A press that may be the first repeat of a held key."""

    key: str
    event: Event
    cancel: Cancel


class Presses:
    """A held, doubled or bouncing key acts once: see `keys`."""

    def __init__(
        self, report: Callable[[Event], None], later: Later, clock: Callable[[], float]
    ) -> None:
        """`clock` tells seconds that never go back."""
        self._report = report
        self._later = later
        self._held = HeldKeys(clock)
        self._waiting: _Waiting | None = None

    def press(
        self, key: str, event: Event, kind: Event | None = None, at: float | None = None
    ) -> None:
        """A press came; it is judged as `kind`, if that is not the event that it means.

        at: when it came, if that was not just now: two presses that had to wait for a busy program
        are not one key that bounces.
        """
        verdict = self._held.judge(key, kind or event, at)
        if self._waiting is not None:
            self._waiting.cancel()
            if self._waiting.key != key:
                self._settle()
            self._waiting = None
        if verdict is Verdict.ACT:
            self._report(event)
        elif verdict is Verdict.WAIT:
            self._waiting = _Waiting(key, event, self._later(SETTLING_SECONDS, self._settle))

    def _settle(self) -> None:
        """The press was meant: the same key did not come again at once."""
        waiting, self._waiting = self._waiting, None
        if waiting is not None:
            self._report(waiting.event)
