"""`python -m bench [PART…]`: measure everything, or some parts, and print a table."""

from __future__ import annotations

import sys
from collections.abc import Callable

from bench import idle, keys, library, sound, start
from bench.table import Figure, rows

PARTS: dict[str, Callable[[], list[Figure]]] = {
    "start": start.measure,
    "keys": keys.measure,
    "library": library.measure,
    "idle": idle.measure,
    "sound": sound.measure,
}

figures: list[Figure] = []
for name in sys.argv[1:] or PARTS:
    print(f"measuring {name} …", file=sys.stderr, flush=True)
    figures += PARTS[name]()
print("\n".join(rows(figures)))
