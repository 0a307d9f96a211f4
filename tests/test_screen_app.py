"""The application shows what it is told, reports what is pressed, and decides nothing."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from rich.cells import cell_len
from screen_samples import BULLETS, GOODBYE, MENU, NEXT, QUESTION, READING, SCENES, SIZES, START
from screens import KEYS, Kiosk
from textual.events import Key
from textual.timer import Timer

import kiosk.screen
from kiosk.dialogue.command import Command
from kiosk.dialogue.effects import Show, TurnPage
from kiosk.dialogue.events import (
    CommandGiven,
    DigitPressed,
    Event,
    ItemPointedAt,
    PageShown,
    UnknownKeyPressed,
)
from kiosk.dialogue.view import Block, Role
from kiosk.errors import BROKEN
from kiosk.screen.app import KioskApp


@pytest.mark.parametrize("size", SIZES, ids=str)
@pytest.mark.parametrize("name", SCENES)
async def test_every_scene_is_painted_in_every_size(name: str, size: tuple[int, int]) -> None:
    kiosk = Kiosk(SCENES[name])
    async with kiosk.app.run_test(size=size):
        rows = kiosk.text.splitlines()
        assert [cell_len(row) for row in rows] == [size[0]] * size[1]
        assert SCENES[name].hints[0].does in rows[-1] + rows[-2]


async def test_it_tells_once_when_the_first_view_stands_on_the_screen() -> None:
    kiosk = Kiosk(START)
    async with kiosk.app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        kiosk.app.perform(Show(MENU))
        await pilot.pause()
    (text,) = kiosk.painted
    assert "Press any key to begin." in text


async def test_what_happens_before_anybody_wants_to_know_is_told_in_order() -> None:
    app = KioskApp(first_view=NEXT)
    events: list[Event] = []
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("left")
        row = next(y for y in range(24) if app.canvas.block_at(76, y) == 1)
        await pilot.click(offset=(76, row))
        await pilot.press("x")
        app.connect(events.append, KEYS)
        await pilot.press("right")
    assert events == [
        CommandGiven(Command.BACK),
        ItemPointedAt(1),
        UnknownKeyPressed(),
        CommandGiven(Command.NEXT),
    ]


class Late(KioskApp):
    """On a machine so busy that the timers of Textual are late, and so never ring."""

    CSS_PATH = Path(kiosk.screen.__file__).parent / "kiosk.tcss"

    def set_timer(self, delay: float, *arguments: Any, **options: Any) -> Timer:
        return super().set_timer(delay + 3600, *arguments, **options)


async def test_on_a_busy_machine_it_takes_the_size_of_its_window() -> None:
    app = Late(first_view=NEXT)
    async with app.run_test(size=(80, 24)) as pilot:
        for size in SIZES:
            await pilot.resize_terminal(*size)
            assert app.canvas.size == size


async def test_on_a_busy_machine_a_second_press_counts() -> None:
    events: list[Event] = []
    app = Late(events.append, KEYS, first_view=NEXT)
    async with app.run_test(size=(80, 24)) as pilot:
        for came in (1.0, 1.5):
            press = Key("y", "y")
            press.time = came
            app.post_message(press)
        await pilot.pause(1.0)
    assert events == [CommandGiven(Command.YES)] * 2


async def test_two_presses_that_waited_for_a_busy_kiosk_are_two() -> None:
    app = KioskApp(first_view=NEXT)
    events: list[Event] = []
    async with app.run_test(size=(80, 24)) as pilot:
        for came in (1.0, 2.0, 2.1):
            press = Key("y", "y")
            press.time = came
            app.post_message(press)
        await pilot.pause()
        app.connect(events.append, KEYS)
    assert events == [CommandGiven(Command.YES)] * 2, "and a third that was a bounce"


async def test_what_happens_while_nobody_wants_to_know_is_told_to_the_next_one() -> None:
    app = KioskApp(first_view=NEXT)
    before: list[Event] = []
    after: list[Event] = []
    async with app.run_test(size=(80, 24)) as pilot:
        app.connect(before.append, KEYS)
        app.disconnect()
        await pilot.press("left")
        assert (before, after) == ([], [])
        app.connect(after.append, KEYS)
    assert (before, after) == ([], [CommandGiven(Command.BACK)])


async def test_without_a_first_view_it_waits_for_one() -> None:
    kiosk = Kiosk()
    async with kiosk.app.run_test(size=(80, 24)) as pilot:
        kiosk.app.perform(Show(READING))
        await pilot.pause()
        assert "Check your insurance" in kiosk.marked


async def test_a_view_given_before_the_start_is_the_first() -> None:
    kiosk = Kiosk()
    kiosk.app.perform(Show(READING))
    async with kiosk.app.run_test(size=(80, 24)):
        assert "Check your insurance" in kiosk.marked


async def test_a_new_view_replaces_the_old_one() -> None:
    kiosk = Kiosk(START)
    async with kiosk.app.run_test(size=(80, 24)) as pilot:
        for view in SCENES.values():
            kiosk.app.perform(Show(view))
            await pilot.pause()
            fresh = Kiosk(view)
            async with fresh.app.run_test(size=(80, 24)):
                assert kiosk.rows == fresh.rows


async def test_the_mark_moves_with_the_current_block() -> None:
    kiosk = Kiosk(READING)
    async with kiosk.app.run_test(size=(80, 24)) as pilot:
        for current, words in enumerate(block.label for block in READING.blocks):
            kiosk.app.perform(Show(replace(READING, current=current)))
            await pilot.pause()
            assert words in kiosk.marked


async def test_only_the_rows_that_changed_are_painted_again() -> None:
    kiosk = Kiosk(READING)
    async with kiosk.app.run_test(size=(80, 24)) as pilot:
        painted: list[int] = []
        paint = kiosk.app.canvas.render_line
        kiosk.app.canvas.render_line = lambda y: (painted.append(y), paint(y))[1]  # type: ignore[method-assign]
        kiosk.app.perform(Show(replace(READING, current=2)))
        await pilot.pause()
        # Two points of three rows each: the one that lost the mark and the one that got it.
        assert len(set(painted)) == 6
        painted.clear()
        kiosk.app.perform(Show(replace(READING, current=2)))
        await pilot.pause()
        assert painted == []


async def test_keys_are_reported_as_what_they_mean() -> None:
    kiosk = Kiosk(MENU)
    async with kiosk.app.run_test(size=(80, 24)) as pilot:
        await pilot.press("y", "N", "left", "3", "question_mark", "escape", "x")
        assert kiosk.events == [
            CommandGiven(Command.YES),
            CommandGiven(Command.NO),
            CommandGiven(Command.BACK),
            DigitPressed(3),
            CommandGiven(Command.HELP),
            CommandGiven(Command.END),
            UnknownKeyPressed(),
        ]


TEXTUALS_OWN_KEYS = (
    "ctrl+q",
    "ctrl+p",
    "ctrl+z",
    "ctrl+s",
    "ctrl+l",
    "tab",
    "shift+tab",
    "f1",
    "f12",
    "ctrl+backslash",
    "ctrl+insert",
    "super+c",
    "pageup",
    "end",
    "space",
)


async def test_no_key_of_textual_itself_does_anything() -> None:
    kiosk = Kiosk(READING, locked=True)
    async with kiosk.app.run_test(size=(80, 24)) as pilot:
        before = kiosk.rows
        for key in (*TEXTUALS_OWN_KEYS, "ctrl+c"):
            await pilot.press(key)
        await pilot.pause()
        assert kiosk.events == [UnknownKeyPressed()] * (len(TEXTUALS_OWN_KEYS) + 1)
        assert kiosk.rows == before
        assert kiosk.app.is_running
        assert len(kiosk.app.screen_stack) == 1


async def test_an_unlocked_kiosk_ends_with_control_c() -> None:
    kiosk = Kiosk(READING)
    async with kiosk.app.run_test(size=(80, 24)) as pilot:
        await pilot.press("ctrl+c")
        await pilot.pause()
    assert kiosk.events == []
    assert kiosk.app.return_code == 0


async def test_a_held_key_answers_once_and_a_second_answer_counts() -> None:
    kiosk = Kiosk(QUESTION)
    async with kiosk.app.run_test(size=(80, 24)) as pilot:
        await pilot.press("y")
        for seconds in (0.66, 0.04, 0.04, 0.04):
            kiosk.clock.now += seconds
            await pilot.press("y")
        await pilot.pause(0.2)
        assert kiosk.events == [CommandGiven(Command.YES)]
        kiosk.clock.now += 0.5
        await pilot.press("y")
        await pilot.pause(0.2)
        assert kiosk.events == [CommandGiven(Command.YES)] * 2


async def test_a_press_that_waits_is_reported_before_the_next_key() -> None:
    kiosk = Kiosk(QUESTION)
    async with kiosk.app.run_test(size=(80, 24)) as pilot:
        await pilot.press("y")
        kiosk.clock.now += 0.5
        await pilot.press("y", "n")
        await pilot.pause(0.2)
        assert kiosk.events == [
            CommandGiven(Command.YES),
            CommandGiven(Command.YES),
            CommandGiven(Command.NO),
        ]


async def test_a_paste_is_not_typing() -> None:
    from textual.events import Paste

    kiosk = Kiosk(QUESTION)
    async with kiosk.app.run_test(size=(80, 24)) as pilot:
        kiosk.app.post_message(Paste("yyyy"))
        await pilot.pause()
        assert kiosk.events == []


async def test_a_touch_points_at_the_block_under_it() -> None:
    kiosk = Kiosk(MENU)
    async with kiosk.app.run_test(size=(80, 24)) as pilot:
        for block in (4, 0, 2):
            words = MENU.blocks[block].text
            row = next(y for y, line in enumerate(kiosk.text.splitlines()) if words in line)
            await pilot.click(offset=(40, row))
        await pilot.click(offset=(0, 0))
        assert kiosk.events == [ItemPointedAt(4), ItemPointedAt(0), ItemPointedAt(2)]


async def test_a_touch_anywhere_in_an_answer_points_at_it_and_twice_is_once() -> None:
    kiosk = Kiosk(NEXT)
    async with kiosk.app.run_test(size=(80, 24)) as pilot:
        top = next(y for y, line in enumerate(kiosk.text.splitlines()) if "╭" in line)
        await pilot.click(offset=(3, top))
        await pilot.click(offset=(3, top))
        await pilot.click(offset=(76, top + 2))
        assert kiosk.events == [ItemPointedAt(0), ItemPointedAt(1)]


async def test_pages_are_turned_and_stay_turned_until_the_visitor_is_elsewhere() -> None:
    kiosk = Kiosk(READING)
    async with kiosk.app.run_test(size=(40, 12)) as pilot:
        assert "Page 2 of 5" in kiosk.text
        for by, page in (
            (1, 3),
            (1, 4),
            (1, 5),
            (1, 5),
            (-1, 4),
            (-1, 3),
            (-1, 2),
            (-1, 1),
            (-1, 1),
        ):
            kiosk.app.perform(TurnPage(by))
            await pilot.pause()
            assert f"Page {page} of 5" in kiosk.text
        kiosk.app.perform(Show(replace(READING, status="paused", notice="Louder.")))
        await pilot.pause()
        assert "Page 1 of 5" in kiosk.text
        kiosk.app.perform(Show(replace(READING, current=2)))
        await pilot.pause()
        assert "Page 3 of 5" in kiosk.text


async def test_it_tells_which_page_of_how_many_is_shown_whenever_that_changes() -> None:
    kiosk = Kiosk(START)
    async with kiosk.app.run_test(size=(40, 12)):
        kiosk.app.perform(Show(READING))
        kiosk.app.perform(Show(replace(READING, notice="Louder.")))
        kiosk.app.perform(TurnPage(1))
        kiosk.app.perform(Show(replace(QUESTION, blank=True, blanked="Press B.")))
    assert kiosk.events == [PageShown(1, 5), PageShown(2, 5), PageShown(0, 1)]


async def test_a_page_that_was_turned_to_stays_in_sight_when_the_window_changes() -> None:
    kiosk = Kiosk(READING)
    async with kiosk.app.run_test(size=(40, 12)) as pilot:
        for _ in range(2):
            kiosk.app.perform(TurnPage(1))
        await pilot.pause()
        assert "Find a qualified specialist" in kiosk.text
        await pilot.resize_terminal(44, 13)
        await pilot.pause()
        assert "Find a qualified specialist" in kiosk.text


async def test_turning_a_page_where_there_is_only_one_changes_nothing() -> None:
    kiosk = Kiosk(START)
    async with kiosk.app.run_test(size=(80, 24)) as pilot:
        before = kiosk.rows
        for by in (1, -1):
            kiosk.app.perform(TurnPage(by))
            await pilot.pause()
            assert kiosk.rows == before


async def test_it_survives_a_storm_of_resizes_in_every_scene() -> None:
    sizes = [*SIZES, (1, 1), (39, 11), (200, 60), (40, 60), (200, 12), (2, 30), (80, 24)]
    kiosk = Kiosk(START)
    async with kiosk.app.run_test(size=(80, 24)) as pilot:
        for number, size in enumerate(sizes * 3):
            view = list(SCENES.values())[number % len(SCENES)]
            kiosk.app.perform(Show(view))
            await pilot.resize_terminal(*size)
            kiosk.app.perform(TurnPage(1))
            await pilot.pause()
            rows = kiosk.text.splitlines()
            assert [cell_len(row) for row in rows] == [size[0]] * size[1]
    assert kiosk.app.failure is None


async def test_a_window_of_one_cell_and_back_shows_the_same_as_before() -> None:
    kiosk = Kiosk(READING)
    async with kiosk.app.run_test(size=(80, 24)) as pilot:
        before = kiosk.rows
        await pilot.resize_terminal(1, 1)
        await pilot.pause()
        await pilot.press("y")
        await pilot.resize_terminal(80, 24)
        await pilot.pause()
        assert kiosk.rows == before
        assert kiosk.events == [CommandGiven(Command.YES)]


async def test_too_small_a_window_says_so_and_still_takes_keys() -> None:
    kiosk = Kiosk(READING)
    async with kiosk.app.run_test(size=(30, 10)) as pilot:
        words = " ".join(kiosk.text.split())
        assert words == "This window is too small. I need 40 columns and 12 rows."
        await pilot.press("right")
        assert kiosk.events == [CommandGiven(Command.NEXT)]


async def test_nothing_on_the_screen_blinks_and_nothing_is_dimmed() -> None:
    kiosk = Kiosk(START)
    async with kiosk.app.run_test(size=(80, 24)) as pilot:
        for view in SCENES.values():
            kiosk.app.perform(Show(view))
            await pilot.pause()
            for row in kiosk.rows:
                assert not [text for text, style in row if style.blink or style.dim]


async def test_an_untouched_screen_stays_as_it_is() -> None:
    kiosk = Kiosk(BULLETS)
    async with kiosk.app.run_test(size=(80, 24)) as pilot:
        painted: list[int] = []
        paint = kiosk.app.canvas.render_line
        kiosk.app.canvas.render_line = lambda y: (painted.append(y), paint(y))[1]  # type: ignore[method-assign]
        await pilot.pause(0.3)
        assert painted == []


async def test_sixty_items_are_shown_with_the_current_one_in_sight() -> None:
    view = replace(
        MENU,
        blocks=tuple(Block(Role.CHOICE, f"Item {n}", number=str(n)) for n in range(1, 61)),
        current=0,
    )
    kiosk = Kiosk(view)
    async with kiosk.app.run_test(size=(60, 17)) as pilot:
        for current in (0, 59, 31):
            kiosk.app.perform(Show(replace(view, current=current)))
            await pilot.pause()
            assert f"Item {current + 1}" in kiosk.marked


async def test_a_fault_ends_the_program_without_a_word_on_the_visitors_screen(
    capfd: pytest.CaptureFixture[str],
) -> None:
    def fail(event: Event) -> None:
        raise RuntimeError("the visitor said yes to something private")

    app = KioskApp(fail, KEYS, None, GOODBYE)

    async def press(pilot: object) -> None:
        app.post_message(_key("y"))

    await app.run_async(headless=True, size=(80, 24), auto_pilot=press)
    assert app.return_code == BROKEN
    assert isinstance(app.failure, RuntimeError)
    written = capfd.readouterr()
    assert "private" not in written.out + written.err
    assert "Traceback" not in written.out + written.err


def _key(key: str) -> object:
    from textual.events import Key

    return Key(key, key)


async def test_a_blank_screen_shows_one_line_and_nothing_else() -> None:
    kiosk = Kiosk(READING)
    async with kiosk.app.run_test(size=(80, 24)) as pilot:
        how = "To see the screen, press B."
        kiosk.app.perform(Show(replace(READING, blank=True, blanked=how)))
        await pilot.pause()
        assert kiosk.text.split() == how.split()
        kiosk.app.perform(Show(READING))
        await pilot.pause()
        assert "Check your insurance" in kiosk.text
