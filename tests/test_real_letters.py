"""Real terminals on a screen of their own: the letters are as high as they were planned."""

from __future__ import annotations

import time
from functools import partial
from pathlib import Path

import pytest
from desk import Colour, Desk, need
from terminals import BETWEEN_PRESSES

from kiosk.dialogue.view import Theme
from kiosk.launching.typefaces import find_typeface
from kiosk.lettering import CAPITALS_MM, Panel, lettering
from kiosk.screen.themes import PALETTES

HEIGHT_MM = 194
"""Of a screen of 15.6 inches."""

SETTINGS = f"screen:\n  height_mm: {HEIGHT_MM}\n"

TOLERANCE = 0.1
"""Pixels are whole, and a font's instructions round its letters."""

BRIGHT = 3 * 160
"""Red, green and blue together; the letters are white."""


def colour(written: str) -> Colour:
    return int(written[1:3], 16), int(written[3:5], 16), int(written[5:7], 16)


BAR = colour(PALETTES[Theme.CALM].bar)


def bar_height(desk: Desk) -> int:
    """Pixels of the bar on top, in which the title of the guide begins."""
    column = desk.column(0, 200)
    return next((y for y, seen in enumerate(column) if seen != BAR), len(column))


def capital_height(desk: Desk, cell: float) -> int:
    """Pixels of the W of "When" in the bar, where columns are so many pixels wide."""
    first, last = int(cell), int(2 * cell)
    lines = [desk.row(y, last)[first:] for y in range(bar_height(desk))]
    inked = [y for y, line in enumerate(lines) if any(sum(seen) > BRIGHT for seen in line)]
    for y in inked:
        if y + 1 not in inked:
            return y + 1 - inked[0]
    return 0


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    need()
    (tmp_path / "kiosk.yaml").write_text(SETTINGS, encoding="utf-8")
    return Desk(tmp_path)


@pytest.mark.parametrize("terminal", ["xterm", "kitty"])
def test_a_capital_letter_is_as_high_as_planned_in_all_four_sizes(
    desk: Desk, terminal: str, tmp_path: Path
) -> None:
    need(terminal)
    panel = Panel(desk.width, desk.height, HEIGHT_MM)
    plan = lettering(terminal, panel, find_typeface())
    with desk:
        desk.kiosk("launch", "--terminal", terminal, "--no-voice", "--no-ear", folder=tmp_path)
        desk.wait_for_other(partial(bar_height, desk), 0)
        desk.press("Return")
        bar, measured = 0, {}
        for size in (1, 2, 3, 0):
            cell = plan.sizes[size] * plan.typeface.advance
            bar = desk.wait_for_other(partial(bar_height, desk), bar)
            measured[size] = desk.wait_for_other(partial(capital_height, desk, cell), 0)
            time.sleep(BETWEEN_PRESSES)
            desk.press("s")
        assert desk.end()[0] == 0
    for size, pixels in measured.items():
        assert pixels == pytest.approx(plan.capitals[size], rel=TOLERANCE)
        assert pixels / panel.density == pytest.approx(CAPITALS_MM[size], rel=TOLERANCE)
