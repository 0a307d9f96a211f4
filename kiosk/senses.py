"""The senses that a running kiosk is to have, as the command line asks for them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Senses:
    """Which senses the kiosk is to have, and where from."""

    voice: bool = True
    ear: bool = True
    models: Path | None = None
    """A folder with recogniser models besides the usual ones."""
    recording: Path | None = None
    """A WAV file in place of the microphone."""
