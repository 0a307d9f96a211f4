"""Every word of every view can be reached, in every window, and nothing is clipped."""

from __future__ import annotations

import unicodedata
from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len
from screen_samples import (
    BULLETS,
    FRAME,
    HELP,
    HINTS,
    MENU,
    QUESTION,
    READING,
    SCENES,
    SIZES,
    START,
)

from kiosk.dialogue.view import Block, Hint, Role, Scene, View
from kiosk.screen.blockletters import large
from kiosk.screen.layout import SMALLEST, Frame, compose
from kiosk.screen.lines import SIGN, Ink, Span, width_of
from kiosk.screen.wrapping import plain

LETTERS = (Ink.LETTERS, Ink.SOLID)
PICTURES = (*LETTERS, Ink.MARKER, Ink.GLOW, Ink.NUMBER_EDGE, Ink.RULE, Ink.FRAME)


def frames(view: View, width: int, height: int) -> list[Frame]:
    """All pages of a view."""
    first = compose(view, width, height, 0)
    count = len(first.pages.pages) if first.pages else 1
    return [first, *(compose(view, width, height, page) for page in range(1, count))]


def squeezed(text: str) -> str:
    """The text without blanks: what must be there, wherever the lines are broken."""
    return "".join(plain(text).split()).casefold()


def drawn(frame: Frame, block: int | None = None) -> str:
    """What is written on a frame, or in one block of it, without the pictures."""
    return squeezed(
        "".join(
            span.text
            for line in frame.lines
            for span in line
            if span.ink not in PICTURES and (block is None or span.block == block)
        )
    )


def written_in(frame: Frame, ink: Ink) -> str:
    return "".join(span.text for line in frame.lines for span in line if span.ink is ink)


def letters(frame: Frame, block: int | None = None) -> list[str]:
    """The rows of block letters in the heading, or in one block."""
    rows = []
    for line in frame.lines:
        spans = [span for span in line if span.block == block]
        if any(span.ink in LETTERS for span in spans):
            rows.append("".join(map(_pixels, spans)))
    return rows


def _pixels(span: Span) -> str:
    return span.text if span.ink in LETTERS else " " * len(span.text)


def spelled(rows: list[str], text: str) -> bool:
    """Whether the rows show the text in block letters."""
    for width in range(10, 100):
        picture = large(text, width)
        if picture is not None:
            wanted = [row for line in picture for row in line]
            found = [row.strip() for row in rows if row.strip()]
            if [row.strip() for row in wanted] == found:
                return True
    return False


def assert_all_words_are_there(view: View, width: int, height: int) -> None:
    pages = frames(view, width, height)
    for index, block in enumerate(view.blocks):
        written = "".join(drawn(page, index) for page in pages)
        if block.role is Role.ANSWER:
            # Answers stay on every page.
            written = next(filter(None, (drawn(page, index) for page in pages)))
        words = squeezed(block.number) + squeezed(block.label) + squeezed(block.text)
        if any(letters(page, index) for page in pages):
            assert spelled(letters(pages[0], index), block.text), block
        bullets = "•" if block.role is Role.POINT and not block.number else ""
        # Columns and boxes stand side by side, so the order of letters says nothing there.
        assert Counter(written) - Counter(bullets) == Counter(words), (block, written)
    if letters(pages[0]):
        assert spelled(letters(pages[0]), view.heading)
    # Block letters never stand alone.
    headings = squeezed("".join(written_in(page, Ink.HEADING) for page in pages)).casefold()
    assert headings.startswith(squeezed(view.heading).casefold())


@pytest.mark.parametrize("size", SIZES, ids=str)
@pytest.mark.parametrize("name", SCENES)
def test_every_word_of_every_scene_is_reached_by_turning_pages(
    name: str, size: tuple[int, int]
) -> None:
    assert_all_words_are_there(SCENES[name], *size)


@pytest.mark.parametrize("size", [*SIZES, (41, 13), (59, 16), (61, 40), (200, 60)], ids=str)
@pytest.mark.parametrize("name", SCENES)
def test_a_frame_fills_the_window_exactly(name: str, size: tuple[int, int]) -> None:
    for frame in frames(SCENES[name], *size):
        assert len(frame.lines) == size[1]
        assert {width_of(line) for line in frame.lines} == {size[0]}


