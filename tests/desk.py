"""A desk for tests: a screen of its own (Xvfb), what stands on it pixel by pixel, and its keys."""

from __future__ import annotations

import os
import shutil
import struct
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from types import TracebackType

import pytest

ROOT = Path(__file__).parent.parent
PATIENCE = 40.0
"""Seconds; kitty on a machine without a graphics card takes ten."""

NEEDS = ("Xvfb", "xdotool", "xrandr")

Colour = tuple[int, int, int]


def need(*programs: str) -> None:
    """Skip where these are missing, unless this is continuous integration: there they must be."""
    missing = [program for program in (*NEEDS, *programs) if shutil.which(program) is None]
    if missing:
        assert not os.environ.get("CI"), f"install {', '.join(missing)}"
        pytest.skip(f"not installed here: {', '.join(missing)}; continuous integration has them")


class Desk:
    """An X server without a window manager; a context manager that ends it."""

    def __init__(self, folder: Path, width: int = 1920, height: int = 1080) -> None:
        """`folder` is where it keeps its picture."""
        self._picture = folder / "Xvfb_screen0"
        self.width = width
        self.height = height
        read, write = os.pipe()
        screen = ["-screen", "0", f"{width}x{height}x24", "-fbdir", str(folder)]
        command = ["Xvfb", "-displayfd", str(write), *screen, "-nolisten", "tcp"]
        quiet = subprocess.DEVNULL
        self._server = subprocess.Popen(command, pass_fds=[write], stdout=quiet, stderr=quiet)
        os.close(write)
        with os.fdopen(read) as told:
            display = f":{told.readline().strip()}"
        ignored = ("WAYLAND_DISPLAY", "KITTY_LISTEN_ON", "KIOSK_LETTERING", "COLORTERM", "TERM")
        kept = {name: value for name, value in os.environ.items() if name not in ignored}
        self.environment = {**kept, "DISPLAY": display, "LIBGL_ALWAYS_SOFTWARE": "1"}
        self._kiosk: subprocess.Popen[str] | None = None

    def __enter__(self) -> Desk:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.end()
        self._server.terminate()
        self._server.wait()

    def kiosk(self, *arguments: str, folder: Path) -> None:
        """Start `python -m kiosk` with these arguments."""
        self._kiosk = subprocess.Popen(
            [sys.executable, "-m", "kiosk", *arguments],
            env={**self.environment, "PYTHONPATH": str(ROOT)},
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
        )

    def end(self) -> tuple[int, str]:
        """Tell the kiosk to end: its exit code, and what it told the operator."""
        if self._kiosk is None:
            return 0, ""
        self._kiosk.terminate()
        return self.wait_for_end()

    def wait_for_end(self) -> tuple[int, str]:
        assert self._kiosk is not None
        kiosk, self._kiosk = self._kiosk, None
        _, told = kiosk.communicate(timeout=PATIENCE)
        return kiosk.returncode, told

    def press(self, *keys: str) -> None:
        """Press keys by the names that X gives them."""
        subprocess.run(["xdotool", "key", *keys], env=self.environment, check=True)

    def type(self, text: str) -> None:
        subprocess.run(["xdotool", "type", text], env=self.environment, check=True)

    def row(self, y: int, width: int | None = None) -> Sequence[Colour]:
        """The first pixels of a line."""
        with self._picture.open("rb") as picture:
            header = struct.unpack(">25I", picture.read(100))
            offset = header[0] + 12 * header[19]
            picture.seek(offset + y * header[12])
            data = picture.read(4 * (width or self.width))
        return [(data[at + 2], data[at + 1], data[at]) for at in range(0, len(data), 4)]

    def column(self, x: int, height: int | None = None) -> Sequence[Colour]:
        """The topmost pixels of a column."""
        return [self.row(y, x + 1)[x] for y in range(height or self.height)]

    def wait_for_other(self, look: Callable[[], int], before: int) -> int:
        """Until it is another than before, and stays so for a moment: what it is then."""
        seen: list[int] = []

        def still() -> bool:
            seen.append(look())
            return len(seen) > 2 and seen[-1] != before and len(set(seen[-3:])) == 1

        self.wait_for(still)
        return seen[-1]

    def wait_for(self, condition: Callable[[], bool]) -> None:
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            if condition():
                return
            if self._kiosk is not None and self._kiosk.poll() is not None:
                raise AssertionError(f"the kiosk ended: {self.wait_for_end()}")
            time.sleep(0.1)
        raise AssertionError("what should be on the screen did not come")
