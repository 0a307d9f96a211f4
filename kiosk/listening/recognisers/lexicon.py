"""The lexicon: how alike two words sound, as far as decoys must differ from what is allowed."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain, islice, zip_longest
from operator import itemgetter

Phones = tuple[str, ...]
"""The sounds of a word in the notation of the CMU dictionary, without stress: ("Y", "EH", "S")."""

NEAR, FAR = 0.9, 2.0
"""Distances. A decoy nearer than NEAR to an allowed phrase is the phrase, badly said. One between
the two rivals it and is given a handicap: measured, "go" is taken for "no" half as often. Those
beyond FAR cost the phrases nothing and reject all the rest."""
FURTHEST = 4.0
"""Beyond this a distance is not worth its calculation."""
_MOST_NEAR, _MOST_FAR = 80, 80
"""More cost time and change nothing. Every phrase has its nearest rival among the near ones, then
its second, and so on. Half of the far ones are the first of the list, which are as different as can
be; half are those that are least far, for they compete most."""

_BEGINNING = 3
"""Sounds: with two of them too many words begin."""

_VOWELS = frozenset(
    ["AA", "AE", "AH", "AO", "AW", "AY", "EH", "ER", "EY", "IH", "IY", "OW", "OY", "UH", "UW"]
)
_FAMILIES = tuple(
    frozenset(family.split())
    for family in (
        "B P D T G K",
        "F V TH DH S Z SH ZH HH",
        "CH JH SH ZH",
        "M N NG",
        "L R W Y",
        "IY IH EY Y",
        "EH AE AH EY IH",
        "AA AO AH OW",
        "UW UH OW",
        "ER R",
        "AY AA OY",
        "AW AA OW",
    )
)
"""Sounds that recognisers and people confuse: made alike, or next to each other."""


@cache
def exchange(one: str, other: str) -> float:
    """How much it takes to turn one sound into another: 0 equal, 0.6 related, 1 or 1.3 not."""
    if one == other:
        return 0.0
    if any(one in family and other in family for family in _FAMILIES):
        return 0.6
    return 1.0 if (one in _VOWELS) == (other in _VOWELS) else 1.3


def distance(one: Phones, other: Phones) -> float:
    """How many sounds must be added, dropped or exchanged to turn one word into the other."""
    # Written out, because a screen needs tens of thousands of these before it can be heard.
    row = [float(column) for column in range(len(other) + 1)]
    for line, sound in enumerate(one, 1):
        corner, row[0] = row[0], float(line)
        left = row[0]
        for column, opposite in enumerate(other, 1):
            above = row[column]
            least = corner if sound == opposite else corner + exchange(sound, opposite)
            if above + 1 < least:
                least = above + 1
            if left + 1 < least:
                least = left + 1
            corner = above
            row[column] = left = least
    return row[-1]


@dataclass(frozen=True)
class Decoys:
    """The decoys of one screen."""

    near: tuple[str, ...]
    far: tuple[str, ...]


class Lexicon:
    """The candidates for decoys, and how far each is from the phrases that were ever allowed."""

    def __init__(
        self, candidates: Iterable[str], pronounce: Callable[[str], Phones | None]
    ) -> None:
        """Take those candidates whose sounds are known.

        Args:
            candidates: ordinary words of the language (content/<language>/decoys.yaml).
            pronounce: the sounds of one word, None where the model does not know it.
        """
        self._pronounce = pronounce
        self._candidates = {
            word: sounds
            for word, sounds in ((word, pronounce(word)) for word in dict.fromkeys(candidates))
            if sounds
        }
        self._distances: dict[str, array[float]] = {}
        """Of every phrase that was ever allowed: of a large library there are thousands."""

    def decoys_for(self, phrases: Sequence[str]) -> Decoys:
        """The candidates that sound unlike every one of the phrases."""
        words = list(self._candidates)
        rows = [self._row(phrase) for phrase in phrases]
        nearest = [min(column) for column in zip(*rows, strict=True)] or [FAR] * len(words)
        near = {word for word, away in zip(words, nearest, strict=True) if NEAR <= away < FAR}
        far = [(away, word) for word, away in zip(words, nearest, strict=True) if away >= FAR]
        longer = self._longer(phrases)
        spread = [word for _, word in far[: _MOST_FAR // 2]]
        begun = [word for _, word in far if word in longer]
        least = [word for _, word in sorted(far[_MOST_FAR // 2 :], key=itemgetter(0))]
        return Decoys(
            tuple(islice(self._rivals(rows, near), _MOST_NEAR)),
            tuple(dict.fromkeys([*spread, *begun, *least[: _MOST_FAR // 2]])),
        )

    def _rivals(self, rows: Iterable[Sequence[float]], near: Collection[str]) -> Iterator[str]:
        """The nearest of each phrase, then the second of each, and so on."""
        ranked = (
            [word for away, word in sorted(zip(row, self._candidates, strict=True)) if away < FAR]
            for row in rows
        )
        turns = chain.from_iterable(zip_longest(*ranked))
        return (word for word in dict.fromkeys(turns) if word in near)

    def _longer(self, phrases: Sequence[str]) -> frozenset[str]:
        """The candidates that begin with a phrase and go on: "forward" is heard as "four"."""
        begun = {sounds for sounds in map(self._sounds, phrases) if len(sounds) >= _BEGINNING}
        return frozenset(
            word
            for word, sounds in self._candidates.items()
            if any(sounds[:end] in begun for end in range(_BEGINNING, len(sounds)))
        )

    def _sounds(self, phrase: str) -> Phones:
        return tuple(sound for word in phrase.split() for sound in self._pronounce(word) or ())

    def _row(self, phrase: str) -> Sequence[float]:
        """How far each candidate is from the phrase; FURTHEST stands for anything beyond."""
        if phrase not in self._distances:
            goal = self._sounds(phrase)
            self._distances[phrase] = array(
                "d",
                (
                    FURTHEST if abs(len(sounds) - len(goal)) >= FURTHEST else distance(sounds, goal)
                    for sounds in self._candidates.values()
                ),
            )
        return self._distances[phrase]
