"""The plain kiosk in a real pseudo-terminal of a braille display's width, and on a pipe."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pexpect
import pytest
from rich.cells import cell_len
from terminals import BETWEEN_PRESSES, KEYS, PATIENCE, ROOT
from test_large_library import write_library

PROMPT = "You: "
COLUMNS = 40
WITHOUT_WIDTH = {name: value for name, value in os.environ.items() if name != "COLUMNS"}


class Lines:
    """The kiosk in lines, and every byte that it wrote."""

    def __init__(self, *arguments: str) -> None:
        environment = {**WITHOUT_WIDTH, "TERM": "dumb", "LANG": "C.UTF-8"}
        self._process = pexpect.spawn(
            sys.executable,
            ["-m", "kiosk", "run", "--plain", *arguments, "--no-voice", "--no-ear"],
            dimensions=(24, COLUMNS),
            env=environment,
            cwd=str(ROOT),
            timeout=PATIENCE,
        )
        self._process.delaybeforesend = None
        self.written = b""

    def wait_for(self, words: str, *, prompt: bool = True) -> None:
        """Until these words stand there, wherever they are wrapped, and the prompt at the end."""
        pattern = r"\s+".join(map(re.escape, words.split()))
        self._process.expect((pattern + (r".*\r\n" + PROMPT + r"\Z" if prompt else "")).encode())
        self.written += self._process.before + self._process.after

    def types(self, line: str) -> None:
        """A line, and Enter."""
        time.sleep(0 if line else BETWEEN_PRESSES)
        self._process.send(f"{line}\r")

    def presses(self, key: str) -> None:
        time.sleep(BETWEEN_PRESSES)
        self._process.send(KEYS.get(key, key))

    def wait_for_end(self) -> int:
        """Until the program has ended; its exit code."""
        self._process.expect(pexpect.EOF)
        self.written += self._process.before
        self._process.wait()
        return int(self._process.exitstatus)

    def close(self) -> None:
        self._process.close(force=True)

    @property
    def pid(self) -> int:
        return int(self._process.pid)

    @property
    def text(self) -> str:
        return self.written.decode()


@pytest.fixture
def kiosk() -> Iterator[Lines]:
    lines = Lines()
    lines.wait_for("Press Enter to begin.")
    yield lines
    lines.close()


def test_a_complete_visit_in_lines_without_a_single_escape(kiosk: Lines) -> None:
    kiosk.types("")
    kiosk.wait_for("There are five parts.")
    kiosk.types("2")
    kiosk.wait_for("Step one of five. Tell your current doctor.")
    kiosk.presses("right")
    kiosk.wait_for("Step two of five. Check your insurance.")
    kiosk.types("")
    kiosk.wait_for("Step three of five. Gather your records.")
    kiosk.types("please say that again")
    kiosk.wait_for("Step three of five. Gather your records.")
    kiosk.types("next")
    kiosk.wait_for("Step four of five.")
    kiosk.types("help")
    kiosk.wait_for("You are here: Part 2 of 5.")
    kiosk.presses("left")
    kiosk.wait_for("Step four of five.")
    for words in ("Step five of five.", "Would you like to go on to the next part?"):
        kiosk.types("next")
        kiosk.wait_for(words)
    kiosk.types("no")
    kiosk.wait_for("There are five parts.")
    kiosk.types("when should you consider a second opinion")
    kiosk.wait_for("Shall I ask you the questions?")
    kiosk.types("yes")
    numbers = ("one", "two", "three", "four", "five", "six", "seven")
    for number in numbers:
        kiosk.wait_for(f"Question {number} of seven.")
        kiosk.types("y" if number in ("one", "three") else "no")
    kiosk.wait_for("You said yes to two of seven:")
    kiosk.presses("escape")
    kiosk.wait_for("Would you like to end your visit?")
    kiosk.types("yes")
    kiosk.wait_for("Thank you for your visit.", prompt=False)
    kiosk.presses("space")
    kiosk.wait_for("Press Enter to begin.")
    kiosk.presses("\x04")
    assert kiosk.wait_for_end() == 0

    controls = set(kiosk.written) & set(range(32))
    assert controls == {ord("\r"), ord("\n")}, "nothing but words and line ends is written"
    assert not re.search("[─-◿]", kiosk.text), "nothing is drawn"
    rows = kiosk.text.split("\r\n")
    assert max(map(cell_len, rows)) < COLUMNS + len("when should you consider a second opinion")
    assert max(cell_len(row) for row in rows if not row.startswith(PROMPT)) < COLUMNS
    farewell = kiosk.text.index("Thank you for your visit.")
    assert kiosk.text.count("\r\n", farewell) >= 24, "the visit is pushed out of sight"


def test_single_keys_act_at_once_and_are_not_shown() -> None:
    kiosk = Lines("keys")
    kiosk.wait_for("Press any key to begin.")
    kiosk.presses("x")
    kiosk.wait_for("There are five parts.")
    kiosk.presses("1")
    kiosk.wait_for("Shall I ask you the questions?")
    kiosk.presses("y")
    kiosk.wait_for("Question one of seven.")
    kiosk.presses("u")
    kiosk.wait_for("Question two of seven.")
    assert f"{PROMPT}u" not in kiosk.text
    kiosk.close()


@pytest.mark.parametrize("how", ["\x03", "\x04", signal.SIGTERM, signal.SIGHUP], ids=repr)
def test_the_plain_kiosk_ends_cleanly_and_on_a_line_of_its_own(
    kiosk: Lines, how: str | signal.Signals
) -> None:
    if isinstance(how, str):
        kiosk.presses(how)
    else:
        os.kill(kiosk.pid, how)
    assert kiosk.wait_for_end() == 0
    assert kiosk.text.endswith(f"{PROMPT}\r\n")
    assert "Traceback" not in kiosk.text


def test_a_pipe_is_enough() -> None:
    typed = "\n2\r\nnext\nlist of parts\n5"
    arguments = ("-m", "kiosk", "rehearse", "--plain")
    done = subprocess.run(
        [sys.executable, *arguments],
        input=typed,
        capture_output=True,
        text=True,
        cwd=ROOT,
        env=WITHOUT_WIDTH,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert "\x1b" not in done.stdout
    assert f"\n{PROMPT}2\nPart two of five.\nHow to Request a Second Opinion.\n" in done.stdout
    told = "Step two of five. Check your insurance. Many insurance plans cover second opinions, "
    assert f"\n{PROMPT}next\n{told}" in done.stdout, "without a width, a paragraph is one line"
    assert f"\n{PROMPT}5\nPart five of five." in done.stdout
    assert "Please read on the screen." not in done.stdout, "which is news to nobody here"
    assert done.stdout.endswith(f"\n{PROMPT}\n")


def test_what_is_piped_while_a_guide_is_being_opened_is_meant_for_that_guide(
    tmp_path: Path,
) -> None:
    content = write_library(tmp_path / "content", 10)
    done = subprocess.run(
        [sys.executable, "-m", "kiosk", "rehearse", "--plain", "--content", str(content)],
        input="\n4\nnext\n2",
        capture_output=True,
        text=True,
        cwd=ROOT,
        env=WITHOUT_WIDTH,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert "This guide is large." in done.stdout
    assert f"\n{PROMPT}2\nPart two of 120." in done.stdout