@pytest.mark.parametrize("size", SIZES, ids=str)
@pytest.mark.parametrize("name", SCENES)
def test_the_page_shown_is_the_one_with_the_current_block(name: str, size: tuple[int, int]) -> None:
    for current in range(len(SCENES[name].blocks)):
        frame = compose(replace(SCENES[name], current=current), *size)
        marks = [s for line in frame.lines for s in line if s.ink is Ink.MARKER]
        assert [s.block for s in marks].count(current) == 1
        assert all(SIGN.strip() in s.text for s in marks)


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_without_a_current_block_the_first_page_is_shown(size: tuple[int, int]) -> None:
    assert compose(replace(READING, current=None), *size).page == 0


@pytest.mark.parametrize("size", SIZES, ids=str)
@pytest.mark.parametrize("name", SCENES)
def test_title_place_and_status_stand_above_and_hints_below(
    name: str, size: tuple[int, int]
) -> None:
    view = SCENES[name]
    for frame in frames(view, *size):
        top = squeezed("".join(s.text for line in frame.lines[:3] for s in line))
        assert squeezed(view.title) in top
        assert squeezed(view.place) in top
        assert squeezed(view.status) in top
        below = squeezed("".join(s.text for line in frame.lines[-2:] for s in line))
        shown = [hint for hint in (view.more_hint, view.less_hint, *view.hints) if hint]
        assert any(squeezed(hint.key + hint.does) in below for hint in shown)
        assert squeezed(view.notice) in drawn(frame)


@pytest.mark.parametrize("status", ["", "listening", "sound off · listening", "m" * 40])
@pytest.mark.parametrize("size", [*SIZES, (60, 40)], ids=str)
def test_above_the_body_no_row_is_empty(size: tuple[int, int], status: str) -> None:
    bars = [
        line
        for line in compose(replace(QUESTION, status=status), *size).lines
        if {span.ink for span in line} <= {Ink.BAR, Ink.STATUS}
    ]
    assert bars
    assert all(any(span.text.strip() for span in line) for line in bars)


def test_on_a_wide_screen_all_hints_are_visible() -> None:
    frame = compose(READING, 80, 24)
    for hint in HINTS:
        assert squeezed(hint.key + hint.does) in drawn(frame)


def test_a_narrow_screen_shows_the_most_useful_hints_and_no_half_ones() -> None:
    last = "".join(span.text for span in compose(MENU, 40, 12).lines[-1])
    assert last.split() == ["1–5", "choose", "a", "part", "↑", "↓", "move"]


def test_more_and_less_are_offered_where_they_lead_somewhere_and_the_pages_are_counted() -> None:
    pages = frames(READING, 40, 12)
    assert len(pages) > 2
    for number, frame in enumerate(pages, 1):
        written = drawn(frame)
        assert ("pgdnmore" in written) == (number < len(pages))
        assert ("pguppagebefore" in written) == (number > 1)
        assert f"page{number}of{len(pages)}" in written


def test_answers_that_are_on_another_page_stand_among_the_hints() -> None:
    question = replace(SCENES["short"], current=None, size=2)
    (one, *others) = frames(replace(question, size=1), 80, 24)
    assert not others
    assert "Y YES" not in "".join(span.text for span in one.lines[-1])
    first, *others = frames(question, 40, 12)
    assert others
    below = "".join(span.text for line in first.lines[-2:] for span in line)
    assert "Y YES   N NO" in below


def test_where_everything_fits_nobody_speaks_of_pages() -> None:
    written = drawn(compose(READING, 120, 34))
    assert "page" not in written
    assert "pgdn" not in written


def test_all_pages_have_the_same_bars_so_that_nothing_jumps() -> None:
    for size in SIZES:
        heights = set()
        for frame in frames(READING, *size):
            heights.add(next(y for y, line in enumerate(frame.lines) if line[0].ink is Ink.RULE))
        assert len(heights) == 1


def test_the_status_comes_and_goes_without_moving_the_body() -> None:
    for size in SIZES:
        speaking = compose(READING, *size)
        silent = compose(replace(READING, status=""), *size)
        assert speaking.lines[3:] == silent.lines[3:]


def test_a_short_notice_moves_nothing() -> None:
    for size in SIZES:
        quiet = compose(replace(BULLETS, notice=""), *size)
        news = compose(BULLETS, *size)
        changed = [y for y in range(size[1]) if quiet.lines[y] != news.lines[y]]
        assert len(changed) == 1


def test_a_long_notice_is_shown_whole() -> None:
    notice = "The sound is away at the moment. Everything can be read here and chosen by key."
    for size in SIZES:
        for frame in frames(replace(READING, notice=notice), *size):
            assert squeezed(written_in(frame, Ink.NOTICE)) == squeezed(notice)


