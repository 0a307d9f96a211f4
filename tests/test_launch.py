"""`kiosk launch`: finds the screen, the font and the terminal, and brings back what happens."""

from __future__ import annotations

import struct
import subprocess
import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path

import pytest
from desk import Desk, need
from terminals import ROOT, Terminal

from kiosk.errors import DeviceError
from kiosk.launching.calibration import bar, measure, settings_lines
from kiosk.launching.fontfile import NoFont, measured
from kiosk.launching.launch import UNKNOWN_HEIGHT, this_terminal, windows
from kiosk.launching.opened import run_in_window
from kiosk.launching.panels import find_panel, from_xrandr, height_in_edid
from kiosk.launching.typefaces import find_typeface
from kiosk.launching.windows import kitty, xterm
from kiosk.lettering import Panel, Typeface, lettering

LAPTOP = """Screen 0: minimum 320 x 200, current 4480 x 1440, maximum 16384 x 16384
DP-1 connected 2560x1440+1920+0 (normal left inverted right x axis y axis) 597mm x 336mm
   2560x1440     59.95*+
eDP-1 connected primary 1920x1080+0+0 (normal left inverted right x axis y axis) 344mm x 194mm
   1920x1080     60.01*+
HDMI-1 disconnected (normal left inverted right x axis y axis)
"""
BLACK = (0, 0, 0)

UPRIGHT = "HDMI-1 connected 1080x1920+0+0 left (normal left inverted) 477mm x 268mm\n"
TELEVISION = "HDMI-1 connected primary 1920x1080+0+0 (normal left inverted) 160mm x 90mm\n"
"""It states its shape."""
VIRTUAL = "Virtual-1 connected 1280x800+0+0 0mm x 0mm\n"


def edid(*, cm: int = 0, mm: int = 0, width_cm: int = 0) -> bytes:
    """A description of a screen so high; only what is read is there."""
    block = bytearray(128)
    block[:8] = b"\x00" + b"\xff" * 6 + b"\x00"
    block[21:23] = width_cm, cm
    block[54:56] = b"\x01\x1d"
    block[54 + 13] = mm & 0xFF
    block[54 + 14] = mm >> 8
    return bytes(block)


def kernel(folder: Path, **outputs: tuple[str, str, bytes]) -> Path:
    """What Linux tells of the screens: status, modes and EDID of each."""
    for name, (status, modes, description) in outputs.items():
        output = folder / f"card0-{name}"
        output.mkdir(parents=True)
        (output / "status").write_text(f"{status}\n", encoding="ascii")
        (output / "modes").write_text(modes, encoding="ascii")
        (output / "edid").write_bytes(description)
    return folder


def nothing(*_: str) -> str:
    return ""


@pytest.mark.parametrize(
    ("answer", "panel"),
    [
        (LAPTOP, Panel(1920, 1080, 194)),
        (UPRIGHT, Panel(1080, 1920, 477)),
        (VIRTUAL, Panel(1280, 800, 0)),
        (TELEVISION, Panel(1920, 1080, 0)),
        ("", None),
        ("xrandr: no such thing", None),
    ],
    ids=["two screens", "on its side", "virtual", "a shape", "none", "another program"],
)
def test_x_tells_of_the_primary_screen(answer: str, panel: Panel | None) -> None:
    assert from_xrandr(answer) == panel


@pytest.mark.parametrize(
    ("description", "height"),
    [
        (edid(cm=19, mm=194), 194),
        (edid(cm=34, mm=336), 336),
        (edid(cm=27), 270),
        (edid(), 0),
        (edid(cm=1, mm=9), 0),
        (edid(cm=9, width_cm=16), 0),
        (edid(cm=9, width_cm=20), 90),
        (b"", 0),
        (b"no description" * 20, 0),
    ],
)
def test_the_height_of_a_screen_is_read_where_it_can_be_believed(
    description: bytes, height: float
) -> None:
    assert height_in_edid(description) == height


