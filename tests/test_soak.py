"""A small soak: a few visits to one kiosk, some of them with a fault (see bench/soak)."""

from __future__ import annotations

from pathlib import Path

from bench.soak.soak import Soak, figures

SEED = 12
"""These visitors use keys and voice, and meet with faults."""


def test_whatever_visitors_do_and_whatever_breaks_every_visit_comes_to_its_end(
    tmp_path: Path,
) -> None:
    soak = Soak(tmp_path, SEED, share=0.5)
    soak.run(6, tell=print)
    assert soak.troubles == []
    assert figures(soak)
    assert soak.tally.said, "somebody spoke"
    assert soak.faults[0].count, "something broke"
