"""The inspection: checks a large library beside the running kiosk, in a process of its own.

Of a large library only the heads are read at the start; half a kiosk is not worth more for being
large. When the inspection finds problems, the kiosk ends with the list, between two visits.
"""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Callable
from pathlib import Path

MOMENT = 1.0
"""Seconds between two looks whether the visit is over."""


async def inspect(content: Path) -> str:
    """Every problem of the content, a line each; empty when all is well."""
    child = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "kiosk", "check", str(content)),
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
    )
    try:
        found, _ = await child.communicate()
    finally:
        if child.returncode is None:
            child.kill()
    return found.decode(errors="replace") if child.returncode == 1 else ""


async def close_when_unsound(
    content: Path, is_free: Callable[[], bool], close: Callable[[str], None]
) -> None:
    """Close with the list of problems, as soon as nobody is at the kiosk."""
    problems = await inspect(content)
    if not problems:
        return
    while not is_free():
        await asyncio.sleep(MOMENT)
    close(problems)
