"""The kiosk of the soak: in its terminal, its sound room and a house of its own."""

from __future__ import annotations

import os
import shutil
import signal
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from pathlib import Path

from terminals import ROOT, Terminal, descendants

from bench.soak.places import hears, place, sign
from bench.soak.room import HurriedRoom

PATIENCE = 45.0
"""Seconds until a kiosk that has not reacted is stuck; a machine may be very busy."""
SAME_KEY = 0.6
"""Seconds between two presses of one key: faster ones count as one, and a busy machine is late."""
_REACTION = 1.0
"""Seconds."""
SETTINGS = """
voice: {rate_step: 7}                        # the least that has to be waited for
patience: {prompt_seconds: 60, idle_seconds: 150}
"""
_MODULES = {
    "voice": "kiosk.speaking.worker",
    "ear": "kiosk.listening.worker",
    "second search": "kiosk.listening.recognisers.beside",
}
LOOKS = slice(1, 12)
"""The lines of the start screen that are the same all the time: the title, in block letters."""


class StuckError(Exception):
    """The kiosk is not where it has to be; the screen."""


class CrashError(Exception):
    """The kiosk has ended, or shows a traceback."""


class Kiosk:
    """To be used as a context."""

    def __init__(self, house: Path) -> None:
        self.content = house / "content"
        shutil.copytree(ROOT / "content" / "en", self.content / "en")
        settings = house / "kiosk.yaml"
        settings.write_text(SETTINGS, encoding="utf-8")
        self.log = house / "log"
        self._arguments = ("--content", str(self.content), "--settings", str(settings),
                           "--log", str(self.log))  # fmt: skip
        self.room = HurriedRoom()
        self._seen: list[str] = []
        """The places since something was waited for."""
        self._pressed: dict[str, float] = {}
        self._started_looking: Sequence[tuple[object, ...]] = ()

    def __enter__(self) -> Kiosk:
        self.room.__enter__()
        program = (sys.executable, "-m", "bench.soak.hurried")
        self.terminal = Terminal(*self._arguments, env=self.room.environment, program=program)
        self.reach({"start"})
        self.wait(lambda: hears(self.terminal.lines), "the kiosk does not listen")
        self._started_looking = self.looks()
        return self

    def __exit__(self, *_: object) -> None:
        self.terminal.__exit__(None, None, None)
        self.room.__exit__(None, None, None)

    @property
    def pid(self) -> int:
        return self.terminal.pid

    @property
    def place(self) -> str:
        return place(self.terminal.lines)

    @property
    def sign(self) -> str:
        return sign(self.terminal.lines)

    @property
    def hears(self) -> bool:
        return hears(self.terminal.lines)

    def looks(self) -> Sequence[tuple[object, ...]]:
        """How the start screen looks: letters, colours and weights."""
        return self.terminal.cells[LOOKS]

    @property
    def looks_as_at_first(self) -> bool:
        return self.looks() == self._started_looking

    def press(self, key: str) -> None:
        """Press a key; once more only when that counts as another press."""
        since = time.monotonic() - self._pressed.get(key, 0.0)
        if since < SAME_KEY:
            time.sleep(SAME_KEY - since)
        self._pressed = {key: time.monotonic()}
        self.terminal.press(key)

    def skip(self) -> None:
        """Skip the waiting until the next timer of the kiosk rings."""
        os.kill(self.pid, signal.SIGUSR1)

    def settle(self) -> None:
        """After something that may lead nowhere: until the screen has changed, or rests."""
        before = self.terminal.lines[1:]
        deadline = time.monotonic() + _REACTION
        while self.terminal.lines[1:] == before and time.monotonic() < deadline:
            self.terminal.wait_for_output(0.05)
        time.sleep(0.5)  # what changed may have been the mark, which goes with what is read

    def reach(self, places: Iterable[str], *, skipping: bool = False) -> str:
        """Wait until the screen is one of these; which one."""
        allowed = set(places)
        self._seen = [self.place]

        def there() -> bool:
            seen = self.place
            if seen != self._seen[-1]:
                self._seen.append(seen)
            return seen in allowed

        self.wait(there, f"expected {' or '.join(sorted(allowed))}", skipping=skipping)
        return self._seen[-1]

    def wait(
        self, condition: Callable[[], bool], what: str, *, skipping: bool = False,
        patience: float = PATIENCE,
    ) -> None:  # fmt: skip
        """Until the condition holds; StuckError, CrashError."""
        deadline = time.monotonic() + patience
        next_skip = time.monotonic()
        while not condition():
            now = time.monotonic()
            if not self.terminal.is_alive or b"Traceback" in self.terminal.drawn:
                raise CrashError(self._account("it has ended, or shows a traceback"))
            if now > deadline:
                raise StuckError(self._account(what))
            if skipping and now > next_skip:
                self.skip()
                next_skip = now + 0.15
            self.terminal.wait_for_output(0.05)
        self.terminal.drawn.clear()

    def processes(self) -> dict[str, int]:
        """Its processes that are there now, by what they do."""
        found = {"interface": self.pid}
        for process in descendants(self.pid):
            with suppress(OSError):
                line = Path(f"/proc/{process}/cmdline").read_text(encoding="utf-8")
                found |= {name: process for name, module in _MODULES.items() if module in line}
        return found

    def child(self, name: str) -> int | None:
        """One of them, if it is there."""
        return self.processes().get(name)

    def _account(self, what: str) -> str:
        shown = "\n".join(self.terminal.lines)
        log = self.log.read_text(encoding="utf-8").splitlines()[-12:] if self.log.exists() else []
        seen = ", ".join(self._seen)
        return f"{what}; seen were {seen}; the screen:\n{shown}\nthe end of the log:\n" + "\n".join(
            log
        )
