"""A very large library: 200 guides of 50 sections of 20 points."""

from __future__ import annotations

import shutil
import tempfile
import time
from pathlib import Path

from terminals import Terminal

from bench.keys import milliseconds_per_key
from bench.start import seconds_to_paint
from bench.table import Figure, percentile

ROOT = Path(__file__).parent.parent


def write_library(folder: Path, guides: int = 200, sections: int = 50, points: int = 20) -> None:
    language = folder / "en"
    language.mkdir(parents=True)
    shutil.copy(ROOT / "content/en/phrases.yaml", language)
    for number in range(guides):
        lines = [
            f"guide: guide-{number}",
            f"title: The guide of number {number}",
            "language: en",
            'version: "1"',
            "author: nobody",
            "sources: [none]",
            "introduction: This guide is large.",
            "sections:",
        ]
        for section in range(sections):
            lines += [f"  - id: s{section}", f"    title: Section {section}", "    points:"]
            lines += [
                f"      - text: Point {point} of section {section} says something of some length."
                for point in range(points)
            ]
        (language / f"guide-{number}.yaml").write_text("\n".join(lines) + "\n", encoding="utf-8")


def measure() -> list[Figure]:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "content"
        write_library(folder)
        run = ["-m", "kiosk", "run", "--content", str(folder)]
        start = min(seconds_to_paint(run, b"Press any key") for _ in range(3))
        with Terminal("run", "--content", str(folder), columns=80, rows=24) as terminal:
            terminal.wait_for("Press any key")
            terminal.press("enter")
            terminal.wait_for("The guide of number 0")
            begun = time.perf_counter()
            terminal.press("1", "enter")
            terminal.wait_for("This guide is large.")
            opened = (time.perf_counter() - begun) * 1000
            terminal.press("home")
            terminal.wait_for("Section 0")
            time.sleep(1)
            taken = milliseconds_per_key(terminal, 200)
    p95 = percentile(taken, 0.95)
    return [
        Figure("200 × 50 × 20: start to first screen", "≤ 5 s", f"{start:.2f} s", start <= 5),
        Figure("200 × 50 × 20: key → frame, p95 of 200", "as fast as before (≤ 30 ms)",
               f"{p95:.0f} ms (opening a guide {opened:.0f} ms)", p95 <= 30),
    ]  # fmt: skip
