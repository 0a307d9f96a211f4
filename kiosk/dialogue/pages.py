"""A page: what one screen shows and says, from the same words, so that both agree."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kiosk.content.model import Guide, Point, Section
from kiosk.content.phrases import Counted
from kiosk.dialogue.events import Command
from kiosk.dialogue.state import (
    Answer,
    AskingNext,
    AskingPresence,
    Checking,
    ChoosingGuide,
    Ending,
    Helping,
    Leaving,
    Mode,
    Offering,
    Opening,
    Reading,
    Setup,
    Start,
    State,
    Summing,
    Welcome,
)
from kiosk.dialogue.view import Block, Role, Scene
from kiosk.dialogue.wording import capital, ended, sentences


@dataclass(frozen=True)
class Spot:
    """One block of the page, and what is said when its turn comes."""

    block: Block
    said: tuple[str, ...] = ()
    command: Command | None = None
    """The answer that this spot stands for; it is said as that command's instruction."""


@dataclass(frozen=True)
class Page:
    """One screen, shown and said."""

    scene: Scene
    heading: str
    said: tuple[str, ...]
    """Said before the spots: the place, the heading, the counts."""
    spots: tuple[Spot, ...] = ()
    commands: tuple[Command, ...] = ()
    """What may be pressed now, the most useful first."""
    place: str = ""
    closing: str = ""
    """Said at the end instead of the instructions, once these are known."""

    @property
    def choices(self) -> int:
        """How many numbered choices there are."""
        return sum(spot.block.role is Role.CHOICE for spot in self.spots)


_GUIDANCE = (Command.NEXT, Command.BACK, Command.REPEAT, Command.PAUSE)
_ALWAYS = (Command.MENU, Command.HELP, Command.END)
_LIST = (Command.DOWN, Command.UP, Command.CHOOSE, Command.REPEAT, Command.HELP, Command.END)


def page(state: State, setup: Setup) -> Page:
    """The page of this state; one builder for each mode."""
    guide = state.guide
    match state.mode:
        case ChoosingGuide():
            titles = [entry.title for entry in setup.shelf]
            words = setup.phrases.menu
            return _menu(titles, words.guides_heading, words.guides, setup)
        case Opening(title=title):
            opening = setup.phrases.menu.opening.format(title=title)
            return Page(Scene.READING, opening, (opening,))
        case Leaving():
            return _goodbye(setup)
        case Helping(before=before):
            return _help(before.mode, guide, setup)
        case Ending():
            return _asking(setup.phrases.question.end_visit, setup)
        case AskingPresence():
            words_q = setup.phrases.question
            help_spot = _text(words_q.still_there_help)
            return Page(Scene.QUESTION, words_q.still_there, (words_q.still_there,), (help_spot,))
        case Start():
            return _start(setup)
    assert guide is not None, "every other mode stands inside a guide"
    return _guide_page(state.mode, guide, setup)


def _guide_page(mode: Mode, guide: Guide, setup: Setup) -> Page:
    match mode:
        case Welcome():
            return _welcome(guide, setup)
        case Offering(section=index):
            check = guide.sections[index].check
            assert check is not None, "only a section with a check is offered"
            return _asking(check.offer, setup, place_of(mode, guide, setup))
        case Reading(section=index):
            return _reading(
                guide.sections[index], place_of(mode, guide, setup), index, guide, setup
            )
        case Checking(section=index):
            return _checking(mode, guide.sections[index], setup)
        case Summing(section=index):
            return _summary(mode, guide.sections[index], setup)
        case AskingNext(section=index):
            return _next(index, guide, setup)
        case _:
            words = setup.phrases.menu
            titles = [section.title for section in guide.sections]
            return _menu(titles, words.sections_heading, words.sections, setup)


