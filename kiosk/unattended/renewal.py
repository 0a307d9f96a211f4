"""The renewal: new content is taken between two visits, when it is sound; else the old one stays.

A folder that is being written to is left alone until it rests. Whoever wants to be sure that no
half of a new content is ever seen, not even after a power failure, writes it elsewhere and renames
it, or a symbolic link to it: see docs/operating.md.
"""

from __future__ import annotations

import asyncio
import logging
import os
from collections.abc import Awaitable, Callable
from contextlib import suppress
from pathlib import Path
from typing import TypeVar

from kiosk.errors import KioskError

LOOK = 10.0
"""Seconds between two looks at the folder."""
MOMENT = 1.0
"""Seconds between two looks whether the folder rests, and whether the visit is over."""

Content = TypeVar("Content")
Trace = frozenset[tuple[str, int, int, int]]

log = logging.getLogger(__name__)


class Renewal:
    """Notices new content. Belongs to one event loop."""

    def __init__(
        self,
        folder: Path,
        inspect: Callable[[], Awaitable[str]],
        *,
        look: float = LOOK,
        moment: float = MOMENT,
    ) -> None:
        """
        Args:
            folder: Where the content is looked for, before any symbolic link is followed.
            inspect: Every problem of what is there now, a line each; empty when all is well.
            look: Seconds, as LOOK.
            moment: Seconds, as MOMENT.
        """
        self._folder = folder
        self._inspect = inspect
        self._look = look
        self._moment = moment
        self._asked = asyncio.Event()
        self._seen = trace(folder)

    def ask(self) -> None:
        """Somebody says that there is new content."""
        self._asked.set()

    async def next(self, load: Callable[[], Content], close: Callable[[], bool]) -> Content:
        """What `load` makes of the next sound content, as soon as nobody is at the kiosk.

        load: runs in a thread; raises KioskError, with every problem, for what is not sound.
        close: closes the kiosk, if nobody is there, and tells whether it did: nobody may come
        between the look and the change.
        """
        while True:
            await self._change()
            fresh = await self._fresh(load)
            if fresh is None:
                continue
            while await self._trace() == self._seen:
                if close():
                    log.info("new content: %s", self._folder)
                    return fresh
                await asyncio.sleep(self._moment)
            self.ask()  # it has changed again in the meantime

    async def _change(self) -> None:
        while not self._asked.is_set():
            with suppress(TimeoutError):
                await asyncio.wait_for(self._asked.wait(), self._look)
            if not self._asked.is_set() and await self._trace() != self._seen:
                break
        self._asked.clear()
        before, self._seen = None, await self._trace()
        while before != self._seen:
            await asyncio.sleep(self._moment)
            before, self._seen = self._seen, await self._trace()

    async def _fresh(self, load: Callable[[], Content]) -> Content | None:
        problems = await self._inspect()
        if not problems:
            try:
                return await asyncio.to_thread(load)
            except KioskError as error:
                problems = str(error)
        log.error("the new content is not taken, and the old one stays:\n%s", problems)
        return None

    async def _trace(self) -> Trace:
        return await asyncio.to_thread(trace, self._folder)


def trace(folder: Path) -> Trace:
    """What changes when a file of the content does: names, sizes, times, and the very files."""
    found = set()
    for place, _, names in os.walk(folder):
        for name in names:
            with suppress(OSError):
                file = os.stat(f"{place}/{name}")  # noqa: PTH116 - thousands of files
                found.add((f"{place}/{name}", file.st_ino, file.st_size, file.st_mtime_ns))
    return frozenset(found)
