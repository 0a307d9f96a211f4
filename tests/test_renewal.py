"""New content is taken between two visits when it is sound; else the old one stays."""

from __future__ import annotations

import asyncio
import os
import shutil
import signal
from collections.abc import Callable
from pathlib import Path

import pytest
from terminals import Terminal

from kiosk.errors import ContentError, Problem
from kiosk.unattended.inspection import inspect
from kiosk.unattended.renewal import Renewal

ROOT = Path(__file__).parent.parent
TICK = 0.02
"""Seconds in place of the real ones."""


class Kiosk:
    """A kiosk that shows the text of one file, and refuses a text with a question mark."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.visited = False
        self.loaded: list[str] = []
        self.refused = 0
        self._renewal = Renewal(folder, self._inspect, look=TICK, moment=TICK)
        self.ask = self._renewal.ask

    async def run(self) -> None:
        while True:
            self.loaded.append(await self._renewal.next(self._load, lambda: not self.visited))

    async def _inspect(self) -> str:
        return ""

    def _load(self) -> str:
        text = (self.folder / "text.yaml").read_text(encoding="utf-8")
        if "?" in text:
            self.refused += 1
            raise ContentError([Problem(self.folder, 1, 1, "a question")])
        return text


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for version in ("first", "second"):
        (tmp_path / version).mkdir()
        (tmp_path / version / "text.yaml").write_text(version, encoding="utf-8")
    (tmp_path / "current").symlink_to("first")
    return tmp_path


def switch(folder: Path, version: str) -> None:
    """As docs/operating.md has it: a new link, renamed over the old one."""
    (folder / "next").symlink_to(version)
    (folder / "next").rename(folder / "current")


async def until(condition: Callable[[], object]) -> None:
    async with asyncio.timeout(10):
        while not condition():
            await asyncio.sleep(0.005)


async def test_a_link_that_is_renamed_brings_the_new_content(folder: Path) -> None:
    kiosk = Kiosk(folder / "current")
    running = asyncio.create_task(kiosk.run())
    await asyncio.sleep(5 * TICK)
    assert kiosk.loaded == []
    switch(folder, "second")
    await until(lambda: kiosk.loaded == ["second"])
    running.cancel()


async def test_during_a_visit_nothing_changes(folder: Path) -> None:
    kiosk = Kiosk(folder / "current")
    kiosk.visited = True
    running = asyncio.create_task(kiosk.run())
    switch(folder, "second")
    await asyncio.sleep(10 * TICK)
    assert kiosk.loaded == []
    kiosk.visited = False
    await until(lambda: kiosk.loaded == ["second"])
    running.cancel()


async def test_what_has_changed_again_before_the_visit_is_over_is_looked_at_again(
    folder: Path,
) -> None:
    kiosk = Kiosk(folder / "current")
    kiosk.visited = True
    running = asyncio.create_task(kiosk.run())
    switch(folder, "second")
    await asyncio.sleep(10 * TICK)
    (folder / "second" / "text.yaml").write_text("third", encoding="utf-8")
    kiosk.visited = False
    await until(lambda: kiosk.loaded == ["third"])
    running.cancel()


async def test_content_that_is_not_sound_is_refused_with_its_problems_and_the_old_one_stays(
    folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    kiosk = Kiosk(folder / "current")
    running = asyncio.create_task(kiosk.run())
    (folder / "second" / "text.yaml").write_text("what?", encoding="utf-8")
    switch(folder, "second")
    await until(lambda: kiosk.refused)
    await asyncio.sleep(5 * TICK)
    assert kiosk.refused == 1, "once for each content"
    assert kiosk.loaded == []
    assert "the old one stays:\n" in caplog.text
    assert "1:1: a question" in caplog.text
    (folder / "second" / "text.yaml").write_text("mended", encoding="utf-8")
    await until(lambda: kiosk.loaded == ["mended"])
    running.cancel()


async def test_a_folder_that_is_being_written_to_is_left_alone_until_it_rests(
    folder: Path,
) -> None:
    kiosk = Kiosk(folder / "first")
    running = asyncio.create_task(kiosk.run())
    text = folder / "first" / "text.yaml"
    for size in range(30):
        text.write_text("?" * (size + 1), encoding="utf-8")
        await asyncio.sleep(TICK / 4)
    text.write_text("whole", encoding="utf-8")
    await until(lambda: kiosk.loaded == ["whole"])
    assert kiosk.refused == 0
    running.cancel()


async def test_somebody_who_asks_is_answered_even_if_nothing_has_changed(folder: Path) -> None:
    kiosk = Kiosk(folder / "current")
    running = asyncio.create_task(kiosk.run())
    kiosk.ask()
    await until(lambda: kiosk.loaded == ["first"])
    running.cancel()


def test_a_running_kiosk_takes_new_content_after_hup_and_refuses_what_is_broken(
    tmp_path: Path,
) -> None:
    content, log = tmp_path / "content", tmp_path / "log"
    shutil.copytree(ROOT / "content", content)
    phrases = content / "en" / "phrases.yaml"
    words = phrases.read_text(encoding="utf-8")
    new = words.replace("Press any key to begin.", "Touch any key to begin.")
    arguments = ("--locked", "--no-voice", "--no-ear", "--content", str(content))
    with Terminal("run", *arguments, "--log", str(log)) as kiosk:
        kiosk.wait_for("Press any key to begin")
        kiosk.press("enter")
        kiosk.wait_for("Nothing you press")
        phrases.write_text("nothing: of use", encoding="utf-8")
        os.kill(kiosk.pid, signal.SIGHUP)
        kiosk.wait_for(lambda: "the old one stays" in log.read_text(encoding="utf-8"))
        phrases.write_text(new, encoding="utf-8")
        os.kill(kiosk.pid, signal.SIGHUP)
        kiosk.press("escape")
        kiosk.wait_for("Would you like to end your visit?")
        kiosk.press("y")
        kiosk.wait_for("Thank you for your visit.")
        kiosk.press("x")
        kiosk.wait_for("Touch any key to begin")
        kiosk.press("enter")
        kiosk.wait_for("Nothing you press")


def test_who_comes_while_new_content_is_taken_begins_a_visit(tmp_path: Path) -> None:
    log = tmp_path / "log"
    with Terminal("run", "--locked", "--log", str(log)) as kiosk:
        kiosk.wait_for("Press any key to begin")
        kiosk.press("enter", "escape")
        kiosk.wait_for("Would you like to end your visit?")
        os.kill(kiosk.pid, signal.SIGHUP)
        kiosk.press("y")
        kiosk.wait_for("Thank you for your visit.")
        kiosk.press("x")
        kiosk.wait_for(lambda: "new content" in log.read_text(encoding="utf-8"))
        kiosk.press("enter")  # the children of the old content are only now being ended
        kiosk.wait_for(lambda: log.read_text(encoding="utf-8").count(" listens\n") == 2)
        kiosk.wait_for("Nothing you press")


async def test_the_inspection_names_errors_and_no_notes(tmp_path: Path) -> None:
    content = tmp_path / "content"
    shutil.copytree(ROOT / "content", content)
    (content / "es" / "second-opinion.yaml").unlink()  # a note where it lacks in one language
    (content / "en" / "other.yaml").write_text("guide: another\n", encoding="utf-8")
    told = await inspect(content)
    assert "en/other.yaml:1:1: " in told
    assert "note: " not in told
    (content / "en" / "other.yaml").unlink()
    shutil.copy(ROOT / "content/es/second-opinion.yaml", content / "es")
    assert await inspect(content) == ""
