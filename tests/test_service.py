"""What systemd is told."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest

from kiosk.unattended.service import Service


@pytest.mark.parametrize("kind", ["file", "abstract"])
def test_systemd_is_told_of_the_beginning_the_life_and_the_end(tmp_path: Path, kind: str) -> None:
    name = str(tmp_path / "notify") if kind == "file" else f"@kiosk-test-{tmp_path.name}"
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as systemd:
        systemd.bind(name.replace("@", "\0"))
        service = Service({"NOTIFY_SOCKET": name, "WATCHDOG_USEC": "30000000"})
        service.ready()
        service.alive()
        service.stopping()
        assert [systemd.recv(99) for _ in range(3)] == [b"READY=1", b"WATCHDOG=1", b"STOPPING=1"]
    assert service.beat == 10
    service.alive()  # a systemd that has gone is no trouble


def test_without_systemd_nobody_is_told_and_nobody_waits() -> None:
    service = Service({"WATCHDOG_USEC": "30000000"})
    service.ready()
    assert service.beat == 0


def test_children_do_not_inherit_the_line_to_systemd() -> None:
    environment = {"NOTIFY_SOCKET": "/nowhere", "WATCHDOG_USEC": "1", "HOME": "/"}
    Service(environment)
    assert environment == {"HOME": "/"}
