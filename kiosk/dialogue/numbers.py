"""Numbers: the place in a list that a phrase names, by number, order or letter."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from functools import lru_cache

from kiosk.content.understood import ChoosingWords, Understood
from kiosk.dialogue.words import Lexicon, Segment, Word


class Role(Enum):
    """What a phrase does in a choice."""

    AROUND = auto()
    LABEL = auto()
    CARDINAL = auto()
    ORDINAL = auto()
    FROM_END = auto()
    MIDDLE = auto()
    OTHER = auto()


@dataclass(frozen=True)
class Part:
    """One phrase of a choice."""

    role: Role
    value: int = 0
    """The number, the place from the front, or the place from the end, counted from 1."""
    pronoun: bool = False
    """Whether the number may also be a pronoun: "one"."""


@lru_cache(maxsize=16)
def choosing_lexicon(understood: Understood) -> Lexicon[Part]:
    """All phrases of a choice but the titles."""
    return Lexicon(_entries(understood.choosing), understood.writing)


def _entries(words: ChoosingWords) -> Iterator[tuple[str, Part]]:
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


def parts(words: Sequence[Word], understood: Understood) -> tuple[Part | None, ...]:
    """The phrases of a choice in their order; None for what is no part of one."""
    segments = choosing_lexicon(understood).segments(words)
    found: list[Part | None] = []
    for place, segment in enumerate(segments):
        labelled = place > 0 and any(p.role is Role.LABEL for p in segments[place - 1].meanings)
        found.append(_part(segment, understood.choosing, labelled=labelled))
    return tuple(found)


def _part(segment: Segment[Part], words: ChoosingWords, *, labelled: bool) -> Part | None:
    word = segment.words[0].text
    if labelled and len(word) == 1 and word in words.letters:
        return Part(Role.CARDINAL, words.letters.index(word) + 1)
    if segment.meanings:
        return min(segment.meanings, key=lambda part: (-list(Role).index(part.role), part.value))
    return _digits(word, words)


def _digits(word: str, words: ChoosingWords) -> Part | None:
    """ "7" or "2nd"."""
    if word.isdecimal():
        return Part(Role.CARDINAL, int(word))
    for ending in words.digit_endings:
        stem = word.removesuffix(ending)
        if stem != word and stem.isdecimal():
            return Part(Role.ORDINAL, int(stem))
    return None


def place_named(named: Sequence[Part], count: int) -> int | None:
    """The one place in a list of count entries that the parts name; None for none or several.

    "One" after an ordinal or an article is a pronoun ("the second one"); any other number after
    an ordinal is an amount ("the last two") and names nothing.
    """
    numbers = [
        (place, part)
        for place, part in enumerate(named)
        if part.role not in (Role.AROUND, Role.LABEL) and not _is_pronoun(named, place)
    ]
    ordinals = [place for place, part in numbers if part.role is not Role.CARDINAL]
    if any(part.role is Role.CARDINAL and place - 1 in ordinals for place, part in numbers):
        return None
    places = {_place(part, count) for _, part in numbers}
    place = places.pop() if len(places) == 1 else 0
    return place if 1 <= place <= count else None


def _is_pronoun(named: Sequence[Part], place: int) -> bool:
    """Whether "one" stands here for a thing."""
    if not named[place].pronoun:
        return False
    before = named[place - 1] if place else None
    return before is not None and before.role in (Role.ORDINAL, Role.FROM_END, Role.MIDDLE)


def _place(part: Part, count: int) -> int:
    if part.role is Role.FROM_END:
        return count + 1 - part.value
    if part.role is Role.MIDDLE:
        return (count + 1) // 2 if count % 2 else 0
    return part.value
