"""Keycodes: which keys a sequence of a terminal stands for."""

from __future__ import annotations

from types import MappingProxyType

from textual._xterm_parser import XTermParser
from textual.events import Key

from kiosk.keyboard import VT220_CODES

_SHIFTED = (
    "1;2P",
    "1;2Q",
    "1;2R",
    "1;2S",
    *(f"{code};2~" for code in (15, 17, 18, 19, 20, 21, 23, 24)),
)
"""The same keys in terminals that send Shift and F1 to F12 for them (xterm's terminfo entry)."""

_CORRECTED = MappingProxyType(
    {
        # Textual 8.2.8 takes the code for that of a character: F18 for a space, F20 for a quote.
        **{f"\x1b[{code}~": f"f{number}" for number, code in enumerate(VT220_CODES, start=13)},
        **{f"\x1b[{code}": f"f{number}" for number, code in enumerate(_SHIFTED, start=13)},
        # The 5 of a number pad without Num Lock: Linux console, and in application mode.
        "\x1b[G": "kp_begin",
        "\x1bOE": "kp_begin",
    }
)
"""What Textual takes for another key, or for none: the sequence, and its name for the key."""


def keys_of(sequence: str, parser: XTermParser) -> list[Key]:
    """The keys, by Textual's names; none for what is not known."""
    if sequence in _CORRECTED:
        return [Key(_CORRECTED[sequence], None)]
    try:
        keys = list(parser._sequence_to_key_events(sequence))
        if not keys and len(sequence) == 2:
            keys = list(parser._sequence_to_key_events(sequence[1], alt=True))
    except (ValueError, OverflowError):  # the number of a character that does not exist
        return []
    return keys
