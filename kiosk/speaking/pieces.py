"""A text in pieces, each short enough to be synthesised at once."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

LONGEST = 200
"""Characters. About 14 seconds of speech, which eSpeak makes in 20 ms; a visitor waits for the
first piece only. (Texts of 13,600 characters have been seen to crash it.)"""

SHORTEST = 20
"""Characters of a clause that is said for itself: fewer would sound like a list."""

_SENTENCE = re.compile(r"""[.!?…。！？]["'”’»)\]]*\s+""")
_CLAUSE = re.compile(r"[,;:)，、；：]\s+|\s+[–—-]\s+")
_SPACE = re.compile(r"\s+")
_UNSPEAKABLE = re.compile("[\\s\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\ud800-\udfff\ufeff]+")
"""Controls, invisible marks and halves of characters, besides what is a space anyway."""


class Stop(Enum):
    """How a piece ends, and so how long the pause after it is."""

    WORD = 0
    CLAUSE = 1
    SENTENCE = 2


@dataclass(frozen=True)
class Piece:
    """Some words and what stands after them."""

    text: str
    stop: Stop


def pieces(text: str, *, clauses: bool = False) -> Iterator[Piece]:
    """The text without what cannot be spoken; nothing at all where nothing can be.

    clauses: cut it after every clause that is not very short, too.
    """
    rest = _UNSPEAKABLE.sub(" ", text).strip()
    while cut_and_stop := (_first_clause(rest) if clauses else None) or _best_cut(rest):
        cut, stop = cut_and_stop
        yield Piece(rest[:cut].rstrip(), stop)
        rest = rest[cut:].lstrip()
    if any(character.isalnum() for character in rest):
        yield Piece(rest, Stop.SENTENCE)


def _first_clause(text: str) -> tuple[int, Stop] | None:
    """The end of the first clause, if neither it nor what follows is very short."""
    for found in _CLAUSE.finditer(text, SHORTEST, max(SHORTEST, len(text) - SHORTEST)):
        return (found.end(), Stop.CLAUSE) if found.end() <= LONGEST else None
    return None


def _best_cut(text: str) -> tuple[int, Stop] | None:
    """The last good place in the first `LONGEST` characters; None: they are all of it."""
    if len(text) <= LONGEST:
        return None
    for mark, stop in ((_SENTENCE, Stop.SENTENCE), (_CLAUSE, Stop.CLAUSE), (_SPACE, Stop.WORD)):
        ends = [found.end() for found in mark.finditer(text, 0, LONGEST)]
        if ends:
            return ends[-1], stop
    return LONGEST, Stop.WORD
