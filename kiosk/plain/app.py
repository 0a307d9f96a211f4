"""The application: a front on a terminal or on a pipe, until somebody ends it."""

from __future__ import annotations

import asyncio
import signal
import sys
from collections import deque
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from threading import Thread
from typing import TextIO

from kiosk.approximation import forgive
from kiosk.dialogue.effects import Forget
from kiosk.dialogue.modes import Opening, Start
from kiosk.plain import terminal
from kiosk.plain.front import PlainFront
from kiosk.plain.keyboard import SEQUENCE_SECONDS, Key, Keyboard
from kiosk.plain.vocabulary import Vocabulary
from kiosk.plain.writer import Writer
from kiosk.screen.presses import Presses
from kiosk.session import Session

ENDING_SIGNALS = ("SIGINT", "SIGTERM", "SIGHUP")


class PlainKiosk:
    """The kiosk in lines. Nothing that it writes steers a terminal."""

    def __init__(
        self,
        session: Session,
        vocabulary: Vocabulary,
        keys: Mapping[str, str],
        prompt: Callable[[], str],
        *,
        by_line: bool,
        stdin: TextIO | None = None,
        stdout: TextIO | None = None,
    ) -> None:
        """
        Args:
            session: What is watched and told.
            keys: What single keys mean, as in the settings.
            prompt: Stands before what is typed.
            by_line: Whether letters and digits make lines that Enter ends.
        """
        self._session = session
        self._stdin = stdin or sys.stdin
        self._stdout = stdout or sys.stdout
        forgive(self._stdout)
        loop = asyncio.get_running_loop()
        self._over = asyncio.Event()
        self.failure: Exception | None = None
        """The error that ended it."""
        self._writer = Writer(
            terminal.writes(self._stdout, self.exit),
            lambda: f"{prompt()} ",
            lambda: terminal.width(self._stdout),
        )
        self._front = PlainFront(
            session,
            self._writer,
            vocabulary,
            keys,
            Presses(session.post, lambda *later: loop.call_later(*later).cancel, loop.time),
            loop.call_soon,
            by_line=by_line,
        )
        self._keyboard = Keyboard()
        self._unfinished = ""
        """What a pipe has sent of a line."""
        self._lines: deque[str] = deque()
        """What a pipe has sent and nobody has taken yet."""
        self._at_end = False
        """Nothing more will be sent."""
        self._flush: asyncio.TimerHandle | None = None
        session.employ({Forget: lambda _: self._forget()})
        session.watch(lambda *_: self._go_on(loop))

    def exit(self) -> None:
        """End."""
        self._over.set()

    def fail(self, error: Exception) -> None:
        """End because of an error of the program itself."""
        self.failure = error
        self.exit()

    async def run_async(self) -> None:
        """Take what is typed until somebody ends it."""
        loop = asyncio.get_running_loop()
        with suppress(NotImplementedError, ValueError):  # not a Unix, or not the main thread
            for name in ENDING_SIGNALS:
                loop.add_signal_handler(getattr(signal, name), self.exit)
        with terminal.single_keys(self._stdin):
            Thread(target=self._read, args=(loop,), name="typed", daemon=True).start()
            await self._over.wait()
        if not isinstance(self._session.state.mode, Start):
            self._forget()
        self._writer.end_line()

    def _read(self, loop: asyncio.AbstractEventLoop) -> None:
        """In a thread of its own: a file, a pipe and a terminal are all read alike."""
        take = self._typed if terminal.shows_keys(self._stdin) else self._sent
        with suppress(RuntimeError):  # the loop has ended meanwhile
            terminal.read(self._stdin, lambda text: loop.call_soon_threadsafe(take, text))
            loop.call_soon_threadsafe(self._ended)

    def _typed(self, text: str) -> None:
        self._press(self._keyboard.feed(text))
        if self._flush is not None:
            self._flush.cancel()
            self._flush = None
        if self._keyboard.waits:
            loop = asyncio.get_running_loop()
            self._flush = loop.call_later(
                SEQUENCE_SECONDS, lambda: self._press(self._keyboard.flush())
            )

    def _press(self, keys: Iterable[Key]) -> None:
        for key in keys:
            if key.name == "ctrl+c" or (key.name == "ctrl+d" and not self._front.line):
                self.exit()
                return
            self._front.press(key)

    def _sent(self, text: str) -> None:
        *lines, self._unfinished = (self._unfinished + text).split("\n")
        self._lines += lines
        self._take()

    def _go_on(self, loop: asyncio.AbstractEventLoop) -> None:
        if self._lines or self._at_end:
            loop.call_soon(self._take)

    def _take(self) -> None:
        """Line by line; what is sent while a guide is being opened is meant for that guide."""
        while not isinstance(self._session.state.mode, Opening):
            if not self._lines:
                if self._at_end:
                    self.exit()
                return
            line = self._lines.popleft().rstrip("\r")
            self._front.take(line, echo=not self._stdin.isatty())

    def _ended(self) -> None:
        """A last line may lack its end."""
        self._at_end = True
        self._sent("\n" if self._unfinished else "")

    def _forget(self) -> None:
        """Nothing of the visit stays in sight; docs/plain.md tells what a terminal keeps."""
        self._front.forget()
        if self._stdout.isatty():
            self._writer.push_away(terminal.size(self._stdout)[1])
