"""Touch and mouse: everything that a key does has a target for a finger."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

import pytest
from screen_samples import SIZES
from understandings import CONTENT, LANGUAGES

from kiosk.assembly import load_setup
from kiosk.dialogue.command import Command
from kiosk.dialogue.conditions import Ear, Voice
from kiosk.dialogue.effects import Show
from kiosk.dialogue.events import (
    CommandGiven,
    DigitPressed,
    Event,
    ItemPointedAt,
    KioskStarted,
    PageShown,
    UnknownKeyPressed,
    VoiceUnavailable,
)
from kiosk.dialogue.machine import step
from kiosk.dialogue.pages import page
from kiosk.dialogue.setup import Setup
from kiosk.dialogue.state import State, at_start
from kiosk.dialogue.view import TEXT_SIZES, Role, Scene, Theme, View
from kiosk.dialogue.views import view
from kiosk.screen.app import KioskApp
from kiosk.screen.layout import Frame, compose
from kiosk.settings import DEFAULT_KEYS, Settings

LEAST_ROWS, LEAST_CELLS = 3, 8

IN_SECTION_TWO = (Command.CHOOSE, Command.MENU, 2)
WAYS: dict[str, tuple[Command | int, ...]] = {
    "start": (),
    "welcome": (Command.CHOOSE,),
    "menu": (Command.CHOOSE, Command.MENU),
    "reading": IN_SECTION_TWO,
    "next part": (*IN_SECTION_TWO, *[Command.NEXT] * 6),
    "offer": (Command.CHOOSE, Command.MENU, 1),
    "question": (Command.CHOOSE, Command.MENU, 1, Command.YES),
    "summary": (Command.CHOOSE, Command.MENU, 1, *[Command.YES] * 8),
    "help": (*IN_SECTION_TWO, Command.HELP),
    "ending": (*IN_SECTION_TWO, Command.END),
    "languages": (*IN_SECTION_TWO, Command.LANGUAGE),
    "language": (*IN_SECTION_TWO, Command.LANGUAGE, 2),
    "goodbye": (*IN_SECTION_TWO, Command.END, Command.YES),
}
"""How to come to each screen."""


@cache
def setup_in(language: str) -> Setup:
    return load_setup(CONTENT, Settings(language=language, languages=LANGUAGES))[1]


@cache
def state_of(screen: str, language: str = "en") -> State:
    setup = setup_in(language)
    state, _ = step(at_start(setup), KioskStarted(), setup)
    ways = (DigitPressed(w) if isinstance(w, int) else CommandGiven(w) for w in WAYS[screen])
    for event in (VoiceUnavailable(), *ways):
        state, _ = step(state, event, setup)
    return replace(state, notice="")


def view_of(screen: str, language: str = "en") -> View:
    return view(state_of(screen, language), setup_in(language))


@cache
def frames(shown: View, size: tuple[int, int]) -> tuple[Frame, ...]:
    """All pages, for somebody who touches the screen."""
    first = compose(shown, *size, page=0, touch=True)
    assert first.pages is not None
    others = range(1, len(first.pages.pages))
    return (first, *(compose(shown, *size, page=number, touch=True) for number in others))


def looks(screen: str, language: str) -> Iterator[tuple[int, Theme, View]]:
    """A screen in every text size and in every theme, with nothing and with something current."""
    shown = view_of(screen, language)
    places = {None, len(shown.blocks) // 2} if language == "en" else {None}
    for text_size in range(TEXT_SIZES):
        for current in places:
            yield text_size, Theme.CALM, replace(shown, size=text_size, current=current)
    for theme in Theme if language == "en" else ():
        yield shown.size, theme, replace(shown, theme=theme)


Target = Command | int
"""A command, or the index of a block that does something."""


@dataclass(frozen=True)
class Area:
    """The cells of one target."""

    cells: frozenset[tuple[int, int]]

    @property
    def is_a_rectangle(self) -> bool:
        return len(self.cells) == len(self._columns) * len(self._rows)

    @property
    def is_large(self) -> bool:
        return len(self._rows) >= LEAST_ROWS and len(self._columns) >= LEAST_CELLS

    @property
    def middle(self) -> tuple[int, int]:
        columns, rows = sorted(self._columns), sorted(self._rows)
        return columns[len(columns) // 2], rows[len(rows) // 2]

    @property
    def _columns(self) -> set[int]:
        return {x for x, _ in self.cells}

    @property
    def _rows(self) -> set[int]:
        return {y for _, y in self.cells}


def targets(frame: Frame, shown: View) -> dict[Target, Area]:
    """Everything that does something, and where; text is only read aloud."""
    found: dict[Target, set[tuple[int, int]]] = defaultdict(set)
    for y, line in enumerate(frame.lines):
        end = 0
        for span in line:
            start, end = end, end + span.cells
            cells = {(x, y) for x in range(start, end)}
            if span.command is not None:
                found[span.command] |= cells
            elif span.block is not None and _does_something(shown, span.block):
                found[span.block] |= cells
    return {target: Area(frozenset(cells)) for target, cells in found.items()}


def _does_something(shown: View, block: int) -> bool:
    return shown.blocks[block].role in (Role.CHOICE, Role.ANSWER, Role.KEY)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("size", SIZES, ids=str)
@pytest.mark.parametrize("screen", WAYS)
def test_every_target_is_large_and_in_one_piece(
    screen: str, size: tuple[int, int], language: str
) -> None:
    for text_size, theme, shown in looks(screen, language):
        for frame in frames(shown, size):
            for target, area in targets(frame, shown).items():
                assert area.is_large, (target, text_size, theme)
                assert area.is_a_rectangle, (target, text_size, theme)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("size", SIZES, ids=str)
@pytest.mark.parametrize("screen", WAYS)
def test_everything_that_a_key_does_has_a_target_here_or_behind_help(
    screen: str, size: tuple[int, int], language: str
) -> None:
    for _, _, shown in looks(screen, language):
        check_that_all_is_within_reach(shown, size, language)


def check_that_all_is_within_reach(shown: View, size: tuple[int, int], language: str) -> None:
    pages = frames(shown, size)
    here = {target for frame in pages for target in targets(frame, shown)}
    if shown.anywhere:
        others = sum(_does_something(shown, index) for index in range(len(shown.blocks)))
        assert len(here) == others, "a touch anywhere else is enough"
        return
    for index, block in enumerate(shown.blocks):
        assert index in here or not _does_something(shown, index), block
    setup = setup_in(language)
    way_on = Command.BACK if shown.scene is Scene.HELP else Command.HELP
    assert all(way_on in targets(frame, shown) for frame in pages)
    # Help says nothing about a voice or an ear that is not there.
    whole = replace(state_of("help", language), voice=Voice.READY, ear=Ear.READY)
    behind_help = {spot.does for spot in page(whole, setup).spots}
    assert {Command(meaning) for meaning in DEFAULT_KEYS.values() if not meaning.isdigit()} <= (
        here | behind_help
    )
    assert len(pages) == 1 or {Command.MORE, Command.LESS} <= here


@pytest.mark.parametrize("size", SIZES, ids=str)
@pytest.mark.parametrize("screen", WAYS)
def test_what_turns_the_page_and_help_stay_in_their_places(
    screen: str, size: tuple[int, int]
) -> None:
    shown = view_of(screen)
    for command in (Command.MORE, Command.LESS, Command.HELP, Command.NEXT):
        places = {
            found[command]
            for frame in frames(shown, size)
            if command in (found := targets(frame, shown))
        }
        assert len(places) <= 1


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("size", SIZES, ids=str)
@pytest.mark.parametrize("screen", WAYS)
def test_targets_crowd_out_no_words(screen: str, size: tuple[int, int], language: str) -> None:
    for _, _, shown in looks(screen, language):
        check_that_every_word_is_there(shown, size)


def check_that_every_word_is_there(shown: View, size: tuple[int, int]) -> None:
    lines = [line for frame in frames(shown, size) for line in frame.lines]
    written = "".join(span.text for line in lines for span in line)
    squeezed = "".join(filter(str.isalnum, written.casefold()))
    for block in shown.blocks:
        for text in (block.label, block.text):
            for word in text.split():
                assert "".join(filter(str.isalnum, word.casefold())) in squeezed
    for frame in frames(shown, size):
        assert [sum(span.cells for span in line) for line in frame.lines] == [size[0]] * size[1]


class Kiosk:
    """A running screen, and what was done on it."""

    def __init__(self, shown: View) -> None:
        self.events: list[Event] = []
        self._shown = shown
        self.app = KioskApp(self._report, DEFAULT_KEYS, first_view=shown)

    def _report(self, event: Event) -> None:
        if not isinstance(event, PageShown):
            self.events.append(event)

    def show(self, shown: View) -> None:
        self._shown = shown
        self.app.perform(Show(shown))

    @property
    def targets(self) -> dict[Target, Area]:
        return targets(self.app.frame, self._shown)


@pytest.mark.parametrize("screen", WAYS)
async def test_a_tap_on_a_target_does_it(screen: str) -> None:
    kiosk = Kiosk(view_of("start"))
    shown = view_of(screen)
    async with kiosk.app.run_test(size=(80, 24)) as pilot:
        await pilot.click(offset=(1, 1))
        assert kiosk.events == [UnknownKeyPressed()], "a touch anywhere begins"
        kiosk.show(shown)
        for size in (SIZES[0], SIZES[2]):
            await pilot.resize_terminal(*size)
            await pilot.pause()
            for number, (target, area) in enumerate(kiosk.targets.items()):
                meant = ItemPointedAt(target) if type(target) is int else CommandGiven(target)  # type: ignore[arg-type]
                assert kiosk.app.canvas.target_at(*area.middle) == meant
                if number < 2:  # what was found there is told for every target in the same way
                    kiosk.events.clear()
                    await pilot.click(offset=area.middle)
                    assert kiosk.events == [meant]
            assert kiosk.targets or shown.anywhere


async def test_the_targets_come_with_the_first_touch_and_go_with_the_visitor() -> None:
    kiosk = Kiosk(view_of("reading"))
    async with kiosk.app.run_test(size=(80, 24)) as pilot:
        before = kiosk.app.frame
        assert not all(area.is_large for area in kiosk.targets.values())
        await pilot.click(offset=(0, 3))
        assert kiosk.events == [], "a touch of nothing does nothing"
        assert all(area.is_large for area in kiosk.targets.values())
        kiosk.show(view_of("goodbye"))
        kiosk.show(view_of("start"))
        kiosk.show(view_of("reading"))
        await pilot.pause()
        assert kiosk.app.frame == before


async def test_the_hints_of_a_screen_that_nobody_has_touched_can_be_touched_too() -> None:
    kiosk = Kiosk(view_of("reading"))
    async with kiosk.app.run_test(size=(80, 24)) as pilot:
        (x, y), *_ = kiosk.targets[Command.NEXT].cells
        await pilot.click(offset=(x, y))
        assert kiosk.events == [CommandGiven(Command.NEXT)]


async def test_a_blank_screen_is_one_target() -> None:
    kiosk = Kiosk(replace(view_of("reading"), blank=True, blanked="To see the screen, press B."))
    async with kiosk.app.run_test(size=(80, 24)) as pilot:
        await pilot.click(offset=(70, 20))
        assert kiosk.events == [CommandGiven(Command.SHOW_SCREEN)]


async def test_a_second_tap_in_one_place_does_not_hit_what_has_come_up_there() -> None:
    kiosk = Kiosk(view_of("menu"))
    async with kiosk.app.run_test(size=(80, 24)) as pilot:
        await pilot.click(offset=(10, 20))
        for screen in ("offer", "reading", "help"):
            kiosk.show(view_of(screen))
            await pilot.pause()
            await pilot.click(offset=(11, 22))
        assert len(kiosk.events) == 1


async def test_two_taps_in_two_places_act_both_even_on_the_same_entry_of_two_screens() -> None:
    kiosk = Kiosk(view_of("menu"))
    async with kiosk.app.run_test(size=(80, 24)) as pilot:
        await pilot.click(offset=kiosk.targets[0].middle)
        kiosk.show(view_of("question"))
        await pilot.pause()
        await pilot.click(offset=kiosk.targets[0].middle)
        assert kiosk.events == [ItemPointedAt(0)] * 2


async def test_a_doubled_tap_acts_once() -> None:
    kiosk = Kiosk(view_of("question"))
    async with kiosk.app.run_test(size=(80, 24)) as pilot:
        yes = kiosk.targets[0].middle
        await pilot.click(offset=yes)
        await pilot.click(offset=kiosk.targets[0].middle)
        assert kiosk.events == [ItemPointedAt(0)]
