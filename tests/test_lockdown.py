"""A locked kiosk, in a real pseudo-terminal: no stranger ends it, and staff and systemd do."""

from __future__ import annotations

import os
import signal
import socket
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest
from conversations import setup_for
from stranger import Stranger, play
from terminals import PATIENCE, Terminal, descendants, has_ended

from kiosk.dialogue.command import Command
from kiosk.dialogue.effects import Effect, Show
from kiosk.dialogue.events import CommandGiven, KioskStarted
from kiosk.session import Session

PIN = "246810"
HASHED = (
    "scrypt:2:1:1:00000000000000000000000000000000:"
    "b787d3797c959d9814afadbb3e74c32797ec98d76cee3d0c6f34567e3d5ec134"
)
"""Of the PIN, as cheap as a hash can be."""
EMPTIED = b"\x1b[2J\x1b[3J"
"""The screen is cleared, and what can be scrolled back to."""
INVITATION = "Press any key to begin"
CLOSED = "This kiosk is closed. Goodbye."
STOPPED = "This kiosk has stopped and will start again soon."

CHORDS = {
    "interrupt": b"\x03",
    "end of file": b"\x04",
    "command palette": b"\x10",
    "quit": b"\x11",
    "stop the output": b"\x13",
    "quote the next key": b"\x16",
    "suspend": b"\x1a",
    "dump": b"\x1c",
    "Alt and F4": b"\x1b[1;3S",
    "interrupt, as kitty writes it": b"\x1b[99;5u",
    "a character that does not exist": b"\x1b[99999999u",
    "a number that is none": b"\x1b[1:2u",
    "bytes that are no text": b"\xff\xe9",
    "a paste without an end": b"\x1b[200~",
    "another size of the screen": b"\x1b[48;2;2;0;0t",
    "sizes are told by the terminal": b"\x1b[?2048;1$y",
    "a touch outside": b"\x1b[<0;999;999M\x1b[<0;999;999m",
    "an answer without an end": b"\x1b]52;c;",
}


def locked(*more: str, env: Mapping[str, str] | None = None) -> Terminal:
    return Terminal("run", "--locked", "--no-voice", "--no-ear", *more, env=env)


class Systemd:
    """The other end of the line to systemd."""

    def __init__(self, name: Path) -> None:
        self.environment = {"NOTIFY_SOCKET": str(name), "WATCHDOG_USEC": "300000"}
        self._line = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self._line.bind(str(name))
        self._line.settimeout(PATIENCE)

    def hears(self, state: str) -> None:
        """Wait until this is told; TimeoutError."""
        while self._line.recv(999) != state.encode():
            pass

    def close(self) -> None:
        self._line.close()


@pytest.fixture
def systemd(tmp_path: Path) -> Iterator[Systemd]:
    systemd = Systemd(tmp_path / "notify")
    yield systemd
    systemd.close()


@pytest.fixture(scope="module")
def kiosk() -> Iterator[Terminal]:
    with locked() as terminal:
        terminal.wait_for(INVITATION)
        terminal.press("enter")
        terminal.wait_for("Nothing you press")
        terminal.press("home")
        terminal.wait_for("Choose a part")
        yield terminal


@pytest.mark.parametrize("chord", CHORDS)
def test_no_chord_and_no_sequence_ends_it_or_changes_its_size(kiosk: Terminal, chord: str) -> None:
    kiosk.send(CHORDS[chord])
    time.sleep(0.15)
    kiosk.press("h")
    kiosk.wait_for("This is what you can do")
    assert len(kiosk.lines[-2].strip()) == 80, "a line across the whole width"
    kiosk.press("left")
    kiosk.wait_for("Choose a part")


def test_what_is_pasted_at_once_keeps_nobody_waiting(kiosk: Terminal) -> None:
    kiosk.send(b"x" * 10_000)
    time.sleep(0.4)
    kiosk.press("h")
    kiosk.wait_for("This is what you can do", patience=2)


def test_a_stranger_may_play_as_long_as_they_like(kiosk: Terminal) -> None:
    played = play(kiosk, Stranger(seed=7), 1500, told=lambda sent: None)
    assert played.sent == 1500
    assert kiosk.is_alive


def test_staff_end_it_by_the_pin_and_nothing_of_a_visit_stays(tmp_path: Path) -> None:
    settings = tmp_path / "kiosk.yaml"
    settings.write_text(f'staff: {{key: f9, pin: "{HASHED}"}}\n', encoding="utf-8")
    with locked("--settings", str(settings)) as terminal:
        before = terminal.modes
        terminal.wait_for(INVITATION)
        assert terminal.modes != before
        terminal.press("enter")
        terminal.wait_for("Nothing you press")
        terminal.send(b"\x1b[20~" + PIN.encode() + b"\r")
        assert terminal.wait_for_end() == 0
        assert terminal.text.strip() == CLOSED
        assert EMPTIED in terminal.drawn
        assert terminal.modes == before


