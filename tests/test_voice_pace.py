"""The pace: so many words a minute are heard, whatever kind of text is read, and by whomever."""

from __future__ import annotations

import random
import statistics
from array import array
from collections.abc import Iterable, Iterator
from functools import partial

import pytest
from readings import Reading, readings

from kiosk.dialogue.state import WORDS_PER_MINUTE
from kiosk.speaking.espeak import ESpeak
from kiosk.speaking.load import load
from kiosk.speaking.narrator import Narrator, Spoken
from kiosk.speaking.pace import Pace
from kiosk.speaking.pieces import Piece, Stop
from kiosk.speaking.recital import Recital
from kiosk.speaking.sound import SAMPLE_RATE
from kiosk.speaking.synthesis import Synthesiser

WITHIN = 0.08
READINGS = {f"{reading.language}-{reading.kind}": reading for reading in readings()}
ENGLISH = [reading for reading in READINGS.values() if reading.language == "en"]


class Linguist:
    """Writes down which language is wanted of it for each text."""

    patience = 1.0
    clauses = False
    why = ""

    def __init__(self) -> None:
        self.spoken: list[tuple[str, str]] = []

    def voices(self) -> dict[str, list[str]]:
        return {}

    def speaker(self, language: str) -> str:
        return f"somebody who speaks {language}"

    def speak(self, text: str, language: str, stretch: float) -> array[int]:
        self.spoken.append((text, language))
        return array("h", bytes(2))


def test_each_sentence_is_said_in_its_own_language() -> None:
    linguist = Linguist()
    narrator = Narrator(linguist)
    said = ["For English, press one.", "Para español, pulse dos."]
    recital = Recital(said, 125, "en", languages=("en", "es"))
    while narrator.next(recital):
        pass
    assert linguist.spoken == [(said[0], "en"), (said[1], "es")]


class Speaker:
    """Speaks as fast as it likes, one sentence slower, another faster, and says nothing."""

    patience = 1.0

    def __init__(self, slowness: float = 1.0) -> None:
        self._slowness = slowness
        self.stretches: list[float] = []

    def voices(self) -> dict[str, list[str]]:
        return {"nobody": ["en"]}

    def speaker(self, language: str) -> str:
        return "nobody"

    def speak(self, text: str, language: str, stretch: float) -> array[int]:
        self.stretches.append(stretch)
        letters = load(Piece(text, Stop.SENTENCE), language).letters
        mood = random.Random(text).gauss(1.0, 0.12)
        seconds = 0.077 * letters * self._slowness * mood * stretch
        return array("h", bytes(2 * round(seconds * SAMPLE_RATE)))


def spoken(
    narrator: Narrator, sentences: Iterable[str], words_per_minute: float, language: str = "en"
) -> Iterator[Spoken]:
    recital = Recital(list(sentences), words_per_minute, language)
    while found := narrator.next(recital):
        yield found


def rate(synthesiser: Synthesiser, reading: Reading, step: float) -> float:
    """Words a minute that are heard of a reading, from the first sample to the last."""
    said = spoken(Narrator(synthesiser), reading.sentences, step, reading.language)
    seconds = sum(one.pause_before + len(one.samples) / SAMPLE_RATE for one in said)
    return reading.words * 60 / seconds


@pytest.fixture(scope="module")
def espeak() -> ESpeak:
    return ESpeak()


@pytest.mark.parametrize("slowness", [0.85, 1.0, 1.2])
@pytest.mark.parametrize("name", READINGS)
def test_every_speaker_reads_every_kind_of_text_at_the_rate_of_each_step(
    name: str, slowness: float
) -> None:
    for step in WORDS_PER_MINUTE:
        # Nobody knows beforehand how slow a speaker is: the first sentences are the price.
        assert rate(Speaker(slowness), READINGS[name], step) == pytest.approx(step, rel=WITHIN)


@pytest.mark.parametrize(
    ("name", "step"),
    [
        *((name, step) for name in ("en-guide", "en-letter") for step in (62, 125, 250)),
        ("en-rights", 62), ("en-consultation", 125), ("en-numbers", 188),
        ("es-letter", 94), ("es-guide", 219), ("ko-letter", 62), ("ko-guide", 156),
    ],
)  # fmt: skip
def test_espeak_is_heard_at_the_rate_of_the_step(espeak: ESpeak, name: str, step: int) -> None:
    assert rate(espeak, READINGS[name], step) == pytest.approx(step, rel=WITHIN)


