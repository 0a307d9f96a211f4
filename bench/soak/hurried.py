"""The kiosk in a hurry: the real one, but USR1 makes the next timer of its visit ring at once.

`python -m bench.soak.hurried [--content DIR] [--settings FILE] [--log FILE]`
"""

from __future__ import annotations

import argparse
import asyncio
import signal
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from kiosk.fullscreen import run_kiosk
from kiosk.log import free_standard_error, keep_log
from kiosk.senses import Senses
from kiosk.unattended.console import Console


@dataclass(eq=False)
class Alarm:
    """A call that has been put off; the clock may have it made sooner."""

    clock: SkippingClock
    call: Callable[[], None]
    handle: asyncio.TimerHandle = field(init=False)

    def put_off(self, until: float) -> None:
        self.handle = asyncio.get_running_loop().call_at(until, self._ring)

    def cancel(self) -> None:
        self.handle.cancel()
        self.clock.alarms.discard(self)

    def _ring(self) -> None:
        self.clock.alarms.discard(self)
        self.call()


class SkippingClock:
    """Runs like every other clock, but jumps to the moment of the next alarm when it is told to."""

    def __init__(self) -> None:
        self.alarms: set[Alarm] = set()

    def call_later(self, delay: float, callback: Callable[[], None], /) -> Alarm:
        """As the loop's own."""
        loop = asyncio.get_running_loop()
        loop.add_signal_handler(signal.SIGUSR1, self.skip)
        alarm = Alarm(self, callback)
        alarm.put_off(loop.time() + delay)
        self.alarms.add(alarm)
        return alarm

    def skip(self) -> None:
        """All the time until the next alarm is over."""
        waited = [alarm.handle.when() for alarm in self.alarms]
        if not waited:
            return
        skipped = max(0.0, min(waited) - asyncio.get_running_loop().time())
        for alarm in self.alarms:
            alarm.handle.cancel()
            alarm.put_off(alarm.handle.when() - skipped)


def main() -> None:
    """As `kiosk run --locked`."""
    parser = argparse.ArgumentParser()
    for name in ("--content", "--settings", "--log"):
        parser.add_argument(name, type=Path)
    given = parser.parse_args()
    signal.signal(signal.SIGUSR1, signal.SIG_IGN)  # until there is a clock
    keep_log(given.log)
    free_standard_error()
    with Console(locked=True) as console:
        sys.exit(run_kiosk(given.content, None, given.settings, Senses(), console, SkippingClock()))


if __name__ == "__main__":
    main()