def test_without_x_the_kernel_tells_of_the_screen_that_is_connected(tmp_path: Path) -> None:
    drm = kernel(
        tmp_path,
        **{
            "DP-1": ("disconnected", "", b""),
            "HDMI-A-1": ("connected", "1920x1080\n1280x720\n", edid(mm=268)),
        },
    )
    assert find_panel({}, None, nothing, drm) == Panel(1920, 1080, 268)
    assert find_panel({"DISPLAY": ":0"}, None, nothing, drm) == Panel(1920, 1080, 268)


def test_what_the_settings_say_of_the_screen_is_believed(tmp_path: Path) -> None:
    found = find_panel({"DISPLAY": ":0"}, 250, lambda *_: LAPTOP, tmp_path)
    assert found == Panel(1920, 1080, 250)


def test_a_machine_that_tells_nothing_has_an_unknown_screen(tmp_path: Path) -> None:
    assert find_panel({}, None, nothing, tmp_path / "missing") == Panel()


def font(*, capital: int | None, version: int = 4, start: bytes = b"\x00\x01\x00\x00") -> bytes:
    """A font of 1000 units; only what is read is there."""
    tables = {
        b"head": struct.pack(">18xH", 1000),
        b"hhea": struct.pack(">4xhhh", 930, -240, 10),
        b"hmtx": struct.pack(">H", 600),
    }
    if capital is not None:
        tables[b"OS/2"] = struct.pack(">H86xh", version, capital)
    head = start + struct.pack(">H6x", len(tables))
    offset = len(head) + 16 * len(tables)
    directory, body = b"", b""
    for tag, data in tables.items():
        directory += struct.pack(">4sIII", tag, 0, offset + len(body), len(data))
        body += data
    return head + directory + body


@pytest.mark.parametrize(
    ("name", "data", "capital"),
    [
        ("A Font", font(capital=714), 0.714),
        ("A Font", font(capital=714, start=b"OTTO"), 0.714),
        ("A Font", font(capital=0, version=1), 0.7),
        ("A Font", font(capital=None), 0.7),
        ("DejaVu Sans Mono", font(capital=0, version=1), 0.729),
    ],
)
def test_a_font_is_measured(tmp_path: Path, name: str, data: bytes, capital: float) -> None:
    (tmp_path / "font").write_bytes(data)
    assert measured(name, tmp_path / "font") == Typeface(name, capital, 1.18, 0.6)


@pytest.mark.parametrize("data", [b"", b"text", font(capital=700)[:60], b"\xff" * 400])
def test_what_is_no_font_is_refused(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "font").write_bytes(data)
    with pytest.raises(NoFont):
        measured("A Font", tmp_path / "font")


def fonts(folder: Path, *names: str) -> str:
    """What fc-list prints for these, each in two weights."""
    (folder / "regular").write_bytes(font(capital=714))
    (folder / "bold").write_bytes(font(capital=999))
    lines = ((f"{name},Other", weight, folder / weight) for name in names for weight in
             ("bold", "regular"))  # fmt: skip
    return "".join(f"{name}\t{weight.title()}\t{file}\n" for name, weight, file in lines)


def test_the_most_legible_font_that_is_installed_is_taken(tmp_path: Path) -> None:
    answer = fonts(tmp_path, "Comic Sans", "Liberation Mono", "Noto Sans Mono")
    assert find_typeface(None, lambda *_: answer) == Typeface("Noto Sans Mono", 0.714, 1.18, 0.6)
    assert find_typeface("Comic Sans", lambda *_: answer).name == "Comic Sans"
    assert find_typeface(None, nothing).name == "monospace"


def test_a_font_that_is_not_installed_is_told_with_those_that_are(tmp_path: Path) -> None:
    answer = fonts(tmp_path, "Liberation Mono")
    with pytest.raises(DeviceError, match=r"'Arial'.*screen: font.*there are: Liberation Mono"):
        find_typeface("Arial", lambda *_: answer)
    with pytest.raises(DeviceError, match="install fonts-dejavu-core"):
        find_typeface("Arial", nothing)


