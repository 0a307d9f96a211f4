"""The four text sizes where they are drawn: nothing is clipped or out of reach on any screen."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

import pytest
from screen_samples import BULLETS, QUESTION, READING, SCENES, SIZES
from understandings import CONTENT, LANGUAGES

from kiosk.assembly import load_setup
from kiosk.dialogue.modes import (
    Answer,
    AskingLanguage,
    AskingNext,
    AskingPresence,
    Checking,
    ChoosingGuide,
    ChoosingLanguage,
    ChoosingSection,
    Ending,
    Helping,
    Leaving,
    Mode,
    Offering,
    Reading,
    Stand,
    Start,
    Summing,
    Welcome,
)
from kiosk.dialogue.setup import Setup
from kiosk.dialogue.state import at_start
from kiosk.dialogue.view import TEXT_SIZES, Block, Role, View
from kiosk.dialogue.views import view
from kiosk.screen.blockletters import LOW_ROWS, QUADRANTS, ROWS, large_lines
from kiosk.screen.layout import Frame, compose
from kiosk.screen.lines import WORDLESS, Ink, width_of
from kiosk.screen.wrapping import plain
from kiosk.settings import Settings

LETTERS = (Ink.LETTERS, Ink.SOLID)
LARGEST = TEXT_SIZES - 1


@cache
def setup_in(language: str) -> Setup:
    return load_setup(CONTENT, Settings(language=language, languages=LANGUAGES))[1]


def modes(setup: Setup) -> Iterator[Mode]:
    """Every screen of a visit, and of sums the fullest and the emptiest."""
    (guide,) = setup.guides.values()
    yield from (Start(), ChoosingGuide(), Welcome(), ChoosingSection(), Leaving())
    for number, section in enumerate(guide.sections):
        yield from (Reading(number), AskingNext(number))
        if section.check:
            yield Offering(number)
            questions = len(section.points)
            yield from (Checking(number, (Answer.NO,) * asked) for asked in range(questions))
            for answer in Answer:
                yield Summing(number, (answer,) * questions)
    stand = Stand(Reading(0), 0)
    yield from (Helping(stand), Ending(stand), AskingPresence(stand), ChoosingLanguage(stand))
    yield from (AskingLanguage(one.language, stand) for one in setup.others)


@cache
def screens(language: str) -> list[View]:
    setup = setup_in(language)
    (guide,) = setup.guides.values()
    state = at_start(setup)
    return [view(replace(state, mode=mode, guide=guide), setup) for mode in modes(setup)]


def frames(view: View, width: int, height: int) -> list[Frame]:
    """All pages of a view."""
    first = compose(view, width, height, 0)
    count = len(first.pages.pages) if first.pages else 1
    return [first, *(compose(view, width, height, page) for page in range(1, count))]


def assert_nothing_is_lost(view: View, width: int, height: int) -> None:
    """Every line fits, every word is on a page, and block letters say what stands below them."""
    pages = frames(view, width, height)
    for frame in pages:
        assert [width_of(line) for line in frame.lines] == [width] * height
    headings = "".join(written(page, None, Ink.HEADING) for page in pages)
    assert headings.startswith(squeezed(view.heading))
    for index, block in enumerate(view.blocks):
        on = [page for page in pages if written(page, index)]
        # Answers stay on every page.
        shown = "".join(written(page, index) for page in on[: 1 if answers(block) else None])
        words = squeezed(block.number) + squeezed(block.label) + squeezed(block.text)
        assert Counter(shown) - Counter("•") == Counter(words), (block, shown)
    for page in pages:
        for index in (None, *range(len(view.blocks))):
            assert_letters_say_the_words(page, index)


def answers(block: Block) -> bool:
    return block.role is Role.ANSWER


def squeezed(text: str) -> str:
    return "".join(plain(text).split()).casefold()


def written(
    frame: Frame, block: int | None, ink: Ink | None = None, *, squeeze: bool = True
) -> str:
    """The plain words of a block on a page, or those in one ink."""
    rows = (
        "".join(
            span.text
            for span in line
            if span.block == block and (span.ink is ink if ink else span.ink not in WORDLESS)
        )
        for line in frame.lines
    )
    return squeezed("".join(rows)) if squeeze else " ".join(rows)


def assert_letters_say_the_words(frame: Frame, block: int | None) -> None:
    """The block letters of a page are those of the words below them, and of all of them."""
    rows = letters(frame, block)
    if not rows or written(frame, block, Ink.ANSWER):
        return
    words = written(frame, block, Ink.HEADING if block is None else Ink.LABEL, squeeze=False)
    assert dots("".join(rows)) in (dots_of(words, ROWS), dots_of(words, LOW_ROWS)), words


def dots(text: str) -> int:
    """How many quarters of cells are filled; it does not matter where lines are broken."""
    return sum(QUADRANTS.index(sign).bit_count() for sign in text)


@cache
def dots_of(words: str, height: int) -> int:
    drawn = (large_lines(word, 1000, height) for word in words.split())
    return sum(dots("".join(line.rows)) for lines in drawn for line in lines or ())


def letters(frame: Frame, block: int | None) -> list[str]:
    rows = []
    for line in frame.lines:
        spans = [span for span in line if span.block == block]
        if any(span.ink in LETTERS for span in spans):
            rows.append("".join(s.text if s.ink in LETTERS else " " * s.cells for s in spans))
    return rows


def height_of_letters(frame: Frame, block: int | None) -> int:
    """Rows of the block letters that a block, or a heading, is drawn in; 0 for none."""
    rows = letters(frame, block)
    words = written(frame, block, Ink.HEADING if block is None else Ink.LABEL, squeeze=False)
    heights = [
        height for height in (ROWS, LOW_ROWS) if dots("".join(rows)) == dots_of(words, height)
    ]
    return heights[0] if rows else 0


@pytest.mark.parametrize("size", range(TEXT_SIZES))
@pytest.mark.parametrize("layout", SIZES, ids=str)
@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_clipped_or_out_of_reach_on_any_screen_in_any_size(
    language: str, layout: tuple[int, int], size: int
) -> None:
    for screen in screens(language):
        for current in (None, *(enlarged(screen) if size > 1 else ())):
            assert_nothing_is_lost(replace(screen, size=size, current=current), *layout)


def enlarged(screen: View) -> Iterator[int]:
    """The blocks that become larger when they are current: not the answers, and of keys a few."""
    for index, block in enumerate(screen.blocks):
        if block.role is not Role.ANSWER and (block.role is not Role.KEY or index % 5 == 0):
            yield index


def spoken(view: View, size: int, layout: tuple[int, int] = (80, 24)) -> list[Frame]:
    """The pages on which the current block is."""
    pages = frames(replace(view, size=size), *layout)
    return [page for page in pages if written(page, view.current)]


@pytest.mark.parametrize("layout", [(60, 17), (80, 24), (120, 34)], ids=str)
def test_what_is_being_spoken_is_drawn_large_in_the_two_larger_sizes(
    layout: tuple[int, int],
) -> None:
    for name in ("bullets", "steps", "menu", "summary", "start", "goodbye"):
        for size, heights in ((0, {0}), (1, {0}), (2, {LOW_ROWS}), (3, {ROWS, LOW_ROWS})):
            view = SCENES[name]
            for page in spoken(view, size, layout):
                assert height_of_letters(page, view.current) in heights, (name, size)


def test_the_largest_size_draws_letters_of_the_full_height_where_there_is_room() -> None:
    for page in spoken(READING, LARGEST):
        assert height_of_letters(page, READING.current) == ROWS


@pytest.mark.parametrize("name", ["bullets", "steps", "menu", "question", "short", "help"])
def test_a_heading_is_drawn_large_while_it_is_spoken(name: str) -> None:
    for size in (2, 3):
        page = compose(replace(SCENES[name], current=None, size=size), 80, 24)
        assert height_of_letters(page, None)


def test_only_what_is_being_spoken_is_drawn_large() -> None:
    for page in frames(replace(READING, size=LARGEST), 120, 34):
        for block in range(len(READING.blocks)):
            assert block == READING.current or not letters(page, block)


@pytest.mark.parametrize("layout", SIZES, ids=str)
@pytest.mark.parametrize("name", SCENES)
def test_the_smallest_size_is_plain_throughout(name: str, layout: tuple[int, int]) -> None:
    for frame in frames(replace(SCENES[name], size=0), *layout):
        inks = {span.ink for line in frame.lines for span in line}
        assert not inks & {*LETTERS, Ink.GLOW, Ink.NUMBER_EDGE}


def test_the_answers_stay_on_every_page_of_a_large_question() -> None:
    for layout in SIZES:
        for page in frames(replace(QUESTION, size=LARGEST), *layout):
            assert all(written(page, block) for block in range(len(QUESTION.blocks)))


def test_a_point_that_takes_several_pages_follows_the_voice_sentence_by_sentence() -> None:
    text = "The first sentence is here. The second one follows it. And the third ends all of it."
    view = replace(READING, blocks=(Block(Role.POINT, text, label="A point"),), current=0, size=3)
    shown = [
        compose(replace(view, sounding=sentence), 60, 17)
        for sentence in ("", "A point.", "The first sentence is here.", "And the third ends all …")
    ]
    assert [frame.page for frame in shown[:2]] == [0, 0]
    assert shown[3].page > shown[2].page > 0
    assert "thethird" in written(shown[3], 0)


def test_a_sentence_that_is_said_but_not_shown_turns_no_page() -> None:
    view = replace(READING, size=3, sounding="Point two of five.")
    assert compose(view, 80, 24).page == compose(replace(view, sounding=""), 80, 24).page


def test_korean_has_no_block_letters_and_stays_in_plain_ones() -> None:
    for screen in screens("ko"):
        view = replace(screen, size=LARGEST, current=0 if screen.blocks else None)
        for frame in frames(view, 80, 24):
            if not any("A" <= letter <= "z" for letter in written(frame, view.current)):
                assert not letters(frame, view.current)


def test_a_narrow_screen_has_plain_letters_rather_than_one_word_at_a_time() -> None:
    for page in frames(replace(BULLETS, size=LARGEST), 40, 12):
        height = height_of_letters(page, BULLETS.current)
        assert not height or len(letters(page, BULLETS.current)) >= 2 * height


def test_a_word_is_divided_after_its_hyphen_where_it_is_wider_than_a_line() -> None:
    drawn = large_lines("a life-threatening one", 50)
    assert drawn is not None
    assert [line.text for line in drawn] == ["a life-", "threatening", "one"]
    assert [line.text for line in large_lines("a well-known one", 100) or ()] == [
        "a well-known one"
    ]
