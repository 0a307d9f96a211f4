"""docs/accessibility.md: a promise in it is a test."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache

import pytest
from terminals import ROOT

DOCUMENT = (ROOT / "docs" / "accessibility.md").read_text(encoding="utf-8")
TABLE, CHECKLIST = DOCUMENT.split("## What the installation has to do")
ROWS = [
    line.strip("|").split(" | ")
    for line in TABLE.splitlines()
    if line.startswith("|") and not line.startswith(("| requirement", "| ---"))
]


@cache
def functions_in(file: str) -> frozenset[str]:
    tree = ast.parse((ROOT / "tests" / file).read_text(encoding="utf-8"))
    functions = (ast.FunctionDef, ast.AsyncFunctionDef)
    return frozenset(node.name for node in tree.body if isinstance(node, functions))


def named_tests(cell: str) -> Iterator[tuple[str, str]]:
    """File and function; a file alone has an empty function, and an ellipsis repeats the file."""
    file = ""
    for name in re.findall(r"`([^`]*)`", cell):
        place, _, function = name.partition("::")
        file = file if place == "…" else place
        yield file, function


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0].strip()[:60])
def test_every_line_names_tests_and_they_exist(row: list[str]) -> None:
    assert len(row) == 3, "a requirement, how, and the test"
    named = list(named_tests(row[2]))
    assert named
    for file, function in named:
        assert not function or function in functions_in(file), f"{file}::{function}"
        assert functions_in(file)


def test_every_kind_of_requirement_is_there() -> None:
    assert re.findall("^## (.*)$", TABLE, re.MULTILINE) == [
        "Speech", "Screen", "Time and visits", "Input", "Language", "As lines of text"
    ]  # fmt: skip
    assert len(ROWS) > 40


def test_what_the_installation_has_to_do_can_be_ticked_off_and_has_the_label() -> None:
    assert CHECKLIST.count("| ☐ ") >= 10
    assert "Braille" in CHECKLIST or "braille" in CHECKLIST
    assert re.search(r"^> \*\*This kiosk talks\.\*\*$", CHECKLIST, re.MULTILINE)
