"""Words: what was typed or heard, cut into comparable words and known phrases."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import IntEnum
from itertools import groupby, product
from typing import Generic, TypeVar
from unicodedata import category, normalize

from kiosk.content.understood import Writing

Meaning = TypeVar("Meaning")

_APOSTROPHES = str.maketrans(dict.fromkeys("’‘ʼ`´", "'"))
_SENTENCE_ENDS = frozenset(".!?…。")
_COMMAS = frozenset(",;:—–()，、")


class Break(IntEnum):
    """How strongly a word is parted from the next one."""

    NONE = 0
    COMMA = 1
    SENTENCE = 2
    QUESTION = 3
    """The end of a sentence that asks."""


@dataclass(frozen=True)
class Word:
    """One word in its comparable form."""

    text: str
    after: Break = Break.NONE


@dataclass(frozen=True)
class Segment(Generic[Meaning]):
    """The longest known phrase at its place, or one unknown word (without meanings)."""

    words: tuple[Word, ...]
    meanings: frozenset[Meaning]

    @property
    def after(self) -> Break:
        return self.words[-1].after


def read(text: str, writing: Writing) -> tuple[Word, ...]:
    """The words of a text: without case, with short forms written out and punctuation as breaks."""
    words: list[Word] = []
    for piece in _pieces(normalize("NFKC", text.translate(_APOSTROPHES)).casefold()):
        if piece[0] in _SENTENCE_ENDS | _COMMAS:
            if words:
                words[-1] = replace(words[-1], after=max(words[-1].after, _break(piece)))
        else:
            parts = _written_out(_calm(piece), writing)
            if writing.ignore_accents:
                parts = [_unaccented(part) for part in parts]
            words.extend(map(Word, parts))
    return tuple(words)


def joined(words: Iterable[Word], writing: Writing) -> str:
    """The words as one text that can be compared."""
    return (" " if writing.spaces_matter else "").join(word.text for word in words)


def spoken_form(text: str) -> str:
    """The text as a recogniser spells it: lower case, accents kept, no punctuation."""
    pieces = _pieces(normalize("NFC", text.translate(_APOSTROPHES)).lower())
    return " ".join(piece for piece in pieces if piece[0] not in _SENTENCE_ENDS | _COMMAS)


def alternatives(phrase: str) -> tuple[str, ...]:
    """The phrases that "turn up/down the volume" stands for; the sign / parts alternatives."""
    return tuple(" ".join(words) for words in product(*(w.split("/") for w in phrase.split())))


def _unaccented(word: str) -> str:
    plain = "".join(char for char in normalize("NFD", word) if category(char) != "Mn")
    return normalize("NFC", plain)


def _pieces(text: str) -> Iterable[str]:
    """Words, the sign # and the punctuation that parts sentences; everything else is dropped."""
    word = ""
    for char, following in zip(text, text[1:] + " ", strict=False):
        if _belongs(char, word, following):
            word += char
            continue
        if word:
            yield word
        word = ""
        if char in _SENTENCE_ENDS | _COMMAS or char == "#":
            yield char
    if word:
        yield word


def _belongs(char: str, word: str, following: str) -> bool:
    """Whether the character goes on the word: "don't" and "1.5" are one word each."""
    if char.isalnum() or category(char).startswith("M"):
        return True
    if char == "'":
        return bool(word) and following.isalnum()
    return char in ".,:" and word.isdigit() and following.isdigit()


def _break(mark: str) -> Break:
    if mark == "?":
        return Break.QUESTION
    return Break.SENTENCE if mark in _SENTENCE_ENDS else Break.COMMA


def _calm(word: str) -> str:
    """A drawn-out word as it is usually spelt: "nooooo", "yesss", "네네네"."""
    runs = ((char, len(list(run))) for char, run in groupby(word))
    return "".join(char * (1 if length > 2 and char.isalpha() else length) for char, length in runs)


def _written_out(word: str, writing: Writing) -> Sequence[str]:
    whole = writing.short_forms.get(word)
    if whole is not None:
        return whole.split()
    for ending, meant in writing.short_endings.items():
        if word.endswith(ending) and len(word) > len(ending):
            return (*_written_out(word[: -len(ending)], writing), *meant.split())
    return (word,)


class Lexicon(Generic[Meaning]):
    """Phrases and what they mean, for finding the longest ones in what was said."""

    def __init__(self, phrases: Iterable[tuple[str, Meaning]], writing: Writing) -> None:
        self._writing = writing
        self._meanings: dict[str, frozenset[Meaning]] = {}
        self._longest = 1
        for phrase, meaning in phrases:
            self._add(phrase, meaning)

    def _add(self, phrase: str, meaning: Meaning) -> None:
        for alternative in alternatives(phrase):
            words = read(alternative, self._writing)
            key = joined(words, self._writing)
            self._meanings[key] = self._meanings.get(key, frozenset()) | {meaning}
            self._longest = max(self._longest, len(words))

    def meanings(self, words: Sequence[Word]) -> frozenset[Meaning]:
        """What exactly these words mean together; nothing when they are not one known phrase."""
        key = joined(words, self._writing)
        if key in self._meanings:
            return self._meanings[key]
        for particle in self._writing.particles:
            stem = key.removesuffix(particle)
            if stem != key and stem in self._meanings:
                return self._meanings[stem]
        return frozenset()

    def segments(self, words: Sequence[Word]) -> tuple[Segment[Meaning], ...]:
        """All words, cut from left to right into the longest known phrases."""
        segments = []
        start = 0
        while start < len(words):
            segment = self.first(words[start:])
            segments.append(segment)
            start += len(segment.words)
        return tuple(segments)

    def first(self, words: Sequence[Word]) -> Segment[Meaning]:
        """The longest known phrase that the words begin with, or the first word."""
        for length in range(min(self._longest, len(words)), 1, -1):
            span = tuple(words[:length])
            if any(word.after for word in span[:-1]):
                continue
            found = self.meanings(span)
            if found:
                return Segment(span, found)
        return Segment((words[0],), self.meanings(words[:1]))
