"""Discretion: whatever goes wrong, no words of a visitor leave the process.

Children import this file, too; therefore it imports little.
"""

from __future__ import annotations

import ctypes
import resource
import sys
import threading
import traceback
from collections.abc import Callable
from types import TracebackType

_PR_SET_DUMPABLE = 4


def leave_no_core() -> None:
    """When this process crashes, its memory is written nowhere."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        # A limit of 0 does not stop a crash handler that the kernel pipes core files to.
        ctypes.CDLL(None).prctl(_PR_SET_DUMPABLE, 0)


def account(kind: type[BaseException] | None, trace: TracebackType | None) -> str:
    """Where an exception happened, and of which kind: its message may quote what it failed on."""
    return "".join([*traceback.format_tb(trace), kind.__name__ if kind else "no exception"])


def report_crashes(write: Callable[[str], object]) -> None:
    """What Python would print of an exception that nobody handles goes to `write`, wordless."""
    sys.excepthook = lambda kind, _, trace: write(account(kind, trace))
    threading.excepthook = lambda crash: write(account(crash.exc_type, crash.exc_traceback))
    sys.unraisablehook = lambda crash: write(account(crash.exc_type, crash.exc_traceback))
