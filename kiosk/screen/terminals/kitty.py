"""kitty: changes its font by remote control, over the socket on which it listens.

Over the socket, and never through the terminal itself: its answers would come between the keys.
The protocol: https://sw.kovidgoyal.net/kitty/rc_protocol/
"""

from __future__ import annotations

import asyncio
import json

from kiosk.lettering import Lettering
from kiosk.screen.textsize import Glass, settled

POINTS = 72 / 96
"""In a pixel; kitty takes a size in points, and 96 dots per inch unless it is told otherwise."""

ROUNDING = 0.05
"""How much, of the width, a column may differ from the plan: whole pixels. More is another
density."""

PATIENCE_SECONDS = 1.0

VERSION = (0, 14, 2)
"""Of the protocol, the oldest that knows the command."""

BEGIN, END = b"\x1bP@kitty-cmd", b"\x1b\\"


class Kitty:
    """A window of kitty that may be controlled."""

    block_letters: int | None = 1

    def __init__(self, address: str, plan: Lettering, glass: Glass) -> None:
        """`address` is KITTY_LISTEN_ON: unix:PATH, or unix:@NAME."""
        name = address.removeprefix("unix:")
        self._address = "\0" + name[1:] if name.startswith("@") else name
        self._plan = plan
        self._glass = glass
        self._density: float | None = None
        """How many of its own pixels it takes for one of the plan; None until it was measured."""

    async def change(self, size: int) -> bool:
        pixels = self._plan.sizes[size]
        if not await self._set(pixels * POINTS / (self._density or 1)):
            return False
        if self._density is None:
            return await self._measured(size)
        return True

    async def restore(self) -> None:
        await self._set(0)

    async def _measured(self, size: int) -> bool:
        """After the first change: where kitty's points are not ours, the same again in kitty's."""
        expected = self._plan.sizes[size] * self._plan.typeface.advance
        width = await settled(self._glass, expected, ROUNDING)
        if not width or abs(width - expected) <= ROUNDING * expected:
            self._density = 1
            return True
        self._density = width / expected
        return await self.change(size)

    async def _set(self, points: float) -> bool:
        """A font of this size; 0 for the one that kitty began with."""
        payload = {"size": points, "all": True, "increment_op": None}
        command = {"cmd": "set-font-size", "version": VERSION, "payload": payload}
        try:
            async with asyncio.timeout(PATIENCE_SECONDS):
                reader, writer = await asyncio.open_unix_connection(self._address)
                try:
                    writer.write(BEGIN + json.dumps(command).encode() + END)
                    answer = await reader.readuntil(END)
                finally:
                    writer.close()
            return bool(json.loads(answer.removeprefix(BEGIN).removesuffix(END))["ok"])
        except (OSError, EOFError, asyncio.LimitOverrunError, ValueError, KeyError, TypeError):
            return False
