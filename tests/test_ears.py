"""The ears: one language after the other, of which the last one named is listened to."""

from __future__ import annotations

import asyncio
import sys
import textwrap
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from test_ear import PRELUDE
from understandings import understood_in

from kiosk.dialogue.accepted import Accepted
from kiosk.dialogue.effects import Attune, Listen
from kiosk.dialogue.events import (
    EarReady,
    EarUnavailable,
    Event,
    Heard,
    ListeningBegan,
)
from kiosk.errors import ContentError, Problem
from kiosk.listening.ears import Ears
from kiosk.settings import EarSettings

HEARS = """
    tell(ready="a recogniser of " + sys.argv[2])
    tell(microphone="back")
    turn = obey("listen")
    tell(turn=turn, open=True)
    tell(turn=turn, heard={"en": "yes", "es": "sí"}[sys.argv[2]], reason="accepted")
    obey("nothing")
"""


READY = {language: EarReady(f"a recogniser of {language}") for language in ("en", "es")}


class Owner:
    """Writes down what the ears report; has ears for English and Spanish, and none for others."""

    def __init__(self, kept: Path) -> None:
        self.events: list[Event] = []
        self._kept = kept
        settings = EarSettings(echo_seconds=0)
        self.ears = Ears(self.events.append, settings, self._equip)

    def _equip(self, language: str) -> dict[str, Any] | None:
        if language == "xx":
            raise ContentError([Problem(Path("xx"), 1, 1, "this is not understood")])
        if language == "yy":
            raise PermissionError("the models may not be looked at")
        if language == "ko":
            return None
        source = textwrap.dedent(PRELUDE) + textwrap.dedent(HEARS)
        command = (sys.executable, "-c", source, str(self._kept), language)
        return {"understood": understood_in(language), "command": command, "environment": {}}

    async def until(self, *events: Event) -> None:
        """Until just these have been reported."""
        async with asyncio.timeout(20):
            while self.events != list(events):
                assert self.events == list(events)[: len(self.events)]
                await asyncio.sleep(0.01)


@pytest.fixture
async def owner(tmp_path: Path) -> AsyncIterator[Owner]:
    made = Owner(tmp_path / "kept")
    yield made
    await made.ears.close()


async def test_after_a_change_the_new_language_is_understood(owner: Owner) -> None:
    owner.ears.perform(Attune("en"))
    await owner.until(READY["en"])
    owner.ears.perform(Attune("es"))
    await owner.until(READY["en"], READY["es"])
    owner.ears.perform(Listen(1, Accepted(yes_no=True), "es"))
    heard = [one async for one in reported(owner, 4)]
    assert heard[2] == ListeningBegan(1)
    assert isinstance(heard[3], Heard)


async def reported(owner: Owner, count: int) -> AsyncIterator[Event]:
    async with asyncio.timeout(20):
        while len(owner.events) < count:
            await asyncio.sleep(0.01)
    for event in owner.events:
        yield event


@pytest.mark.parametrize("language", ["ko", "xx", "yy"])
async def test_a_language_that_cannot_be_heard_is_told(owner: Owner, language: str) -> None:
    owner.ears.perform(Attune("en"))
    await owner.until(READY["en"])
    owner.ears.perform(Attune(language))
    await owner.until(READY["en"], EarUnavailable())
    owner.ears.perform(Attune("en"))
    await owner.until(READY["en"], EarUnavailable(), READY["en"])


async def test_of_several_changes_in_a_row_only_the_last_one_counts(owner: Owner) -> None:
    for language in ("en", "ko", "es", "ko", "en"):
        owner.ears.perform(Attune(language))
    await owner.until(READY["en"])
    await asyncio.sleep(0.3)
    assert owner.events == [READY["en"]]


async def test_ears_can_be_closed_while_they_change(owner: Owner) -> None:
    owner.ears.perform(Attune("en"))
    await owner.ears.close()
    assert owner.events == []
