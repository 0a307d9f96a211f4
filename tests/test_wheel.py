"""The wheel: what `pip install` of it gives is a kiosk that runs anywhere."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with what the wheel would install, far from the sources."""
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = folder.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder / "site")
    return folder / "site"


def kiosk(installed: Path, *arguments: str, typed: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-P", "-m", "kiosk", *arguments],
        cwd=installed.parent,
        env={"PYTHONPATH": str(installed), "HOME": str(installed.parent), "LANG": "C.UTF-8"},
        input=typed,
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_wheel_carries_the_content_and_the_stylesheet(installed: Path) -> None:
    carried = {path.relative_to(installed).as_posix() for path in installed.rglob("*.*")}
    assert {
        "kiosk/_content/en/second-opinion.yaml",
        "kiosk/_content/en/phrases.yaml",
        "kiosk/screen/kiosk.tcss",
    } <= carried


def test_the_installed_kiosk_checks_its_own_content(installed: Path) -> None:
    result = kiosk(installed, "check")
    assert (result.returncode, result.stderr) == (0, "")
    assert str(installed / "kiosk/_content") in result.stdout


def test_the_installed_kiosk_holds_the_conversation(installed: Path) -> None:
    result = kiosk(installed, "rehearse", typed="\nhome\n5\n")
    assert "Remember: seeking a second opinion is your right as a patient." in result.stdout
