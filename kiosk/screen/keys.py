"""Keys: what a key of the keyboard means, and when a press of it counts.

A held or doubled key acts once (EN 301 549 5.8), where acting twice does harm: choosing,
answering, switching something on and off. A terminal reports no release of a key and repeats a
held one after 0.25 to 0.66 s, then 10 to 30 times a second, so

- a press within 0.3 s of the last press of the same key is dropped, acted upon or not: the window
  slides along while the key is held;
- a press within 0.75 s of it waits 0.12 s: if the key repeats, it is being held, and nothing
  happens; if not, somebody pressed it on purpose, and it acts;
- next, back and repeat go one step for each press: a press within 0.12 s of the last press of the
  same key is a repeat of a held one and is dropped (only the first repeat, which comes later, is
  taken for a second press);
- for the other keys (up and down, volume, speed, pages) a held key runs on; only a second press
  within 0.02 s is dropped: a worn switch bounces that fast, a finger does not.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import Enum, auto

from kiosk.dialogue.command import Command
from kiosk.dialogue.events import (
    CommandGiven,
    DigitPressed,
    Event,
    UnknownKeyPressed,
)

DOUBLED_SECONDS = 0.3
HELD_SECONDS = 0.75
"""Longer than the 0.66 s after which X11 begins to repeat a held key."""
SETTLING_SECONDS = 0.12
"""Longer than the 0.09 s between two repeats on the Linux console, the slowest we know."""
REPEATED_SECONDS = 0.12
"""Longer than the 0.09 s between two repeats on the Linux console, too."""
BOUNCE_SECONDS = 0.02

RUNNING_ON = frozenset(
    {
        Command.UP,
        Command.DOWN,
        Command.SLOWER,
        Command.FASTER,
        Command.QUIETER,
        Command.LOUDER,
        Command.MORE,
        Command.LESS,
    }
)
"""Commands that may be given again at once: each does a little, and the opposite undoes it."""

STEPS = frozenset({Command.NEXT, Command.BACK, Command.REPEAT})
"""One step for each press: running through a whole guide by a heavy hand helps nobody."""


def meaning(keys: Mapping[str, str], key: str, character: str | None) -> Event:
    """What a key means: by Textual's name of it, by its character, or by the small letter of it.

    The small letter, because Caps Lock is not the visitor's fault.
    """
    for name in (key, character or "", key.lower()):
        if name in keys:
            means = keys[name]
            if means.isdecimal():
                return DigitPressed(int(means))
            return CommandGiven(Command(means), key=name)
    return UnknownKeyPressed(key)


class Verdict(Enum):
    """What is to become of a press."""

    ACT = auto()
    WAIT = auto()
    """Act after SETTLING_SECONDS, unless the same key comes again before."""
    DROP = auto()


class HeldKeys:
    """Tells a press that counts from the echo of a held, doubled or bouncing key."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        """Seconds, never going back."""
        self._key = ""
        self._pressed = 0.0
        self._acted = 0.0

    def judge(self, key: str, event: Event, at: float | None = None) -> Verdict:
        """Call once for each press, in order. at: when it was pressed, if not just now."""
        now = self._clock() if at is None else at
        same = key == self._key
        since_press, since_act = now - self._pressed, now - self._acted
        self._key, self._pressed = key, now
        verdict = self._verdict(event, since_press, since_act) if same else Verdict.ACT
        if verdict is Verdict.ACT:
            self._acted = now
        return verdict

    def _verdict(self, event: Event, since_press: float, since_act: float) -> Verdict:
        if isinstance(event, CommandGiven) and event.command in RUNNING_ON:
            return Verdict.DROP if since_act < BOUNCE_SECONDS else Verdict.ACT
        if isinstance(event, CommandGiven) and event.command in STEPS:
            return Verdict.DROP if since_press < REPEATED_SECONDS else Verdict.ACT
        if since_press < DOUBLED_SECONDS:
            return Verdict.DROP
        return Verdict.WAIT if since_press < HELD_SECONDS else Verdict.ACT
