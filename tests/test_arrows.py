"""The structure of the code: imports point down only, and native libraries stay in their place."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

KIOSK = Path(__file__).parent.parent / "kiosk"

# From the top down. What stands in one set never imports one another.
LAYERS: list[set[str]] = [
    {"__main__"},
    {"cli"},
    {"commands"},
    {"log", "fullscreen", "plaintext"},
    {"assembly"},
    {"rehearsal", "model_shelf"},
    {"unattended", "plain"},
    {
        "session",
        "librarian",
        "glance",
        "screen",
        "launching",
        "speaking",
        "listening",
    },
    {"dialogue"},
    {"content"},
    {"workers", "settings"},
    {"keyboard"},
    {"documents", "lettering"},
    {"pin", "discretion", "settings_file", "senses", "approximation"},
    {"errors", "home"},
]

# A library may be imported below these places only.
TERRITORIES = {
    "textual": "screen/",
    "pyttsx3": "speaking/espeak.py",
    "piper": "speaking/natural_worker.py",
    "miniaudio": ("speaking/", "listening/"),
    "vosk": "listening/recognisers/",
    "pocketsphinx": "listening/recognisers/",
    "yaml": "documents/",
    "click": ("cli.py", "commands/", "__main__.py"),
}


def modules() -> Iterator[Path]:
    yield from sorted(KIOSK.rglob("*.py"))


def imported(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: imports are written in full"
            yield node.module or ""


def part(module: str) -> str | None:
    """kiosk.screen.app -> screen"""
    names = module.split(".")
    return names[1] if names[0] == "kiosk" and len(names) > 1 else None


def height(name: str) -> int:
    return next(index for index, layer in enumerate(LAYERS) if name in layer)


@pytest.mark.parametrize("path", list(modules()), ids=lambda path: str(path.relative_to(KIOSK)))
def test_imports_point_down_only(path: Path) -> None:
    own = path.relative_to(KIOSK).parts[0].removesuffix(".py")
    if own == "__init__":
        assert not [name for name in imported(path) if part(name)]
        return
    for module in imported(path):
        other = part(module)
        if other is not None and other != own:
            assert height(other) > height(own), f"{own} imports {other}"


@pytest.mark.parametrize("library", sorted(TERRITORIES))
def test_a_library_stays_in_its_place(library: str) -> None:
    places = TERRITORIES[library]
    for path in modules():
        relative = path.relative_to(KIOSK).as_posix()
        if any(name.split(".")[0] == library for name in imported(path)):
            assert relative.startswith(places), f"{relative} imports {library}"


@pytest.mark.parametrize("child", ["speaking", "listening"])
def test_a_child_starts_without_the_words_and_their_library(child: str) -> None:
    program = f"import sys, kiosk.{child}.worker; print(*sys.modules)"
    loaded = subprocess.check_output([sys.executable, "-c", program], cwd=KIOSK.parent, text=True)
    assert not {"pydantic", "yaml", "kiosk.content", "kiosk.dialogue"} & set(loaded.split())


def test_the_words_hold_no_python() -> None:
    assert not list((KIOSK.parent / "content").rglob("*.py"))
