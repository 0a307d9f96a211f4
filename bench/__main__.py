"""`python -m bench [PART…]`: measure everything, or some parts, and print a table.

What is not the name of a part is a text for the part "pace": `python -m bench pace FILE es:FILE`.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import partial

from bench import idle, keys, library, pace, size, sound, start
from bench.table import Figure, rows

PARTS: dict[str, Callable[[], list[Figure]]] = {
    "start": start.measure,
    "keys": keys.measure,
    "size": size.measure,
    "library": library.measure,
    "idle": idle.measure,
    "sound": sound.measure,
    "pace": pace.measure,
}

wanted = [word for word in sys.argv[1:] if word in PARTS]
texts = [word for word in sys.argv[1:] if word not in PARTS]
if texts:
    PARTS["pace"] = partial(pace.measure, texts)
figures: list[Figure] = []
for name in wanted or (["pace"] if texts else PARTS):
    print(f"measuring {name} …", file=sys.stderr, flush=True)
    figures += PARTS[name]()
print("\n".join(rows(figures)))
