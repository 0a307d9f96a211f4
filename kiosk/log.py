"""The operator's log, and the streams that it shares with the screen."""

from __future__ import annotations

import logging
import os
import stat
import sys
from pathlib import Path
from types import TracebackType


def keep_log(place: Path | None) -> None:
    """The operator's log: a file, a socket of syslog's such as /dev/log, or standard error where
    that is not the visitor's screen.

    A log that cannot be written stops nothing: a kiosk without one is better than none.
    """
    logging.raiseExceptions = False  # or a full disk would be told on the visitor's screen
    handler: logging.Handler = logging.NullHandler()
    try:
        if place:
            handler = _handler(place)
        elif not sys.stderr.isatty():
            handler = logging.StreamHandler(os.fdopen(os.dup(sys.stderr.fileno()), "w"))
    except OSError as error:
        sys.stderr.write(f"kiosk: there is no log at {place}: {error.strerror}\n")
    handler.setFormatter(_Discreet("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    logging.basicConfig(handlers=[handler], level=logging.INFO)


def free_standard_error() -> bool:
    """Textual draws on standard error; where that goes to a log, draw on standard output.

    Whether it went to a screen, where somebody may read what is told there.
    """
    if sys.stderr.isatty():
        return True
    os.dup2(sys.stdout.fileno(), sys.stderr.fileno())
    return False


def _handler(place: Path) -> logging.Handler:
    if place.exists() and stat.S_ISSOCK(place.stat().st_mode):
        from logging.handlers import SysLogHandler

        handler = SysLogHandler(str(place))
        handler.ident = "kiosk: "
        return handler
    return logging.FileHandler(place, encoding="utf-8")


class _Discreet(logging.Formatter):
    """Tells of an error where it happened, and not what it was about: that may be words."""

    def format(self, record: logging.LogRecord) -> str:
        record.exc_text = None  # another handler may have written it in its own way
        if record.exc_info and not record.name.startswith("kiosk"):
            record.msg, record.args = "an error", ()  # asyncio describes what it was called with
        return super().format(record)

    def formatException(  # noqa: N802 - the library's name
        self,
        ei: tuple[type[BaseException], BaseException, TracebackType | None]
        | tuple[None, None, None],
    ) -> str:
        from kiosk.discretion import account  # hardly ever, and never before the first screen

        return account(ei[0], ei[2])
