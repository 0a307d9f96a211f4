"""An opened window: a terminal with a program in it, whose errors and exit code come out again."""

from __future__ import annotations

import os
import select
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from threading import Event, Thread
from typing import NoReturn

INSIDE = 'export COLORTERM=truecolor; : > "$0/began"; "$@" 2> "$0/errors"; echo $? > "$0/ended"'
"""What runs in the window: the program ($@), with its errors in a pipe of the folder ($0). Both
terminals draw all colours, but xterm keeps quiet about it."""

TICK_SECONDS = 0.2
PATIENCE_SECONDS = 3.0
"""For a terminal that is asked to end: the kiosk in it takes two."""


def run_in_window(
    terminal: Sequence[str], program: Sequence[str], environment: Mapping[str, str], place: Path
) -> int | None:
    """Open a terminal, run the program in it, and wait for its end: the program's exit code.

    None where the terminal did not come so far as to start it, and 3 where it ended before it.
    `place` is an empty folder of the caller's. Whatever ends the caller ends the terminal.
    """
    os.mkfifo(place / "errors", 0o600)
    over = Event()
    relay = Thread(target=_relay, args=(place / "errors", over), daemon=True)
    relay.start()
    command = [*terminal, "/bin/sh", "-c", INSIDE, str(place), *program]
    try:
        process = subprocess.Popen(command, env=dict(environment), stdin=subprocess.DEVNULL)
    except OSError:
        over.set()
        return None
    before = signal.signal(signal.SIGTERM, _leave)
    try:
        process.wait()
    finally:
        signal.signal(signal.SIGTERM, before)
        _end(process)
        over.set()
        relay.join()
    if not (place / "began").exists():
        return None
    try:
        return int((place / "ended").read_text(encoding="ascii"))
    except (OSError, ValueError):
        return 3


def _relay(pipe: Path, over: Event) -> None:
    """Copy what comes out of the pipe to standard error until it is over."""
    # For reading and writing: it neither waits for a writer nor ends with one.
    end = os.open(pipe, os.O_RDWR)
    while True:
        ready, _, _ = select.select([end], [], [], TICK_SECONDS)
        if ready:
            with suppress(OSError):
                os.write(sys.stderr.fileno(), os.read(end, 4096))
        elif over.is_set():
            break
    os.close(end)


def _leave(*_: object) -> NoReturn:
    """TERM is the orderly end of whoever runs the kiosk as a service."""
    raise SystemExit(0)


def _end(process: subprocess.Popen[bytes]) -> None:
    if process.poll() is None:
        process.terminate()
        try:
            process.wait(PATIENCE_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