@pytest.mark.parametrize(
    ("installed", "display", "found"),
    [
        ("kitty xterm", "DISPLAY", ["kitty", "xterm"]),
        ("kitty xterm", "WAYLAND_DISPLAY", ["kitty"]),
        ("xterm", "DISPLAY", ["xterm"]),
        ("xterm", "WAYLAND_DISPLAY", []),
        ("kitty xterm", "SSH_TTY", []),
        ("", "DISPLAY", []),
    ],
)
def test_the_best_terminal_that_can_be_opened_is_the_first(
    installed: str, display: str, found: list[str]
) -> None:
    which = {name: f"/usr/bin/{name}" for name in installed.split()}.get
    assert [window.name for window in windows({display: ":0"}, None, which)] == found


def test_a_terminal_that_cannot_be_opened_is_told_with_the_remedy() -> None:
    with pytest.raises(DeviceError, match=r"xterm .*DISPLAY.*apt install xterm"):
        windows({"WAYLAND_DISPLAY": "wayland-1"}, "xterm", lambda name: f"/usr/bin/{name}")


def test_the_terminals_are_told_the_size_and_nothing_that_a_visitor_could_use() -> None:
    plan = lettering("xterm", Panel(1920, 1080, 194), Typeface("DejaVu Sans Mono"))
    told = " ".join(xterm(plan, 1, ""))
    assert "DejaVu Sans Mono:pixelsize=39.7" in told
    assert "allowWindowOps: false" in told
    assert "saveLines: 0" in told
    told = " ".join(kitty(plan, 3, "/somewhere/socket"))
    assert "font_size=50.11" in told
    assert "listen_on=unix:/somewhere/socket" in told
    assert "allow_remote_control=socket-only" in told
    assert "clear_all_shortcuts=yes" in told
    assert "scrollback_lines=0" in told


def test_a_screen_of_unknown_height_is_told_of_and_holds_up_nobody(tmp_path: Path) -> None:
    """Whether this machine's screen is one, the test cannot choose; it knows which it is."""
    setfont = tmp_path / "setfont"
    setfont.write_text("#!/bin/sh\n", encoding="utf-8")
    setfont.chmod(0o755)
    arguments = ("launch", "--terminal", "here", "--no-voice", "--no-ear")
    environment = {"PATH": f"{tmp_path}:/usr/bin:/bin", "DISPLAY": ""}
    with Terminal(*arguments, env=environment, term="linux") as kiosk:
        kiosk.wait_for("Press any key to begin")
        assert "--calibrate" not in kiosk.text, "the screen is the visitor's"
        kiosk.send(b"\x03")
        assert kiosk.wait_for_end() == 0
        told = UNKNOWN_HEIGHT.encode() in kiosk.drawn
    assert told == (find_panel({}).height_mm == 0)


@pytest.mark.parametrize(
    ("environment", "found"),
    [
        ({"KITTY_LISTEN_ON": "unix:/run/kiosk/kitty", "TERM": "xterm-kitty"}, "kitty"),
        ({"TERM": "xterm-kitty"}, None),
        ({"TERM": "linux"}, None),
    ],
    ids=["kitty", "a kitty that obeys nobody", "no terminal at all"],
)
def test_in_a_terminal_that_is_there_already_its_letters_are_planned_for(
    environment: dict[str, str], found: str | None
) -> None:
    assert this_terminal(environment, lambda name: None) == found


def opened(terminal: Sequence[str], script: str, folder: Path) -> int | None:
    return run_in_window(terminal, ["sh", "-c", script], {"PATH": "/usr/bin:/bin"}, folder)


