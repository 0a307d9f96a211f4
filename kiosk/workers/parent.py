"""The parent, as a child process sees it: JSON lines in from it, JSON lines out to it.

This file is imported by every child and therefore imports
little: a child that starts fast is a child that is replaced before anybody misses it.
"""

from __future__ import annotations

import ctypes
import json
import os
import resource
import signal
import sys
import threading
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

from kiosk.discretion import account, leave_no_core, report_crashes

Message = dict[str, Any]

_PR_SET_PDEATHSIG = 1


class Parent:
    """The interface process, as its child sees it. All methods may be called by any thread."""

    def __init__(self) -> None:
        """Take over stdin and stdout, and end when the parent ends, however it ends."""
        _die_with_the_parent()
        leave_no_core()
        report_crashes(lambda account: sys.stderr.write(account + "\n"))
        threading.excepthook = _end_after_a_crash
        self._incoming = os.dup(0)
        self._outgoing = os.dup(1)
        nothing = os.open(os.devnull, os.O_RDWR)
        os.dup2(nothing, 0)
        os.dup2(2, 1)  # a library that prints must not break the lines
        sys.stdout = Path(os.devnull).open("w")  # noqa: SIM115 - for as long as the process lives
        self._writing = threading.Lock()

    def tell(self, message: Message) -> None:
        """Send one message; a parent that is gone ends this process."""
        line = memoryview(json.dumps(message).encode("ascii") + b"\n")
        try:
            with self._writing:
                while line:
                    line = line[os.write(self._outgoing, line) :]
        except OSError:
            os._exit(0)

    def promise(self, silence: float, answers: float | None = None) -> None:
        """Say that this child lives. To be called by its main loop only: it proves that it turns.

        silence: seconds within which the next line will come, whatever happens.
        answers: seconds within which a line will come after a message; default: `silence`.
        """
        self.tell({"alive": silence, "answers": silence if answers is None else answers})

    def limit_memory(self, megabytes: int) -> None:
        """Let a leak end this child, which is replaced, before it starves the whole kiosk."""
        most = resource.getrlimit(resource.RLIMIT_DATA)[1]
        resource.setrlimit(resource.RLIMIT_DATA, (megabytes << 20, most))

    def listen(self, heard: Callable[[Message], None]) -> None:
        """Give every message of the parent to `heard`, in a thread of its own.

        When the parent closes the line, this process ends at once: whatever it was doing was for
        that parent.
        """
        threading.Thread(target=self._read, args=(heard,), name="parent", daemon=True).start()

    def _read(self, heard: Callable[[Message], None]) -> None:
        with suppress(OSError), os.fdopen(self._incoming, "rb") as lines:
            # No variable: it would keep what a visitor was told, or said, until the next message.
            deque(map(heard, map(json.loads, lines)), maxlen=0)
        os._exit(0)


def _die_with_the_parent() -> None:
    """Where Linux offers it: covers even a child that hangs and never sees its stdin close."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)


def _end_after_a_crash(crash: threading.ExceptHookArgs) -> None:
    """A child of which a thread has died is half a child; the parent starts a whole one."""
    sys.stderr.write(account(crash.exc_type, crash.exc_traceback) + "\n")
    os._exit(1)
