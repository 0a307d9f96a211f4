"""The real size of the letters: each terminal is asked in its own way, and no other at all."""

from __future__ import annotations

import asyncio
import json
import os
import stat
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from kiosk.lettering import MARK, Lettering, Panel, Typeface, lettering
from kiosk.screen.terminals.console import arguments
from kiosk.screen.textsize import Enlargement, TextSize, Unchanging, find

DEJAVU = Typeface("DejaVu Sans Mono")
PANEL = Panel(1920, 1080, 194)


class Glass:
    """A terminal that keeps what it is sent, and changes its columns as xterm does."""

    def __init__(self, width: float = 12.0, *, obeys: bool = True, has_blocks: bool = True) -> None:
        self.has_blocks = has_blocks
        self.sent: list[str] = []
        self.width = width
        self._obeys = obeys

    def write(self, text: str) -> None:
        self.sent.append(text)
        if self._obeys and "pixelsize=" in text:
            self.width = round(float(text.split("pixelsize=")[1].split("\x07")[0]) * DEJAVU.advance)

    def draws(self, signs: str) -> bool:
        return signs.isascii() or self.has_blocks

    def cell_width(self) -> float:
        return self.width


class Kitty:
    """The socket of a kitty that keeps what it is asked."""

    def __init__(self, glass: Glass, *, dots_per_inch: float = 96, allows: bool = True) -> None:
        self.sizes: list[float] = []
        self._glass = glass
        self._density = dots_per_inch / 72
        self._allows = allows

    @asynccontextmanager
    async def listening(self, place: Path) -> AsyncIterator[dict[str, str]]:
        """The environment that this kitty gives to what runs in it."""
        server = await asyncio.start_unix_server(self._answer, str(place / "kitty"))
        async with server:
            yield {"KITTY_LISTEN_ON": f"unix:{place / 'kitty'}"}

    async def _answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        asked = await reader.readuntil(b"\x1b\\")
        command = json.loads(asked.removeprefix(b"\x1bP@kitty-cmd").removesuffix(b"\x1b\\"))
        if self._allows:
            assert command["cmd"] == "set-font-size"
            points = command["payload"]["size"]
            self.sizes.append(points)
            self._glass.width = points * self._density * DEJAVU.advance
        writer.write(b'\x1bP@kitty-cmd{"ok": %s}\x1b\\' % json.dumps(self._allows).encode())
        await writer.drain()
        writer.close()


def environment(plan: Lettering, **others: str) -> dict[str, str]:
    """What `kiosk launch` tells the kiosk, and what the terminal does."""
    return {MARK: plan.written(), **others}


XTERM = environment(lettering("xterm", PANEL, DEJAVU), XTERM_VERSION="XTerm(379)")


async def wanted(driver: TextSize, *sizes: int) -> list[int | None]:
    """Want these sizes one after the other; what the screen was told to draw."""
    drawn: list[int | None] = []
    enlargement = Enlargement(driver, drawn.append)
    for size in sizes:
        enlargement.want(size)
        for _ in range(200):
            await asyncio.sleep(0.005)
            if enlargement.is_done:
                break
    await enlargement.close()
    return drawn


@pytest.mark.parametrize(
    "unknown",
    [
        {},
        {"TERM": "xterm-256color", "COLORTERM": "truecolor", "VTE_VERSION": "7200"},
        {"TERM": "foot"},
        {"TERM": "xterm-kitty", "KITTY_WINDOW_ID": "1"},
        {"TERM": "xterm-256color", "XTERM_VERSION": "XTerm(379)"},
        {MARK: XTERM[MARK], "TERM": "xterm-256color"},
        {**XTERM, "TMUX": "/tmp/tmux-0/default,1,0"},
        {**XTERM, MARK: "no plan at all"},
        {**XTERM, MARK: '{"terminal": "xterm", "sizes": [1, 2]}'},
        {"TERM": "linux", "STY": "1.tty1"},
        {"KITTY_LISTEN_ON": "tcp:localhost:1234"},
    ],
    ids=repr,
)
async def test_a_terminal_that_is_not_known_is_sent_nothing(unknown: dict[str, str]) -> None:
    glass = Glass()
    drawn = await wanted(find(unknown, glass), 1, 3, 0, 1)
    assert glass.sent == []
    assert drawn == [None], "every size is drawn in block letters"


async def test_an_xterm_that_the_kiosk_opened_gets_a_font_of_the_size_in_pixels() -> None:
    glass = Glass()
    drawn = await wanted(find(XTERM, glass), 1, 3)
    assert glass.sent == [
        "\x1b]50;DejaVu Sans Mono:pixelsize=39.7\x07\x1b[4;1080;1920t",
        "\x1b]50;DejaVu Sans Mono:pixelsize=66.8\x07\x1b[4;1080;1920t",
    ]
    assert drawn == [1], "the letters are real: only headings are block letters"


async def test_a_kitty_is_asked_over_its_socket_and_never_through_the_terminal(
    tmp_path: Path,
) -> None:
    glass = Glass()
    kitty = Kitty(glass)
    async with kitty.listening(tmp_path) as told:
        plan = lettering("kitty", PANEL, DEJAVU)
        drawn = await wanted(find({**told, **environment(plan)}, glass), 1, 2, 0)
    assert kitty.sizes == pytest.approx([plan.sizes[n] * 72 / 96 for n in (1, 2, 0)] + [0])
    assert glass.sent == []
    assert drawn == [1]


