"""Letters of the right height: from millimetres, by screen and font, to pixels."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.lettering import (
    ARM_MM,
    MARK,
    SMALLEST,
    TERMINUS,
    Panel,
    Typeface,
    lettering,
    read_lettering,
)

RANGES_MM = ((3.5, 4.2), (4.8, 5.6), (6.4, 7.1), (8.5, 9.0))
"""VVSG 2.0, 7.1-G."""

DEJAVU = Typeface("DejaVu Sans Mono")
NOTO = Typeface("Noto Sans Mono", capital=0.714, line=1.362, advance=0.6)

PANELS = (
    Panel(1920, 1080, 194),
    Panel(1920, 1080, 268),
    Panel(3840, 2160, 194),
    Panel(1366, 768, 194),
)


@pytest.mark.parametrize("typeface", [DEJAVU, TERMINUS], ids=lambda face: face.name)
@pytest.mark.parametrize("panel", PANELS, ids=str)
def test_capitals_have_the_heights_that_are_asked_for(panel: Panel, typeface: Typeface) -> None:
    plan = lettering("xterm", panel, typeface)
    for pixels, (least, most) in zip(plan.capitals, RANGES_MM, strict=True):
        assert least <= pixels / panel.height * panel.height_mm <= most


def test_from_farther_away_letters_are_larger_in_the_same_measure() -> None:
    panel = Panel(3840, 2160, 600)
    near, far = (lettering("kitty", panel, DEJAVU, distance) for distance in (ARM_MM, 2 * ARM_MM))
    assert far.sizes == pytest.approx([2 * size for size in near.sizes])


@given(
    st.builds(Panel, st.integers(320, 8000), st.integers(240, 8000), st.floats(50, 3000)),
    st.sampled_from([DEJAVU, NOTO, TERMINUS]),
    st.floats(300, 5000),
)
def test_letters_leave_room_for_the_columns_and_rows_that_the_kiosk_needs(
    panel: Panel, typeface: Typeface, distance: float
) -> None:
    plan = lettering("xterm", panel, typeface, distance)
    assert list(plan.sizes) == sorted(plan.sizes)
    columns, rows = SMALLEST
    assert columns * (plan.sizes[-1] * typeface.advance + 1) <= panel.width + 1e-6
    assert rows * (plan.sizes[-1] * typeface.line + 2) <= panel.height + 1e-6


def test_a_screen_of_which_nothing_is_known_is_taken_for_an_ordinary_one() -> None:
    plan = lettering("kitty", Panel(), DEJAVU)
    assert plan.capitals[1] / 96 * 25.4 == pytest.approx(5.2)


@pytest.mark.parametrize("panel", [*PANELS, Panel()], ids=str)
def test_the_kiosk_reads_what_the_launch_wrote_for_it(panel: Panel) -> None:
    plan = lettering("xterm", panel, NOTO, 900)
    assert read_lettering({MARK: plan.written()}) == plan


@pytest.mark.parametrize(
    "written", ["", "{}", "null", "[]", '"x"', '{"sizes": [1, 2, 3]}', '{"terminal": "xterm"}']
)
def test_what_the_launch_did_not_write_means_nothing(written: str) -> None:
    assert read_lettering({MARK: written}) is None
    assert read_lettering({}) is None
