"""Every cell that is drawn, on every screen, keeps the contrast that its theme promises."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache

import pytest
from rich.color import Color
from rich.style import Style
from screen_samples import BULLETS, MENU, QUESTION, READING, SCENES, SHORT, SIZES
from screens import Kiosk

from kiosk.dialogue.effects import Show, TurnPage
from kiosk.dialogue.view import TEXT_SIZES, Hint, Theme, View
from kiosk.screen.themes import PALETTES, contrast

BORDERS = set("─━│╭╮╰╯▄▀ ")

FILLED = {"█"}
"""Cells of block letters whose ground has the colour of the letter, too."""

PROMISED = {
    Theme.CALM: (10, 21),
    Theme.HIGH_DARK: (20, 21),
    Theme.HIGH_LIGHT: (20, 21),
    Theme.LOW: (4.5, 8),
}
"""WCAG contrast of text, the least and the most; the most so that low contrast is low."""

LEAST_OF_BORDERS = 3.0


def samples() -> Iterator[View]:
    """All kinds of screens, with everything on them that may come and go."""
    for view in SCENES.values():
        for current in (None, view.current):
            yield replace(view, current=current, notice="Louder.", status="speaking · listening")
    yield replace(READING, hints=(Hint("", "Next", marked=True), *READING.hints))
    yield replace(READING, blank=True, blanked="To see the screen, press B.")


@pytest.mark.parametrize("layout", [*SIZES, (38, 10)], ids=str)
@pytest.mark.parametrize("theme", Theme)
async def test_every_cell_drawn_keeps_the_promise_of_its_theme(
    theme: Theme, layout: tuple[int, int]
) -> None:
    kiosk = Kiosk()
    async with kiosk.app.run_test(size=layout):
        for view in samples():
            for size in range(TEXT_SIZES):
                kiosk.app.perform(Show(replace(view, theme=theme, size=size)))
                pages = kiosk.app.frame.pages
                for _ in pages.pages if pages else [()]:
                    for row in kiosk.rows:
                        assert broken(row, theme) == []
                    kiosk.app.perform(TurnPage(1))
                kiosk.app.perform(TurnPage(-99))


@pytest.mark.parametrize("theme", Theme)
async def test_the_targets_of_a_finger_keep_the_promise_too(theme: Theme) -> None:
    kiosk = Kiosk()
    async with kiosk.app.run_test(size=(80, 24)) as pilot:
        for view in samples():
            kiosk.app.perform(Show(replace(view, theme=theme)))
            await pilot.click(offset=(0, 0))
            for row in kiosk.rows:
                assert broken(row, theme) == []


def broken(row: list[tuple[str, Style]], theme: Theme) -> list[tuple[str, float]]:
    """What is drawn in this row with another contrast than promised."""
    least, most = PROMISED[theme]
    found = []
    for text, style in row:
        shown = set(text) - {" "}
        # A filled cell is seen against the ground beside it.
        grounds = [one for _, one in row] if shown <= FILLED else [style]
        ratio = max(seen(style.color, one.bgcolor) for one in grounds) if shown else 21
        right = ratio >= LEAST_OF_BORDERS if shown <= BORDERS else least <= ratio <= most + 1e-6
        if not right:
            found.append((text, ratio))
    return found


@cache
def seen(colour: Color | None, ground: Color | None) -> float:
    """The contrast of a colour on a ground."""
    return contrast(_hex(colour), _hex(ground))


def test_what_is_current_and_what_is_told_stand_on_a_ground_that_is_seen() -> None:
    for palette in PALETTES.values():
        for ground in (palette.light, palette.box):
            assert contrast(ground, palette.page) >= LEAST_OF_BORDERS
            assert contrast(ground, palette.bar) >= LEAST_OF_BORDERS


@pytest.fixture
def monochrome(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")


@pytest.mark.usefixtures("monochrome")
@pytest.mark.parametrize("theme", Theme)
@pytest.mark.parametrize("name", SCENES)
async def test_without_colour_no_colour_is_sent_and_nothing_vanishes(
    name: str, theme: Theme
) -> None:
    view = replace(SCENES[name], theme=theme, notice="Louder.", status="speaking")
    kiosk = Kiosk(view)
    async with kiosk.app.run_test(size=(80, 24)):
        for row in kiosk.rows:
            for text, style in row:
                assert (style.color, style.bgcolor) == (None, None), text
                assert not style.dim


@pytest.mark.usefixtures("monochrome")
@pytest.mark.parametrize("view", [READING, BULLETS, MENU, QUESTION], ids=lambda v: v.heading)
async def test_without_colour_what_is_current_has_a_mark_weight_and_reverse_video(
    view: View,
) -> None:
    kiosk = Kiosk(view)
    async with kiosk.app.run_test(size=(80, 24)):
        for current in range(len(view.blocks)):
            kiosk.app.perform(Show(replace(view, current=current)))
            assert kiosk.text.count("▶") == 1
            for letter, style, block in letters(kiosk):
                if block == current:
                    assert style.reverse, letter
                    assert style.bold, letter
                elif block is not None and not letter.isdigit():
                    assert not style.reverse, letter


def letters(kiosk: Kiosk) -> Iterator[tuple[str, Style, int | None]]:
    """Every letter and digit with its style and the block that it belongs to."""
    for y, row in enumerate(kiosk.rows):
        cells = [(char, style) for text, style in row for char in text]
        for x, (char, style) in enumerate(cells):
            if char.isalnum():
                yield char, style, kiosk.app.canvas.block_at(x, y)


@pytest.mark.usefixtures("monochrome")
async def test_without_colour_the_state_is_a_word_and_stands_out() -> None:
    kiosk = Kiosk(replace(READING, status="listening", notice="I can hear you again."))
    async with kiosk.app.run_test(size=(80, 24)):
        styles = {text.strip(): style for row in kiosk.rows for text, style in row}
        assert styles["listening"].reverse
        assert styles["I can hear you again."].reverse


@pytest.mark.usefixtures("monochrome")
async def test_without_colour_what_a_switch_would_do_is_marked() -> None:
    marked = (Hint("", "Next", marked=True), *READING.hints)
    kiosk = Kiosk(replace(READING, hints=marked, more_hint=None, less_hint=None))
    async with kiosk.app.run_test(size=(40, 12)):
        (hint,) = [part for row in kiosk.rows for part in row if "Next" in part[0]]
        assert "▶ Next" in hint[0]
        assert hint[1].reverse


@pytest.mark.usefixtures("monochrome")
@pytest.mark.parametrize("current", [None, 0])
async def test_without_colour_filled_cells_are_holes_only_in_what_is_reversed(
    current: int | None,
) -> None:
    kiosk = Kiosk(replace(SHORT, current=current))
    async with kiosk.app.run_test(size=(120, 34)):
        rows = [row for row in kiosk.rows if any("█" in text for text, _ in row)]
        reversed_at = [
            kiosk.app.canvas.block_at(sum(len(text) for text, _ in row[:place]), y)
            for y, row in enumerate(kiosk.rows)
            for place, (text, style) in enumerate(row)
            if "█" in text and style.reverse
        ]
    assert rows, "no block letters"
    assert set(reversed_at) == ({current} if current is not None else set())


def _hex(colour: Color | None) -> str:
    assert colour is not None, "a cell in the terminal's own colour"
    assert colour.triplet is not None, "a colour whose look is the terminal's affair"
    return colour.triplet.hex
