"""Learning the keys: every key tells what it does and does nothing, and nobody is caught in it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from conversations import Conversation, setup_for

from kiosk.dialogue.accepting import accepted
from kiosk.dialogue.command import Command
from kiosk.dialogue.events import (
    CommandGiven,
    DigitPressed,
    EarReady,
    Event,
    Heard,
    ItemPointedAt,
    UnknownKeyPressed,
    VoiceUnavailable,
)
from kiosk.dialogue.modes import Helping, Learning, Reading
from kiosk.dialogue.view import Role
from kiosk.keyboard import DEFAULT_KEYS
from kiosk.screen.keys import meaning


@pytest.fixture
def lesson() -> Conversation:
    """Somebody at the second step of a section learns the keys."""
    visit = Conversation().voice()
    visit.press(Command.CHOOSE, Command.NEXT, 2, 2, Command.HELP, Command.LEARN)
    return visit


def test_the_lesson_says_first_how_to_use_and_how_to_leave_it(lesson: Conversation) -> None:
    assert lesson.said() == (
        "Learn the keys.",
        "Press any key.",
        "I tell you what it does, and nothing else happens.",
        "To go back, press Escape, or press the same key again when I am silent.",
    )
    assert isinstance(lesson.state.mode, Learning)


@pytest.mark.parametrize(
    ("key", "said"),
    [
        ("right", "The right arrow: Next."),
        ("plus", "The plus sign: Louder."),
        ("f18", "The upper key: Up."),
        ("3", "Three: Choose number three."),
        ("f12", "This key does nothing."),
    ],
)
def test_a_key_is_named_with_what_it_does(lesson: Conversation, key: str, said: str) -> None:
    lesson.tell(meaning(DEFAULT_KEYS, key, None))
    assert lesson.said() == (said,)
    block = lesson.screen.blocks[lesson.screen.current or 0]
    assert block.role is Role.KEY
    assert block.text in said


def test_no_key_does_what_it_tells(lesson: Conversation) -> None:
    usual = replace(lesson.state, mode=lesson.state.mode, turn=0, acts=0)
    for key in DEFAULT_KEYS:
        event = meaning(DEFAULT_KEYS, key, None)
        if event == CommandGiven(Command.END):
            continue
        lesson.tell(event)
        state = lesson.state
        assert isinstance(state.mode, Learning), key
        for name in ("rate", "volume", "muted", "size", "theme", "blank", "leisure", "taught"):
            assert getattr(state, name) == getattr(usual, name), key


def test_the_key_for_the_end_goes_back_to_the_same_point(lesson: Conversation) -> None:
    lesson.press(Command.FASTER, Command.END)
    assert (lesson.state.mode, lesson.state.cursor) == (Reading(1), 1)


@pytest.mark.parametrize(
    "event", [CommandGiven(Command.UP, key="f18"), DigitPressed(4), UnknownKeyPressed("z")]
)
def test_any_key_goes_back_when_it_is_pressed_again_after_its_name(
    lesson: Conversation, event: Event
) -> None:
    lesson.tell(event)
    lesson.tell(event)
    assert isinstance(lesson.state.mode, Learning), "a key that is held down leaves nothing"
    lesson.listen()
    lesson.tell(event)
    assert lesson.state.mode == Reading(1)


@pytest.mark.parametrize(("one", "other"), [("equals_sign", "plus"), ("z", "f12")])
def test_another_key_that_does_the_same_is_not_the_same_key(
    lesson: Conversation, one: str, other: str
) -> None:
    lesson.tell(meaning(DEFAULT_KEYS, one, None))
    lesson.listen()
    lesson.tell(meaning(DEFAULT_KEYS, other, None))
    assert isinstance(lesson.state.mode, Learning)


def test_without_sound_the_same_key_twice_goes_back() -> None:
    visit = Conversation()
    visit.tell(VoiceUnavailable())
    visit.press(Command.CHOOSE, Command.NEXT, 2, Command.LEARN)
    visit.press(Command.NEXT)
    assert visit.screen.blocks[-1].text == "Next"
    visit.press(Command.NEXT)
    assert visit.state.mode == Reading(1)


def test_with_the_screen_off_the_key_that_shows_it_does_so() -> None:
    visit = Conversation().voice()
    visit.press(Command.CHOOSE, Command.NEXT, 2, Command.BLANK, Command.LEARN)
    assert visit.screen.blanked == "To see the screen, press B."
    visit.press(Command.NEXT, Command.BLANK)
    assert not visit.screen.blank
    assert isinstance(visit.state.mode, Learning)
    visit.press(Command.BLANK)
    assert not visit.screen.blank, "now that there is nothing to show, it is learned"


def test_a_touch_goes_back(lesson: Conversation) -> None:
    lesson.tell(ItemPointedAt(0))
    assert lesson.state.mode == Reading(1)


def test_the_lesson_is_begun_from_help_and_left_by_voice() -> None:
    visit = Conversation().voice()
    visit.tell(EarReady())
    visit.press(Command.CHOOSE, Command.NEXT, 2, Command.HELP)
    said = accepted(visit.state, visit.setup)
    assert said
    assert Command.LEARN in said.commands
    visit.tell(Heard(visit.state.turn, Command.LEARN))
    assert isinstance(visit.state.mode, Learning)
    visit.tell(Heard(visit.state.turn, Command.LOUDER))
    assert visit.state.volume > visit.setup.volume, "what is said is done: only keys are learned"
    visit.tell(Heard(visit.state.turn, Command.BACK))
    assert visit.state.mode == Reading(1)


def test_a_lesson_from_help_and_help_from_a_lesson_do_not_pile_up() -> None:
    visit = Conversation().voice()
    visit.tell(EarReady())
    visit.press(Command.CHOOSE, Command.NEXT, 2)
    for _ in range(5):
        visit.press(Command.HELP, Command.LEARN)
        visit.tell(Heard(visit.state.turn, Command.HELP))
    assert isinstance(visit.state.mode, Helping)
    visit.press(Command.BACK)
    assert visit.state.mode == Reading(1)


def test_an_installation_without_a_key_for_the_end_tells_of_the_other_way_only() -> None:
    setup = setup_for()
    keys = {command: key for command, key in setup.keys.items() if command is not Command.END}
    visit = Conversation(replace(setup, keys=keys)).voice()
    visit.press(Command.CHOOSE, Command.LEARN)
    assert visit.said()[-1] == "To go back, press the same key again when I am silent."
