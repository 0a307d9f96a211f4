"""The librarian, while a disk hangs."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from threading import Event as Released
from typing import cast

from conversations import ROOT, small_guide

from kiosk.content.loader import Library
from kiosk.content.model import Guide
from kiosk.dialogue.effects import OpenGuide
from kiosk.dialogue.events import Event, GuideOpened
from kiosk.librarian import Librarian

HUNG = """
import asyncio, time
from kiosk.dialogue.effects import OpenGuide
from kiosk.librarian import Librarian

class Hung:
    def open(self, guide_id):
        time.sleep(600)

async def main():
    Librarian({"en": Hung()}, print).perform(OpenGuide("any"))

asyncio.run(main())
"""


class Disk:
    """Hangs until it is released, but for one guide."""

    def __init__(self) -> None:
        self.released = Released()

    def open(self, guide_id: str) -> Guide:
        if guide_id != "sound":
            self.released.wait()
        return small_guide()


async def test_guides_that_hang_hold_up_no_other_one_and_are_opened_once() -> None:
    disk = Disk()
    events: list[Event] = []
    librarian = Librarian({"en": cast(Library, disk)}, events.append)
    for number in range(100):
        librarian.perform(OpenGuide(f"hung {number % 50}"))
    librarian.perform(OpenGuide("sound"))
    async with asyncio.timeout(20):
        await asyncio.to_thread(lambda: None)  # whatever else a kiosk does beside its loop
        while events != [GuideOpened(small_guide())]:
            await asyncio.sleep(0.01)
        disk.released.set()
        while len(events) < 51:
            await asyncio.sleep(0.01)
        librarian.perform(OpenGuide("hung 1"))
        while len(events) < 52:
            await asyncio.sleep(0.01)


def test_a_guide_that_hangs_does_not_keep_the_kiosk_from_ending() -> None:
    ended = subprocess.run([sys.executable, "-c", HUNG], cwd=ROOT, timeout=20)
    assert ended.returncode == 0
