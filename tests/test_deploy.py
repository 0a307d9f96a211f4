"""The files with which a machine becomes a kiosk are whole, and do what docs/operating.md says."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from terminals import ROOT, Terminal

DEPLOY = ROOT / "deploy"
SERVICES = [DEPLOY / "kiosk-console.service", DEPLOY / "kiosk-wayland.service"]
MOST_EXPOSED = 3.0
"""What `systemd-analyze security` may say; it calls this OK."""


class Store:
    """A place for contents, and the command that fills it."""

    def __init__(self, folder: Path) -> None:
        self.place = folder / "store"
        self.ticks = folder / "ticks"
        self.content = folder / "content"
        (self.content / "en").mkdir(parents=True)
        (self.content / "en" / "phrases.yaml").write_text("language: en\n", encoding="utf-8")
        programs = folder / "programs"
        programs.mkdir()
        # In place of the kiosk, which takes a second for each check.
        kiosk = programs / "kiosk"
        kiosk.write_text('#!/bin/sh\n! grep -rn nothing "$2"\n', encoding="utf-8")
        kiosk.chmod(0o755)
        # One content a second is enough for an operator; a test has no second.
        clock = programs / "date"
        clock.write_text(
            f'#!/bin/sh\necho x >> "{self.ticks}"\nwc -l < "{self.ticks}"\n', encoding="utf-8"
        )
        clock.chmod(0o755)
        self._environment = {
            **os.environ,
            "KIOSK_STORE": str(self.place),
            "PATH": f"{programs}:{os.environ['PATH']}",
        }

    def command(self, argument: Path | str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            ["sh", str(DEPLOY / "kiosk-content"), str(argument)],
            env=self._environment, capture_output=True, text=True, check=False,
        )  # fmt: skip

    @property
    def current(self) -> str:
        return os.readlink(self.place / "current")  # noqa: PTH115 - a relative name

    @property
    def kept(self) -> list[str]:
        return sorted(path.name for path in self.place.iterdir() if path.name != "current")


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path)


def test_new_content_becomes_the_current_one_and_three_are_kept(store: Store) -> None:
    for _ in range(5):
        assert store.command(store.content).returncode == 0
    assert store.current == "5"
    assert store.kept == ["3", "4", "5"]
    assert (store.place / "current" / "en" / "phrases.yaml").is_file()


def test_new_content_stays_though_the_clock_was_set_back(store: Store) -> None:
    store.ticks.write_text("x\n" * 5, encoding="utf-8")
    for _ in range(3):
        assert store.command(store.content).returncode == 0
    store.ticks.unlink()
    assert store.command(store.content).returncode == 0
    assert store.current == "1"
    assert (store.place / "current" / "en" / "phrases.yaml").is_file()


def test_content_with_problems_is_refused_and_the_current_one_stays(store: Store) -> None:
    store.command(store.content)
    (store.content / "en" / "phrases.yaml").write_text("nothing: of use\n", encoding="utf-8")
    refused = store.command(store.content)
    assert refused.returncode == 1
    assert "phrases.yaml:1:" in refused.stdout
    assert (store.current, store.kept) == ("1", ["1"])


def test_the_content_before_comes_back(store: Store) -> None:
    store.command(store.content)
    store.command(store.content)
    assert store.command("--back").returncode == 0
    assert store.current == "1"
    assert store.command("--back").returncode == 1
    assert store.current == "1"


def test_without_any_content_there_is_no_way_back(store: Store) -> None:
    assert store.command("--back").returncode == 1


@pytest.mark.parametrize("service", sorted(DEPLOY.glob("*.service")), ids=lambda path: path.name)
def test_a_service_names_only_files_that_the_package_brings(service: Path) -> None:
    packaged = {path.name for path in DEPLOY.iterdir()}
    named = re.findall(r"/usr/lib/kiosk/(\S+)", service.read_text(encoding="utf-8"))
    assert named
    assert set(named) <= packaged


@pytest.mark.parametrize("service", SERVICES, ids=lambda path: path.name)
def test_a_service_starts_again_and_keeps_nothing(service: Path) -> None:
    lines = set(service.read_text(encoding="utf-8").splitlines())
    wanted = {
        "Type=notify",
        "Restart=on-failure",
        "StartLimitIntervalSec=0",
        "OOMPolicy=continue",
        "LimitCORE=0",
        "MemorySwapMax=0",
        "ProtectSystem=strict",
        "NoNewPrivileges=yes",
        "OnSuccess=kiosk-login.service",
    }
    assert wanted <= lines
    assert any(line.startswith("WatchdogSec=") for line in lines)
    # systemd resets the terminal for whatever it starts: the kiosk would be hung up on.
    assert not any(line.startswith("ExecReload=") for line in lines)


def test_cage_has_a_place_for_its_socket_and_stays_in_the_service() -> None:
    """Only what stays in its group is limited by it, and is believed when it tells of its life."""
    lines = (DEPLOY / "kiosk-wayland.service").read_text(encoding="utf-8").splitlines()
    assert not any(line.startswith("PAMName=") for line in lines)
    assert {"RuntimeDirectory=kiosk", "RuntimeDirectoryMode=0700", "Wants=seatd.service"} <= set(
        lines
    )
    script = (DEPLOY / "wayland").read_text(encoding="utf-8")
    assert 'export XDG_RUNTIME_DIR="$RUNTIME_DIRECTORY"' in script


@pytest.mark.skipif(
    not shutil.which("systemd-analyze"), reason="needs systemd, on which the services run"
)
@pytest.mark.parametrize("service", SERVICES, ids=lambda path: path.name)
def test_a_service_is_hardly_exposed(service: Path) -> None:
    told = subprocess.run(
        ["systemd-analyze", "security", "--offline=true", "--no-pager", str(service)],
        capture_output=True, text=True, check=False, env={**os.environ, "LANG": "C.UTF-8"},
    )  # fmt: skip
    (level,) = re.findall(r"exposure level for \S+: ([\d.]+)", told.stdout)
    assert float(level) <= MOST_EXPOSED


@pytest.mark.parametrize(
    ("console", "wayland", "expected"),
    [
        ("inactive", "inactive", ["is-active", "start"]),
        ("inactive", "failed", ["is-active", "start"]),
        ("active", "inactive", ["is-active"]),
        ("inactive", "activating", ["is-active"]),
    ],
)
def test_a_login_never_takes_the_screen_from_a_kiosk_that_starts_again(
    tmp_path: Path, console: str, wayland: str, expected: list[str]
) -> None:
    systemctl = tmp_path / "systemctl"
    done = tmp_path / "done"
    systemctl.write_text(
        f'#!/bin/sh\nfor verb; do case $verb in is-active | start) echo $verb >> "{done}";; esac\n'
        f'done\n[ $1 != is-active ] || printf "%s\\n" {console} {wayland}\n',
        encoding="utf-8",
    )
    systemctl.chmod(0o755)
    (tmp_path / "sleep").symlink_to("/bin/true")
    path = f"{tmp_path}:{os.environ['PATH']}"
    subprocess.run(["sh", str(DEPLOY / "login")], env={"PATH": path}, check=False)
    assert done.read_text(encoding="utf-8").split() == expected
    lines = (DEPLOY / "kiosk-login.service").read_text(encoding="utf-8").splitlines()
    assert "After=kiosk-console.service kiosk-wayland.service" in lines


def test_one_kiosk_has_left_the_screen_before_the_other_one_takes_it() -> None:
    (after,) = re.findall("^After=.*", SERVICES[1].read_text(encoding="utf-8"), re.MULTILINE)
    assert "kiosk-console.service" in after


@pytest.mark.parametrize(
    "script", ["session", "wayland", "machine", "login", "kiosk-content", "build-deb"]
)
def test_a_script_is_one_that_a_shell_can_read(script: str) -> None:
    subprocess.run(["sh", "-n", str(DEPLOY / script)], check=True)
    assert os.access(DEPLOY / script, os.X_OK)


def test_the_locked_kiosk_is_what_both_services_start() -> None:
    session = (DEPLOY / "session").read_text(encoding="utf-8")
    assert "kiosk launch --terminal here --locked" in session
    assert "/usr/lib/kiosk/session" in (DEPLOY / "wayland").read_text(encoding="utf-8")
    console = (DEPLOY / "kiosk-console.service").read_text(encoding="utf-8")
    assert "ExecStart=/usr/lib/kiosk/session\n" in console


@pytest.mark.parametrize(("term", "set_up"), [("linux", True), ("xterm-kitty", False)])
def test_the_console_is_one_of_utf_8(tmp_path: Path, term: str, set_up: bool) -> None:
    for name in ("kiosk", "kbd_mode"):
        (tmp_path / name).write_text(f'#!/bin/sh\necho "{name} $*"\n', encoding="utf-8")
        (tmp_path / name).chmod(0o755)
    environment = {"PATH": f"{tmp_path}:{os.environ['PATH']}"}
    session = ("sh", str(DEPLOY / "session"))
    with Terminal(program=session, env=environment, term=term) as terminal:
        terminal.wait_for("kiosk launch")
    assert (b"\x1b%G" in terminal.drawn) == set_up
    assert (b"kbd_mode -u" in terminal.drawn) == set_up


def test_what_the_instructions_name_is_there() -> None:
    text = (ROOT / "docs" / "operating.md").read_text(encoding="utf-8")
    for name in re.findall(r"/usr/lib/kiosk/([\w.-]+)", text):
        assert (DEPLOY / name).is_file(), name
    for name in re.findall(r"^ +make (\w+)$", text, re.MULTILINE):
        assert f"\n{name}:" in (ROOT / "Makefile").read_text(encoding="utf-8"), name
