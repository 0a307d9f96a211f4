"""The home: the folder of the user who runs the kiosk, where the system knows of one."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

NOWHERE = Path("/nonexistent")
"""What Debian enters for users without one; nothing is found there and nothing can be written."""


def home(environment: Mapping[str, str] = os.environ) -> Path:
    """Never fails: a service may run as a user whom the system does not know by name."""
    stated = environment.get("HOME") or environment.get("USERPROFILE") or "~"
    try:
        return Path(stated).expanduser()
    except RuntimeError:
        return NOWHERE