async def test_a_kitty_with_smaller_points_is_measured_and_asked_for_more(tmp_path: Path) -> None:
    glass = Glass()
    kitty = Kitty(glass, dots_per_inch=192)
    async with kitty.listening(tmp_path) as told:
        plan = lettering("kitty", PANEL, DEJAVU)
        await wanted(find({**told, **environment(plan)}, glass), 1, 3)
    assert kitty.sizes[-2] == pytest.approx(plan.sizes[3] * 72 / 192, rel=0.01)


async def test_a_kitty_that_somebody_else_opened_gets_sizes_for_an_ordinary_screen(
    tmp_path: Path,
) -> None:
    glass = Glass()
    kitty = Kitty(glass)
    async with kitty.listening(tmp_path) as told:
        await wanted(find(told, glass), 1)
    inch = 25.4
    assert kitty.sizes[0] * DEJAVU.capital / 72 * inch == pytest.approx(5.2, abs=0.1)


@pytest.mark.parametrize("gone", [True, False], ids=["no kitty there", "kitty refuses"])
async def test_where_kitty_does_not_obey_the_sizes_are_drawn(tmp_path: Path, gone: bool) -> None:
    glass = Glass()
    async with Kitty(glass, allows=False).listening(tmp_path) as told:
        told = {"KITTY_LISTEN_ON": "unix:@nobody-listens-here"} if gone else told
        assert await wanted(find(told, glass), 1, 2) == [1, None]


async def test_where_xterm_does_not_obey_the_sizes_are_drawn() -> None:
    glass = Glass(obeys=False)
    assert await wanted(find(XTERM, glass), 1, 2, 3) == [1, None]
    assert len(glass.sent) == 1, "it is not asked again and again"


@pytest.fixture
def setfont(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A setfont that writes down what it is told; it refuses what is named in "refused"."""
    program = tmp_path / "setfont"
    program.write_text(
        f'#!/bin/sh\necho "$*" >> {tmp_path}/told\n'
        f'! grep -qxF -- "$*" {tmp_path}/refused 2>/dev/null\n',
        encoding="utf-8",
    )
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    return tmp_path


async def test_the_linux_console_loads_a_font_and_gets_its_own_back(setfont: Path) -> None:
    plan = lettering("console", Panel(1920, 1080, 300), DEJAVU)
    console = find(environment(plan, TERM="linux"), Glass())
    assert await wanted(console, 1, 2) == [0], "no console font has blocks"
    told = (setfont / "told").read_text(encoding="utf-8").splitlines()
    assert told[0].startswith("-O ")
    assert told[1:3] == ["Uni3-TerminusBold28x14", "-d Uni3-TerminusBold18x10"]
    assert told[-1] == told[0].removeprefix("-O ")


async def test_an_old_kernel_gets_the_largest_font_that_it_takes(setfont: Path) -> None:
    (setfont / "refused").write_text("-d Uni3-TerminusBold18x10\n", encoding="utf-8")
    plan = lettering("console", Panel(1920, 1080, 300), DEJAVU)
    assert await wanted(find(environment(plan, TERM="linux"), Glass()), 2) == [0]
    told = (setfont / "told").read_text(encoding="utf-8").splitlines()
    assert told[2] == "Uni3-TerminusBold32x16"


async def test_a_console_whose_own_font_can_be_kept_nowhere_stays_as_it_is(
    setfont: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", "/proc")
    assert await wanted(find({"TERM": "linux"}, Glass()), 1, 2) == [0]
    assert not (setfont / "told").exists()


async def test_a_console_without_setfont_stays_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    assert await wanted(find({"TERM": "linux"}, Glass()), 1, 2) == [0]


async def test_where_the_encoding_has_no_blocks_none_are_drawn() -> None:
    assert await wanted(find({}, Glass(has_blocks=False)), 1, 3) == [0]


@pytest.mark.parametrize(
    ("capital", "told"),
    [
        (3, ("Uni3-TerminusBold16",)),
        (15.2, ("Uni3-TerminusBold24x12",)),
        (20, ("Uni3-TerminusBold32x16",)),
        (26, ("-d", "Uni3-TerminusBold20x10")),
        (99, ("-d", "Uni3-TerminusBold32x16")),
    ],
)
def test_a_console_font_is_chosen_by_the_height_of_its_capitals(
    capital: float, told: tuple[str, ...]
) -> None:
    assert arguments(capital) == told


class Slow(Unchanging):
    """A terminal that takes its time."""

    def __init__(self) -> None:
        super().__init__()
        self.done: list[int] = []

    async def change(self, size: int, /) -> bool:
        await asyncio.sleep(0.02)
        self.done.append(size)
        return True


async def test_of_sizes_wanted_in_a_hurry_the_last_one_is_carried_out() -> None:
    slow = Slow()
    enlargement = Enlargement(slow, lambda _: None)
    for size in (1, 2, 3, 0, 2):
        enlargement.want(size)
        await asyncio.sleep(0.001)
    await enlargement.close()
    assert slow.done[-1] == 2
    assert len(slow.done) <= 2
