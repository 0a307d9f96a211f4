"""A large library: opened quickly, checked beside the kiosk, and one bad guide harms no other."""

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


def test_a_guide_with_problems_is_refused_and_told_and_the_others_are_as_good_as_before(
    tmp_path: Path,
) -> None:
    content, log = write_library(tmp_path / "content", 10), tmp_path / "log"
    with (content / "en/g5.yaml").open("a", encoding="utf-8") as guide:
        guide.write("  - id: s1\n    title: The same again\n")
    silent = ("--locked", "--no-voice", "--no-ear")
    with Terminal("run", *silent, "--content", str(content), "--log", str(log)) as kiosk:
        kiosk.wait_for("Press any key to begin")
        kiosk.wait_for(lambda: "the others can:" in log.read_text(encoding="utf-8"))
        assert "g5.yaml:" in log.read_text(encoding="utf-8").partition("the others can:")[2]
        kiosk.press("enter")
        kiosk.wait_for("Guide g5")
        told = log.read_text(encoding="utf-8").count("g5")
        kiosk.press("6")
        kiosk.wait_for("Guide g5 cannot be opened today.")
        assert "a guide was chosen that cannot be opened" in log.read_text(encoding="utf-8")
        assert log.read_text(encoding="utf-8").count("g5") == told, "the log tells what was chosen"
        kiosk.press("4")
        kiosk.wait_for("This guide is large.")
