"""The console: the terminal and the signals, lent to the kiosk and given back as they were."""

from __future__ import annotations

import fcntl
import logging
import os
import signal
import sys
import termios
import time
from collections.abc import Callable
from contextlib import suppress
from types import TracebackType
from typing import Any

from kiosk.approximation import APPROXIMATE
from kiosk.errors import BROKEN, NO_TERMINAL, DeviceError, KioskError

_PLAIN = (
    "\x1b[?1000l\x1b[?1006l\x1b[?2004l\x1b[?1004l"  # no reports of touches, pastes and focus
    "\x1b[<u\x1b[?1049l\x1b[?7h\x1b[?25h\x1b[0m"  # ordinary keys, screen, lines, cursor, colours
)
_EMPTY = "\x1b[H\x1b[2J\x1b[3J"
"""Nothing on the screen, and nothing in what can be scrolled back to."""

_OF_KEYS = (signal.SIGINT, signal.SIGQUIT, signal.SIGTSTP, signal.SIGTTIN, signal.SIGTTOU)
"""What the keys of a terminal can send."""

_PATIENCE = 1.7
"""Seconds for an orderly end; systemd and people expect one within two."""

_TAKEN = "another kiosk runs in this terminal; end that one first, or use another terminal"

_LOOK = os.O_RDONLY | os.O_NOCTTY | os.O_NONBLOCK
"""A serial line without a carrier would keep whoever opens it waiting."""

_REST = 30.0
"""Seconds that the calm words stand when a locked kiosk cannot start. Whoever starts it again and
again would make the screen flicker; systemd waits longer for its first sign of life."""

_log = logging.getLogger(__name__)


class Console:
    """The terminal of standard input and output while the kiosk has it; a context manager.

    Whatever happens in it, a plain screen follows, with calm words on it if there are any: an
    error of the program itself goes to the log, without its message, and becomes an exit code.
    """

    def __init__(self, *, locked: bool) -> None:
        """locked: no key sends a signal or is echoed, and nothing stays on the screen."""
        self.locked = locked
        self._attributes: list[Any] | None = None
        self._own: int | None = None
        """The terminal, opened once more, for as long as this process lives."""
        self._end: Callable[[int], None] = _at_once
        self._renew: Callable[[], None] = lambda: None
        self._well = self._broken = ""

    def leave(self, well: str, broken: str) -> None:
        """What is to stand on the screen after an orderly end, and after any other."""
        self._well, self._broken = well, broken

    def heed(self, end: Callable[[int], None], renew: Callable[[], None]) -> None:
        """From now on, TERM or the loss of the terminal calls `end` with an exit code.

        HUP from somebody calls `renew`. Both are called in the main thread, at any moment.
        """
        self._end, self._renew = end, renew

    def __enter__(self) -> Console:
        self._take_the_terminal()
        with suppress(termios.error):
            self._attributes = termios.tcgetattr(sys.stdin)
        signal.signal(signal.SIGTERM, lambda *_: self._end_soon(0))
        signal.signal(signal.SIGHUP, lambda *_: self._hang_up())
        signal.signal(signal.SIGALRM, lambda *_: self._give_up())
        if self.locked:
            self._lock()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._end = _at_once
        expected = kind is None or issubclass(kind, KioskError | SystemExit | KeyboardInterrupt)
        able = expected and not isinstance(error, KioskError)
        if expected and not able:
            _log.critical("the kiosk cannot run:\n%s", error)
            self._rest()
        self._give_back(self._well if able else self._broken)
        signal.setitimer(signal.ITIMER_REAL, 0)
        if kind is not None and not expected:
            from kiosk.discretion import account  # hardly ever, and never before the first screen

            _log.critical("the kiosk has ended by an error of its own:\n%s", account(kind, trace))
            if not self.locked:
                _draw(f"kiosk: {kind.__name__}; --log FILE keeps where it was\n")
            raise SystemExit(BROKEN) from None

    def _take_the_terminal(self) -> None:
        """Raises DeviceError where another kiosk has it: both would get every other key.

        The lock is that of an open file, which ends with this process, however that ends.
        """
        with suppress(OSError):  # no terminal, or none that may be opened: nobody else has it
            self._own = os.open(os.ttyname(sys.stdin.fileno()), _LOOK)
            try:
                fcntl.flock(self._own, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                _log.critical(_TAKEN)
                raise DeviceError(_TAKEN) from None

    def _lock(self) -> None:
        for signal_number in _OF_KEYS:
            signal.signal(signal_number, signal.SIG_IGN)
        with suppress(termios.error):
            closed = termios.tcgetattr(sys.stdin)
            closed[3] &= ~(termios.ISIG | termios.ECHO | termios.ICANON | termios.IEXTEN)
            termios.tcsetattr(sys.stdin, termios.TCSANOW, closed)
            termios.tcflush(sys.stdin, termios.TCIFLUSH)
        _draw(_EMPTY)

    def _give_back(self, words: str) -> None:
        if not is_there():
            _drop_what_is_undrawn()
        self._clear(words)
        with suppress(termios.error):
            termios.tcflush(sys.stdin, termios.TCIFLUSH)
            if self._attributes:
                termios.tcsetattr(sys.stdin, termios.TCSANOW, self._attributes)

    def _rest(self) -> None:
        if self.locked:
            self._clear(self._broken)
            time.sleep(_REST)

    def _clear(self, words: str) -> None:
        _draw(_PLAIN + (_EMPTY if self.locked else "") + (f"{words}\n" if words else ""))

    def _end_soon(self, exit_code: int) -> None:
        signal.setitimer(signal.ITIMER_REAL, _PATIENCE)
        self._end(exit_code)

    def _hang_up(self) -> None:
        """HUP has two meanings: somebody asks for new content, or the terminal is gone."""
        if is_there():
            self._renew()
        else:
            self._end_soon(NO_TERMINAL)

    def _give_up(self) -> None:
        """The orderly end has come to nothing. The children end with this process."""
        self._give_back(self._broken)
        os._exit(BROKEN)


def is_there() -> bool:
    """Whether there still is a terminal."""
    try:
        termios.tcgetattr(sys.stdin)
    except (termios.error, ValueError):
        return False
    return True


def _drop_what_is_undrawn() -> None:
    """A terminal that has gone took not all that was drawn. At its end Python would try that once
    more, and fail with an exit code of its own.
    """
    with suppress(OSError):
        nothing = os.open(os.devnull, os.O_WRONLY)
        for stream in (sys.stdout, sys.stderr):
            os.dup2(nothing, stream.fileno())


def _at_once(exit_code: int) -> None:
    raise SystemExit(exit_code)


def _draw(text: str) -> None:
    with suppress(OSError, ValueError):
        os.write(sys.stdout.fileno(), text.encode(sys.stdout.encoding, APPROXIMATE))
