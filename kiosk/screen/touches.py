"""Touches: which of them are one and the same, by a finger that trembles or bounces."""

from __future__ import annotations

from kiosk.dialogue.events import Event, UnknownKeyPressed

NEAR_CELLS, NEAR_ROWS = 4, 2
"""Half of the smallest target: a second touch so near was meant for the same thing."""


class Touches:
    """Gives touches names, as keys have them: what `keys.HeldKeys` needs to tell them apart."""

    def __init__(self) -> None:
        self._place: tuple[int, int] | None = None
        self._meant: Event | None = None
        self._count = 0

    def name(self, x: int, y: int) -> str:
        """The name of this touch: that of the one before, where it is in the same place."""
        if self._place is None or not _near(self._place, (x, y)):
            self._count += 1
            self._meant = None
        self._place = (x, y)
        return f"touch {self._count}"

    def kind(self, meant: Event) -> Event:
        """What this touch is to be judged as; call it after `name`.

        A second touch in one place may hit what has come up there meanwhile. Nobody can have
        meant that so soon, even where a second press of the same key would count.
        """
        same, self._meant = self._meant in (None, meant), meant
        return meant if same else UnknownKeyPressed()


def _near(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return abs(one[0] - other[0]) <= NEAR_CELLS and abs(one[1] - other[1]) <= NEAR_ROWS
