"""The launch: the kiosk in the best terminal of this machine, with letters of the right size.

kitty (Wayland or X) > xterm (X) > the Linux console > the terminal that this runs in
"""

from __future__ import annotations

import logging
import shutil
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from kiosk.errors import DeviceError
from kiosk.launching.opened import run_in_window
from kiosk.launching.typefaces import find_typeface
from kiosk.launching.windows import WINDOWS, Window
from kiosk.lettering import MARK, TERMINUS, Lettering, Panel, lettering
from kiosk.settings import ScreenSettings

_log = logging.getLogger(__name__)

UNKNOWN_HEIGHT = (
    "The screen does not say how high it is, so the letters are made for an ordinary one, and may "
    "be too small or too large. Measure it once: kiosk launch --calibrate"
)

Which = Callable[[str], str | None]


def windows(
    environment: Mapping[str, str], wanted: str | None = None, which: Which = shutil.which
) -> list[Window]:
    """The terminals that can be opened, the best first; DeviceError where the wanted one cannot."""
    found = [window for window in WINDOWS if window.can_open(environment, which)]
    if wanted is None:
        return found
    chosen = [window for window in found if window.name == wanted]
    if not chosen:
        kinds = {window.name: " or ".join(window.displays) for window in WINDOWS}
        raise DeviceError(
            f"{wanted} cannot be opened: it needs a display ({kinds[wanted]} in the environment) "
            f"and has to be installed (apt install {wanted})"
        )
    return chosen


def this_terminal(environment: Mapping[str, str], which: Which = shutil.which) -> str | None:
    """What the terminal that this runs in is, if its letters can be changed: kitty, console."""
    if environment.get("KITTY_LISTEN_ON", "").startswith("unix:"):
        return "kitty"
    console = environment.get("TERM") == "linux" and sys.stdin.isatty() and which("setfont")
    return "console" if console else None


def plan(terminal: str, settings: ScreenSettings, panel: Panel) -> Lettering:
    """The sizes of the letters in a terminal on this screen."""
    typeface = TERMINUS if terminal == "console" else find_typeface(settings.font)
    return lettering(terminal, panel, typeface, settings.distance_mm)


def open_window(
    candidates: Sequence[Window],
    settings: ScreenSettings,
    panel: Panel,
    program: Sequence[str],
    environment: Mapping[str, str],
) -> int | None:
    """Run the program in the first of the terminals that opens: its exit code, or None."""
    for window in candidates:
        letters = plan(window.name, settings, panel)
        with TemporaryDirectory(prefix="kiosk-") as folder:
            socket = str(Path(folder) / "socket")
            told = window.options(letters, settings.text_size - 1, socket)
            inside = {**environment, MARK: letters.written()}
            code = run_in_window([window.name, *told], program, inside, Path(folder))
        if code is not None:
            return code
        _log.warning("%s does not open", window.name)
    return None
