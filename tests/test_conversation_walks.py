"""Walks through the whole conversation: every screen by keys alone, and at random."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import replace
from random import Random

import pytest
from conversations import ROOT, Conversation, setup_for, small_guide, with_tongue
from hypothesis import given, settings
from hypothesis import strategies as st
from understandings import LANGUAGES, understood_in

from kiosk.content.loader import load
from kiosk.content.phrases import Phrases
from kiosk.dialogue.accepted import LANGUAGE, Accepted, Option
from kiosk.dialogue.accepting import accepted, listening
from kiosk.dialogue.command import Command
from kiosk.dialogue.conditions import Ear
from kiosk.dialogue.effects import (
    Effect,
    Listen,
    OpenGuide,
    Say,
    Show,
    StartTimer,
    StopTimer,
)
from kiosk.dialogue.events import (
    CommandGiven,
    DigitPressed,
    EarLost,
    EarReady,
    EarUnavailable,
    Event,
    GuideOpened,
    GuideRefused,
    Heard,
    Hesitated,
    ItemPointedAt,
    KioskStarted,
    LanguageNamed,
    ListeningBegan,
    NotUnderstood,
    SentenceBegan,
    SentencesWritten,
    SpeechEnded,
    TimerRanOut,
    UnknownKeyPressed,
    VisitorBegan,
    VisitorEnded,
    VisitorErased,
    VisitorTyped,
    VoiceLost,
    VoiceReady,
    VoiceUnavailable,
)
from kiosk.dialogue.machine import step
from kiosk.dialogue.matching import Chosen, Told, answer
from kiosk.dialogue.modes import (
    AskingLanguage,
    Checking,
    ChoosingLanguage,
    Helping,
    Learning,
    Mode,
    Stand,
    Start,
)
from kiosk.dialogue.pages import page
from kiosk.dialogue.scripts import prompt, script
from kiosk.dialogue.setup import Setup
from kiosk.dialogue.state import (
    DECIBELS,
    HEADING,
    WORDS_PER_MINUTE,
    State,
    at_start,
)
from kiosk.dialogue.timer import Timer
from kiosk.dialogue.view import Role, Scene
from kiosk.dialogue.views import view
from kiosk.dialogue.yesno import YesNo
from kiosk.documents.document import read

THREE = ("en", "es", "ko")
REPLIES = {Command.YES: YesNo.YES, Command.NO: YesNo.NO, Command.UNSURE: YesNo.UNSURE}

KEYS: list[Event] = [
    *(CommandGiven(command) for command in Command),
    *(DigitPressed(digit) for digit in range(4)),
]


LEADING: list[Event] = [
    *map(
        CommandGiven,
        (
            Command.LANGUAGE, Command.CHOOSE, Command.NEXT, Command.BACK, Command.DOWN,
            Command.YES, Command.NO, Command.HELP, Command.LEARN, Command.END, Command.MENU,
        ),
    ),
    *map(DigitPressed, (1, 2, 3)),
]  # fmt: skip
NOWHERE = Stand(Start(), HEADING)


def answered(events: list[Event], state: State, setup: Setup) -> State:
    """The state after these events, guides being opened at once."""
    waiting = deque(events)
    while waiting:
        state, effects = step(state, waiting.popleft(), setup)
        for effect in effects:
            if isinstance(effect, OpenGuide):
                waiting.append(GuideOpened(small_guide(effect.guide_id, effect.language)))
    return state


def place(state: State) -> tuple[object, ...]:
    """What makes two states the same screen for a walk."""
    mode: object = state.mode
    cursor = state.cursor
    match state.mode:
        case Helping():
            cursor = 0
        case Learning(pressed=pressed):
            mode, cursor = Learning(NOWHERE, pressed), 0  # all lessons are alike
        case ChoosingLanguage():
            mode, cursor = ChoosingLanguage(NOWHERE), 0
        case AskingLanguage(language=language):
            mode, cursor = AskingLanguage(language, NOWHERE), 0
    return (mode, cursor, state.guide and state.guide.guide, state.number, state.language)


def walk(setup: Setup, keys: list[Event]) -> dict[tuple[object, ...], set[tuple[object, ...]]]:
    """Every screen that keys reach without any voice, and where its keys lead."""
    start = answered([KioskStarted(), VoiceUnavailable()], at_start(setup), setup)
    graph: dict[tuple[object, ...], set[tuple[object, ...]]] = {}
    waiting = deque([start])
    while waiting:
        state = waiting.popleft()
        if place(state) in graph:
            continue
        following = [answered([key], state, setup) for key in keys]
        graph[place(state)] = {place(after) for after in following}
        waiting.extend(following)
    return graph


def all_screens(setup: Setup) -> Iterator[State]:
    """One state for each screen, reached by keys, as somebody sees it who knows no key yet."""
    start = answered([KioskStarted(), VoiceReady()], at_start(setup), setup)
    seen: set[object] = set()
    waiting = deque([start])
    while waiting:
        state = waiting.popleft()
        mode: object = state.mode
        if isinstance(state.mode, Learning):
            mode = Learning, type(state.mode.pressed)  # one key is like another
        if mode in seen:
            continue
        seen.add(mode)
        yield replace(state, taught=frozenset())
        waiting.extend(answered([key], state, setup) for key in KEYS)


SCREENS = [
    pytest.param(state, setup, id=f"{type(state.mode).__name__}-{len(setup.shelf)}")
    for setup in (setup_for(), setup_for("first", "second"), setup_for(languages=THREE))
    for state in all_screens(setup)
]


@pytest.mark.parametrize(
    ("guides", "languages"),
    [(("small",), ("en",)), (("first", "second"), ("en",)), (("small",), ("en", "es", "ko"))],
)
def test_keys_alone_reach_every_screen_from_every_screen(
    guides: tuple[str, ...], languages: tuple[str, ...]
) -> None:
    # In other languages only the keys that lead somewhere: the others are alike in all.
    keys = KEYS if len(languages) == 1 else LEADING
    graph = walk(setup_for(*guides, languages=languages), keys)
    modes = {type(mode).__name__ for mode, *_ in graph}
    expected = {
        "Start", "Welcome", "ChoosingSection", "Offering", "Reading", "Checking",
        "Summing", "AskingNext", "Helping", "Learning", "Ending", "Leaving",
    }  # fmt: skip
    expected |= {"ChoosingGuide"} if len(guides) > 1 else set()
    expected |= {"ChoosingLanguage", "AskingLanguage"} if len(languages) > 1 else set()
    assert modes == expected
    backwards: dict[tuple[object, ...], set[tuple[object, ...]]] = {}
    for origin, targets in graph.items():
        for target in targets:
            backwards.setdefault(target, set()).add(origin)
    start = next(p for p in graph if p[0] == Start())
    assert reachable(start, graph) == set(graph), "a screen that is never reached"
    assert reachable(start, backwards) == set(graph), "a screen that leads nowhere"


def reachable(
    origin: tuple[object, ...], graph: dict[tuple[object, ...], set[tuple[object, ...]]]
) -> set[tuple[object, ...]]:
    found, waiting = {origin}, [origin]
    while waiting:
        for target in graph.get(waiting.pop(), ()):
            if target not in found:
                found.add(target)
                waiting.append(target)
    return found


def letters(text: str) -> str:
    """The text without what only the eye or only the ear has: signs, case and spaces."""
    return "".join(filter(str.isalnum, text.casefold()))


def test_voice_alone_reaches_every_screen_from_every_screen() -> None:
    setup = setup_for(languages=THREE)
    start = answered([KioskStarted(), VoiceReady(), EarReady()], at_start(setup), setup)
    graph: dict[tuple[object, ...], set[tuple[object, ...]]] = {}
    waiting = deque([start])
    while waiting:
        state = waiting.popleft()
        if place(state) in graph:
            continue
        following = [*by_voice(state, setup), heard_out(state, setup)]
        graph[place(state)] = {place(after) for after in following}
        waiting.extend(following)
    modes = {type(mode).__name__ for mode, *_ in graph}
    assert modes == {
        "Start", "Welcome", "ChoosingSection", "Offering", "Reading", "Checking",
        "Summing", "AskingNext", "Helping", "Learning", "Ending", "Leaving",
        "ChoosingLanguage", "AskingLanguage",
    }  # fmt: skip
    backwards: dict[tuple[object, ...], set[tuple[object, ...]]] = {}
    for origin, targets in graph.items():
        for target in targets:
            backwards.setdefault(target, set()).add(origin)
    assert reachable(place(start), backwards) == set(graph), "a screen that leads nowhere"


def by_voice(state: State, setup: Setup) -> Iterator[State]:
    """What follows from everything that is listened for in this state."""
    silent = replace(state, talking=False, ear=Ear.READY)  # another ear has come up meanwhile
    listen = listening(silent, setup)
    if listen is None:
        return
    names = [
        LanguageNamed(name.removeprefix(LANGUAGE)) if name.startswith(LANGUAGE) else Command(name)
        for name in listen.accepted.commands
    ]
    replies = [Command.YES, Command.NO, Command.UNSURE] if listen.accepted.yes_no else []
    numbers = range(1, len(listen.accepted.options) + 1)
    for meaning in (*names, *replies, *numbers):
        yield answered([Heard(silent.turn, meaning)], silent, setup)


def heard_out(state: State, setup: Setup) -> State:
    """The state after the kiosk has finished its sentence, its pause or its goodbye."""
    waited = [TimerRanOut(Timer.GAP), TimerRanOut(Timer.GOODBYE)]
    return answered([SpeechEnded(state.turn), *waited], state, setup)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("state", "setup"), SCREENS)
def test_whatever_a_prompt_tells_to_say_is_accepted(
    state: State, setup: Setup, language: str
) -> None:
    phrases = read(ROOT / "content" / language / "phrases.yaml", Phrases)
    setup = with_tongue(setup, phrases=phrases, language=language)
    state = replace(state, ear=Ear.READY, talking=False)
    accepts = accepted(state, setup)
    told = [*script(page(state, setup), state, setup), *prompt(page(state, setup), state, setup)]
    for utterance in told:
        words = phrases.commands.get(utterance.teaches or "")
        if words is None or not words.say or words.say not in utterance.text:
            continue
        assert accepts, "nothing is accepted, but something is told"
        assert utterance.teaches
        meaning = answer(words.say, accepts, understood_in(language))
        assert meaning in (Told(utterance.teaches.value), REPLIES.get(utterance.teaches))


def test_every_entry_of_a_menu_is_chosen_by_the_name_that_is_told() -> None:
    for language in LANGUAGES:
        guide = load(ROOT / "content", language).open("second-opinion")
        options = tuple(Option(section.title, section.names) for section in guide.sections)
        for number, section in enumerate(guide.sections, start=1):
            for name in section.names:
                meaning = answer(name, Accepted(options=options), understood_in(language))
                assert meaning == Chosen(number), (language, name)


@pytest.mark.parametrize(("state", "setup"), SCREENS)
def test_everything_shown_is_spoken(state: State, setup: Setup) -> None:
    """What may be pressed besides the answers to a question is told to those who are silent: a
    question must come last.
    """
    setup = setup.speaking(state.spoken)
    shown = view(state, setup)
    this = page(state, setup)
    untaught = replace(state, taught=frozenset())
    told = script(this, untaught, setup)
    if shown.scene is Scene.QUESTION:
        told += prompt(this, replace(untaught, prompts=2, misses=0), setup)
    spoken = letters(" ".join(utterance.text for utterance in told))
    words = setup.phrases
    assert letters(shown.heading) in spoken
    for block, spot in zip(shown.blocks, page(state, setup).spots, strict=True):
        if block.text == "Say what you want, etc.":
            continue  # this point has a spoken form of its own
        if spot.command and setup.language != "en":  # "그렇다면", where the screen has "네"
            instruction = words.commands[spot.command].instruction
            assert letters(instruction.format(key=key(spot.command, setup))) in spoken
        else:
            assert letters(block.text) in spoken
        label = (
            spoken_key(block.label, setup) if block.role in (Role.KEY, Role.ANSWER) else block.label
        )
        assert letters(label) in spoken
    for hint in shown.hints:
        offered = [c for c in page(state, setup).commands if c in setup.keys]
        command = next((c for c in offered if hint_is(hint, c, setup)), None)
        if command:
            instruction = words.commands[command].instruction
            assert letters(instruction.format(key=key(command, setup))) in spoken
        else:
            assert letters(words.menu.choose_by_number) in spoken


def spoken_key(shown: str, setup: Setup) -> str:
    """What the voice calls the key that the screen shows like this."""
    if shown.isdigit():
        return setup.phrases.count_word(int(shown))
    if shown == "–":
        return ""  # a key without a meaning has no name
    names = [setup.phrases.key_name(key) for key in setup.keys.values()]
    return next(name.spoken for name in names if name.shown == shown)


def key(command: Command, setup: Setup) -> str:
    return setup.phrases.key_name(setup.keys[command]).spoken


def hint_is(hint: object, command: Command, setup: Setup) -> bool:
    shown = setup.phrases.key_name(setup.keys[command]).shown
    return getattr(hint, "key", None) == shown


def test_the_place_is_spoken_in_words_and_shown_in_digits() -> None:
    visit = Conversation().voice()
    visit.press(Command.CHOOSE, Command.NEXT, 2)
    assert visit.screen.place == "Part 2 of 3"
    assert visit.said()[0] == "Part two of three."


REPORTS = (VisitorBegan, VisitorEnded, Hesitated, NotUnderstood)
VOICES: list[Event] = [VoiceLost(), VoiceReady(), VoiceUnavailable()]
FETCHED: list[Event] = [
    GuideOpened(small_guide("first")),
    GuideOpened(small_guide("first", "es")),
    GuideRefused("first", "en"),
    GuideRefused("nowhere", "en"),
]


def any_event(state: State, chance: Random) -> Event:
    """Something that could happen now, or that comes too late."""
    turn = state.turn - chance.choice((0, 0, 0, 1))
    kinds: list[Callable[[], Event]] = [
        lambda: CommandGiven(chance.choice(list(Command))),
        lambda: CommandGiven(chance.choice((Command.YES, Command.NO, Command.NEXT))),
        lambda: DigitPressed(chance.randrange(10)),
        lambda: LanguageNamed(chance.choice(("en", "es", "ko", "de"))),
        lambda: CommandGiven(chance.choice((Command.LANGUAGE, Command.YES))),
        lambda: ItemPointedAt(chance.randrange(-1, 40)),
        lambda: TimerRanOut(chance.choice(list(Timer))),
        lambda: chance.choice([UnknownKeyPressed(), VisitorTyped(), VisitorErased(), *VOICES]),
        lambda: chance.choice(FETCHED),
        lambda: SentenceBegan(turn, chance.randrange(-1, 40)),
        lambda: SentencesWritten(turn, chance.randrange(0, 40)),
        lambda: SpeechEnded(turn),
        lambda: chance.choice([EarReady("one"), EarReady(), EarLost(), EarUnavailable()]),
        lambda: Heard(turn, chance.choice([*Command, *range(-1, 14)])),
        lambda: chance.choice((ListeningBegan, *REPORTS))(turn),
    ]
    return chance.choice(kinds)()


def legal(state: State, effects: tuple[Effect, ...], setup: Setup) -> None:
    shown = view(state, setup)
    this = page(state, setup)
    assert HEADING <= state.cursor < max(len(this.spots), 1)
    assert shown.current is None or shown.blocks[shown.current]
    assert 0 <= state.rate < len(WORDS_PER_MINUTE)
    assert 0 <= state.volume < len(DECIBELS)
    assert 0 <= state.heard <= len(state.script)
    said = script(this, replace(state, taught=frozenset()), setup)
    assert said, "a screen that has nothing to say"
    assert all(utterance.text.strip() for utterance in said)
    assert depth(state.mode) <= 1, "help and questions pile up"
    if isinstance(state.mode, Checking) and state.guide:
        assert len(state.mode.answers) < len(state.guide.sections[state.mode.section].points)
    for effect in effects:
        if isinstance(effect, Say):
            assert state.sounding
            assert effect.turn == state.turn
            assert all(effect.sentences)
        if isinstance(effect, Show):
            assert effect.view == shown
        if isinstance(effect, Say | Listen):
            assert effect.language == setup.speaking(state.spoken).language
        if isinstance(effect, Listen):
            assert effect.turn == state.turn
            assert not state.sounding, "the kiosk would hear itself"
            assert not state.typing, "somebody who types does not speak"


def depth(mode: Mode) -> int:
    before = getattr(mode, "before", None)
    return 1 + depth(before.mode) if isinstance(before, Stand) else 0


@settings(max_examples=100, deadline=None)
@given(st.integers(1, 12), st.integers(0, 2**32))
def test_a_hundred_thousand_random_events_leave_a_screen_that_can_be_drawn_and_spoken(
    guides: int, seed: int
) -> None:
    others = (f"g{number}" for number in range(1, guides))
    setup = setup_for("first", *others, languages=THREE[: 1 + guides % 3])
    fewer = (replace(tongue, shelf=tongue.shelf[:1]) for tongue in setup.offered[1:])
    setup = replace(setup, offered=(setup.tongue, *fewer))
    chance = Random(seed)
    state = at_start(setup)
    event: Event = KioskStarted()
    running: set[Timer] = set()
    for _ in range(1000):
        state, effects = step(state, event, setup)
        legal(state, effects, setup)
        running -= {event.timer} if isinstance(event, TimerRanOut) else set()
        running -= {effect.timer for effect in effects if isinstance(effect, StopTimer)}
        running |= {effect.timer for effect in effects if isinstance(effect, StartTimer)}
        waits = state.sounding or state.waits_for_speech or isinstance(state.mode, Start)
        assert waits or running - {Timer.NOTICE, Timer.EAR}, "left alone, it stays so for ever"
        event = any_event(state, chance)
