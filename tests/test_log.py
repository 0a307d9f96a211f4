"""The log helps operators, holds no words of visitors, and stops nothing."""

from __future__ import annotations

import logging
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from kiosk.log import keep_log


@contextmanager
def log_kept_at(place: Path) -> Iterator[None]:
    """With nobody else who listens, as pytest does."""
    root = logging.getLogger()
    before, level = root.handlers[:], root.level
    root.handlers.clear()
    keep_log(place)
    try:
        yield
    finally:
        root.handlers[:] = before
        root.setLevel(level)
        logging.raiseExceptions = True


def fail_on_words() -> None:
    try:
        raise ValueError(" ".join(("I", "am", "ill")))
    except ValueError:
        logging.getLogger("asyncio").error("Exception in say('I am ill')", exc_info=True)
        logging.getLogger("kiosk.voice").error("the voice is broken", exc_info=True)


def test_an_error_is_told_by_its_kind_and_place_and_not_by_its_words(tmp_path: Path) -> None:
    with log_kept_at(tmp_path / "log"):
        fail_on_words()
    text = (tmp_path / "log").read_text(encoding="utf-8")
    assert "ERROR asyncio: an error" in text
    assert "ERROR kiosk.voice: the voice is broken" in text
    assert "in fail_on_words" in text
    assert "I am ill" not in text
    assert text.count("\nValueError\n") == 2


def test_a_socket_of_syslogs_is_a_log_too(tmp_path: Path) -> None:
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as syslog:
        syslog.bind(str(tmp_path / "log"))
        with log_kept_at(tmp_path / "log"):
            logging.getLogger("kiosk").warning("no voice")
        assert b"kiosk: " in (line := syslog.recv(999))
        assert b"no voice" in line


def test_a_log_that_cannot_be_opened_stops_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with log_kept_at(tmp_path / "no-folder" / "log"):
        logging.getLogger("kiosk").warning("no voice")
    assert "there is no log at" in capsys.readouterr().err


def test_a_full_disk_is_not_told_on_the_visitors_screen(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with log_kept_at(Path("/dev/full")):
        logging.getLogger("kiosk").warning("no voice")
    assert capsys.readouterr().err == ""
