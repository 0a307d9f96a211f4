"""`python -m bench.soak [VISITS [SEED [SHARE]]]`: so many visits, SHARE of them (0.2) with a fault.

Prints a table; what went wrong stands above it, each with the screen and the visitor's steps. The
same seed brings the same visits; how the machine was busy meanwhile, it cannot bring back.
"""

from __future__ import annotations

import sys
import tempfile
import time
from contextlib import suppress
from pathlib import Path

from bench.soak.faults import SHARE
from bench.soak.soak import FULL, Soak, figures
from bench.table import rows


def main(visits: int = FULL, seed: int = 0, share: float = SHARE) -> int:
    seed = seed or time.time_ns() % 1_000_000
    print(f"{visits} visits, seed {seed}, faults in {share:.0%}", file=sys.stderr, flush=True)
    with tempfile.TemporaryDirectory(prefix="soak-") as house:
        soak = Soak(Path(house), seed, share)
        with suppress(KeyboardInterrupt):
            soak.run(visits, lambda line: print(line, file=sys.stderr, flush=True))
    print("\n".join(rows(figures(soak))))
    return int(bool(soak.troubles))


if __name__ == "__main__":
    given = sys.argv[1:]
    sys.exit(main(*map(int, given[:2]), *map(float, given[2:3])))