def test_moving_the_mark_does_not_move_the_text() -> None:
    frame = compose(replace(READING, current=0), 80, 24)
    for current in range(5):
        assert compose(replace(READING, current=current), 80, 24).lines == frame.lines


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_a_block_taller_than_a_page_is_split_and_nothing_of_it_is_lost(
    size: tuple[int, int],
) -> None:
    text = " ".join(f"word{number}" for number in range(300))[:2000]
    view = replace(READING, blocks=(*READING.blocks[:2], Block(Role.POINT, text)), current=2)
    assert_all_words_are_there(view, *size)
    pages = frames(view, *size)
    assert compose(view, *size).page == next(
        number for number, page in enumerate(pages) if "word0word1" in drawn(page)
    )


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_a_menu_of_sixty_items_is_paged_and_each_item_can_be_current(
    size: tuple[int, int],
) -> None:
    view = replace(
        MENU,
        blocks=tuple(Block(Role.CHOICE, f"Item number {n}", number=str(n)) for n in range(1, 61)),
    )
    assert_all_words_are_there(view, *size)
    for current in range(60):
        frame = compose(replace(view, current=current), *size)
        assert squeezed(f"{current + 1} Item number {current + 1}") in drawn(frame, current)


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_a_heading_of_two_thousand_letters_is_paged_too(size: tuple[int, int]) -> None:
    heading = ("How does this work? " * 100)[:2000].strip()
    for view in (replace(READING, heading=heading), replace(QUESTION, heading=heading)):
        assert_all_words_are_there(view, *size)


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_the_answers_stay_in_sight_while_a_long_question_is_paged(size: tuple[int, int]) -> None:
    question = replace(
        QUESTION, blocks=(Block(Role.TEXT, "Tell me. " * 200), *QUESTION.blocks), current=2
    )
    for frame in frames(question, *size):
        for block in (1, 2, 3):
            assert drawn(frame, block) or letters(frame, block)
    assert compose(question, *size).page == 0


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_answers_are_large_targets(size: tuple[int, int]) -> None:
    frame = compose(QUESTION, *size)
    for block in range(3):
        cells = [
            sum(span.cells for span in line if span.block == block and span.ink is not Ink.TEXT)
            for line in frame.lines
        ]
        rows = [count for count in cells if count]
        assert len(rows) >= 3
        assert min(rows) >= 8


@pytest.mark.parametrize("label", ["Y", "Space", "the key with the large green letter Y"])
def test_an_answer_with_a_long_key_name_keeps_its_box(label: str) -> None:
    blocks = tuple(Block(Role.ANSWER, text, label=label) for text in ("No", "I"))
    for size in SIZES:
        view = replace(QUESTION, heading="Well?", blocks=blocks)
        frame = compose(view, *size)
        assert {width_of(line) for line in frame.lines} == {size[0]}
        assert_all_words_are_there(view, *size)


def test_a_narrow_screen_stacks_answers_that_do_not_fit_side_by_side() -> None:
    blocks = tuple(
        Block(Role.ANSWER, text, label=text[0]) for text in ("DEFINITELY YES", "CERTAINLY NOT")
    )
    frame = compose(replace(QUESTION, blocks=blocks), 40, 17)
    rows = [
        y
        for y, line in enumerate(frame.lines)
        for s in line
        if "╭" in s.text and s.block is not None
    ]
    assert len(set(rows)) == 2


def test_the_keys_of_the_help_screen_are_aligned() -> None:
    starts = {
        sum(span.cells for span in line[:at])
        for line in compose(HELP, 60, 17).lines
        for at, span in enumerate(line)
        if span.ink is Ink.TEXT and span.block is not None and span.text.strip()
    }
    assert len(starts) <= 2


def test_many_keys_stand_in_two_columns_on_one_page_and_read_down_each_column() -> None:
    keys = tuple(Block(Role.KEY, f"does {n}", label=f"F{n}") for n in range(1, 22))
    frame = compose(replace(HELP, blocks=keys), 80, 24)
    assert frame.pages is not None
    assert len(frame.pages.pages) == 1
    rows = [y for y, line in enumerate(frame.lines) if any(s.block == 0 for s in line)]
    beside = {s.block for s in frame.lines[rows[0]] if s.block is not None}
    below = {s.block for s in frame.lines[rows[0] + 1] if s.block is not None}
    assert beside == {0, 11}
    assert below == {1, 12}
    assert_all_words_are_there(replace(HELP, blocks=keys), 80, 24)


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_korean_and_combining_letters_keep_their_cells(size: tuple[int, int]) -> None:
    korean = "두 번째 의견을 구하는 것은 환자의 권리입니다. 좋은 의사는 불쾌해하지 않습니다."
    accents = unicodedata.normalize("NFD", "¿Cuándo debería considerar una segunda opinión?")
    view = replace(
        READING,
        heading="두 번째 의견",
        title="의견",
        status="말하는 중",
        blocks=(
            Block(Role.POINT, korean, label=accents),
            Block(Role.CHOICE, korean, number="1"),
            Block(Role.KEY, korean, label="스페이스"),
            Block(Role.ANSWER, "네", label="Y"),
        ),
        hints=(Hint("스페이스", "잠시 멈춤"),),
    )
    assert_all_words_are_there(view, *size)
    for frame in frames(view, *size):
        assert {width_of(line) for line in frame.lines} == {size[0]}


