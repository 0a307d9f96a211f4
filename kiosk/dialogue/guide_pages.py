"""The pages of a guide: welcome, menu, section, question, summary."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kiosk.content.model import Guide, Point, Section
from kiosk.content.sentences import Counted
from kiosk.dialogue.accepted import Option
from kiosk.dialogue.command import Command
from kiosk.dialogue.modes import (
    Answer,
    AskingNext,
    Checking,
    Mode,
    Offering,
    Reading,
    Summing,
    Welcome,
)
from kiosk.dialogue.page import Page, Spot, answer_spots, asking, text_spot
from kiosk.dialogue.setup import Setup
from kiosk.dialogue.state import State
from kiosk.dialogue.view import Block, Role, Scene
from kiosk.dialogue.wording import capital, ended, sentences

_GUIDANCE = (Command.NEXT, Command.BACK, Command.HELP, Command.REPEAT, Command.PAUSE)
_BEGINNING = (Command.NEXT, Command.LANGUAGE, Command.HELP, Command.REPEAT, Command.PAUSE)
_ALWAYS = (Command.MENU, Command.LANGUAGE, Command.END)
LIST = (
    Command.HELP,
    Command.LANGUAGE,
    Command.DOWN,
    Command.UP,
    Command.CHOOSE,
    Command.REPEAT,
    Command.END,
)
"""What may be pressed on a list."""


def guide_page(mode: Mode, guide: Guide, state: State, setup: Setup) -> Page:
    """The page of a mode that stands inside a guide."""
    match mode:
        case Welcome():
            return _welcome(guide, state, setup)
        case Offering(section=index):
            check = guide.sections[index].check
            assert check is not None, "only a section with a check is offered"
            return asking(check.offer, setup, place_of(mode, guide, setup))
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
            entries = [Option(section.title, section.names) for section in guide.sections]
            return menu(entries, words.sections_heading, words.sections, setup)


def _welcome(guide: Guide, state: State, setup: Setup) -> Page:
    words = setup.phrases.welcome
    orientation = words.orientation_without_sound if state.is_silent else words.orientation
    speaking = _when_to_speak(state, setup)
    loudness = () if speaking else (Command.LOUDER, Command.SLOWER)
    texts = [f"{orientation} {speaking}".rstrip()]
    texts += [words.privacy, guide.introduction]
    if guide.translation == "draft":
        texts.insert(0, words.draft)
    return Page(
        Scene.READING,
        words.heading,
        (ended(words.heading),),
        tuple(text_spot(text) for text in texts),
        (*_BEGINNING, *loudness, Command.END),
    )


def _when_to_speak(state: State, setup: Setup) -> str:
    """Whoever speaks while the kiosk does is not heard, and must be told."""
    if not (state.hears and setup.ear.manner == "turns"):
        return ""
    say = setup.phrases.commands
    louder, slower = say[Command.LOUDER].say, say[Command.SLOWER].say
    return setup.phrases.listening.in_silence.format(louder=louder, slower=slower)


def menu(entries: Sequence[Option], heading: str, counted: Counted, setup: Setup) -> Page:
    """Numbered choices; the count is said first."""
    words = setup.phrases
    count = len(entries)
    spots = tuple(_entry(number, one, setup) for number, one in enumerate(entries, start=1))
    said = (ended(heading), capital(counted.of(count, words.count_word(count))))
    return Page(
        Scene.MENU,
        heading,
        said,
        spots,
        LIST,
        closing=words.menu.choose_by_number,
        closing_to_speakers=words.menu.choose_by_voice,
    )


def _entry(number: int, entry: Option, setup: Setup) -> Spot:
    """One choice; where the kiosk listens, with the name that is told apart best."""
    words = setup.phrases
    named = {"number": capital(words.count_word(number)), "title": ended(entry.title)}
    said = (words.menu.entry.format(**named),)
    block = Block(Role.CHOICE, entry.title, number=str(number))
    if not entry.names:
        return Spot(block, said)
    say = entry.names[0]
    return Spot(block, said, sentences(words.menu.entry_by_voice.format(**named, say=say)))


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
    texts = [text_spot(text) for text in (section.text, section.lead) if text]
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
        answer_spots(setup, unsure=True),
        (Command.HELP, Command.REPEAT, Command.BACK, *_ALWAYS),
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
        spots.append(text_spot(words.summary.said_yes.format(number=number, count=count)))
        spots += [Spot(_point_block(point), _point_said(point)) for point in yes]
        spots.append(text_spot(check.some_yes))
    else:
        spots += [text_spot(words.summary.said_no_yes), text_spot(check.no_yes)]
    if unsure:
        spots.append(text_spot(words.summary.unsure.of(unsure, words.count_word(unsure))))
    spots.append(text_spot(words.summary.no_diagnosis))
    heading = words.summary.heading
    commands = (Command.NEXT, Command.HELP, Command.BACK, Command.REPEAT, *_ALWAYS)
    return Page(Scene.SUMMARY, heading, (ended(heading),), tuple(spots), commands)


def _next(index: int, guide: Guide, setup: Setup) -> Page:
    words = setup.phrases.question
    place = setup.phrases.reading.place.format(number=index + 1, count=len(guide.sections))
    following = index + 1
    if following == len(guide.sections):
        return asking(words.last_part, setup, place)
    number = setup.phrases.count_word(following + 1)
    text = words.next_part_is.format(number=number, title=guide.sections[following].title)
    return asking(words.next_part, setup, place, text)


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
