"""The staff door: a locked kiosk ends for somebody who knows the PIN, and for nobody else."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner
from conversations import english, setup_for

from kiosk import pin
from kiosk.commands.operator import pin as pin_command
from kiosk.errors import SettingsError
from kiosk.session import Session
from kiosk.settings import Settings, StaffSettings, load_settings
from kiosk.unattended.caretaker import Caretaker
from kiosk.unattended.console import Console
from kiosk.unattended.staff_door import LONGEST_WAIT, PATIENCE, StaffDoor

PIN = "246810"


class Screen:
    """Gives its keys to whoever asked for them last."""

    takes: Callable[[str], bool]

    def yield_keys(self, taken: Callable[[str], bool], /) -> None:
        self.takes = taken

    def exit(self, result: None = None, return_code: int = 0) -> None:
        pass

    def call_later(self, callback: Callable[[], None]) -> bool:
        return True


class Door:
    """A door, the PINs that were looked at, and whether it has opened."""

    def __init__(self) -> None:
        self.now = 1000.0
        self.looked_at: list[str] = []
        self.opened = asyncio.Event()
        self._looked = threading.Semaphore(0)
        self.door = StaffDoor("ctrl+e", self._fits, self.opened.set, lambda: self.now)

    def _fits(self, digits: str) -> bool:
        self.looked_at.append(digits)
        return digits == PIN

    def press(self, *keys: str) -> list[bool]:
        return [self.door.takes(key) for key in keys]

    async def try_pin(self, digits: str) -> None:
        before = asyncio.all_tasks()
        assert all(self.press("ctrl+e", *digits, "enter"))
        await asyncio.gather(*(asyncio.all_tasks() - before))


async def test_the_key_the_pin_and_enter_open_the_door() -> None:
    door = Door()
    await door.try_pin(PIN)
    assert door.opened.is_set()


async def test_without_the_key_digits_are_digits() -> None:
    door = Door()
    assert not any(door.press(*PIN, "enter"))
    assert not door.looked_at


async def test_any_other_key_ends_the_attempt_and_means_what_it_means() -> None:
    door = Door()
    assert door.press("ctrl+e", "2", "right", "4", "enter") == [True, True, False, False, False]
    assert not door.looked_at


async def test_somebody_who_walks_away_leaves_the_digits_to_visitors() -> None:
    door = Door()
    door.press("ctrl+e", "2")
    door.now += PATIENCE + 1
    assert door.press("4") == [False]


async def test_after_a_wrong_pin_nothing_is_looked_at_for_a_while_not_even_the_right_one() -> None:
    door = Door()
    await door.try_pin("111111")
    await door.try_pin(PIN)
    assert door.looked_at == ["111111"]
    assert not door.opened.is_set()
    door.now += 5
    await door.try_pin(PIN)
    assert door.opened.is_set()


async def test_each_wrong_pin_makes_the_next_one_wait_longer() -> None:
    door = Door()
    waits = []
    for _ in range(12):
        tried = len(door.looked_at)
        await door.try_pin("111111")
        since = door.now
        while len(door.looked_at) == tried:
            door.now += 1
            await door.try_pin("111111")
        waits.append(door.now - since)
    assert waits == sorted(waits)
    assert waits[-1] >= LONGEST_WAIT - 1


async def test_no_second_pin_is_looked_at_beside_the_first() -> None:
    door = Door()
    door.press("ctrl+e", *"111111", "enter", "ctrl+e", *PIN, "enter")
    await asyncio.sleep(0.05)
    assert door.looked_at == ["111111"]


def test_a_pin_is_kept_as_a_hash_that_only_it_fits() -> None:
    kept = pin.hashed(PIN)
    assert PIN not in kept
    assert pin.HASHED.fullmatch(kept)
    assert pin.fits(PIN, kept)
    assert not pin.fits("246811", kept)
    assert kept != pin.hashed(PIN)


@pytest.mark.parametrize("kept", ["", PIN, "scrypt:3:8:1:" + "0" * 32 + ":" + "0" * 64])
def test_a_hash_that_is_none_fits_no_pin(kept: str) -> None:
    assert not pin.fits(PIN, kept)


@pytest.mark.parametrize("written", ["12345", "1" * 13, "12345a", "１２３４５６", "", "123456\n"])
def test_a_pin_is_six_to_twelve_digits(written: str) -> None:
    assert not pin.is_pin(written)
    assert pin.is_pin(PIN)


def test_the_command_prints_what_belongs_into_the_settings(tmp_path: Path) -> None:
    result = CliRunner().invoke(pin_command, input=f"{PIN}\n")
    settings = tmp_path / "kiosk.yaml"
    settings.write_text(result.output, encoding="utf-8")
    kept = load_settings(settings).staff.pin
    assert kept is not None
    assert pin.fits(PIN, kept)
    assert PIN not in result.output


def test_the_command_refuses_what_is_no_pin() -> None:
    result = CliRunner().invoke(pin_command, input="secret\n")
    assert result.exit_code == 1
    assert "6 to 12 digits" in result.output


def test_a_pin_that_is_written_into_the_settings_as_it_is_is_refused(tmp_path: Path) -> None:
    settings = tmp_path / "kiosk.yaml"
    settings.write_text(f'staff: {{pin: "{PIN}"}}\n', encoding="utf-8")
    with pytest.raises(SettingsError, match="'kiosk pin' makes one"):
        load_settings(settings)


async def test_a_pin_that_is_taken_out_of_the_settings_opens_nothing_any_more() -> None:
    screen = Screen()
    caretaker = Caretaker(Console(locked=True), screen, lambda: None)
    session = Session(setup_for(), asyncio.get_running_loop())
    with_pin = Settings(staff=StaffSettings(pin=pin.hashed(PIN)))
    caretaker.learn(session, with_pin, english().closed)
    assert screen.takes("ctrl+e")
    caretaker.learn(session, Settings(), english().closed)
    assert not screen.takes("ctrl+e")
