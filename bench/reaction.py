"""`python -m bench.reaction FOLDER`: from the end of somebody's "yes" or "no" to the next screen.

The whole kiosk in a pseudo-terminal, in a sound room of its own; recordings of real people are
played into its microphone while a question waits. FOLDER holds the folders yes/ and no/ with WAV
files. Three minutes in real time, on a machine that has nothing else to do.
"""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from sound_room import Ear, SoundRoom
from terminals import BETWEEN_PRESSES, Terminal

from bench.table import Figure, percentile, rows

CLIPS = 32
FADED = 25.0
"""Decibels below the loudest moment at which a word has ended."""
PATIENCE = 5.0
"""Seconds until a recording that nothing followed counts as missed."""
QUESTION, NEXT, MISSED = "Question 1 of 7", "Question 2 of 7", "I did not catch that"


def measure(folder: Path) -> list[Figure]:
    files = sorted([*folder.glob("yes/*.wav"), *folder.glob("no/*.wav")])
    chosen = files[:: max(1, len(files) // CLIPS)][:CLIPS]
    with TemporaryDirectory(prefix="reaction-") as kept, SoundRoom() as room:
        settings = Path(kept) / "kiosk.yaml"
        settings.write_text("voice:\n  rate_step: 7\n", encoding="utf-8")
        with Terminal("run", "--settings", str(settings), env=room.environment) as kiosk:
            to_the_question(kiosk)
            mouth = Ear(room.environment, "mouth")
            times = [reaction(room, kiosk, mouth, file) for file in chosen]
            mouth.close()
    answered = [taken for taken, understood in times if understood]
    everything = [taken for taken, _ in times]
    p95 = percentile(answered, 0.95)
    detail = (
        f"{p95 * 1000:.0f} ms (median {percentile(answered, 0.5) * 1000:.0f}; with the "
        f"{len(times) - len(answered)} not understood {percentile(everything, 0.95) * 1000:.0f})"
    )
    what = f"end of speech → reaction of the screen, p95 of {len(answered)} understood"
    return [Figure(what, "≤ 350 ms", detail, p95 <= 0.35)]


def to_the_question(kiosk: Terminal) -> None:
    """The first question, without sound, so that the kiosk listens at once."""
    kiosk.wait_for("let's begin")
    kiosk.press("enter", "home")
    kiosk.wait_for("Choose a part")
    kiosk.press("m", "1")
    kiosk.wait_for("seven short yes or no questions")
    kiosk.press("y")
    kiosk.wait_for(QUESTION)


def reaction(room: SoundRoom, kiosk: Terminal, mouth: Ear, file: Path) -> tuple[float, bool]:
    """Seconds until the screen changed, and whether the answer was understood."""
    kiosk.wait_for("sound off · listening")
    time.sleep(BETWEEN_PRESSES)
    began = time.monotonic()
    player = subprocess.Popen(
        ["paplay", "--device=mouth", "--latency-msec=20", str(file)], env=room.environment
    )
    shown = ""
    while NEXT not in shown and MISSED not in shown and time.monotonic() - began < PATIENCE:
        kiosk.wait_for_output()
        changed, shown = time.monotonic(), kiosk.text
    player.wait()
    heard = [level for level in mouth.levels if began <= level.at <= changed]
    loudest = max(level.decibels for level in heard)
    end = max(level.at for level in heard if level.decibels > loudest - FADED)
    understood = NEXT in shown
    if not understood:
        kiosk.press("y")
        kiosk.wait_for(NEXT)
    time.sleep(BETWEEN_PRESSES)
    kiosk.press("left")
    kiosk.wait_for(QUESTION)
    return changed - end, understood


if __name__ == "__main__":
    print("\n".join(rows(measure(Path(sys.argv[1])))))
