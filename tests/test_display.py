"""The display: text size, colours and the blank screen follow the visitor, and nobody after."""

from __future__ import annotations

import pytest
from conversations import Conversation

from kiosk.dialogue.accepting import accepted
from kiosk.dialogue.command import Command
from kiosk.dialogue.events import (
    EarReady,
    Heard,
    TimerRanOut,
    UnknownKeyPressed,
)
from kiosk.dialogue.state import at_start
from kiosk.dialogue.timer import Timer
from kiosk.dialogue.view import TEXT_SIZES, Theme


@pytest.fixture
def visit() -> Conversation:
    """A visit at the second step of a section, with a voice and an ear."""
    conversation = Conversation().voice()
    conversation.tell(EarReady())
    conversation.press(Command.CHOOSE, Command.NEXT, 2, 2)
    return conversation


def test_one_key_goes_through_the_sizes_and_begins_again_after_the_largest(
    visit: Conversation,
) -> None:
    assert visit.screen.size == 1
    shown = []
    for _ in range(TEXT_SIZES):
        visit.press(Command.TEXT_SIZE)
        shown.append((visit.screen.size, visit.said()[0], visit.screen.notice))
    assert shown == [
        (2, "Text size three of four.", "Text size three of four."),
        (3, "Text size four of four.", "Text size four of four."),
        (0, "Text size one of four.", "Text size one of four."),
        (1, "Text size two of four.", "Text size two of four."),
    ]


def test_bigger_and_smaller_stop_at_their_ends_and_say_so(visit: Conversation) -> None:
    visit.press(*[Command.BIGGER] * TEXT_SIZES)
    assert (visit.screen.size, visit.said()[0]) == (3, "This is the biggest text.")
    visit.press(*[Command.SMALLER] * TEXT_SIZES)
    assert (visit.screen.size, visit.said()[0]) == (0, "This is the smallest text.")


@pytest.mark.parametrize(
    "command",
    [
        Command.TEXT_SIZE,
        Command.BIGGER,
        Command.SMALLER,
        Command.COLOURS,
        Command.HIGH_CONTRAST,
        Command.BLANK,
        Command.SHOW_SCREEN,
        Command.RESET,
    ],
)
@pytest.mark.parametrize("by_voice", [False, True])
def test_a_change_is_confirmed_and_the_place_is_kept(
    visit: Conversation, command: Command, by_voice: bool
) -> None:
    visit.listen(2)
    before = (visit.state.mode, visit.state.cursor, visit.screen.blocks)
    interrupted = visit.said()[1]
    visit.tell(Heard(visit.state.turn, command)) if by_voice else visit.press(command)
    assert (visit.state.mode, visit.state.cursor, visit.screen.blocks) == before
    assert visit.screen.notice
    assert " ".join(visit.said()).startswith(visit.screen.notice)
    assert interrupted in visit.said()


def test_the_colours_go_round_and_are_named(visit: Conversation) -> None:
    worn = []
    for _ in Theme:
        visit.press(Command.COLOURS)
        worn.append((visit.screen.theme, visit.said()[0]))
    assert worn == [
        (Theme.HIGH_DARK, "High contrast, white on black."),
        (Theme.HIGH_LIGHT, "High contrast, black on white."),
        (Theme.LOW, "Soft colors."),
        (Theme.CALM, "Usual colors."),
    ]


def test_high_contrast_asked_for_again_is_the_other_one(visit: Conversation) -> None:
    visit.press(Command.LOUDER, Command.HIGH_CONTRAST)
    assert visit.screen.theme is Theme.HIGH_DARK
    visit.press(Command.HIGH_CONTRAST)
    assert visit.screen.theme is Theme.HIGH_LIGHT


def test_a_blank_screen_says_and_shows_how_to_see_it_again(visit: Conversation) -> None:
    visit.press(Command.BLANK)
    how = "To see the screen, say show the screen, or press B."
    assert visit.said()[:2] == ("The screen is off.", how)
    assert (visit.screen.blank, visit.screen.blanked) == (True, how)
    visit.press(Command.BLANK)
    assert (visit.screen.blank, visit.said()[0]) == (False, "The screen is on.")


def test_the_screen_is_turned_on_by_voice_where_it_is_off_and_off_where_it_is_on(
    visit: Conversation,
) -> None:
    def may_be_said() -> set[str]:
        said = accepted(visit.state, visit.setup)
        assert said
        return set(said.commands) & {Command.BLANK, Command.SHOW_SCREEN}

    assert may_be_said() == {Command.BLANK}
    visit.press(Command.BLANK)
    assert may_be_said() == {Command.SHOW_SCREEN}


def test_a_visit_goes_on_with_a_blank_screen(visit: Conversation) -> None:
    visit.press(Command.BLANK, Command.MENU, 1, Command.YES, Command.YES)
    assert visit.screen.blank
    assert visit.said()[0] == "Yes."


ADJUSTED = (
    Command.FASTER,
    Command.QUIETER,
    Command.TEXT_SIZE,
    Command.COLOURS,
    Command.BLANK,
    Command.MUTE,
)


def adjustments(visit: Conversation) -> tuple[object, ...]:
    state = visit.state
    return (state.rate, state.volume, state.muted, state.size, state.theme, state.blank)


def test_the_visitors_own_reset_sets_everything_back_and_keeps_the_place(
    visit: Conversation,
) -> None:
    usual = adjustments(visit)
    visit.press(*ADJUSTED)
    changed = zip(adjustments(visit), usual, strict=True)
    assert all(now != before for now, before in changed)
    place = visit.state.stand
    visit.press(Command.RESET)
    assert adjustments(visit) == usual
    assert visit.state.stand == place
    assert visit.said()[0] == "Everything is set as it was at first."


@pytest.mark.parametrize("way_out", ["goodbye", "a key at the goodbye", "nobody there"])
def test_nothing_that_was_adjusted_is_left_for_the_next_visitor(
    visit: Conversation, way_out: str
) -> None:
    visit.press(*ADJUSTED)
    if way_out == "nobody there":
        for _ in range(20):
            visit.tell(TimerRanOut(Timer.PROMPT))
        visit.tell(TimerRanOut(Timer.ANSWER), TimerRanOut(Timer.ANSWER))
    else:
        visit.press(Command.END, Command.YES)
        key = UnknownKeyPressed()
        visit.tell(TimerRanOut(Timer.GOODBYE) if way_out == "goodbye" else key)
    fresh = at_start(visit.setup)
    assert visit.state.mode == fresh.mode
    assert adjustments(visit) == (
        fresh.rate, fresh.volume, fresh.muted, fresh.size, fresh.theme, fresh.blank,
    )  # fmt: skip
