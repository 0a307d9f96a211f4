"""Counts only: how often something happened, never what."""

from __future__ import annotations

import dataclasses
import os
import re
import stat
from collections.abc import Callable
from pathlib import Path

import pytest
from conversations import setup_for, small_guide

from kiosk.dialogue.command import Command
from kiosk.dialogue.effects import OpenGuide
from kiosk.dialogue.events import (
    CommandGiven,
    DigitPressed,
    EarReady,
    Event,
    GuideOpened,
    GuideRefused,
    Heard,
    KioskStarted,
    NotUnderstood,
    TimerRanOut,
    UnknownKeyPressed,
    VoiceLost,
    VoiceReady,
)
from kiosk.dialogue.timer import Timer
from kiosk.session import Session
from kiosk.unattended.counting import MEANINGS, Counts, as_metrics
from kiosk.unattended.tally import Tally


class Clock:
    """Timers that never ring."""

    def call_later(self, delay: float, callback: Callable[[], None], /) -> Clock:
        return self

    def cancel(self) -> None:
        pass


class Visits:
    """A session that is counted."""

    def __init__(self, *guides: str, opened: Event | None = None) -> None:
        opened = opened or GuideOpened(small_guide())
        self.session = Session(setup_for(*guides), Clock())
        self.tally = Tally()
        self.session.watch(self.tally.look)
        self.session.employ({OpenGuide: lambda _: self.session.post(opened)})
        self.happens(KioskStarted(), VoiceReady(), EarReady())

    def happens(self, *events: Event) -> None:
        for event in events:
            self.session.post(event)

    def hears(self, meaning: Command | int) -> None:
        self.happens(Heard(self.session.state.turn, meaning))

    @property
    def counts(self) -> Counts:
        return self.tally.counts


def given(*commands: Command) -> list[Event]:
    return [CommandGiven(command) for command in commands]


def test_a_visit_by_key_and_voice_is_counted() -> None:
    visits = Visits()
    visits.happens(*given(Command.CHOOSE, Command.MENU), DigitPressed(2))
    visits.hears(Command.NEXT)
    visits.happens(UnknownKeyPressed(), *given(Command.MENU))
    visits.hears(1)
    counts = visits.counts
    assert counts.visits == 1
    assert counts.sections_reached == 2
    assert counts.accepted_by_key == 4
    assert counts.accepted_by_voice == 2
    assert counts.refused_by_key == 1
    assert (counts.voice_works, counts.ear_works) == (1, 1)


def test_help_on_top_of_a_part_reaches_no_part_again() -> None:
    visits = Visits()
    visits.happens(*given(Command.CHOOSE, Command.MENU), DigitPressed(2))
    visits.happens(*given(Command.HELP, Command.BACK, Command.NEXT))
    assert visits.counts.sections_reached == 1


def test_what_was_not_understood_counts_when_somebody_is_here() -> None:
    visits = Visits()
    visits.happens(NotUnderstood(visits.session.state.turn))
    assert visits.counts.refused_by_voice == 0
    visits.happens(*given(Command.CHOOSE, Command.MENU))
    visits.happens(NotUnderstood(visits.session.state.turn))
    assert visits.counts.refused_by_voice == 1


def test_a_visit_that_nobody_ends_is_counted_apart() -> None:
    visits = Visits()
    visits.happens(*given(Command.CHOOSE, Command.MENU), VoiceLost())
    for _ in range(30):
        visits.happens(TimerRanOut(Timer.PROMPT))
    visits.happens(TimerRanOut(Timer.ANSWER), TimerRanOut(Timer.ANSWER))
    assert visits.counts.visits_left_idle == 1
    assert visits.counts.voice_restarts == 1
    assert visits.counts.voice_works == 0


def test_a_guide_that_cannot_be_opened_is_counted() -> None:
    visits = Visits("first", "second", opened=GuideRefused("first", "en"))
    visits.happens(*given(Command.CHOOSE), DigitPressed(1))
    assert visits.counts.guides_refused == 1


def test_the_counts_are_numbers_and_nothing_else() -> None:
    assert {field.name for field in dataclasses.fields(Counts)} == set(MEANINGS)
    assert all(type(number) is int for number in dataclasses.astuple(Counts()))
    for line in as_metrics(Counts(visits=3)).splitlines():
        assert re.fullmatch(r"# (HELP|TYPE) kiosk_\w+ .+|kiosk_\w+ \d+", line)
    assert "kiosk_visits_total 3" in as_metrics(Counts(visits=3))


def test_the_file_is_whole_at_every_moment_and_nothing_else_stays(tmp_path: Path) -> None:
    visits = Visits()
    file = tmp_path / "kiosk.prom"
    visits.tally.write(file)
    before = file.stat()
    visits.tally.write(file)
    assert file.stat() == before, "nothing has changed, and nothing is written"
    visits.happens(*given(Command.CHOOSE))
    visits.tally.write(file)
    assert "kiosk_visits_total 1\n" in file.read_text(encoding="utf-8")
    assert file.stat().st_ino != before.st_ino, "another file, renamed"
    assert list(tmp_path.iterdir()) == [file]


def test_whoever_monitors_may_read_the_file_and_the_services_let_nobody_read_theirs(
    tmp_path: Path,
) -> None:
    file = tmp_path / "kiosk.prom"
    services = os.umask(0o077)
    try:
        Tally().write(file)
    finally:
        os.umask(services)
    assert stat.S_IMODE(file.stat().st_mode) == 0o644


def test_a_disk_that_cannot_be_written_to_is_told_once(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    tally = Tally()
    for _ in range(3):
        tally.write(tmp_path / "nowhere" / "kiosk.prom")
    assert caplog.text.count("the counts cannot be written") == 1


def test_of_two_kiosks_with_one_file_the_second_one_is_told_so_and_waits_for_its_turn(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    file = tmp_path / "kiosk.prom"
    first, second = Tally(), Tally()
    for number in (1, 2):
        first.counts = Counts(visits=number)
        first.write(file)
        second.write(file)
    assert "kiosk_visits_total 2\n" in file.read_text(encoding="utf-8")
    assert caplog.text.count("give each one a counts.file of its own") == 1
    del first  # as its process ends
    second.write(file)
    assert "kiosk_visits_total 0\n" in file.read_text(encoding="utf-8")
    assert list(tmp_path.iterdir()) == [file]
