"""Numbers: the one place in a list that somebody names by number, order, letter or title."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum

from kiosk.content.understood import ChoosingWords
from kiosk.dialogue.words import Segment


class Role(IntEnum):
    """What a phrase does in a choice; where it may do several things, the smallest counts."""

    POLITE = 0
    AROUND = 1
    LABEL = 2
    TITLE = 3
    FROM_END = 4
    ORDINAL = 5
    CARDINAL = 6
    MIDDLE = 7
    OTHER = 8
    UNKNOWN = 9


NAMES_NOTHING = frozenset({Role.POLITE, Role.AROUND, Role.LABEL})


@dataclass(frozen=True, order=True)
class Part:
    """One phrase of a choice."""

    role: Role
    value: int = 0
    """The number, or the place counted from 1: from the end for FROM_END, else from the front."""
    pronoun: bool = False
    """Whether the number may also be a pronoun: "one"."""


def parts(segments: Sequence[Segment[Part]], words: ChoosingWords) -> tuple[Part, ...]:
    """What each phrase does, with digits and letters read as numbers."""
    found: list[Part] = []
    for segment in segments:
        labelled = bool(found) and found[-1].role is Role.LABEL
        found.append(_part(segment, words, labelled=labelled))
    return tuple(found)


def _part(segment: Segment[Part], words: ChoosingWords, *, labelled: bool) -> Part:
    word = segment.words[0].text
    if labelled and len(word) == 1 and word in words.letters:
        return Part(Role.CARDINAL, words.letters.index(word) + 1)
    titles = [part for part in segment.meanings if part.role is Role.TITLE]
    if len(titles) > 1:
        return Part(Role.UNKNOWN)
    return min(segment.meanings, default=_digits(word, words))


def _digits(word: str, words: ChoosingWords) -> Part:
    """ "7" or "2nd"."""
    if word.isdecimal():
        return Part(Role.CARDINAL, int(word))
    for ending in words.digit_endings:
        stem = word.removesuffix(ending)
        if stem != word and stem.isdecimal():
            return Part(Role.ORDINAL, int(stem))
    return Part(Role.UNKNOWN)


def place_named(named: Sequence[Part], count: int, before: int | None) -> int | None:
    """The one place in a list of count entries that the parts name; None for none or several.

    A number right after an ordinal is an amount ("the last two") and names nothing, but "one"
    is a pronoun there ("the second one"), as it is after anything but a label or politeness.
    """
    places = set()
    for index, part in enumerate(named):
        if part.role in NAMES_NOTHING or _is_pronoun(named, index):
            continue
        if part.role is Role.CARDINAL and index and named[index - 1].role in _ORDERS:
            return None
        places.add(_place(part, count, before))
    place = places.pop() if len(places) == 1 else 0
    return place if 1 <= place <= count else None


_ORDERS = (Role.ORDINAL, Role.FROM_END)


def _is_pronoun(named: Sequence[Part], index: int) -> bool:
    """Whether a number stands here for a thing: "that one"."""
    if not named[index].pronoun or (index and named[index - 1].role is Role.LABEL):
        return False
    return any(part.role is not Role.POLITE for part in named[:index])


def _place(part: Part, count: int, before: int | None) -> int:
    """The place from the front; 0 where the part names none."""
    match part.role:
        case Role.FROM_END:
            return count + 1 - part.value
        case Role.MIDDLE:
            return (count + 1) // 2 if count % 2 else 0
        case Role.OTHER:
            return 3 - before if before is not None and count == 2 else 0
        case Role.UNKNOWN:
            return 0
        case _:
            return part.value
