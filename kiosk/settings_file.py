"""The settings file: where this installation's settings stand, if it has any."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from pathlib import Path

from kiosk.home import home

FILE_NAME = "kiosk.yaml"
FOLDER_NAME = "second-opinion-kiosk"
"""In the folder where this system keeps the settings of a user's programs."""

MACHINE_FILE = Path("/etc/kiosk/kiosk.yaml")
"""Where the Debian package keeps it."""


def find_settings(explicit: Path | None = None) -> Path | None:
    """The settings file: the one named, else ./kiosk.yaml, the user's, the machine's, else None."""
    if explicit is not None:
        return explicit
    candidates = (Path(FILE_NAME), user_folder(os.environ, sys.platform) / FILE_NAME)
    # Not path.exists(), which fails where this user may not even look: sudo -u kiosk, from a home.
    found = next((path for path in candidates if os.path.exists(path)), None)  # noqa: PTH110
    # The machine's has a PIN's hash in it: whoever may not read it goes without.
    return found or (MACHINE_FILE if os.access(MACHINE_FILE, os.R_OK) else None)


def user_folder(environment: Mapping[str, str], platform: str) -> Path:
    """Where a user's settings of this program stand, as the system's own rules have it."""
    if platform == "win32":
        base = Path(environment.get("APPDATA") or home(environment) / "AppData" / "Roaming")
    elif platform == "darwin":
        base = home(environment) / "Library" / "Application Support"
    else:
        # The specification of base directories tells to ignore a path that is not absolute.
        stated = Path(environment.get("XDG_CONFIG_HOME", ""))
        base = stated if stated.is_absolute() else home(environment) / ".config"
    return base / FOLDER_NAME
