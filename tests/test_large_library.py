"""A large library: opened quickly, checked beside the kiosk, and never run half broken."""

from __future__ import annotations

import shutil
from pathlib import Path

from terminals import ROOT, Terminal

GUIDE = """
guide: {name}
title: Guide {name}
language: en
version: "1"
author: nobody
sources: [none]
introduction: This guide is large.
sections:
"""
SECTION = """
  - id: s{number}
    title: Section {number}
    text: {text}
"""


def write_library(folder: Path, guides: int) -> Path:
    """More than is checked before the start: each guide has 150 KB."""
    language = folder / "en"
    language.mkdir(parents=True)
    shutil.copy(ROOT / "content/en/phrases.yaml", language)
    for number in range(guides):
        sections = [SECTION.format(number=n, text="All of it. " * 100) for n in range(120)]
        text = GUIDE.format(name=f"g{number}") + "".join(sections)
        (language / f"g{number}.yaml").write_text(text, encoding="utf-8")
    return folder


def test_a_large_library_opens_a_guide_when_it_is_chosen(tmp_path: Path) -> None:
    content = write_library(tmp_path / "content", 10)
    with Terminal("run", "--no-voice", "--content", str(content)) as kiosk:
        kiosk.wait_for("Press any key to begin")
        kiosk.press("enter")
        kiosk.wait_for("Guide g3")
        kiosk.press("4")
        kiosk.wait_for("This guide is large.")


def test_problems_found_beside_the_kiosk_end_it_between_visits(tmp_path: Path) -> None:
    content = write_library(tmp_path / "content", 10)
    with (content / "en/g5.yaml").open("a", encoding="utf-8") as guide:
        guide.write("  - id: s1\n    title: The same again\n")
    with Terminal("run", "--no-voice", "--content", str(content), columns=120) as kiosk:
        assert kiosk.wait_for_end() == 1
        kiosk.wait_for("g5.yaml:")
