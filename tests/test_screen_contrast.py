"""Every cell that is drawn, on every screen, keeps the contrast that its theme promises."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import astuple, replace
from functools import cache

import pytest
from rich._palettes import EIGHT_BIT_PALETTE, STANDARD_PALETTE
from rich.color import Color, ColorSystem
from rich.style import Style
from screen_samples import BULLETS, MENU, QUESTION, READING, SCENES, SHORT, SIZES
from screens import Kiosk

from kiosk.dialogue.effects import Show
from kiosk.dialogue.view import TEXT_SIZES, Hint, Theme, View
from kiosk.screen.colours import CONSOLE, EXACT, SIXTEEN, Colours
from kiosk.screen.layout import Frame, compose
from kiosk.screen.lines import Ink, drawn
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

VGA = tuple(colour.hex for colour in map(STANDARD_PALETTE.__getitem__, range(16)))
"""Also Rich's, the Linux console's unless it is given others, and many terminals'."""

XTERM = (
    *("#000000", "#cd0000", "#00cd00", "#cdcd00", "#0000ee", "#cd00cd", "#00cdcd", "#e5e5e5"),
    *("#7f7f7f", "#ff0000", "#00ff00", "#ffff00", "#5c5cff", "#ff00ff", "#00ffff", "#ffffff"),
)


Pair = tuple[str, str]
"""A colour and its ground, #rrggbb."""


def as_it_is(style: Style, _: Theme) -> set[Pair]:
    return {(_hex(style.color), _hex(style.bgcolor))}


def in_256(style: Style, _: Theme) -> set[Pair]:
    return {(_of_256(style.color), _of_256(style.bgcolor))}


def of_sixteen(palette: tuple[str, ...]) -> Callable[[Style, Theme], set[Pair]]:
    """The terminal's own; bold makes the first eight bright, or it does not."""

    def shown(style: Style, _: Theme) -> set[Pair]:
        number, ground = _number(style.color), palette[_number(style.bgcolor)]
        brightened = number + 8 if style.bold and number < 8 else number
        return {(palette[number], ground), (palette[brightened], ground)}

    return shown


def on_the_console(style: Style, theme: Theme) -> set[Pair]:
    """The kernel has eight grounds, and a brighter colour for what is bold: here the same one."""
    given = astuple(PALETTES[theme]) * 2
    number = _number(style.color) + (8 if style.bold else 0)
    assert _number(style.bgcolor) < 8
    return {(given[number], given[_number(style.bgcolor)])}


TERMINALS = {
    "all colours": (EXACT, as_it_is),
    "256 colours": (EXACT, in_256),
    "sixteen of VGA": (SIXTEEN, of_sixteen(VGA)),
    "sixteen of xterm": (SIXTEEN, of_sixteen(XTERM)),
    "the Linux console": (CONSOLE, on_the_console),
}


def samples() -> Iterator[View]:
    """All kinds of screens, with everything on them that may come and go."""
    for view in SCENES.values():
        for current in (None, view.current):
            yield replace(view, current=current, notice="Louder.", status="speaking · listening")
    yield replace(READING, hints=(Hint("", "Next", marked=True), *READING.hints))
    yield replace(READING, blank=True, blanked="To see the screen, press B.")


Kind = tuple[str, Ink, bool]
"""Of a piece of a row: "words", "border", "filled" or "air"; its ink, and whether it is current."""


@cache
def rows_drawn() -> frozenset[tuple[Kind, ...]]:
    """Every row of every screen in every layout and size, and with targets for a finger."""
    found = set()
    for layout in (*SIZES, (38, 10)):
        for view in samples():
            for size in range(TEXT_SIZES):
                for frame in pages(replace(view, size=size), layout):
                    for line in frame.lines:
                        pieces = drawn(line, view.current)
                        found.add(tuple((kind(text), ink, now) for text, ink, now in pieces))
    return frozenset(found)


def pages(view: View, layout: tuple[int, int]) -> Iterator[Frame]:
    for touch in (False, True):
        first = compose(view, *layout, 0, touch=touch)
        yield first
        for page in range(1, len(first.pages.pages) if first.pages else 1):
            yield compose(view, *layout, page, touch=touch)


def kind(text: str) -> str:
    shown = set(text) - {" "}
    if shown <= BORDERS:
        return "border" if shown else "air"
    return "filled" if shown <= FILLED else "words"


@pytest.mark.parametrize("terminal", TERMINALS)
@pytest.mark.parametrize("theme", Theme)
def test_every_cell_drawn_keeps_the_promise_of_its_theme_in_every_terminal(
    theme: Theme, terminal: str
) -> None:
    colours, shown = TERMINALS[terminal]

    @cache
    def pairs(ink: Ink, current: bool) -> set[Pair]:
        return shown(colours.style(theme, ink, current), theme)

    for row in rows_drawn():
        # A filled cell is seen against the ground beside it.
        grounds = {ground for _, ink, now in row for _, ground in pairs(ink, now)}
        for what, ink, now in row:
            seen = pairs(ink, now)
            if what == "filled":
                seen = {max(((one, g) for one, _ in seen for g in grounds), key=ratio)}
            assert all(is_right(what, theme, ratio(pair)) for pair in seen), (what, ink, now, seen)


def is_right(what: str, theme: Theme, shown: float) -> bool:
    least, most = PROMISED[theme]
    if what in ("air", "border"):
        return what == "air" or shown >= LEAST_OF_BORDERS
    return least <= shown <= most + 1e-6


@cache
def ratio(pair: Pair) -> float:
    return contrast(*pair)


@pytest.mark.parametrize("colours", [EXACT, SIXTEEN, CONSOLE], ids=["exact", "16", "console"])
async def test_what_is_drawn_comes_to_the_terminal_as_it_is(colours: Colours) -> None:
    kiosk = Kiosk()
    kiosk.app.canvas.colour(colours)
    async with kiosk.app.run_test(size=(80, 24)):
        for theme in Theme:
            view = replace(BULLETS, theme=theme)
            kiosk.app.perform(Show(view))
            cells = [(char, style) for row in kiosk.rows for text, style in row for char in text]
            wanted = [
                (char, colours.style(theme, ink, now))
                for line in kiosk.app.frame.lines
                for text, ink, now in drawn(line, view.current)
                for char in text
            ]
            assert cells == wanted


@pytest.mark.parametrize("terminal", TERMINALS)
@pytest.mark.parametrize("theme", Theme)
def test_what_is_current_and_what_is_told_stand_on_a_ground_that_is_seen(
    theme: Theme, terminal: str
) -> None:
    colours, shown = TERMINALS[terminal]

    def grounds(ink: Ink, current: bool = False) -> set[str]:
        return {ground for _, ground in shown(colours.style(theme, ink, current), theme)}

    for ground in grounds(Ink.TEXT, True) | grounds(Ink.STATUS) | grounds(Ink.NOTICE):
        for beside in grounds(Ink.TEXT) | grounds(Ink.BAR):
            assert contrast(ground, beside) >= LEAST_OF_BORDERS


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


def _of_256(colour: Color | None) -> str:
    assert colour is not None
    number = colour.downgrade(ColorSystem.EIGHT_BIT).number
    assert number is not None
    assert number >= 16, "a colour whose look is the terminal's affair"
    return EIGHT_BIT_PALETTE[number].hex


def _number(colour: Color | None) -> int:
    assert colour is not None, "a cell in the terminal's own colour"
    assert colour.number is not None, "a colour that this terminal does not have"
    assert colour.number < 16
    return colour.number
