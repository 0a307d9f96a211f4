"""What the kiosk costs while nobody is there: processor time and memory of all its processes."""

from __future__ import annotations

import os
import time
from pathlib import Path

from terminals import Terminal

from bench.table import Figure

TICKS = os.sysconf("SC_CLK_TCK")


def family(pid: int) -> list[int]:
    """A process and everything it started."""
    children: list[int] = []
    for task in Path(f"/proc/{pid}/task").iterdir():
        children += map(int, (task / "children").read_text().split())
    return [pid, *(member for child in children for member in family(child))]


def processor_seconds(pids: list[int]) -> float:
    def ticks(pid: int) -> int:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        return int(fields[11]) + int(fields[12])

    return sum(map(ticks, pids)) / TICKS


def megabytes(pids: list[int]) -> float:
    """Resident memory; pages that processes share are counted for each of them."""
    total = 0
    for pid in pids:
        for line in Path(f"/proc/{pid}/status").read_text().splitlines():
            if line.startswith("VmRSS:"):
                total += int(line.split()[1])
    return total / 1024


def measure(seconds: float = 60) -> list[Figure]:
    with Terminal("run") as terminal:
        terminal.wait_for("Press any key")
        terminal.press("enter")
        terminal.wait_for("Nothing you press")
        time.sleep(5)
        members = family(terminal.pid)
        memory = megabytes(members)
        terminal.press("m")
        time.sleep(2)
        members = family(terminal.pid)
        before = processor_seconds(members)
        time.sleep(seconds)
        share = (processor_seconds(members) - before) / seconds * 100
    return [
        Figure(f"idle over {seconds:.0f} s, {len(members)} processes", "≤ 1 % of a core",
               f"{share:.2f} %", share <= 1),
        Figure("memory while speaking, all processes", "≤ 180 MB",
               f"{memory:.0f} MB", memory <= 180),
    ]  # fmt: skip
