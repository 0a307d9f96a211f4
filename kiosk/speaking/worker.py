"""The voice's child process: `python -m kiosk.speaking.worker`."""

from __future__ import annotations

import json
import sys
from functools import partial
from typing import Any

from kiosk.speaking.espeak import ESpeak
from kiosk.speaking.natural import WithNatural, natural_process
from kiosk.speaking.reciter import Reciter
from kiosk.speaking.synthesis import Synthesiser
from kiosk.workers.parent import Parent

_MEGABYTES = 512
"""More than ten times what the longest sentence in the largest cache takes."""


_COMING = 8.0
"""Seconds that an operator waits to hear the natural voice instead of the plain one."""


def synthesiser(settings: dict[str, Any]) -> Synthesiser:
    """The one that the settings want: "engine" and "voices" as there, "voice" pyttsx3's."""
    plain = ESpeak(settings.get("voice"))
    if settings.get("engine") != "natural":
        return plain
    both = WithNatural(plain, partial(natural_process, settings.get("voices")))
    if settings.get("mute"):
        both.wait(_COMING)  # an errand is done once, and no visitor waits for it
    return both


def main() -> None:
    """Speak what the parent sends until it closes the line."""
    settings = json.loads(sys.argv[1]) if len(sys.argv) > 1 else {}
    parent = Parent()
    parent.limit_memory(_MEGABYTES)
    Reciter(parent, synthesiser, settings).run()


if __name__ == "__main__":
    main()
