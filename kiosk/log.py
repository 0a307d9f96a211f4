"""The operator's log, and the streams that it shares with the screen."""

from __future__ import annotations

import logging
import os
import sys
from pathlib import Path


def keep_log(file: Path | None) -> None:
    """The operator's log: a file, or standard error where that is not the visitor's screen."""
    handler: logging.Handler = logging.NullHandler()
    if file:
        handler = logging.FileHandler(file, encoding="utf-8")
    elif not sys.stderr.isatty():
        handler = logging.StreamHandler(os.fdopen(os.dup(sys.stderr.fileno()), "w"))
    logging.basicConfig(
        handlers=[handler],
        level=logging.INFO,
        format="%(asctime)s %(levelname)s %(name)s: %(message)s",
    )


def free_standard_error() -> None:
    """Textual draws on standard error; where that goes to a log, draw on standard output."""
    if not sys.stderr.isatty():
        os.dup2(sys.stdout.fileno(), sys.stderr.fileno())
