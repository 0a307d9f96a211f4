"""The chime: a short rising sound that says "I am listening now"."""

from __future__ import annotations

import math
from array import array

from kiosk.speaking.sound import SAMPLE_RATE

_TONES = (660.0, 880.0)
"""Hertz: low enough for ears that have lost the high notes."""
_SECONDS = 0.07
"""Of each tone: over before the ear opens."""
_AMPLITUDE = 0.2
"""Of full scale, softer than speech."""


def chime() -> array[int]:
    """The samples; every tone swells and fades, so that nothing clicks."""
    count = int(_SECONDS * SAMPLE_RATE)
    return array(
        "h",
        (
            int(
                32767
                * _AMPLITUDE
                * math.sin(math.pi * index / count) ** 2
                * math.sin(2 * math.pi * hertz * index / SAMPLE_RATE)
            )
            for hertz in _TONES
            for index in range(count)
        ),
    )
