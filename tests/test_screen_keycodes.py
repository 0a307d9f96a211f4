"""Every terminal's way to send a function key or a number pad means the same key."""

from __future__ import annotations

import pytest
from screens import Kiosk
from textual._xterm_parser import XTermParser

from kiosk.dialogue.command import Command
from kiosk.dialogue.events import CommandGiven
from kiosk.keyboard import DEFAULT_KEYS, key_name
from kiosk.screen.keycodes import keys_of

FUNCTION_KEYS = tuple(f"f{number}" for number in range(1, 25))

# Recorded: xterm 379 and kitty 0.26.5 under X with keys F1 to F24.
XTERM = (
    "\x1bOP", "\x1bOQ", "\x1bOR", "\x1bOS", "\x1b[15~", "\x1b[17~", "\x1b[18~", "\x1b[19~",
    "\x1b[20~", "\x1b[21~", "\x1b[23~", "\x1b[24~", "\x1b[25~", "\x1b[26~", "\x1b[28~", "\x1b[29~",
    "\x1b[31~", "\x1b[32~", "\x1b[33~", "\x1b[34~", "\x1b[42~", "\x1b[43~", "\x1b[44~", "\x1b[45~",
)  # fmt: skip
KITTY = (*XTERM[:12], *(f"\x1b[{code}u" for code in range(57376, 57388)))

# The entries kf1 to kf24 of xterm-256color in terminfo, which terminals of the VTE family follow.
TERMINFO = (
    *XTERM[:12], "\x1b[1;2P", "\x1b[1;2Q", "\x1b[1;2R", "\x1b[1;2S",
    *(f"\x1b[{code};2~" for code in (15, 17, 18, 19, 20, 21, 23, 24)),
)  # fmt: skip

# The entries of the Linux console's own table; from F21 on it has none.
LINUX = (*(f"\x1b[[{letter}" for letter in "ABCDE"), *XTERM[5:20])


def pressed(sequence: str) -> list[str]:
    return [key.key for key in keys_of(sequence, XTermParser())]


@pytest.mark.parametrize("terminal", [XTERM, KITTY, TERMINFO, LINUX])
def test_a_function_key_has_one_name_whatever_the_terminal_sends(terminal: tuple[str, ...]) -> None:
    names = [pressed(sequence) for sequence in terminal]
    assert names == [[name] for name in FUNCTION_KEYS[: len(terminal)]]
    assert all(key_name(name) == name for (name,) in names)


@pytest.mark.parametrize(
    ("sequences", "name"),
    [
        (("5", "\x1bOu", "\x1b[57404u"), "5"),
        (("\x1b[E", "\x1b[G", "\x1bOE", "\x1b[57427~"), "kp_begin"),
        (("\x1b[H", "\x1bOH", "\x1b[1~", "\x1b[57423u"), "home"),
        (("\x1b[A", "\x1bOA", "\x1b[57419u"), "up"),
        (("\x1b[6~", "\x1b[57422u"), "pagedown"),
        (("\x1b[2~", "\x1b[57425u"), "insert"),
        (("\r", "\x1bOM", "\x1b[57414u"), "enter"),
    ],
)
def test_a_number_pad_sends_digits_or_moves_whatever_the_terminal(
    sequences: tuple[str, ...], name: str
) -> None:
    assert [pressed(sequence) for sequence in sequences] == [[name]] * len(sequences)


async def test_a_held_or_bouncing_key_of_a_keypad_acts_once() -> None:
    kiosk = Kiosk(keys=DEFAULT_KEYS)
    async with kiosk.app.run_test() as pilot:
        for _ in range(20):
            await pilot.press("f20")
            kiosk.clock.now += 0.03
        assert kiosk.events == [CommandGiven(Command.CHOOSE)]
        kiosk.clock.now += 1
        await pilot.press("f22")
        kiosk.clock.now += 0.01
        await pilot.press("f22")
        assert kiosk.events[1:] == [CommandGiven(Command.NEXT)]
