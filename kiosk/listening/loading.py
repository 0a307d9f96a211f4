"""Trying whether a model loads: `python -m kiosk.listening.loading FOLDER` in a process of its own.

A broken model may end the process that loads it.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from kiosk.errors import DeviceError
from kiosk.workers.worker import own_module

_PATIENCE = 120.0
"""Seconds; small models take 2 to 3."""


def failure(folder: Path) -> list[str]:
    """What is wrong with a model whose parts are all there, one line; empty: it loads."""
    command, environment = own_module("kiosk.listening.loading", str(folder))
    try:
        done = subprocess.run(
            command, env=environment, capture_output=True, timeout=_PATIENCE, check=False
        )
    except subprocess.TimeoutExpired:
        return [
            f"{folder}: it takes longer than {_PATIENCE:.0f} seconds to load; use a small model"
        ]
    if done.returncode == 0:
        return []
    return [f"{folder}: Vosk cannot load it; remove it and install it again, or another version"]


def main() -> None:
    """Load the model; exit code 3 if that fails."""
    from kiosk.listening.recognisers.vosk import VoskRecogniser

    try:
        VoskRecogniser(Path(sys.argv[1]))
    except DeviceError:
        sys.exit(DeviceError.exit_code)


if __name__ == "__main__":
    main()