def test_term_ends_it_with_a_goodbye_and_nothing_else_that_can_be_sent_does(
    systemd: Systemd,
) -> None:
    with locked(env=systemd.environment) as terminal:
        terminal.wait_for(INVITATION)
        terminal.press("enter")
        terminal.wait_for("Nothing you press")
        systemd.hears("READY=1")
        systemd.hears("WATCHDOG=1")
        for ignored in (signal.SIGINT, signal.SIGQUIT, signal.SIGTSTP, signal.SIGTTOU):
            os.kill(terminal.pid, ignored)
        terminal.press("home")
        terminal.wait_for("Choose a part")
        os.kill(terminal.pid, signal.SIGHUP)  # there is a terminal: this asks for new content
        terminal.press("h")
        terminal.wait_for("This is what you can do")
        os.kill(terminal.pid, signal.SIGTERM)
        assert terminal.wait_for_end() == 0
        assert terminal.text.strip() == CLOSED
        assert EMPTIED in terminal.drawn
        systemd.hears("STOPPING=1")


def test_term_ends_it_before_it_is_awake_too() -> None:
    with locked() as terminal:
        terminal.wait_for(INVITATION)
        os.kill(terminal.pid, signal.SIGTERM)
        assert terminal.wait_for_end() == 0
        assert EMPTIED in terminal.drawn


@pytest.mark.parametrize("command", [("run",), ("launch", "--terminal", "here")], ids=" ".join)
def test_a_terminal_that_is_closed_ends_it(command: tuple[str, ...]) -> None:
    with Terminal(*command, "--locked", term="linux") as terminal:
        terminal.wait_for(INVITATION)
        family = descendants(terminal.pid)
        assert terminal.hang_up() == 3
        has_ended(*family)


DRAWS_TOO_LATE = """
import os, sys, time
from kiosk.unattended.console import Console
codes = []
with Console(locked=True) as console:
    console.heed(codes.append, lambda: None)
    os.write(1, b"ready")
    while not codes:
        time.sleep(0.01)
    sys.stdout.write("nobody sees this")
    sys.exit(codes[0])
"""


def test_what_a_closed_terminal_did_not_take_changes_no_exit_code() -> None:
    buffered = {"PYTHONUNBUFFERED": ""}
    with Terminal(program=(sys.executable, "-c", DRAWS_TOO_LATE), env=buffered) as terminal:
        terminal.wait_for("ready")
        assert terminal.hang_up() == 3


IN_A_CONSOLE = """
import logging, os, signal, sys, time
logging.basicConfig(filename=sys.argv[1])
from kiosk.unattended.console import Console
with Console(locked=True) as console:
    console.leave("Goodbye.", "It will start again.")
    console.heed(lambda code: None, lambda: None)
    {}
"""


@pytest.mark.parametrize(
    ("what", "exit_code", "words", "logged"),
    [
        ("pass", 0, "Goodbye.", ""),
        ("raise ValueError('I am ill')", 4, "It will start again.", "ValueError"),
        ("os.kill(os.getpid(), signal.SIGTERM); time.sleep(9)", 4, "It will start again.", ""),
    ],
    ids=["an orderly end", "an error", "an end that comes to nothing"],
)
def test_calm_words_follow_whatever_happens(
    tmp_path: Path, what: str, exit_code: int, words: str, logged: str
) -> None:
    log = tmp_path / "log"
    program = (sys.executable, "-c", IN_A_CONSOLE.format(what))
    with Terminal(str(log), program=program) as terminal:
        assert terminal.wait_for_end() == exit_code
        assert terminal.text.strip() == words
    assert logged in log.read_text(encoding="utf-8")
    assert "ill" not in log.read_text(encoding="utf-8")


class Clock:
    """Timers that never ring, and how many of them still could."""

    def __init__(self) -> None:
        self.running = 0

    def call_later(self, delay: float, callback: Callable[[], None], /) -> Clock:
        self.running += 1
        return self

    def cancel(self) -> None:
        self.running -= 1


def test_after_an_error_of_a_hand_nothing_happens_any_more() -> None:
    errors: list[Exception] = []
    shown: list[Effect] = []
    clock = Clock()
    session = Session(setup_for(), clock, errors.append)

    def fail(effect: Effect) -> None:
        shown.append(effect)
        if len(shown) == 2:
            raise ValueError("I am ill")

    session.employ({Show: fail})
    session.post(KioskStarted())
    assert clock.running
    for _ in range(3):
        session.post(CommandGiven(Command.CHOOSE))
    assert len(shown) == 2
    assert [type(error) for error in errors] == [ValueError]
    assert clock.running == 0


def test_after_a_session_has_been_closed_nothing_happens_any_more() -> None:
    shown: list[Effect] = []
    clock = Clock()
    session = Session(setup_for(), clock)
    session.employ({Show: shown.append})
    session.post(KioskStarted())
    session.close()
    shown.clear()
    session.post(CommandGiven(Command.CHOOSE))
    assert (shown, clock.running) == ([], 0)
    assert session.is_between_visits()
