"""The driver: the terminal as a stranger may use it; nothing that it sends ends the kiosk."""

from __future__ import annotations

import fcntl
import os
import re
import selectors
import signal
import struct
import termios
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import Any, TextIO

from textual import constants, events
from textual._xterm_parser import XTermParser
from textual.app import App
from textual.drivers.linux_driver import LinuxDriver
from textual.geometry import Size
from textual.message import Message
from textual.messages import TerminalSupportsSynchronizedOutput

from kiosk.approximation import carried
from kiosk.screen.keycodes import keys_of
from kiosk.screen.sequences import ESCAPE, Sequences

MOST_WAITING = 16
"""Keys and touches that have not been answered. Somebody who is faster leans on the keyboard or
pastes; what is dropped keeps nobody waiting."""

_TICK = 0.1
"""Seconds until the thread that reads looks whether it is still wanted."""

_KDGKBTYPE = 0x4B33
"""man 2 ioctl_console"""

_MOUSE = re.compile(r"\x1b\[<\d{1,3};\d{1,4};\d{1,4}[Mm]")
_SYNCHRONISES = re.compile(r"\x1b\[\?2026;[1-4]\$y")


class KioskDriver(LinuxDriver):
    """Textual's driver for Linux, with five differences.

    What comes in is cut by `Sequences`, because Textual's own parser ends the application where
    it meets bytes that are no text or numbers that are no character, is deaf for ever after the
    beginning of a paste, and takes a size of the screen from whoever can type one. Keys that come
    faster than they are answered are dropped. The size of the terminal is read on the loop, in the
    order of its changes. Job control is off. A terminal that has gone ends
    the application; Textual would read it for ever and wait for what it cannot write.
    """

    def __init__(self, app: App[Any], *, when_gone: Callable[[], None], **options: Any) -> None:
        """`when_gone` is called on the application's event loop, perhaps more than once."""
        super().__init__(app, **options)
        self._when_gone = when_gone
        self._encoding = self._file.encoding
        self._file: Any = _Glass(self._file, self._gone)
        self._parser = XTermParser()
        self._sent = 0
        """Counted by the thread that reads; what was delivered, by the loop."""
        self._delivered = 0

    def cell_width(self) -> float:
        """Pixels of one column; 0 where the terminal does not tell."""
        try:
            answer = fcntl.ioctl(self.fileno, termios.TIOCGWINSZ, bytes(8))
        except OSError:
            return 0
        _, columns, width, _ = struct.unpack("4H", answer)
        return width / columns if columns else 0

    def is_console(self) -> bool:
        """Whether this is a virtual console of Linux: only they know of a keyboard's kind."""
        try:
            fcntl.ioctl(self.fileno, _KDGKBTYPE, bytes(1))
        except OSError:
            return False
        return True

    def draws(self, signs: str) -> bool:
        """Whether the terminal's encoding has these signs."""
        try:
            signs.encode(self._encoding)
        except UnicodeEncodeError:
            return False
        return True

    def start_application_mode(self) -> None:
        super().start_application_mode()  # type: ignore[no-untyped-call]
        for stops in (signal.SIGTTOU, signal.SIGTTIN):
            signal.signal(stops, signal.SIG_IGN)
        # Textual reads the size in the signal's handler. A second signal interrupts that of the
        # first one, which then tells the older size last, and the screen keeps it for ever.
        self._loop.add_signal_handler(signal.SIGWINCH, self._tell_size)

    def _get_terminal_size(self) -> tuple[int, int]:
        """The real one: COLUMNS and LINES may be left from another terminal, and never change."""
        try:
            columns, rows = os.get_terminal_size(self.fileno)
        except OSError:
            return super()._get_terminal_size()
        return columns, rows

    def _tell_size(self) -> None:
        size = Size(*self._get_terminal_size())
        self._app.post_message(events.Resize(size, size))

    def run_input_thread(self) -> None:
        """Read until the application ends or the terminal has gone."""
        sequences = Sequences()
        came = 0.0
        """When something was read last."""
        with selectors.SelectSelector() as selector:
            selector.register(self.fileno, selectors.EVENT_READ)
            while not self.exit_event.is_set():
                patience = constants.ESCAPE_DELAY if sequences.unfinished else _TICK
                if selector.select(patience):
                    sent, came = self._read(), time.monotonic()
                    if not sent:
                        self._gone()
                        return
                    self._report(sequences.feed(sent), came)
                else:
                    self._report(sequences.pause(), came)

    def send_message(self, message: Message) -> None:
        """Give the application a message, from the thread that reads."""
        if self._sent - self._delivered + self._app.message_queue_size >= MOST_WAITING:
            return
        self._sent += 1
        with suppress(RuntimeError):  # the loop is closed: nobody is there to read it
            self._loop.call_soon_threadsafe(self._deliver, message)

    def _deliver(self, message: Message) -> None:
        self._delivered += 1
        self._app.post_message(message)

    def _report(self, sequences: Iterator[str], came: float) -> None:
        for sequence in sequences:
            for message in self._messages(sequence):
                message.set_sender(self._app)
                message.time = came  # of the key, and not of the moment in which it was understood
                self.send_message(message)

    def _messages(self, sequence: str) -> Iterator[Message]:
        """What a sequence means; nothing, where it is none of those that the kiosk asked for."""
        if sequence == ESCAPE:
            yield events.Key("escape", ESCAPE)
        elif _SYNCHRONISES.fullmatch(sequence):
            yield TerminalSupportsSynchronizedOutput()
        elif _MOUSE.fullmatch(sequence):
            touch = self._parser.parse_mouse_code(sequence)
            if isinstance(touch, events.MouseDown | events.MouseUp):
                yield touch
        else:
            yield from keys_of(sequence, self._parser)

    def _read(self) -> bytes:
        try:
            return os.read(self.fileno, 4096)
        except OSError:
            return b""

    def _gone(self) -> None:
        """The terminal was closed. Called by the threads that read and write."""
        with suppress(RuntimeError):
            self._loop.call_soon_threadsafe(self._when_gone)

    def _enable_mouse_support(self) -> None:
        """Touches only: nobody needs to know where a mouse is."""
        self.write("\x1b[?1000h\x1b[?1006h")

    def _sigtstp_application(self, *_: object) -> None:
        """A kiosk that has been put to sleep looks like one that is broken."""

    def _sigcont_application(self, *_: object) -> None:
        """Somebody else may have drawn on the terminal meanwhile."""
        with suppress(RuntimeError):
            self._loop.call_soon_threadsafe(self._app.refresh)


class _Glass:
    """What the driver draws on; once the terminal has gone, nothing is drawn any more."""

    def __init__(self, terminal: TextIO, gone: Callable[[], None]) -> None:
        self._terminal = terminal
        self._gone = gone

    def write(self, text: str) -> None:
        self._try(lambda: self._terminal.write(carried(text, self._terminal.encoding)))

    def flush(self) -> None:
        self._try(self._terminal.flush)

    def fileno(self) -> int:
        return self._terminal.fileno()

    def _try(self, draw: Callable[[], object]) -> None:
        try:
            draw()
        except (OSError, ValueError):  # ValueError: the file is closed
            self._gone()