def place_of(mode: Mode, guide: Guide | None, setup: Setup) -> str:
    """Where this is, as the top line shows it: "Part 2 of 5"."""
    words = setup.phrases
    match mode:
        case Checking(section=index, answers=answers) if guide:
            return words.question.place.format(
                number=len(answers) + 1, count=len(guide.sections[index].points)
            )
        case (
            Offering(section=index)
            | Reading(section=index)
            | AskingNext(section=index)
            | Summing(section=index)
        ) if guide:
            return words.reading.place.format(number=index + 1, count=len(guide.sections))
        case _:
            return ""


def _text(text: str) -> Spot:
    return Spot(Block(Role.TEXT, text), sentences(text))


def _start(setup: Setup) -> Page:
    words = setup.phrases.start
    only = len(setup.shelf) == 1
    title = setup.shelf[0].title if only else words.title
    # The invitation comes first: whoever is disturbed by speech that starts by itself
    # hears at once what silences it (WCAG 2.2, 1.4.2).
    return Page(
        Scene.START,
        title,
        (),
        (
            Spot(Block(Role.TEXT, words.invitation), (words.invitation, ended(title))),
            _text(words.about),
        ),
    )


def _welcome(guide: Guide, setup: Setup) -> Page:
    words = setup.phrases.welcome
    texts = [words.orientation, words.privacy, guide.introduction]
    if guide.translation == "draft":
        texts.insert(0, words.draft)
    return Page(
        Scene.READING,
        words.heading,
        (ended(words.heading),),
        tuple(_text(text) for text in texts),
        (
            Command.NEXT,
            Command.REPEAT,
            Command.PAUSE,
            Command.LOUDER,
            Command.SLOWER,
            Command.HELP,
            Command.END,
        ),
    )


def _menu(titles: list[str], heading: str, counted: Counted, setup: Setup) -> Page:
    words = setup.phrases
    count = len(titles)
    spots = tuple(
        Spot(
            Block(Role.CHOICE, title, number=str(number)),
            (
                ended(
                    words.menu.entry.format(number=capital(words.count_word(number)), title=title)
                ),
            ),
        )
        for number, title in enumerate(titles, start=1)
    )
    said = (ended(heading), capital(counted.of(count, words.count_word(count))))
    return Page(Scene.MENU, heading, said, spots, _LIST, closing=words.menu.choose_by_number)


def _reading(section: Section, place: str, index: int, guide: Guide, setup: Setup) -> Page:
    words = setup.phrases
    said = [
        ended(
            words.reading.place.format(
                number=words.count_word(index + 1), count=words.count_word(len(guide.sections))
            )
        ),
        ended(section.title),
    ]
    if section.points:
        counted = words.reading.steps if section.style == "steps" else words.reading.points
        count = len(section.points)
        said.append(capital(counted.of(count, words.count_word(count))))
    texts = [_text(text) for text in (section.text, section.lead) if text]
    points = tuple(_points(section, setup))
    return Page(
        Scene.READING,
        section.title,
        tuple(said),
        (*texts, *points),
        _GUIDANCE + _ALWAYS,
        place,
    )


def _points(section: Section, setup: Setup) -> Iterator[Spot]:
    words = setup.phrases
    steps = section.style == "steps"
    counter = words.reading.step if steps else words.reading.point
    count = words.count_word(len(section.points))
    for number, point in enumerate(section.points, start=1):
        counted = counter.format(number=words.count_word(number), count=count)
        yield Spot(_point_block(point, number if steps else None), (counted, *_point_said(point)))


def _point_block(point: Point, number: int | None = None) -> Block:
    return Block(Role.POINT, point.text, point.label or "", str(number) if number else "")


def _point_said(point: Point) -> tuple[str, ...]:
    if point.spoken:
        return sentences(point.spoken)
    label = (ended(point.label),) if point.label else ()
    return (*label, *sentences(ended(point.text)))


def _answers(setup: Setup, *, unsure: bool) -> tuple[Spot, ...]:
    words = setup.phrases.question
    offered = [(Command.YES, words.yes), (Command.NO, words.no)]
    if unsure:
        offered.append((Command.UNSURE, words.unsure))
    return tuple(
        Spot(Block(Role.ANSWER, word, label=key_shown(command, setup)), command=command)
        for command, word in offered
    )


