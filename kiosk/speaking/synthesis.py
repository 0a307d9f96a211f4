"""What the voice's child needs of a synthesiser."""

from __future__ import annotations

from array import array
from typing import Protocol


class Synthesiser(Protocol):
    """Text to samples. `kiosk.speaking.espeak` always works; others may sound better."""

    @property
    def why(self) -> str:
        """Why the voice that the settings want does not speak, for an operator; empty: it does."""

    @property
    def patience(self) -> float:
        """Seconds that one piece may take to make; if it takes longer, something hangs."""

    @property
    def clauses(self) -> bool:
        """Whether a clause is enough to make at once: whole sentences take it too long."""

    def voices(self) -> dict[str, list[str]]:
        """The ids of the voices, and the codes of the languages that they speak."""

    def speaker(self, language: str) -> str:
        """The id of the voice that would speak this language now."""

    def speak(self, text: str, language: str, stretch: float) -> array[int]:
        """The samples of one piece, without silence at the ends; empty if it has no sound.

        stretch: seconds for each second at the usual rate (`kiosk.speaking.pace`). The pitch is
        the same at all of them.
        """
