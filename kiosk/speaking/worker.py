"""The voice's child process: `python -m kiosk.speaking.worker`."""

from __future__ import annotations

import json
import sys

from kiosk.speaking.espeak import ESpeak
from kiosk.speaking.reciter import Reciter
from kiosk.workers.parent import Parent

_MEGABYTES = 512
"""More than ten times what the longest sentence in the largest cache takes."""


def main() -> None:
    """Speak what the parent sends until it closes the line."""
    settings = json.loads(sys.argv[1]) if len(sys.argv) > 1 else {}
    parent = Parent()
    parent.limit_memory(_MEGABYTES)
    Reciter(parent, ESpeak, settings).run()


if __name__ == "__main__":
    main()
