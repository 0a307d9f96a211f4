"""What the voice's child needs of a synthesiser."""

from __future__ import annotations

from array import array
from typing import Protocol

from kiosk.speaking.pace import Pace


class Synthesiser(Protocol):
    """Text to samples. `kiosk.speaking.worker` has the real one."""

    def voices(self) -> dict[str, list[str]]:
        """The ids of the voices, and the codes of the languages that they speak."""

    def speak(self, text: str, language: str, pace: Pace) -> array[int]:
        """The samples of one piece, without silence at the ends; empty if it has no sound."""