def test_sentences_that_come_one_by_one_are_read_at_the_same_rate() -> None:
    # As in a visit: each point is said for itself, and nobody knows what comes after it.
    for reading in ENGLISH:
        narrator = Narrator(Speaker())
        said = [one for line in reading.sentences for one in spoken(narrator, [line], 125)]
        seconds = sum(len(one.samples) / SAMPLE_RATE + one.pause_after for one in said)
        assert reading.words * 60 / seconds == pytest.approx(125, rel=WITHIN)


def test_another_kind_of_text_is_noticed() -> None:
    narrator = Narrator(Speaker())
    list(spoken(narrator, READINGS["en-consultation"].sentences, 125))
    letter = READINGS["en-letter"]
    said = spoken(narrator, letter.sentences, 125)
    seconds = sum(len(one.samples) / SAMPLE_RATE + one.pause_after for one in said)
    assert letter.words * 60 / seconds == pytest.approx(125, rel=WITHIN)


def test_the_voice_is_even_from_sentence_to_sentence() -> None:
    for reading in ENGLISH:
        speaker = Speaker()
        list(spoken(Narrator(speaker), reading.sentences, 125, "en"))
        changes = [b / a for a, b in zip(speaker.stretches, speaker.stretches[1:], strict=False)]
        assert all(0.9 < change < 1.1 for change in changes)


def test_what_is_said_again_is_seldom_made_again() -> None:
    speaker = Speaker()
    narrator = Narrator(speaker)
    for sentence in READINGS["en-guide"].sentences * 2:
        list(spoken(narrator, [sentence], 125))
        made = len(speaker.stretches)
        list(spoken(narrator, [sentence], 125))
        assert len(speaker.stretches) <= made + 1
    sentences = len(READINGS["en-guide"].sentences) * 4
    assert len(speaker.stretches) < 0.75 * sentences


def test_nothing_that_was_said_outlives_the_visit() -> None:
    speaker = Speaker()
    narrator = Narrator(speaker)
    (first,) = spoken(narrator, ["Check your insurance."], 125)
    narrator.forget()
    (again,) = spoken(narrator, ["Check your insurance."], 125)
    assert again.samples is not first.samples


def test_slow_speech_has_long_pauses() -> None:
    pauses = [Pace(stretch).pause(Stop.SENTENCE) for stretch in (0.5, 1.0, 2.0)]
    assert pauses == [0.225, 0.45, 0.9]
    for stop in Stop:
        assert Pace(2.0).pause(stop) == 2 * Pace(1.0).pause(stop)


def test_below_its_slowest_rate_espeak_leaves_gaps_between_the_words(espeak: ESpeak) -> None:
    text = "I saw my doctor in May and she was kind to me."
    usual = len(espeak.speak(text, "en", 1.0))
    for stretch in (1.5, 2.0, 2.5, 3.0, 4.0):
        assert len(espeak.speak(text, "en", stretch)) == pytest.approx(stretch * usual, rel=0.06)


def test_the_pitch_is_the_same_at_every_rate(espeak: ESpeak) -> None:
    pitches = [
        pitch(espeak.speak("Most physicians support second opinions.", "en", stretch))
        for stretch in (3.0, 2.0, 1.0, 0.5)
    ]
    assert max(pitches) < 1.1 * min(pitches)


def pitch(samples: array[int]) -> float:
    """Hertz: the median of the loudest twentieths of a second."""
    samples, hertz = samples[::4], SAMPLE_RATE / 4
    size = round(hertz / 20)
    starts = range(0, len(samples) - 2 * size, size)
    loudest = sorted(starts, key=lambda at: -sum(map(abs, samples[at : at + size])))[:9]

    def likeness(start: int, lag: int) -> int:
        return sum(samples[at] * samples[at + lag] for at in range(start, start + size))

    lags = [max(range(35, 90), key=partial(likeness, start)) for start in loudest]
    return hertz / statistics.median(lags)


def test_a_korean_word_counts_for_more_than_an_english_one() -> None:
    english, korean = (load(Piece("도움말 있음", Stop.SENTENCE), code) for code in ("en", "ko-KR"))
    assert korean.words == pytest.approx(1.2 * english.words)
