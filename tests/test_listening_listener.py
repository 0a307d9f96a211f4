"""The listener cuts utterances out of the sound and ends each of them at the right moment."""

from __future__ import annotations

import pickle
from collections.abc import Iterable, Sequence

import pytest

from kiosk.listening.gate import CHUNK_BYTES, CHUNK_SECONDS, Gate, Loudness
from kiosk.listening.listener import Listener, Report, SpeechBegan, SpeechEnded
from kiosk.listening.recognisers import Heard, Reason

SPEECH = (b"\x00\x10" + b"\x00\xf0") * (CHUNK_BYTES // 4)
MURMUR = (b"\x00\x01" + b"\x00\xff") * (CHUNK_BYTES // 4)
FURTHER = (b"\x80\x03" + b"\x80\xfc") * (CHUNK_BYTES // 4)
"""11 dB above the murmur; speech is 24 dB above it."""
CLIPPING = (b"\xff\x7f" + b"\x00\x80") * (CHUNK_BYTES // 4)
SILENCE = bytes(CHUNK_BYTES)


class LoudIsSpeech:
    """A detector for which every sound is speech."""

    def __call__(self, audio: bytes) -> float:
        return 1.0 if any(audio) else 0.0

    def reset(self) -> None:
        pass


class Scripted:
    """A recogniser that takes every utterance for the same phrase."""

    name = "scripted"

    def __init__(self, *guesses: Heard, matures: bool = False) -> None:
        self.guesses = list(guesses)
        self.matures = matures
        self.fed = 0
        self.began: list[tuple[str, ...]] = []

    def unknown_words(self, phrases: Sequence[str]) -> list[str]:
        return []

    def begin(self, phrases: Sequence[str]) -> None:
        self.began.append(tuple(phrases))
        self.fed = 0

    def feed(self, pcm: bytes) -> None:
        self.fed += len(pcm)

    def guess(self) -> Heard:
        return self.guesses.pop(0) if len(self.guesses) > 1 else self.guesses[0]

    def finish(self) -> Heard:
        return self.guesses[0]


def accepted(text: str) -> Heard:
    return Heard(text, Reason.ACCEPTED)


def listener(recogniser: Scripted, *phrases: str) -> Listener:
    made = Listener(recogniser, Gate(LoudIsSpeech()))
    made.open(phrases)
    return made


def seconds(amount: float, sound: bytes = SILENCE) -> bytes:
    return sound * round(amount / CHUNK_SECONDS)


def reports(made: Listener, *sounds: bytes) -> list[Report]:
    return [report for sound in sounds for report in made.feed(sound)]


def pause_until(made: Listener, kind: type[Report]) -> float:
    """Seconds of silence after which the listener reports something of that kind."""
    for count in range(1, 100):
        if any(isinstance(report, kind) for report in made.feed(SILENCE)):
            return count * CHUNK_SECONDS
    raise AssertionError("nothing was reported within three seconds")


def test_an_utterance_is_reported_when_it_begins_when_it_ends_and_with_what_it_was() -> None:
    made = listener(Scripted(accepted("yes")), "yes", "no")
    heard = reports(made, seconds(0.5), seconds(0.4, SPEECH), seconds(1.0))
    assert heard == [SpeechBegan(), SpeechEnded(), accepted("yes")]


def test_a_complete_phrase_is_acted_upon_after_a_short_pause() -> None:
    made = listener(Scripted(accepted("yes")), "yes", "no")
    reports(made, seconds(0.4, SPEECH))
    assert pause_until(made, Heard) <= 0.2


def test_a_phrase_that_may_go_on_is_waited_for() -> None:
    made = listener(Scripted(accepted("one")), "one", "one more time")
    reports(made, seconds(0.4, SPEECH))
    assert 0.4 <= pause_until(made, Heard) <= 0.6


def test_a_phrase_that_means_the_same_with_more_words_is_not_waited_for() -> None:
    made = listener(Scripted(accepted("yes")))
    made.open(["yes", "yes please"], waits=[])
    reports(made, seconds(0.4, SPEECH))
    assert pause_until(made, Heard) <= 0.2


def test_a_word_that_merely_begins_like_another_is_not_waited_for() -> None:
    made = listener(Scripted(accepted("on")), "on", "one more time")
    reports(made, seconds(0.4, SPEECH))
    assert pause_until(made, Heard) <= 0.2


def test_a_visitor_who_hesitates_in_the_middle_of_a_phrase_is_heard_to_the_end() -> None:
    first = Heard("", Reason.UNLIKE)
    made = listener(Scripted(first, accepted("start over")), "start over")
    heard = reports(made, seconds(0.4, SPEECH), seconds(0.3), seconds(0.4, SPEECH), seconds(1.0))
    assert [report for report in heard if isinstance(report, Heard)] == [accepted("start over")]


def test_an_engine_that_lags_behind_is_asked_again_during_the_pause() -> None:
    late = Heard("", Reason.UNLIKE)
    made = listener(Scripted(late, late, accepted("네"), matures=True), "네")
    reports(made, seconds(0.5), seconds(0.4, SPEECH))
    assert pause_until(made, Heard) <= 0.25


def test_the_soft_beginning_before_the_voice_was_noticed_reaches_the_recogniser() -> None:
    recogniser = Scripted(accepted("yes"))
    made = listener(recogniser, "yes")
    reports(made, seconds(2.0), SPEECH)
    assert 0.3 <= recogniser.fed / CHUNK_BYTES * CHUNK_SECONDS <= 1.0


@pytest.mark.parametrize("pieces", [1, 7, 640, 1024, 5000])
def test_sound_may_come_in_pieces_of_any_size(pieces: int) -> None:
    made = listener(Scripted(accepted("yes")), "yes")
    sound = seconds(0.4, SPEECH) + seconds(0.5)
    heard = [
        report
        for start in range(0, len(sound), pieces)
        for report in made.feed(sound[start : start + pieces])
    ]
    assert heard[-1] == accepted("yes")


def test_a_click_is_no_answer() -> None:
    made = listener(Scripted(accepted("no")), "no")
    heard = reports(made, seconds(0.5), SPEECH * 2, seconds(1.0))
    assert heard[-1] == Heard("", Reason.TOO_SHORT)


def test_somebody_hardly_louder_than_the_room_is_no_visitor() -> None:
    made = listener(Scripted(accepted("no")), "no")
    reports(made, seconds(10.0, MURMUR))

    further = reports(made, seconds(0.5, FURTHER), seconds(1.0, MURMUR))
    visitor = reports(made, seconds(0.5, SPEECH), seconds(1.0, MURMUR))

    assert further[-1] == Heard("", Reason.TOO_QUIET)
    assert visitor[-1] == accepted("no")


class MurmurIsNone:
    """A detector for which the murmur of a room is no speech."""

    def __call__(self, audio: bytes) -> float:
        return 0.0 if audio in (MURMUR, SILENCE) else 1.0

    def reset(self) -> None:
        pass


def test_whoever_is_far_away_is_no_visitor_before_the_room_is_known_either() -> None:
    made = Listener(Scripted(accepted("no")), Gate(MurmurIsNone()))
    made.open(["no"])

    further = reports(made, seconds(0.3, MURMUR), seconds(0.5, FURTHER), seconds(0.6, MURMUR))
    visitor = reports(made, seconds(0.5, SPEECH), seconds(0.6, MURMUR))

    assert further[-1] == Heard("", Reason.TOO_QUIET)
    assert visitor[-1] == accepted("no")


def test_voices_that_were_there_from_the_first_moment_are_no_visitor_though_they_swell() -> None:
    made = Listener(Scripted(accepted("no")), Gate(MurmurIsNone()))
    made.open(["no"])
    swelling = [seconds(0.6, SPEECH), seconds(0.15, MURMUR)] * 6
    heard = [one for one in reports(made, *swelling) if isinstance(one, Heard)]
    assert not [one for one in heard if one.accepted]


def test_who_speaks_in_the_first_moment_is_heard_when_the_pause_has_shown_the_room() -> None:
    made = listener(Scripted(accepted("no")), "no")
    reports(made, seconds(0.5, SPEECH))
    assert pause_until(made, Heard) <= 0.3


def test_an_overdriven_microphone_is_not_believed() -> None:
    made = listener(Scripted(accepted("no")), "no")
    heard = reports(made, seconds(0.5, CLIPPING), seconds(1.0))
    assert heard[-1] == Heard("no", Reason.CLIPPED)


def test_talk_without_end_is_refused_once_and_its_rest_is_no_new_answer() -> None:
    made = listener(Scripted(accepted("no")), "no")
    heard = reports(made, *[seconds(0.5, SPEECH)] * 8)
    assert heard == [SpeechBegan(), SpeechEnded(), Heard("", Reason.TOO_LONG)]
    assert reports(made, seconds(2.0), seconds(0.4, SPEECH), seconds(0.5))[-1] == accepted("no")


def test_nothing_is_heard_between_turns() -> None:
    made = listener(Scripted(accepted("yes")), "yes")
    made.close()
    assert reports(made, seconds(1.0, SPEECH), seconds(1.0)) == []


def test_what_was_begun_before_a_turn_is_no_answer_to_it() -> None:
    made = listener(Scripted(accepted("yes")), "yes")
    reports(made, seconds(0.4, SPEECH))
    made.open(["yes", "no"])
    assert reports(made, seconds(1.0)) == []


def test_a_turn_may_bring_several_utterances() -> None:
    made = listener(Scripted(accepted("yes")), "yes")
    once = (seconds(0.4, SPEECH), seconds(0.7))
    assert reports(made, *once, *once).count(accepted("yes")) == 2


def hears(gate: Gate, sounds: Iterable[bytes]) -> list[bool]:
    return [gate.hears(sound, Loudness.of(sound)) for sound in sounds]


def test_the_murmur_of_a_room_is_no_speech_once_the_room_is_known() -> None:
    gate = Gate(LoudIsSpeech())
    hears(gate, [MURMUR] * 250)
    assert not any(hears(gate, [MURMUR] * 50))


def test_a_voice_stands_out_of_the_murmur() -> None:
    gate = Gate(LoudIsSpeech())
    hears(gate, [MURMUR] * 250)
    assert all(hears(gate, [SPEECH] * 20))
    assert not any(hears(gate, [MURMUR] * 20))


def test_babble_that_sets_in_becomes_the_room_after_some_seconds() -> None:
    gate = Gate(LoudIsSpeech())
    hears(gate, [SILENCE] * 200)
    assert all(hears(gate, [MURMUR] * 150))
    hears(gate, [MURMUR] * 450)
    assert not any(hears(gate, [MURMUR] * 50))


def test_a_visitor_who_answers_at_once_is_not_taken_for_the_room() -> None:
    assert all(hears(Gate(LoudIsSpeech()), [SPEECH] * 40))


def kept(made: Listener) -> int:
    """Bytes that the listener and its gate hold on to."""
    return len(pickle.dumps([made, *made.__dict__.values()]))


@pytest.mark.parametrize("sound", [SILENCE, MURMUR, SPEECH], ids=["silence", "murmur", "roar"])
def test_what_sounds_without_an_end_is_the_room_and_fills_no_memory(sound: bytes) -> None:
    """What the gate remembers is full after 15 s; from then on, an hour is one minute again."""
    made = listener(Scripted(accepted("yes")), "yes")
    heard = reports(made, seconds(60.0, sound))
    held = kept(made)
    heard += reports(made, seconds(60.0, sound))
    assert not [report for report in heard if isinstance(report, Heard) and report.accepted]
    assert len(heard) <= 3
    assert kept(made) == held


def test_digital_silence_has_a_level() -> None:
    assert Loudness.of(SILENCE).level == -96.0
    assert Loudness.of(b"").level == -96.0
