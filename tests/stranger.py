"""A stranger at the keyboard: keys, chords, escape sequences, pastes and plain bytes."""

from __future__ import annotations

import os
import random
import signal
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from terminals import KEYS, Terminal

AT_ONCE = 6
"""Fewer than the kiosk lets wait: nearly all of them are looked at."""

BREATH = 0.02
"""Seconds to wait for an answer before the next ones; without it, nearly all would be dropped."""

CHECKED_EVERY = 5_000

PATIENCE = 10.0
"""Seconds until a kiosk that does not answer is taken for one that never will."""

SIGNS = "abcdefghijklmnopqrstuvwxyz0123456789 ,.-=?!#*+äß한\t"


@dataclass(frozen=True)
class Played:
    """What became of it."""

    sent: int
    answers: tuple[float, ...]
    """Seconds from a key to a changed screen, each time that the stranger has stopped."""


class Stranger:
    """Plays at random, the same game for the same seed."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)
        self._games: dict[Callable[[], bytes], int] = {
            self._sign: 300,
            self._key: 300,
            self._control: 120,
            self._number_key: 80,
            self._kitty_key: 60,
            self._touch: 60,
            self._control_sequence: 40,
            self._alt: 30,
            self._answer_of_a_terminal: 20,
            self._paste: 2,
            self._bytes: 20,
        }

    def things(self, count: int) -> Iterator[bytes]:
        games, weights = list(self._games), list(self._games.values())
        for _ in range(count):
            (game,) = self._random.choices(games, weights)
            yield game()

    def _number(self) -> str:
        return str(
            self._random.choice((0, 1, 5, 24, 80, 97, 127, 200, 255, 2026, 2048, 99999, 10**9))
        )

    def _sign(self) -> bytes:
        return self._random.choice(SIGNS).encode()

    def _key(self) -> bytes:
        return self._random.choice(list(KEYS.values())).encode()

    def _control(self) -> bytes:
        return bytes([self._random.randrange(32)])

    def _number_key(self) -> bytes:
        modifiers = self._random.choice(("", ";2", ";3", ";5", ";6", ";7", ";8"))
        return f"\x1b[{self._random.randrange(35)}{modifiers}~".encode()

    def _kitty_key(self) -> bytes:
        code = self._random.choice((*map(ord, SIGNS), 27, 13, 57358, 57376, 57441, 10**7))
        text = self._random.choice(("", f";{code}", ";1:2"))
        return f"\x1b[{code};{self._random.randrange(1, 257)}{text}u".encode()

    def _touch(self) -> bytes:
        end = self._random.choice("Mm")
        place = f"{self._random.randrange(200)};{self._random.randrange(99)}"
        return f"\x1b[<{self._random.randrange(130)};{place}{end}".encode()

    def _control_sequence(self) -> bytes:
        numbers = ";".join(self._number() for _ in range(self._random.randrange(6)))
        sign = self._random.choice(("", "?", ">", "<", "="))
        last = self._random.choice("ABCDEFGHIJKLMPRSTZcfghilmnqrstuxy~@`$y")
        return f"\x1b[{sign}{numbers}{last}".encode()

    def _alt(self) -> bytes:
        return b"\x1b" + self._random.choice((b"[", b"O", b"]", b"P", b"^", b"_", self._sign()))

    def _answer_of_a_terminal(self) -> bytes:
        begin = self._random.choice(("]10;", "P1+r", "_G", "]52;c;", "^", "P@kitty-cmd{"))
        end = self._random.choice(("\x07", "\x1b\\", "", "\x18"))
        return f"\x1b{begin}{'y1' * self._random.randrange(60)}{end}".encode()

    def _paste(self) -> bytes:
        text = "".join(self._random.choices(SIGNS, k=self._random.randrange(400))).encode()
        end = self._random.choice((b"\x1b[201~", b""))
        return self._random.choice((b"\x1b[200~" + text + end, text))

    def _bytes(self) -> bytes:
        return self._random.randbytes(self._random.randrange(1, 12))


def is_endless_paste(thing: bytes) -> bool:
    return b"\x1b[200~" in thing and b"\x1b[201~" not in thing


def play(terminal: Terminal, stranger: Stranger, count: int, told: Callable[[int], None]) -> Played:
    """Let a stranger play; AssertionError when the kiosk ends, complains or stops answering.

    `told` hears now and then how many things have been sent.
    """
    sent = since = 0
    answers: list[float] = []
    several: list[bytes] = []
    for number, thing in enumerate(stranger.things(count), 1):
        several.append(thing)
        if len(several) < AT_ONCE and number < count:
            continue
        terminal.send(b"".join(several))
        sent += len(several)
        since += len(several)
        if any(map(is_endless_paste, several)):
            time.sleep(0.15)  # until then the kiosk waits for the end
        several.clear()
        assert terminal.is_alive, f"the kiosk has ended after {sent} keys"
        assert b"Traceback" not in terminal.skip(BREATH), "a traceback on the screen"
        if since >= CHECKED_EVERY or sent == count:
            answers.append(seconds_to_answer(terminal))
            since = 0
            told(sent)
    return Played(sent, tuple(answers))


def seconds_to_answer(terminal: Terminal) -> float:
    """Until the screen changes after a key, when the keyboard has rested for a moment."""
    while terminal.skip(0.3):
        pass
    time.sleep(1.0)  # a key that came before is none that is being held
    terminal.skip()
    for key in ("b", "d", "h", "home"):  # the screen may be blank, or show this already
        begun = time.monotonic()
        terminal.press(key)
        if terminal.skip(PATIENCE if key == "home" else 1.0):
            return time.monotonic() - begun
    os.kill(terminal.pid, signal.SIGCONT)  # has it draw all of its screen again, if it can
    time.sleep(PATIENCE)
    shown = "\n".join(terminal.lines)
    raise AssertionError(f"the kiosk does not answer any more; drawn anew, it shows:\n{shown}")
