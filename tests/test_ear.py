"""The ear, with children that do as they are told: what it reports, and what it does not."""

from __future__ import annotations

import asyncio
import json
import sys
import textwrap
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

import pytest
from conversations import ROOT

from kiosk.content.loader import load
from kiosk.dialogue.accepted import Accepted
from kiosk.dialogue.command import Command
from kiosk.dialogue.effects import Listen
from kiosk.dialogue.events import (
    EarLost,
    EarReady,
    EarUnavailable,
    Event,
    Heard,
    ListeningBegan,
    NotUnderstood,
)
from kiosk.listening.child import ear_child
from kiosk.listening.ear import Ear
from kiosk.settings import EarSettings

PRELUDE = """
    import json, sys
    def tell(**message): print(json.dumps(message), flush=True)
    def obey(do):
        for line in sys.stdin:
            with open(sys.argv[1], "a") as kept:
                kept.write(line)
            message = json.loads(line)
            if message["do"] == do:
                return message["turn"]
        sys.exit()
"""
READY = EarReady("a recogniser")

HEARS = """
    tell(ready="a recogniser")
    tell(microphone="back")
    while True:
        turn = obey("listen")
        tell(turn=turn, open=True)
        tell(turn=turn, heard="yes", reason="REASON")
"""


class Owner:
    """Writes down what an ear reports, and what its child is told."""

    def __init__(self, kept: Path, script: str) -> None:
        self.events: list[Event] = []
        self.kept = kept
        understood = load(ROOT / "content", "en").understood()
        assert understood is not None
        source = textwrap.dedent(PRELUDE) + textwrap.dedent(script)
        self.ear = Ear(
            self.events.append,
            EarSettings(),
            understood,
            command=(sys.executable, "-c", source, str(kept)),
            environment={},
        )
        self.ear.start()

    async def until(self, *events: Event) -> None:
        """Until just these have been reported."""
        async with asyncio.timeout(20):
            while self.events != list(events):
                assert self.events == list(events)[: len(self.events)]
                await asyncio.sleep(0.01)

    async def rests(self) -> None:
        """Give it time to report what it must not."""
        before = list(self.events)
        await asyncio.sleep(0.3)
        assert self.events == before

    @property
    def told(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.kept.read_text().splitlines()]


Employ = Callable[[str], Owner]


@pytest.fixture
async def employ(tmp_path: Path) -> AsyncIterator[Employ]:
    owners: list[Owner] = []

    def employ(script: str) -> Owner:
        owners.append(Owner(tmp_path / "told", script))
        return owners[-1]

    yield employ
    for owner in owners:
        await owner.ear.close()


def question(turn: int) -> Listen:
    return Listen(turn, Accepted(yes_no=True), "en")


async def test_what_is_understood_is_reported_and_nothing_else_of_it(employ: Employ) -> None:
    owner = employ(HEARS.replace("REASON", "accepted"))
    await owner.until(READY)
    owner.ear.perform(question(7))
    await owner.until(READY, ListeningBegan(7), Heard(7, Command.YES))


@pytest.mark.parametrize("reason", ["unlike", "clipped"])
async def test_who_speaks_and_is_not_understood_gets_an_answer(employ: Employ, reason: str) -> None:
    owner = employ(HEARS.replace("REASON", reason))
    await owner.until(READY)
    owner.ear.perform(question(7))
    await owner.until(READY, ListeningBegan(7), NotUnderstood(7))


@pytest.mark.parametrize("reason", ["too short", "too long", "silence"])
async def test_clicks_and_babble_get_no_answer(employ: Employ, reason: str) -> None:
    owner = employ(HEARS.replace("REASON", reason))
    await owner.until(READY)
    owner.ear.perform(question(7))
    await owner.until(READY, ListeningBegan(7), ListeningBegan(7))


async def test_a_microphone_that_was_never_there_is_told_once(
    employ: Employ, caplog: pytest.LogCaptureFixture
) -> None:
    owner = employ("""
        tell(ready="a recogniser")
        for _ in range(3):
            tell(microphone="lost", why="There is no microphone.")
        obey("never")
    """)
    await owner.until(EarLost())
    await owner.rests()
    assert "no microphone: There is no microphone." in caplog.text


async def test_a_recogniser_that_cannot_be_loaded_is_told_once(employ: Employ) -> None:
    owner = employ("""
        tell(failed="The model cannot be loaded.")
        sys.exit(1)
    """)
    await owner.until(EarUnavailable())
    await owner.rests()


async def test_an_ear_that_comes_back_in_the_same_turn_need_not_wait_for_an_echo(
    employ: Employ,
) -> None:
    owner = employ("""
        tell(ready="a recogniser")
        tell(microphone="back")
        turn = obey("listen")
        tell(turn=turn, open=True)
        if len(open(sys.argv[1]).readlines()) == 1:
            sys.exit()
        obey("never")
    """)
    await owner.until(READY)
    owner.ear.perform(question(7))
    told = (READY, ListeningBegan(7))
    await owner.until(*told, EarLost(), *told)
    first, second = (message["deaf"] for message in owner.told)
    assert first > 0
    assert second == 0


def test_english_is_heard_without_its_model_too(tmp_path: Path) -> None:
    made = ear_child(EarSettings(), "en", {"en": tmp_path}, None)
    assert made is not None
    assert json.loads(made[0][-1])["engines"] == ["vosk", "sphinx"]
    assert ear_child(EarSettings(), "ko", {}, None) is None
