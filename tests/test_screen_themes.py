"""Every pair of colours gives the contrast that its theme promises."""

from __future__ import annotations

import pytest
from rich._palettes import EIGHT_BIT_PALETTE
from rich.color import Color, ColorSystem

from kiosk.screen.lines import Ink
from kiosk.screen.themes import DEFAULT, PALETTES, Look, contrast, look

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
    assert PROMISED.keys() == PALETTES.keys()
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


@pytest.mark.parametrize("theme", PALETTES)
def test_what_is_current_stands_out_from_the_page_by_its_ground(theme: str) -> None:
    palette = PALETTES[theme]
    assert contrast(palette.light, palette.page) >= 3
    assert contrast(palette.box, palette.page) >= 3


def test_block_letters_have_the_same_colour_as_a_heading_in_plain_letters() -> None:
    palette = PALETTES[DEFAULT]
    assert look(palette, Ink.SOLID, False).ground == look(palette, Ink.LETTERS, False).colour


def test_the_default_theme_keeps_its_contrast_in_a_terminal_with_256_colours() -> None:
    for ink, drawn in looks(DEFAULT):
        if ink not in BORDERS | INVISIBLE:
            assert contrast(_in_256(drawn.colour), _in_256(drawn.ground)) >= 10, ink


def _in_256(colour: str) -> str:
    number = Color.parse(colour).downgrade(ColorSystem.EIGHT_BIT).number
    assert number is not None
    return EIGHT_BIT_PALETTE[number].hex