def _asking(question: str, setup: Setup, place: str = "", text: str = "") -> Page:
    # The text stands below the question but is said before it: a question must come last.
    above = (Spot(Block(Role.TEXT, text)),) if text else ()
    said = (*sentences(text), *sentences(question))
    commands = (Command.REPEAT, Command.BACK, Command.HELP)
    closing = setup.phrases.question.short_yes_no
    spots = above + _answers(setup, unsure=False)
    return Page(Scene.QUESTION, question, said, spots, commands, place, closing)


def _checking(mode: Checking, section: Section, setup: Setup) -> Page:
    words = setup.phrases
    number, count = len(mode.answers) + 1, len(section.points)
    question = section.points[number - 1].question or section.points[number - 1].text
    spoken_place = words.question.place.format(
        number=words.count_word(number), count=words.count_word(count)
    )
    return Page(
        Scene.QUESTION,
        question,
        (ended(spoken_place), *sentences(question)),
        _answers(setup, unsure=True),
        (Command.REPEAT, Command.BACK, *_ALWAYS),
        words.question.place.format(number=number, count=count),
        words.question.short_answers,
    )


def _summary(mode: Summing, section: Section, setup: Setup) -> Page:
    words, check = setup.phrases, section.check
    assert check is not None, "only a check has a summary"
    yes = [p for p, a in zip(section.points, mode.answers, strict=True) if a is Answer.YES]
    unsure = mode.answers.count(Answer.UNSURE)
    spots: list[Spot] = []
    if yes:
        number, count = words.count_word(len(yes)), words.count_word(len(section.points))
        spots.append(_text(words.summary.said_yes.format(number=number, count=count)))
        spots += [Spot(_point_block(point), _point_said(point)) for point in yes]
        spots.append(_text(check.some_yes))
    else:
        spots += [_text(words.summary.said_no_yes), _text(check.no_yes)]
    if unsure:
        spots.append(_text(words.summary.unsure.of(unsure, words.count_word(unsure))))
    spots.append(_text(words.summary.no_diagnosis))
    heading = words.summary.heading
    commands = (Command.NEXT, Command.BACK, Command.REPEAT, *_ALWAYS)
    return Page(Scene.SUMMARY, heading, (ended(heading),), tuple(spots), commands)


def _next(index: int, guide: Guide, setup: Setup) -> Page:
    words = setup.phrases.question
    place = setup.phrases.reading.place.format(number=index + 1, count=len(guide.sections))
    following = index + 1
    if following == len(guide.sections):
        return _asking(words.last_part, setup, place)
    number = setup.phrases.count_word(following + 1)
    text = words.next_part_is.format(number=number, title=guide.sections[following].title)
    return _asking(words.next_part, setup, place, text)


def _help(before: Mode, guide: Guide | None, setup: Setup) -> Page:
    words = setup.phrases.help
    place = place_of(before, guide, setup)
    texts = [words.where.format(place=place)] if place else []
    rows = tuple(
        Spot(
            Block(Role.KEY, setup.phrases.commands[command].does, key_shown(command, setup)),
            (
                words.row.format(
                    does=setup.phrases.commands[command].does, key=key_spoken(command, setup)
                ),
            ),
        )
        for command in Command
        if command in setup.keys
    )
    spots = (*(_text(text) for text in (*texts, words.lead)), *rows)
    commands = (Command.BACK, Command.DOWN, Command.UP)
    return Page(Scene.HELP, words.heading, (ended(words.heading),), spots, commands, place)


def _goodbye(setup: Setup) -> Page:
    words = setup.phrases.goodbye
    return Page(Scene.GOODBYE, words.heading, (ended(words.heading),), (_text(words.text),))


def key_shown(command: Command, setup: Setup) -> str:
    """The command's key as the screen shows it."""
    return setup.phrases.key_name(setup.keys.get(command, "")).shown


def key_spoken(command: Command, setup: Setup) -> str:
    """The command's key as the voice names it."""
    return setup.phrases.key_name(setup.keys.get(command, "")).spoken
