"""A microphone that is switched off is told from one in a quiet room."""

from __future__ import annotations

from kiosk.listening.muting import Muting

RATE = 16_000


def seconds(amount: float, value: int = 0) -> list[bytes]:
    """Sound in pieces of 20 ms, all of whose samples have one value."""
    return [value.to_bytes(2, "little", signed=True) * 320] * round(amount / 0.02)


def after(*sounds: list[bytes]) -> bool:
    muting = Muting(RATE)
    for sound in sounds:
        for piece in sound:
            muting.hears(piece)
    return muting.muted


def test_the_faintest_noise_is_no_muting() -> None:
    assert not after(seconds(60, value=1))


def test_a_pause_of_zeros_is_no_muting_yet() -> None:
    assert not after(seconds(5))


def test_zeros_from_the_beginning_are_a_muted_microphone() -> None:
    assert after(seconds(11))


def test_zeros_after_noise_are_a_muted_microphone() -> None:
    assert after(seconds(30, value=-1), seconds(11))


def test_whoever_is_switched_on_again_is_not_muted_any_more_and_may_be_muted_again() -> None:
    assert not after(seconds(11), seconds(0.02, value=300))
    assert after(seconds(11), seconds(30, value=1), seconds(11))


def test_a_device_that_wakes_up_with_zeros_has_no_habit() -> None:
    assert after(seconds(2), seconds(30, value=1), seconds(11))


def test_a_device_that_falls_silent_whenever_nobody_speaks_is_not_called_muted() -> None:
    assert not after(seconds(1, value=300), seconds(3), seconds(1, value=300), seconds(600))


def test_no_sound_at_all_says_nothing() -> None:
    assert not after([b""] * 10_000)
