"""Nothing that a visitor pressed or said stays anywhere, whichever way the visit ends.

The guide of these tests has a word that stands nowhere else, in a question that is answered with
yes and in the name of a part that is chosen by voice. Everything that the kiosk could write to is
a folder of its own.
"""

from __future__ import annotations

import os
import shutil
import signal
import sys
import time
import wave
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pyte
import pytest
from terminals import BETWEEN_PRESSES, Terminal, descendants, has_ended
from visitors import recording

ROOT = Path(__file__).parent.parent
CANARY = "zebra"
GUIDE = """
guide: animals
title: About animals
language: en
version: "1.0"
author: nobody
sources: [nobody]
translation: original
introduction: There are many animals.
sections:
  - id: one
    title: The animals of the mountains
    text: They climb.
  - id: two
    title: The zebra and the elephant
    lead: "They are afraid when:"
    check: {offer: Shall I ask?, some_yes: That is so., no_yes: That is not so.}
    points:
      - {text: The zebra sees a lion, question: Do you have a zebra?}
      - {text: The elephant sees a mouse, question: Do you have an elephant?}
"""
RATE = 16_000
SHARED = ("/dev/shm", "/dev/mqueue", "/var/spool", "/var/tmp")
"""What every program may write to: shared memory, messages, what waits for a printer."""
KIOSK = (sys.executable, "-m", "kiosk")
IN_A_HURRY = """
from kiosk import assembly
from kiosk.__main__ import main

class Hurried(assembly.LoopClock):
    def call_later(self, delay, callback, /):
        return super().call_later(delay / 20, callback)

assembly.LoopClock = Hurried
main()
"""
"""Minutes are seconds; nothing else is different."""
STARTED_TWICE = ("sh", "-c", '"$0" -m kiosk "$@"; "$0" -m kiosk "$@"', sys.executable)
"""Somebody starts it again when it has ended, in the same terminal."""


class House:
    """Everything that a kiosk can write to, and what was written."""

    def __init__(self, folder: Path) -> None:
        self._places = {name: folder / name for name in ("home", "temporary", "runtime", "here")}
        for place in self._places.values():
            place.mkdir()
        self.log = self._places["here"] / "log"
        self.content = folder / "content"
        shutil.copytree(ROOT / "content" / "en", self.content / "en")
        (self.content / "en" / "second-opinion.yaml").unlink()
        (self.content / "en" / "animals.yaml").write_text(GUIDE, encoding="utf-8")
        self._shared = set(shared())

    def kiosk(self, *more: str, program: tuple[str, ...] = KIOSK) -> Terminal:
        """A locked kiosk in this house."""
        places = {name: str(place) for name, place in self._places.items()}
        environment = {
            "HOME": places["home"],
            "TMPDIR": places["temporary"],
            "XDG_RUNTIME_DIR": places["runtime"],
            "PYTHONPATH": str(ROOT),
        }
        arguments = ("--locked", "--content", str(self.content), "--log", str(self.log), *more)
        here = self._places["here"]
        return Terminal("run", *arguments, env=environment, cwd=here, program=program)

    def holds_nothing(self) -> None:
        """No file anywhere has the word in it."""
        written = [path for place in self._places.values() for path in place.rglob("*")]
        written += set(shared()) - self._shared
        assert self.log in written
        for path in written:
            if path.is_file():
                assert CANARY.encode() not in path.read_bytes().lower(), path
            assert CANARY not in path.name
        assert not [path for path in written if path.name.startswith("core")]

    def is_written_to_by(self, process: int) -> set[Path]:
        """The files on disks that a process and its children have open for writing."""
        files = set()
        for member in (process, *descendants(process)):
            for entry in Path(f"/proc/{member}/fdinfo").iterdir():
                flags = int(entry.read_text().splitlines()[1].split()[1], 8)
                target = Path(f"/proc/{member}/fd/{entry.name}").readlink()
                if flags & (os.O_WRONLY | os.O_RDWR) and target.is_file():
                    files.add(target)
        return files


def shared() -> Iterator[Path]:
    for place in map(Path, SHARED):
        yield from place.rglob("*")


@pytest.fixture
def house(tmp_path: Path) -> House:
    return House(tmp_path)


