"""Every pair of colours gives the contrast that its theme promises."""

from __future__ import annotations

import pytest

from kiosk.screen.lines import Ink
from kiosk.screen.themes import DEFAULT, OF_SIXTEEN, PALETTES, Look, contrast, look

BORDERS = {Ink.RULE, Ink.FRAME}
INVISIBLE = {Ink.SOLID}
"""The filled cells of block letters, whose ground has the colour of the letters, too."""

PROMISED = {"calm": (10, 21), "high-dark": (20, 21), "high-light": (20, 21), "low": (4.5, 8)}


def looks(theme: str) -> list[tuple[Ink, Look]]:
    return [(ink, look(PALETTES[theme], ink, now)) for ink in Ink for now in (False, True)]


def test_contrast_is_that_of_wcag() -> None:
    assert contrast("#ffffff", "#000000") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)
    assert contrast("#0a1626", "#0a1626") == pytest.approx(1)


def test_every_theme_makes_a_promise() -> None:
    assert PROMISED.keys() == PALETTES.keys() == OF_SIXTEEN.keys()
    assert DEFAULT in PALETTES


@pytest.mark.parametrize("theme", PALETTES)
def test_every_theme_keeps_its_promise_for_every_ink(theme: str) -> None:
    least, most = PROMISED[theme]
    for ink, drawn in looks(theme):
        if ink in INVISIBLE:
            continue
        ratio = contrast(drawn.colour, drawn.ground)
        if ink in BORDERS:
            assert ratio >= 3, (ink, drawn)
        else:
            assert least <= ratio <= most + 1e-6, (ink, drawn, ratio)


def test_block_letters_have_the_same_colour_as_a_heading_in_plain_letters() -> None:
    palette = PALETTES[DEFAULT]
    assert look(palette, Ink.SOLID, False).ground == look(palette, Ink.LETTERS, False).colour
