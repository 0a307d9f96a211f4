"""Commanding: which command somebody gives, alone or inside a sentence.

A sentence is a command when patterns of that one command and small words make up all of it:
one unknown word, and nothing is done. What ends something may not even have small words beside.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, product

from kiosk.content.understood import Understood
from kiosk.dialogue.words import alternatives, joined, read

MOST_WORDS = 20
"""Nobody gives one command in more words."""

NUMBER = "{number}"
"""Stands for any number in a pattern."""

_Texts = tuple[str, ...]


@dataclass(frozen=True)
class _Pattern:
    """The words of a command, in order; small words may stand between."""

    command: str
    words: _Texts


@dataclass(frozen=True)
class _Span:
    """A pattern found in what was said."""

    command: str
    length: int
    """Words of the pattern."""
    places: frozenset[int]
    """Indexes of the words that it takes, with the small words between them."""


@dataclass(frozen=True)
class _Commands:
    """All patterns of a language, ready for finding."""

    whole: Mapping[str, str]
    by_first_word: Mapping[str, tuple[_Pattern, ...]]
    numbers: frozenset[str]
    polite: frozenset[str]
    small: frozenset[str]
    agreeing: frozenset[str]
    refusing: frozenset[str]


def plain_command(phrase: str, understood: Understood) -> str | None:
    """The name of the command that this phrase is, politeness around it aside."""
    commands = _commands(understood)
    said = read(phrase, understood.writing)
    while said and joined(said, understood.writing) not in commands.whole:
        if said[0].text in commands.polite:
            said = said[1:]
        elif said[-1].text in commands.polite:
            said = said[:-1]
        else:
            return None
    return commands.whole.get(joined(said, understood.writing))


def command_after_answer(phrase: str, understood: Understood) -> str | None:
    """The command that follows a yes, or a no and a pause: "okay stop", "no, say that again".

    Without a pause "no help" is no call for help, and "no thanks" never gives thanks.
    """
    words = read(phrase, understood.writing)
    answers = _commands(understood)
    start = 0
    while start < len(words) and (
        words[start].text in answers.agreeing
        or (words[start].text in answers.refusing and words[start].after)
    ):
        start += 1
    rest = " ".join(word.text for word in words[start:])
    name = plain_command(rest, understood) if start else None
    return None if name is None or understood.commands[name].yields else name


def command(phrase: str, understood: Understood) -> str | None:
    """The name of the one command that the whole phrase gives, as it stands in the content."""
    plain = plain_command(phrase, understood)
    if plain is not None:
        return plain
    said = _texts(phrase, understood)
    if not 0 < len(said) <= MOST_WORDS:
        return None
    commands = _commands(understood)
    spans = _spans(said, commands, understood)
    thanks = frozenset().union(*(s.places for s in spans if understood.commands[s.command].yields))
    lengths: dict[str, int] = {}
    for name in {span.command for span in spans}:
        own = [span for span in spans if span.command == name]
        places = thanks.union(*(span.places for span in own))
        beside = commands.polite if understood.commands[name].careful else commands.small
        if all(word in beside for place, word in enumerate(said) if place not in places):
            idle = not understood.commands[name].yields and thanks.issuperset(own[0].places)
            lengths[name] = 0 if idle else max(span.length for span in own)
    return _strongest(lengths, understood)


def _strongest(lengths: Mapping[str, int], understood: Understood) -> str | None:
    """The command with the longest pattern; None where two are equal."""
    demanding = [name for name in lengths if not understood.commands[name].yields and lengths[name]]
    names = sorted(demanding or lengths, key=lambda name: -lengths[name])
    if len(names) > 1 and lengths[names[0]] == lengths[names[1]]:
        return None
    return names[0] if names else None


def _texts(phrase: str, understood: Understood) -> _Texts:
    return tuple(word.text for word in read(phrase, understood.writing))


@lru_cache(maxsize=16)
def _commands(understood: Understood) -> _Commands:
    gap = " " if understood.writing.spaces_matter else ""
    whole: dict[str, str] = {}
    by_first_word: dict[str, list[_Pattern]] = defaultdict(list)
    for name, sayings in understood.commands.items():
        for words in _patterns((*sayings.hear, *sayings.alone, *sayings.within), understood):
            whole.setdefault(gap.join(words), name)
        for words in _patterns(sayings.within, understood):
            by_first_word[words[0]].append(_Pattern(name, words))
    polite = _single_words(understood.polite, understood)
    yes = understood.yes
    agreeing = _single_words((*yes.plain, *yes.alone, *yes.emphasis), understood)
    return _Commands(
        whole=whole,
        by_first_word={first: tuple(patterns) for first, patterns in by_first_word.items()},
        numbers=_single_words(
            (text for spellings in understood.choosing.numbers for text in spellings), understood
        ),
        polite=polite,
        small=polite
        | agreeing
        | _single_words((*understood.small, *understood.around_commands), understood),
        agreeing=agreeing,
        refusing=_single_words(understood.no.plain, understood),
    )


def _patterns(phrases: Iterable[str], understood: Understood) -> Iterator[_Texts]:
    """The words of each phrase, once for every choice between its alternatives."""
    for phrase in phrases:
        places = (
            [_pattern_words(word, understood) for word in alternatives(part)]
            for part in phrase.split()
        )
        for words in product(*places):
            yield tuple(chain.from_iterable(words))


def _pattern_words(part: str, understood: Understood) -> _Texts:
    return (NUMBER,) if part == NUMBER else _texts(part, understood)


def _single_words(phrases: Iterable[str], understood: Understood) -> frozenset[str]:
    read_phrases = (_texts(phrase, understood) for phrase in phrases)
    return frozenset(words[0] for words in read_phrases if len(words) == 1)


def _spans(said: _Texts, commands: _Commands, understood: Understood) -> list[_Span]:
    """The patterns that are found, with the words they take."""
    spans = []
    for first in dict.fromkeys(said):
        for pattern in commands.by_first_word.get(first, ()):
            careful = understood.commands[pattern.command].careful
            places = _together(said, pattern.words, commands)
            if not places and not careful:
                places = _apart(said, pattern.words, commands)
            if places:
                spans.append(_Span(pattern.command, len(pattern.words), places))
    return spans


def _together(said: _Texts, words: _Texts, commands: _Commands) -> frozenset[int]:
    """Wherever the words of a pattern stand side by side."""
    length = len(words)
    return frozenset(
        place
        for start in range(len(said) - length + 1)
        if all(_stands_for(words[i], said[start + i], commands) for i in range(length))
        for place in range(start, start + length)
    )


def _apart(said: _Texts, words: _Texts, commands: _Commands) -> frozenset[int]:
    """Where the words of a pattern stand in their order with nothing but small words between."""
    places: list[int] = []
    for place, word in enumerate(said):
        if _stands_for(words[len(places)], word, commands):
            places.append(place)
            if len(places) == len(words):
                return frozenset(range(places[0], place + 1))
        elif places and word not in commands.small:
            places.clear()
    return frozenset()


def _stands_for(word: str, said: str, commands: _Commands) -> bool:
    if word == NUMBER:
        return said.isdecimal() or said in commands.numbers
    return word == said