@pytest.fixture(scope="module")
def speech(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Somebody who says the name of a part again and again, after some seconds."""
    with wave.open(str(recording("The zebra and the elephant", "en"))) as one:
        assert one.getframerate() == RATE
        words = one.readframes(one.getnframes())
    file = tmp_path_factory.mktemp("speech") / "speech.wav"
    with wave.open(str(file), "wb") as all_of_it:
        all_of_it.setnchannels(1)
        all_of_it.setsampwidth(2)
        all_of_it.setframerate(RATE)
        all_of_it.writeframes((bytes(RATE * 3) + words) * 12)
    return file


def answer_with_yes(kiosk: Terminal) -> None:
    """The questions of the second part, and their summary."""
    kiosk.wait_for("Shall I ask?")
    kiosk.press("y")
    kiosk.wait_for("Do you have a zebra?")
    time.sleep(BETWEEN_PRESSES)
    kiosk.press("y")
    kiosk.wait_for("Do you have an elephant?")
    kiosk.press("n")
    kiosk.wait_for("You said yes to one of two:")
    kiosk.wait_for("The zebra sees a lion")


def begin(kiosk: Terminal) -> None:
    kiosk.wait_for("Press any key to begin")
    kiosk.press("enter")
    kiosk.wait_for("Nothing you press or say is kept.")
    kiosk.press("home")
    kiosk.wait_for("Choose a part")


def can_be_scrolled_back_to(drawn: bytes) -> str:
    """What a terminal still has after all of this."""
    screen = pyte.HistoryScreen(80, 24)
    pyte.ByteStream(screen).feed(drawn)
    lines = [*screen.history.top, *(screen.buffer[row] for row in range(24))]
    return "\n".join("".join(line[column].data for column in range(80)) for line in lines)


def test_a_visit_by_key_and_voice_with_dying_children_leaves_nothing(
    house: House, speech: Path
) -> None:
    with house.kiosk("--microphone", str(speech)) as kiosk:
        begin(kiosk)
        kiosk.wait_for("Shall I ask?", patience=60)  # said, not pressed
        answer_with_yes(kiosk)
        assert house.is_written_to_by(kiosk.pid) <= {house.log}
        for member in (kiosk.pid, *descendants(kiosk.pid)):
            limits = Path(f"/proc/{member}/limits").read_text()
            assert "Max core file size        0                    0" in limits
        for member in descendants(kiosk.pid):
            with suppress(ProcessLookupError):  # it has ended with its own parent
                os.kill(member, signal.SIGSEGV)
        kiosk.wait_for(lambda: "ended" in house.log.read_text(encoding="utf-8"))
        kiosk.press("escape")
        kiosk.wait_for("Would you like to end your visit?")
        kiosk.press("y")
        kiosk.wait_for("Thank you for your visit.")
        kiosk.press("x")
        kiosk.wait_for("Press any key to begin")
        house.holds_nothing()
        os.kill(kiosk.pid, signal.SIGTERM)
        assert kiosk.wait_for_end() == 0
        assert CANARY in kiosk.drawn.decode(errors="replace"), "or this test sees nothing"
        assert CANARY not in can_be_scrolled_back_to(bytes(kiosk.drawn))
    house.holds_nothing()


def test_a_visit_that_is_cut_off_leaves_nothing(house: House) -> None:
    silent = ("--no-voice", "--no-ear")
    with house.kiosk(*silent, program=STARTED_TWICE) as kiosk:
        begin(kiosk)
        kiosk.press("2")
        answer_with_yes(kiosk)
        (first,) = descendants(kiosk.pid)
        os.kill(first, signal.SIGSEGV)
        kiosk.wait_for("Press any key to begin")
        assert CANARY not in can_be_scrolled_back_to(bytes(kiosk.drawn))
        house.holds_nothing()
        begin(kiosk)
        kiosk.press("2")
        answer_with_yes(kiosk)
        (second,) = descendants(kiosk.pid)
        kiosk.hang_up()
        has_ended(second)
    house.holds_nothing()


def test_a_visit_from_which_somebody_walks_away_leaves_nothing(house: House) -> None:
    hurried = (sys.executable, "-c", IN_A_HURRY)
    with house.kiosk("--no-voice", "--no-ear", program=hurried) as kiosk:
        begin(kiosk)
        kiosk.press("2")
        answer_with_yes(kiosk)
        kiosk.wait_for("Are you still there?", patience=60)
        kiosk.wait_for("Press any key to begin", patience=60)
        assert CANARY not in can_be_scrolled_back_to(bytes(kiosk.drawn))
        house.holds_nothing()
