"""The whole kiosk, while the machine around it fails: it goes on, or says calmly that it cannot."""

from __future__ import annotations

import asyncio
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from random import Random

import pytest
from terminals import BETWEEN_PRESSES, ROOT, Terminal

from kiosk.assembly import ASLEEP, LoopClock

SILENT = ("--no-voice", "--no-ear")
KIOSK = (sys.executable, "-m", "kiosk")
INVITATION = "Press any key to begin"
STOPPED = "This kiosk has stopped and will start again soon."

SET_CLOCK = """
import time
from pathlib import Path
right = time.time
time.time = lambda: right() + float(Path({!r}).read_text())
"""

STRANGER = """
import pwd

def getpwuid(number):
    raise KeyError(number)

pwd.getpwuid = getpwuid
"""
"""A user without an entry, as services and containers may have one."""


def locked(*more: str, setting: tuple[str, ...] = ()) -> Terminal:
    """A silent locked kiosk; `setting` holds variables that terminals of the tests never have."""
    return Terminal("run", "--locked", *SILENT, *more, program=("env", *setting, *KIOSK))


def logged(log: Path, *program: str) -> tuple[str, ...]:
    """The same program, with its standard error in a file, as services have theirs in a log."""
    return ("sh", "-c", 'log=$0; exec "$@" 2> "$log"', str(log), *program)


def begin(kiosk: Terminal) -> None:
    kiosk.wait_for(INVITATION)
    kiosk.press("enter")
    kiosk.wait_for("Nothing you press")
    kiosk.press("home")
    kiosk.wait_for("5 Choose")


@pytest.fixture(scope="module")
def kiosk() -> Iterator[Terminal]:
    with locked() as terminal:
        begin(terminal)
        yield terminal


def answers(kiosk: Terminal) -> None:
    """The keys do what they say, and the list of parts is on the screen."""
    listed = ("home", "1–5 Choose")
    for key, shows in (listed, ("h", "This is what you can do"), listed):
        time.sleep(BETWEEN_PRESSES)
        kiosk.press(key)
        kiosk.wait_for(shows)


def test_a_terminal_that_shrinks_to_nothing_and_grows_again_shows_all_again(
    kiosk: Terminal,
) -> None:
    for columns, rows in ((1, 1), (500, 1), (1, 200), (3, 3), (80, 24)):
        kiosk.resize(columns, rows)
        kiosk.wait_for_output()
    answers(kiosk)
    assert len(kiosk.lines[-2].strip()) == 80, "a line across the whole width"


def test_the_size_is_that_of_the_terminal_whatever_variables_say() -> None:
    with locked(setting=("COLUMNS=40", "LINES=12")) as kiosk:
        begin(kiosk)
        assert kiosk.lines[-2] == "\N{BOX DRAWINGS LIGHT HORIZONTAL}" * 80


def test_of_many_sizes_in_a_row_the_last_one_counts(kiosk: Terminal) -> None:
    kiosk.press("b")  # an idle screen: nothing slows the signals down
    kiosk.wait_for("To see the screen")
    chance = Random(3)
    for _ in range(60):
        for size in ((1, 1), (40, 12), (200, 60), (39, 11)):
            kiosk.resize(*size)
            time.sleep(chance.choice((0.0, 0.01, 0.02)))
        kiosk.resize(80, 24)
        kiosk.wait_for("To see the screen")
    kiosk.press("b")
    answers(kiosk)


@pytest.mark.parametrize("how", [b"", b"\x1b[200~"], ids=["typed", "pasted"])
def test_ten_thousand_keys_at_once_keep_nobody_waiting(kiosk: Terminal, how: bytes) -> None:
    kiosk.send(how + b"\x1b[Cy2\rh \x1b[D1\xffn" * 1000)
    drawn = -1
    while drawn != len(kiosk.drawn):  # which ends: nothing is drawn for a second
        drawn = len(kiosk.drawn)
        kiosk.wait_for_output()
    answers(kiosk)


def test_a_kiosk_that_was_stopped_goes_on_where_it_was(kiosk: Terminal) -> None:
    kiosk.press("2")
    kiosk.wait_for("Part 2 of 5")
    os.kill(kiosk.pid, signal.SIGSTOP)
    kiosk.press("right")
    time.sleep(1.0)
    os.kill(kiosk.pid, signal.SIGCONT)
    kiosk.wait_for("▶ 1 Tell your current doctor")
    answers(kiosk)


def test_a_clock_that_is_set_by_a_day_changes_nothing(tmp_path: Path) -> None:
    jump, log, content = (tmp_path / name for name in ("jump", "log", "content"))
    jump.write_text("0", encoding="utf-8")
    shutil.copytree(ROOT / "content", content)
    (tmp_path / "sitecustomize.py").write_text(SET_CLOCK.format(str(jump)), encoding="utf-8")
    path = f"PYTHONPATH={tmp_path}:{ROOT}"
    program = logged(log, "env", path, *KIOSK)
    with Terminal("run", "--locked", *SILENT, "--content", str(content), program=program) as kiosk:
        begin(kiosk)
        for days in (1, -1, 1):
            jump.write_text(str(days * 86_400), encoding="utf-8")
            answers(kiosk)
        (content / "en" / "phrases.yaml").unlink()
        os.kill(kiosk.pid, signal.SIGHUP)  # and the log has something to date
        tomorrow = date.fromtimestamp(time.time() + 86_400)
        kiosk.wait_for(lambda: f"{tomorrow} " in log.read_text(encoding="utf-8"))


