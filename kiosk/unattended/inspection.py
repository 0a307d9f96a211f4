"""The inspection: checks the content beside the running kiosk, in a process of its own.

Of a large library only the heads are read at the start. What the inspection finds goes to the log
and changes nothing else: a guide with problems is refused when somebody chooses it, and the others
are as good as before. New content is taken only when the inspection finds nothing.

`python -m kiosk.unattended.inspection FOLDER` is that process. Unlike `kiosk check` it loads no
recogniser: a running kiosk has one already, and not the memory for another.
"""

from __future__ import annotations

import asyncio
import logging
import sys
from pathlib import Path

from kiosk.workers.worker import own_module

log = logging.getLogger(__name__)


async def inspect(content: Path) -> str:
    """Every problem of the content, a line each; empty when all is well."""
    command, environment = own_module("kiosk.unattended.inspection", str(content))
    try:
        child = await asyncio.create_subprocess_exec(
            *command,
            env=environment,
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
    if child.returncode:
        return f"{content}: cannot be checked: the check has ended by itself"
    return found.decode(errors="replace")


async def report_problems(content: Path) -> None:
    """Tell the operator of every problem, if there is any."""
    problems = await inspect(content)
    if problems:
        log.error("guides with problems cannot be opened; the others can:\n%s", problems)


def main() -> None:
    """Print the problems."""
    from kiosk.content.checks import check
    from kiosk.dialogue.advertised import check_advertised

    content = Path(sys.argv[1])
    problems = sorted([*check(content), *check_advertised(content)])
    lines = "".join(f"{found}\n" for found in problems if found.severity == "error")
    sys.stdout.buffer.write(lines.encode(errors="replace"))


if __name__ == "__main__":
    main()