def test_what_runs_in_a_window_tells_its_errors_and_exit_code_outside(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    assert opened(["env"], "echo drawn; echo wrong >&2; exit 3", tmp_path) == 3
    assert capfd.readouterr() == ("drawn\n", "wrong\n")


@pytest.mark.parametrize("terminal", [["false"], ["/no/such/terminal"]], ids=str)
def test_a_terminal_that_does_not_open_is_noticed(terminal: list[str], tmp_path: Path) -> None:
    assert opened(terminal, "exit 0", tmp_path) is None


def test_a_terminal_that_breaks_down_is_a_device_that_has_gone(tmp_path: Path) -> None:
    assert opened(["env"], "kill -9 $PPID", tmp_path) == 3


def kiosk(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    known = {"PATH": "/usr/bin:/bin", "PYTHONPATH": str(ROOT), "LANG": "C.UTF-8", **environment}
    command = [sys.executable, "-m", "kiosk", "launch", *arguments]
    return subprocess.run(command, env=known, capture_output=True, text=True, check=False)


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["--no-such-option"], 2, "--no-such-option"),
        (["--terminal", "xterm", "--content", "/nowhere"], 1, "/nowhere"),
        (["--terminal", "kitty"], 3, "apt install kitty"),
        (["--calibrate", "--no-ear"], 2, "--no-ear"),
        ([], 3, "terminal"),
    ],
    ids=["usage", "content", "device", "calibrate", "nowhere to draw"],
)
def test_what_is_wrong_is_told_where_the_command_was_typed(
    arguments: list[str], code: int, words: str
) -> None:
    done = kiosk(*arguments)
    assert (done.returncode, "Traceback" in done.stderr) == (code, False)
    assert words in done.stderr


@pytest.mark.parametrize(
    ("written", "value"), [("112.4", 112.4), ("112,4 mm", 112.4), (" 99MM ", 99.0)]
)
def test_a_measure_is_read_as_people_write_it(written: str, value: float) -> None:
    assert measure(written) == value


@pytest.mark.parametrize("written", ["", "high", "0", "1.5", "99999", "nan", "-20"])
def test_what_cannot_be_a_measure_is_asked_for_again(written: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        measure(written)


def test_a_bar_that_is_higher_than_stated_means_a_higher_screen() -> None:
    shown = bar(Panel(1920, 1080, 200), 22, 48)
    assert shown is not None
    assert shown.stated_mm == pytest.approx(13 * 48 / 1080 * 200)
    assert settings_lines(shown.screen_mm(1.1 * shown.stated_mm)) == "screen:\n  height_mm: 220"
    assert bar(Panel(), 22, 48) is None
    assert bar(Panel(1920, 1080, 200), 8, 48) is None


def white_at(desk: Desk, x: int) -> int:
    """Pixels of a column that are white, from the top on."""
    column = desk.column(x)
    return next((y for y, seen in enumerate(column) if min(seen) < 200), len(column))


def test_the_ruler_on_the_calibration_screen_tells_the_height_of_the_screen(tmp_path: Path) -> None:
    need("xterm")
    real_mm = 250
    with Desk(tmp_path) as desk:
        desk.kiosk("launch", "--calibrate", "--terminal", "xterm", folder=tmp_path)
        pixels = desk.wait_for_other(partial(white_at, desk, 60), 0)
        desk.type(f"{pixels / desk.height * real_mm:.1f}")
        desk.press("Return")
        code, told = desk.wait_for_end()
    assert code == 0
    assert f"height_mm: {real_mm}" in told


def test_term_ends_the_window_and_the_kiosk_in_it(tmp_path: Path) -> None:
    need("xterm")
    with Desk(tmp_path) as desk:
        desk.kiosk("launch", "--terminal", "xterm", "--no-voice", "--no-ear", folder=tmp_path)
        desk.wait_for(lambda: desk.row(0, 1) != [BLACK])
        assert desk.end()[0] == 0
        desk.wait_for(lambda: desk.row(0, 1) == [BLACK])
