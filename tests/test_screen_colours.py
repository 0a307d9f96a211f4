"""What a terminal is sent for the colours of a theme: no more than it understands."""

from __future__ import annotations

import re

import pytest
from terminals import Terminal

from kiosk.screen.colours import CONSOLE, EXACT, NONE, SIXTEEN, Colours, Dye, find_colours
from kiosk.screen.themes import PALETTES

COLOUR = re.compile(rb"\x1b\[(?:[\d;]*;)?(?:[39][0-7]|[34]8;[\d;]+|4[0-7]|10[0-7])m")
"""Any sequence that sets a colour."""


class Glass:
    """A terminal that keeps what it is sent."""

    def __init__(self, *, console: bool = False) -> None:
        self.sent: list[str] = []
        self._console = console

    def write(self, text: str) -> None:
        self.sent.append(text)

    def is_console(self) -> bool:
        return self._console


@pytest.mark.parametrize(
    ("depth", "stated", "found"),
    [
        ("truecolor", 0, EXACT),
        ("256", 256, EXACT),
        ("standard", 16, SIXTEEN),
        ("standard", 256, SIXTEEN),
        ("standard", 8, NONE),
        ("standard", 0, NONE),
        (None, 0, NONE),
    ],
)
def test_a_terminal_gets_the_colours_that_it_has(
    depth: str | None, stated: int, found: Colours
) -> None:
    glass = Glass()
    assert find_colours({"TERM": "any"}, depth, glass, lambda _: stated) is found
    dye = Dye(found, glass)
    dye.want("low")
    dye.restore()
    assert glass.sent == []


@pytest.mark.parametrize("depth", ["truecolor", "standard"])
def test_the_linux_console_is_known_by_itself_whatever_the_environment_says(depth: str) -> None:
    assert find_colours({"COLORTERM": depth}, depth, Glass(console=True)) is CONSOLE


def test_the_console_is_given_each_theme_once_and_its_own_colours_at_the_end() -> None:
    glass = Glass(console=True)
    dye = Dye(CONSOLE, glass)
    for theme in ("calm", "calm", "high-dark", "calm"):
        dye.want(theme)
    dye.restore()
    calm, high, again, own = glass.sent
    assert calm.startswith("\x1b]P00a1626\x1b]P1eef3f8")
    assert high.endswith("\x1b]Pfffffff")
    assert (again, own) == (calm, "\x1b]R")
    for sent in (calm, high):
        orders = re.findall("\x1b]P([0-9a-f])([0-9a-f]{6})", sent)
        assert "".join(f"\x1b]P{slot}{colour}" for slot, colour in orders) == sent
        assert [slot for slot, _ in orders] == list("0123456789abcdef")
        assert [colour for _, colour in orders[:8]] == [colour for _, colour in orders[8:]]


def test_a_console_that_was_given_nothing_is_left_alone() -> None:
    glass = Glass(console=True)
    Dye(CONSOLE, glass).restore()
    assert glass.sent == []


def test_on_the_console_every_theme_is_drawn_alike() -> None:
    assert len({id(palette) for palette in CONSOLE.palettes.values()}) == 1
    assert CONSOLE.palettes.keys() == PALETTES.keys()


@pytest.mark.parametrize("term", ["linux", "vt100", "xterm", "no-such-terminal"])
def test_where_nobody_knows_of_sixteen_colours_none_is_sent(term: str) -> None:
    """TERM alone makes no console: this one is none."""
    with Terminal("run", "--no-voice", "--no-ear", term=term) as kiosk:
        kiosk.wait_for("Press any key to begin")
        assert not COLOUR.search(kiosk.drawn)
        assert b"\x1b]P" not in kiosk.drawn
        assert kiosk.reversed_lines[0].strip(), "the bar on top"


def test_a_terminal_of_sixteen_colours_is_sent_its_own() -> None:
    with Terminal("run", "--no-voice", "--no-ear", term="xterm-16color") as kiosk:
        kiosk.wait_for("Press any key to begin")
        assert COLOUR.search(kiosk.drawn)
        assert not re.search(rb"[34]8;[25];", kiosk.drawn)