async def test_nothing_that_waited_for_a_visitor_rings_when_the_machine_wakes_up() -> None:
    rang: list[float] = []
    loop = asyncio.get_running_loop()
    LoopClock().call_later(0.2, lambda: rang.append(loop.time()))
    LoopClock().call_later(0.2, lambda: rang.append(0)).cancel()
    await asyncio.sleep(0.05)
    time.sleep(0.2 + ASLEEP)
    woken = loop.time()
    await asyncio.sleep(0.5)
    (at,) = rang
    assert at - woken > 0.1, "there was time to react again"


def test_a_second_kiosk_in_one_terminal_is_told_so_and_takes_nothing(kiosk: Terminal) -> None:
    terminal = Path(f"/proc/{kiosk.pid}/fd/0").readlink()
    before = kiosk.modes
    with terminal.open() as keys, terminal.open("w") as screen:
        second = subprocess.run(
            [*KIOSK, "run", "--locked", *SILENT],
            stdin=keys, stdout=screen, stderr=subprocess.PIPE, cwd=ROOT, text=True,
        )  # fmt: skip
    assert second.returncode == 3
    assert "another kiosk runs in this terminal" in second.stderr
    assert kiosk.modes == before
    answers(kiosk)


def test_a_terminal_without_utf_8_gets_plain_signs_in_the_same_places() -> None:
    no_utf_8 = ("LC_ALL=C", "PYTHONCOERCECLOCALE=0", "PYTHONUTF8=0", "TERM=vt100")
    with locked(setting=no_utf_8) as kiosk:
        begin(kiosk)
        kiosk.press("2")
        kiosk.wait_for("Part 2 of 5")
        kiosk.press("right")
        kiosk.wait_for("> 1 Tell your current doctor")
        kiosk.wait_for("> Next < Back H Help")
        assert "=" * 76 in kiosk.lines[3]
        assert kiosk.lines[-2] == "-" * 80


def test_without_a_disk_to_write_to_a_visit_goes_on_and_counts_and_log_are_lost(
    tmp_path: Path,
) -> None:
    settings = tmp_path / "kiosk.yaml"
    settings.write_text("counts: {file: /proc/kiosk.prom}\n", encoding="utf-8")
    nowhere = ("HOME=/proc", "TMPDIR=/proc", "XDG_RUNTIME_DIR=/proc")
    arguments = ("--settings", str(settings), "--log", "/dev/full")
    with locked(*arguments, setting=nowhere) as kiosk:
        begin(kiosk)
        os.kill(kiosk.pid, signal.SIGHUP)  # looks for new content, and has something to log
        answers(kiosk)
        os.kill(kiosk.pid, signal.SIGTERM)
        assert kiosk.wait_for_end() == 0


def test_a_user_without_a_home_or_a_name_gets_a_kiosk(tmp_path: Path) -> None:
    (tmp_path / "sitecustomize.py").write_text(STRANGER, encoding="utf-8")
    stranger = ("--unset=HOME", "--unset=XDG_DATA_HOME", f"PYTHONPATH={tmp_path}:{ROOT}")
    with locked(setting=stranger) as kiosk:
        begin(kiosk)
    listed = subprocess.run(["env", *stranger, *KIOSK, "models", "list"], stdout=subprocess.PIPE)
    assert b"not installed" in listed.stdout


def test_content_that_vanishes_under_a_visit_is_not_missed(tmp_path: Path) -> None:
    content, log = tmp_path / "content", tmp_path / "log"
    shutil.copytree(ROOT / "content", content)
    with locked("--content", str(content), "--log", str(log)) as kiosk:
        begin(kiosk)
        shutil.rmtree(content)
        os.kill(kiosk.pid, signal.SIGHUP)
        kiosk.wait_for(lambda: "the old one stays" in log.read_text(encoding="utf-8"))
        kiosk.press("2")
        kiosk.wait_for("Tell your current doctor")
        kiosk.press("home")
        kiosk.wait_for("1–5 Choose")


@pytest.mark.parametrize("broken", ["content/en/phrases.yaml", "kiosk.yaml"])
def test_a_locked_kiosk_that_cannot_start_says_so_calmly_and_tells_the_operator_why(
    tmp_path: Path, broken: str
) -> None:
    content, settings, log = (tmp_path / name for name in ("content", "kiosk.yaml", "log"))
    shutil.copytree(ROOT / "content", content)
    settings.touch()
    (tmp_path / broken).write_text("nothing: of use", encoding="utf-8")
    own = ("--content", str(content), "--settings", str(settings))
    service = ("launch", "--terminal", "here", "--locked", *SILENT, *own)
    with Terminal(*service, program=logged(log, *KIOSK)) as kiosk:
        kiosk.wait_for(STOPPED)
        assert f"{broken}:1:1:" in log.read_text(encoding="utf-8")
        assert "yaml" not in kiosk.text
        kiosk.press("q", "\x03", "enter")
        os.kill(kiosk.pid, signal.SIGTERM)
        assert kiosk.wait_for_end() == 0
