"""Choosing: which entry of a list somebody means, by number, order, title or part of a title."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from kiosk.content.understood import Understood
from kiosk.dialogue.accepted import Option
from kiosk.dialogue.numbers import NAMES_NOTHING, Part, Role, parts, place_named
from kiosk.dialogue.words import Lexicon, Segment, joined, read


def choice(
    phrase: str, options: Sequence[Option], understood: Understood, before: int | None = None
) -> int | None:
    """The number of the chosen option, counted from 1; None where the phrase chooses nothing.

    before is the number that was chosen last: of two options "the other one" is the other.
    """
    words = read(phrase, understood.writing)
    if not words:
        return None
    whole = titled(phrase, options, understood)
    if whole is not None:
        return whole
    segments = _lexicon(tuple(options), understood).segments(words)
    named = parts(segments, understood.choosing)
    if all(part.role is not Role.UNKNOWN for part in named):
        return place_named(named, len(options), before)
    return _by_part_of_title(segments, named, options, understood)


def titled(phrase: str, options: Sequence[Option], understood: Understood) -> int | None:
    """The number of the only option whose title or name is exactly this phrase."""
    said = _text(phrase, understood)
    return _only(
        number
        for number, option in enumerate(options, start=1)
        if any(_text(text, understood) == said for text in option.texts)
    )


def _text(phrase: str, understood: Understood) -> str:
    return joined(read(phrase, understood.writing), understood.writing)


def _only(numbers: Iterator[int]) -> int | None:
    found = list(numbers)
    return found[0] if len(found) == 1 else None


@lru_cache(maxsize=64)
def _lexicon(options: tuple[Option, ...], understood: Understood) -> Lexicon[Part]:
    """All phrases of a choice between these options."""
    return Lexicon(_entries(options, understood), understood.writing)


def _entries(options: tuple[Option, ...], understood: Understood) -> Iterator[tuple[str, Part]]:
    words = understood.choosing
    yield from ((phrase, Part(Role.POLITE)) for phrase in understood.polite)
    yield from ((phrase, Part(Role.POLITE)) for phrase in understood.yes.plain)
    yield from ((phrase, Part(Role.UNKNOWN)) for phrase in words.misleading)
    yield from ((phrase, Part(Role.UNKNOWN)) for phrase in understood.turning.waiting)
    yield from ((phrase, Part(Role.AROUND)) for phrase in words.around)
    yield from ((phrase, Part(Role.LABEL)) for phrase in words.labels)
    yield from ((phrase, Part(Role.MIDDLE)) for phrase in words.middle)
    yield from ((phrase, Part(Role.OTHER)) for phrase in words.other)
    lists = (
        (words.numbers, Role.CARDINAL),
        (words.ordinals, Role.ORDINAL),
        (words.last, Role.FROM_END),
    )
    for values, role in lists:
        for value, spellings in enumerate(values, start=1):
            for spelling in spellings:
                yield spelling, Part(role, value, pronoun=spelling in words.pronouns)
    for number, option in enumerate(options, start=1):
        yield from ((text, Part(Role.TITLE, number)) for text in option.texts)


def _by_part_of_title(
    segments: Sequence[Segment[Part]],
    named: Sequence[Part],
    options: Sequence[Option],
    understood: Understood,
) -> int | None:
    """The only option that has all the words that matter, in this order."""
    content = [
        word.text
        for segment, part in zip(segments, named, strict=True)
        for word in segment.words
        if part.role not in NAMES_NOTHING
    ]
    unknown = [
        segment.words[0].text
        for segment, part in zip(segments, named, strict=True)
        if part.role is Role.UNKNOWN
    ]
    if set(unknown) <= _vague(understood):
        return _by_beginning(content, options, understood)
    found = _only(
        number
        for number, option in enumerate(options, start=1)
        if any(_contains(text, content, understood) for text in option.texts)
    )
    return found if found is not None else _by_beginning(content, options, understood)


@lru_cache(maxsize=16)
def _vague(understood: Understood) -> frozenset[str]:
    return frozenset(_text(word, understood) for word in understood.choosing.vague)


def _contains(text: str, content: Sequence[str], understood: Understood) -> bool:
    remaining = (word.text for word in read(text, understood.writing))
    return all(any(_same(word, other, understood) for other in remaining) for word in content)


def _same(word: str, other: str, understood: Understood) -> bool:
    """Whether two words are one but for an ending."""
    return word == other or _stem(word, understood) == _stem(other, understood)


def _stem(word: str, understood: Understood) -> str:
    writing = understood.writing
    for ending in (*writing.inflections, *writing.particles):
        stem = word.removesuffix(ending)
        if stem != word and len(stem) >= writing.shortest_stem:
            return stem
    return word


def _by_beginning(
    content: Sequence[str], options: Sequence[Option], understood: Understood
) -> int | None:
    """The only option whose one-word title begins with the one thing said: "be" for "beta"."""
    if len(content) != 1 or len(content[0]) < 2:
        return None
    titles = [read(option.title, understood.writing) for option in options]
    return _only(
        number
        for number, title in enumerate(titles, start=1)
        if len(title) == 1 and title[0].text.startswith(content[0])
    )