def test_a_heading_without_block_letters_is_written_in_plain_ones() -> None:
    frame = compose(replace(START, heading="두 번째 의견"), 80, 24)
    assert not letters(frame)
    assert squeezed("두 번째 의견") in drawn(frame)


def test_the_title_is_large_on_the_first_screen_and_leaves_room_for_the_rest() -> None:
    rows = letters(compose(START, 80, 24))
    assert spelled(rows, START.heading)
    assert len(rows) <= 0.6 * 24


def test_the_screen_is_told_nothing_that_steers_the_terminal() -> None:
    view = replace(
        READING,
        heading="\x1b[2JHow\x07",
        title="\x9b2J",
        notice="\x1b]52;c;\x07",
        blocks=(Block(Role.POINT, "a\x1b[31mb\tc", label="\x00", number="\x1b"),),
        hints=(Hint("\x1b", "\x08"),),
    )
    for frame in frames(view, 80, 24):
        text = "".join(span.text for line in frame.lines for span in line)
        assert not [letter for letter in text if unicodedata.category(letter) == "Cc"]


def test_a_line_break_in_the_text_stays_one() -> None:
    view = replace(READING, blocks=(Block(Role.TEXT, "one\n\ntwo"),))
    rows = [squeezed("".join(s.text for s in line)) for line in compose(view, 80, 24).lines]
    assert rows.index("two") - rows.index("▶one") == 2


@pytest.mark.parametrize(
    "size", [(39, 12), (40, 11), (20, 5), (7, 3), (3, 1), (1, 1), (200, 2), (1, 100)], ids=str
)
def test_a_window_that_is_too_small_says_how_much_room_it_needs(size: tuple[int, int]) -> None:
    frame = compose(READING, *size)
    assert [width_of(line) for line in frame.lines] == [size[0]] * size[1]
    wanted = squeezed(READING.too_small.replace("{columns}", "40").replace("{rows}", "12"))
    written = drawn(frame)
    assert wanted.startswith(written)
    if size[0] * size[1] >= 100:
        assert written == wanted


def test_a_window_without_any_cell_does_no_harm() -> None:
    assert compose(READING, 0, 0).lines == ()
    assert compose(READING, 80, 0).lines == ()


TEXTS = st.text(st.sampled_from("abc de f\n 의견é\u0301\u200d👩‍⚕️—-'’WМ漢"), max_size=120)
BLOCKS = st.builds(
    Block,
    role=st.sampled_from(Role),
    text=TEXTS,
    label=TEXTS.map(lambda text: text[:30]),
    number=st.sampled_from(["", "1", "12", "345"]),
)
VIEWS = st.builds(
    replace,
    st.just(FRAME),
    scene=st.sampled_from(Scene),
    heading=TEXTS,
    title=TEXTS,
    place=TEXTS.map(lambda text: text[:20]),
    status=TEXTS.map(lambda text: text[:12]),
    notice=TEXTS.map(lambda text: text[:60]),
    blocks=st.lists(BLOCKS, max_size=9).map(tuple),
    current=st.none() | st.integers(0, 8),
    hints=st.lists(st.builds(Hint, key=TEXTS, does=TEXTS), max_size=5).map(tuple),
)


@settings(max_examples=150, deadline=None)
@given(view=VIEWS, width=st.integers(1, 130), height=st.integers(1, 45))
def test_any_view_in_any_window_fills_it_exactly_and_loses_no_word(
    view: View, width: int, height: int
) -> None:
    for frame in frames(view, width, height):
        assert [width_of(line) for line in frame.lines] == [width] * height
        assert all(cell_len(span.text) == span.cells for line in frame.lines for span in line)
    if (width, height) >= SMALLEST and height >= SMALLEST[1]:
        for index, block in enumerate(view.blocks):
            pages = frames(view, width, height)
            if not any(letters(page, index) for page in pages):
                written = Counter("".join(drawn(page, index) for page in pages))
                words = squeezed(block.number) * (block.role in (Role.POINT, Role.CHOICE))
                words += squeezed(block.label) + squeezed(block.text)
                assert not Counter(words) - written
