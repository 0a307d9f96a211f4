"""Faults: what happens to a kiosk in the middle of a visit, and how soon it is well again."""

from __future__ import annotations

import os
import random
import signal
import time
from collections import Counter, defaultdict
from collections.abc import Callable
from pathlib import Path

from bench.soak.kiosk import Kiosk
from bench.soak.visitor import CALM, Visitor
from kiosk.content.folder import PHRASES

SHARE = 0.2
"""Of all visits."""
LOST = 30.0
"""Seconds until a sense that was struck is missed."""
BACK = 60.0
"""Seconds until a sense that does not come back is taken for lost."""


class Faults:
    """Strikes one visit in a few; keeps the seconds until each sense was back."""

    def __init__(self, kiosk: Kiosk, share: float) -> None:
        self._kiosk = kiosk
        self.chance = random.Random()
        """Of the present visit."""
        self._share = share
        self.seconds: dict[str, list[float]] = defaultdict(list)
        self.count: Counter[str] = Counter()
        self._phrases = (kiosk.content / "en" / PHRASES).read_bytes()
        self._heals: Callable[[], None] | None = None
        self._kinds: dict[Callable[[Visitor], None], int] = {
            self.voice_killed: 3, self.voice_stopped: 2, self.ear_killed: 3, self.ear_stopped: 2,
            self.search_killed: 2, self.microphone_unplugged: 2, self.sound_server_killed: 1,
            self.resized: 4, self.pasted: 4, self.content_touched: 1, self.content_invalid: 1,
            self.asked_anew: 1,
        }  # fmt: skip

    def disturb(self, visitor: Visitor) -> bool:
        """Perhaps; in the middle of a visit. False: this is not the moment."""
        if visitor.place in CALM:
            return False
        if self.chance.random() >= self._share:
            return True
        kinds = list(self._kinds)
        (kind,) = self.chance.choices(kinds, [self._kinds[one] for one in kinds])
        self.count[kind.__name__] += 1
        visitor.trace.append(f"fault: {kind.__name__}")
        kind(visitor)
        return True

    def heal(self) -> None:
        """After the visit: what is still broken becomes well."""
        heals, self._heals = self._heals, None
        if heals:
            heals()

    def voice_killed(self, visitor: Visitor) -> None:
        self._strike_voice(visitor, signal.SIGKILL)

    def voice_stopped(self, visitor: Visitor) -> None:
        self._strike_voice(visitor, signal.SIGSTOP)

    def ear_killed(self, visitor: Visitor) -> None:
        self._strike_ear(visitor, signal.SIGKILL)

    def ear_stopped(self, visitor: Visitor) -> None:
        self._strike_ear(visitor, signal.SIGSTOP)

    def search_killed(self, _: Visitor) -> None:
        """The ear's own child: it is missed when somebody speaks, and not before."""
        process = self._kiosk.child("second search")
        if process:
            os.kill(process, self.chance.choice((signal.SIGKILL, signal.SIGSTOP)))

    def microphone_unplugged(self, visitor: Visitor) -> None:
        visitor.mute()
        self._listens()
        self._kiosk.room.unplug_microphone()
        self._deaf()
        time.sleep(self.chance.choice((0.0, 0.5, 3.0)))
        self._kiosk.room.plug_in_microphone()
        self._hears_again("microphone plugged in again", time.monotonic())

    def sound_server_killed(self, visitor: Visitor) -> None:
        visitor.mute()
        self._listens()
        self._kiosk.room.close()
        self._deaf()
        time.sleep(self.chance.choice((0.0, 1.0)))
        self._kiosk.room.open()
        opened = time.monotonic()
        self._hears_again("sound server there again: ear", opened)
        visitor.speaks_again()
        self._speaks(opened, "sound server there again: voice")

    def resized(self, visitor: Visitor) -> None:
        for _ in range(self.chance.randint(1, 5)):
            size = self.chance.choice(((1, 1), (20, 5), (40, 12), (200, 60), (81, 23)))
            self._kiosk.terminal.resize(*size)
            time.sleep(self.chance.choice((0.0, 0.05)))
        self._kiosk.terminal.resize(80, 24)
        self._kiosk.wait(lambda: bool(self._kiosk.place), "nothing after a change of its size")
        visitor.look()

    def pasted(self, visitor: Visitor) -> None:
        """Of keys that mean nothing, and of those that a terminal marks as pasted."""
        letters = self.chance.randint(50, 5000)
        text = bytes(self.chance.choice(b"xzvj") for _ in range(letters))
        if self.chance.random() < 0.5:
            text = b"\x1b[200~" + text.replace(b"x", b"y") + b"\x1b[201~"
        self._kiosk.terminal.send(text)
        time.sleep(0.4)  # until then keys that come again are keys that are being held
        self._kiosk.reach(visitor.near)
        visitor.look()

    def content_touched(self, _: Visitor) -> None:
        """New content, in which nothing is new: taken when the visit is over."""
        os.utime(self._kiosk.content / "en" / PHRASES)
        self._ask()
        self._heals = self._taken

    def content_invalid(self, _: Visitor) -> None:
        """Content with a mistake: it is not taken, and the next one is."""
        phrases = self._kiosk.content / "en" / PHRASES
        self._replace(phrases, self._phrases + b"\nnonsense: [\n")
        self._ask()
        self._logged("the new content is not taken")

        def heal() -> None:
            self._replace(phrases, self._phrases)
            self._ask()
            self._taken()

        self._heals = heal

    def asked_anew(self, _: Visitor) -> None:
        """HUP, and nothing is new."""
        self._ask()
        self._heals = self._taken

    def _strike_voice(self, visitor: Visitor, blow: signal.Signals) -> None:
        visitor.speaks_again()
        child = self._kiosk.child("voice")
        if child is None:
            return
        os.kill(child, blow)
        struck = time.monotonic()
        quiet = struck + 0.1  # what the sound server has already is played
        self._kiosk.wait(lambda: self._kiosk.child("voice") not in (None, child),
                         "the voice is not replaced", patience=LOST)  # fmt: skip
        self._speaks(struck, f"voice {blow.name}", after=quiet)
        visitor.look()

    def _strike_ear(self, visitor: Visitor, blow: signal.Signals) -> None:
        visitor.mute()
        self._listens()
        child = self._kiosk.child("ear")
        if child is None:
            return
        os.kill(child, blow)
        struck = time.monotonic()
        self._deaf()
        self._hears_again(f"ear {blow.name}", struck)
        visitor.look()

    def _speaks(self, since: float, name: str, after: float = 0.0) -> None:
        heard = max(since, after)
        self._kiosk.wait(lambda: self._kiosk.room.heard_at > heard, f"{name}: never speaks again",
                         patience=BACK)  # fmt: skip
        self.seconds[name].append(self._kiosk.room.heard_at - since)

    def _listens(self) -> None:
        self._kiosk.wait(lambda: self._kiosk.hears, "does not listen before a fault")

    def _deaf(self) -> None:
        self._kiosk.wait(lambda: not self._kiosk.hears, "does not notice that it is deaf",
                         patience=LOST)  # fmt: skip

    def _hears_again(self, name: str, since: float) -> None:
        self._kiosk.wait(lambda: self._kiosk.hears, f"{name}: never listens again", patience=BACK)
        self.seconds[name].append(time.monotonic() - since)

    def _ask(self) -> None:
        self._mark = self._kiosk.log.stat().st_size
        os.kill(self._kiosk.pid, signal.SIGHUP)

    def _taken(self) -> None:
        self._logged("new content:")
        self._kiosk.reach({"start"})

    def _logged(self, words: str) -> None:
        def found() -> bool:
            with self._kiosk.log.open("rb") as log:
                log.seek(self._mark)
                return words.encode() in log.read()

        self._kiosk.wait(found, f"the log does not say: {words}", patience=BACK)

    def _replace(self, file: Path, content: bytes) -> None:
        """Whole or not at all."""
        beside = file.with_suffix(".new")
        beside.write_bytes(content)
        beside.replace(file)
