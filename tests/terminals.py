"""A real pseudo-terminal for tests: the kiosk in it, its keys, and what it drew."""

from __future__ import annotations

import os
import sys
import termios
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Any

import pexpect
import pyte

ROOT = Path(__file__).parent.parent
PATIENCE = 15.0
"""Seconds until something that must happen has not happened."""

BETWEEN_PRESSES = 0.35
"""Seconds between two presses of one key: faster ones count as one (a held or worn key)."""

KEYS = {
    "right": "\x1b[C",
    "left": "\x1b[D",
    "up": "\x1b[A",
    "down": "\x1b[B",
    "enter": "\r",
    "escape": "\x1b",
    "space": " ",
    "home": "\x1b[H",
    "pagedown": "\x1b[6~",
    "pageup": "\x1b[5~",
    "f18": "\x1b[32~",
    "f20": "\x1b[34~",
}


class Terminal:
    """A program in a pseudo-terminal of a given size; a context manager that ends it."""

    def __init__(
        self,
        *arguments: str,
        columns: int = 80,
        rows: int = 24,
        env: Mapping[str, str] | None = None,
        cwd: Path = ROOT,
        term: str = "xterm-256color",
        program: Sequence[str] = (sys.executable, "-m", "kiosk"),
    ) -> None:
        """Run `python -m kiosk`, or another program, with these arguments."""
        self._screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self._screen)
        environment = {**os.environ, **(env or {}), "TERM": term, "LANG": "C.UTF-8"}
        # The size, the colours, and what could change the letters, of the terminal that the tests
        # run in.
        for name in ("COLUMNS", "LINES", "COLORTERM", "KITTY_LISTEN_ON", "KIOSK_LETTERING"):
            environment.pop(name, None)
        self._process = pexpect.spawn(
            program[0],
            [*program[1:], *arguments],
            dimensions=(rows, columns),
            env=environment,
            cwd=str(cwd),
            timeout=PATIENCE,
        )
        self._process.delaybeforesend = None
        self._process.ptyproc.delayafterterminate = 1.0  # a busy machine is slow to end anything
        self.drawn = bytearray()
        """Everything that has come out until now."""

    def __enter__(self) -> Terminal:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._process.close(force=True)

    @property
    def pid(self) -> int:
        return int(self._process.pid)

    @property
    def lines(self) -> list[str]:
        """What stands on the screen, after everything that has been drawn until now."""
        self._read(0)
        # Not Screen.display: it stumbles over a wide letter of which one half was overwritten.
        cells = self._screen.buffer
        columns, rows = self._screen.columns, self._screen.lines
        return ["".join(cells[y][x].data for x in range(columns)) for y in range(rows)]

    @property
    def cells(self) -> list[tuple[pyte.screens.Char, ...]]:
        """What stands on the screen and how: letters, colours, weights, line by line."""
        self._read(0)
        cells, columns = self._screen.buffer, range(self._screen.columns)
        return [tuple(cells[y][x] for x in columns) for y in range(self._screen.lines)]

    @property
    def reversed_lines(self) -> list[str]:
        """What stands in reverse video on each line of the screen."""
        self._read(0)
        cells, columns = self._screen.buffer, range(self._screen.columns)
        return [
            "".join(cells[y][x].data for x in columns if cells[y][x].reverse)
            for y in range(self._screen.lines)
        ]

    @property
    def text(self) -> str:
        """The screen as one text, without the line ends of wrapped words."""
        return " ".join(" ".join(line.split()) for line in self.lines)

    def press(self, *keys: str) -> None:
        """Press keys by their names ("right") or characters."""
        for key in keys:
            self._process.send(KEYS.get(key, key))

    def send(self, raw: bytes) -> None:
        """Send what no key sends."""
        self._process.send(raw)

    def skip(self, patience: float = 0) -> bytes:
        """What has been drawn, without looking at it; empty if nothing was for so many seconds."""
        drawn = b""
        with suppress(pexpect.TIMEOUT, pexpect.EOF):
            while True:
                drawn += self._process.read_nonblocking(65536, timeout=0 if drawn else patience)
        return drawn

    @property
    def modes(self) -> list[Any]:
        """How the terminal treats what comes in and goes out (termios.tcgetattr)."""
        return termios.tcgetattr(self._process.child_fd)

    def hang_up(self) -> int:
        """Close the terminal, as somebody closes a window; the program's exit code then."""
        program = self._process.ptyproc
        program.fileobj.close()
        program.closed = True
        program.wait()
        return int(program.exitstatus if program.exitstatus is not None else -1)

    @property
    def is_alive(self) -> bool:
        return bool(self._process.isalive())

    def tap(self, words: str) -> None:
        """Touch the lowest place on the screen where these words stand, once they do."""
        shown: list[str] = []

        def stands() -> bool:
            shown[:] = self.lines  # once: the next look may show something else
            return any(words in line for line in shown)

        self.wait_for(stands)
        row = max(number for number, line in enumerate(shown) if words in line)
        column = shown[row].index(words) + len(words) // 2
        time.sleep(BETWEEN_PRESSES)
        for end in "Mm":
            self._process.send(f"\x1b[<0;{column + 1};{row + 1}{end}")

    def resize(self, columns: int, rows: int) -> None:
        self._screen.resize(rows, columns)
        self._process.setwinsize(rows, columns)

    def wait_for(self, condition: str | Callable[[], bool], patience: float = PATIENCE) -> None:
        """Until the screen has this text, or the condition holds."""
        deadline = time.monotonic() + patience
        while time.monotonic() < deadline:
            self._read(0.02)
            if condition in self.text if isinstance(condition, str) else condition():
                return
        shown = "\n".join(self.lines)
        raise AssertionError(f"{condition!r} did not come; the screen shows:\n{shown}")

    def wait_for_output(self, patience: float = 1.0) -> None:
        """Until something is drawn, at most so many seconds."""
        self._read(patience)

    def wait_for_end(self) -> int:
        """Until the program has ended; its exit code."""
        deadline = time.monotonic() + PATIENCE
        while self._process.isalive():
            assert time.monotonic() < deadline, "the kiosk does not end"
            self._read(0.05)
        return int(self._process.exitstatus if self._process.exitstatus is not None else -1)

    def _read(self, patience: float) -> None:
        try:
            while True:
                some = self._process.read_nonblocking(65536, timeout=patience)
                self.drawn += some
                self._stream.feed(some)
                patience = 0
        except (pexpect.TIMEOUT, pexpect.EOF):
            return


def descendants(process: int) -> list[int]:
    """The children of a process, and theirs."""
    children: list[int] = []
    with suppress(OSError):  # some of them may be ending
        for task in Path(f"/proc/{process}/task").iterdir():
            children += map(int, (task / "children").read_text().split())
    return [*children, *(member for child in children for member in descendants(child))]


def has_ended(*processes: int) -> None:
    """Wait until there are none of these processes."""
    deadline = time.monotonic() + PATIENCE
    while any(Path(f"/proc/{process}").exists() for process in processes):
        assert time.monotonic() < deadline, f"some of {processes} are still there"
        time.sleep(0.02)
