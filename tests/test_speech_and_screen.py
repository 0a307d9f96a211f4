"""Speech and screen: the point that is highlighted is the one that sounds.

The whole kiosk in a real pseudo-terminal and a sound room, with a voice that sings every clause on
a tone of its own: what is heard on the loudspeaker tells which point it belongs to.
"""

from __future__ import annotations

import os
import re
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from conversations import Conversation
from sound_room import SoundRoom, Tone, tones
from stand_ins.piper import hertz
from terminals import Terminal
from test_voice_natural import STAND_INS, voices

from kiosk.assembly import load_setup
from kiosk.dialogue.command import Command
from kiosk.settings import Settings
from kiosk.speaking.pieces import pieces

__all__ = ["voices"]
ROOT = Path(__file__).parent.parent
NEAR = 8.0
"""Hertz by which a tone may be heard too low or too high."""
SOON = 0.4
"""Seconds in which the screen follows; the pauses between sentences are about as long."""
CUT = 0.1
"""Seconds after a key until what it silenced is silent."""
Seen = list[tuple[float, int]]
"""Times, and the number of the point that was highlighted."""


def points_by_tone() -> dict[int, set[int]]:
    """For every tone the points of part 2 in which it is sung."""
    _, setup = load_setup(ROOT / "content", Settings())
    visit = Conversation(setup).voice()
    visit.press(Command.CHOOSE, Command.MENU, 2)
    found: dict[int, set[int]] = {}
    for utterance in visit.state.script:
        for piece in pieces(utterance.text, clauses=True):
            point = -1 if utterance.spot is None else utterance.spot + 1
            found.setdefault(hertz(piece.text), set()).add(point)
    return found


@pytest.fixture
def room() -> Iterator[SoundRoom]:
    with SoundRoom() as opened:
        yield opened


@pytest.fixture
def kiosk(room: SoundRoom, voices: Path, tmp_path: Path) -> Iterator[Terminal]:
    settings = tmp_path / "kiosk.yaml"
    settings.write_text(f"voice:\n  engine: natural\n  natural_voices: {voices}\n  rate_step: 7\n")
    path = os.pathsep.join([str(STAND_INS), os.environ.get("PYTHONPATH", "")])
    environment = {**room.environment, "PYTHONPATH": path}
    with Terminal("run", "--no-ear", "--settings", str(settings), env=environment) as terminal:
        terminal.wait_for("Press any key to begin")
        terminal.press("enter")
        terminal.wait_for("Nothing you press")
        _wait_until_it_sings(terminal, room)
        terminal.press("home")
        terminal.wait_for("1–5 Choose")
        terminal.press("2")
        yield terminal


def _wait_until_it_sings(terminal: Terminal, room: SoundRoom) -> None:
    """The natural voice is loaded while the plain one speaks."""
    end = time.monotonic() + 40
    while time.monotonic() < end:
        pressed = time.monotonic()
        terminal.press("r")
        watch(terminal, 1.5)
        heard = [tone for tone in tones(room.levels(pressed)) if tone.end - tone.begin > SOON]
        if heard and all(tone.steady for tone in heard):
            return
    raise AssertionError("the voice does not sing")


def watch(terminal: Terminal, seconds: float) -> Seen:
    """The highlighted point, fifty times a second."""
    seen: Seen = []
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        found = re.search(r"▶ (\d)", "\n".join(terminal.lines))
        seen.append((time.monotonic(), int(found[1]) if found else 0))
        time.sleep(0.02)
    return seen


def sung(tone: Tone, expected: dict[int, set[int]]) -> set[int]:
    """The points that have such a tone; none if it is of something else."""
    near = [points for sings, points in expected.items() if abs(sings - tone.hertz) < NEAR]
    return set().union(*near)


def disagreements(heard: list[Tone], seen: Seen) -> list[tuple[Tone, set[int], set[int]]]:
    """Tones during which another point was highlighted: the tone, its points, what was seen."""
    expected = points_by_tone()
    found = []
    for tone in heard:
        points = sung(tone, expected)
        shown = {point for at, point in seen if tone.begin + SOON < at < tone.end}
        if points and -1 not in points and not shown <= points:
            found.append((tone, points, shown))
    return found


def test_the_highlighted_point_is_the_one_that_sounds(kiosk: Terminal, room: SoundRoom) -> None:
    kiosk.wait_for("▶ 1 Tell your current doctor")
    seen: Seen = []
    heard: list[Tone] = []
    for key, seconds in (
        ("", 7.0),
        ("space", 0.5),  # pause, in the middle of a sentence
        ("space", 3.5),  # go on
        ("right", 3.0),  # the next point
        ("right", 3.0),
        (",", 5.0),  # slower: a notice, and the sentence again
        ("left", 3.0),  # a point back
    ):
        kiosk.press(*filter(None, [key]))
        pressed = time.monotonic()
        seen += watch(kiosk, seconds)
        # What was cut by the key dies away for a moment, and is not what sounds now.
        levels = room.levels(pressed + CUT)
        heard += [tone for tone in tones(levels) if tone.end - tone.begin > SOON and tone.steady]
    assert disagreements(heard, seen) == []
    expected = points_by_tone()
    points = {point for tone in heard for point in sung(tone, expected)}
    assert len(points & set(range(1, 6))) >= 3, "hardly anything was heard"
    assert len({point for _, point in seen}) >= 3
    late = [(at + 3.0, point) for at, point in seen]
    assert disagreements(heard, late), "a screen that lags would not be noticed"
