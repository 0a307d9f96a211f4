"""Muting: whether a microphone is switched off, told from the zeros that it brings.

A microphone that is on brings noise without end; one that is muted brings nothing but zeros, and
nothing else tells. Some devices suppress noise so well that they bring zeros whenever nobody
speaks: who comes back from zeros by itself, and soon, has that habit and is not called muted.
"""

from __future__ import annotations

_MUTED_AFTER = 10.0
"""Seconds of zeros that tell a muted microphone: longer than most pauses in a conversation."""
_NO_ACCIDENT = 0.5
"""Seconds of zeros that no device brings by accident."""


class Muting:
    """Follows the sound of one device from its opening on; 16-bit mono sound comes in."""

    def __init__(self, rate: int) -> None:
        """`rate` in samples a second."""
        self._rate = rate
        self._zeros = 0
        """Samples since anything else was heard."""
        self._was_on = self._suppresses = False

    @property
    def muted(self) -> bool:
        """Whether the microphone is switched off."""
        return not self._suppresses and self._zeros >= _MUTED_AFTER * self._rate

    def hears(self, sound: bytes) -> None:
        """The next piece, of any length."""
        if not any(sound):
            self._zeros += len(sound) // 2
            return
        fell_silent = self._was_on and self._zeros >= _NO_ACCIDENT * self._rate
        self._suppresses = self._suppresses or (fell_silent and not self.muted)
        self._was_on, self._zeros = True, 0
