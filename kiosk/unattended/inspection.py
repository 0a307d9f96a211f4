"""The inspection: checks a large library beside the running kiosk, in a process of its own.

Of a large library only the heads are read at the start. What the inspection finds goes to the log
and changes nothing else: a guide with problems is refused when somebody chooses it, and the others
are as good as before.
"""

from __future__ import annotations

import asyncio
import logging
import sys
from pathlib import Path

log = logging.getLogger(__name__)


async def inspect(content: Path) -> str:
    """Every problem of the content, a line each; empty when all is well."""
    try:
        child = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "kiosk", "check", str(content)),
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.DEVNULL,
        )
    except OSError as error:
        return f"{content}: cannot be checked: {error.strerror}"
    try:
        found, _ = await child.communicate()
    finally:
        if child.returncode is None:
            child.kill()
    return found.decode(errors="replace") if child.returncode == 1 else ""


async def report_problems(content: Path) -> None:
    """Tell the operator of every problem, if there is any."""
    problems = await inspect(content)
    if problems:
        log.error("guides with problems cannot be opened; the others can:\n%s", problems)
