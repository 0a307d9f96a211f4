"""Hearing: the whole phrases that a recogniser listens for on one screen.

They come from the same words that are matched, and a phrase that would not be understood as
what it stands for is left out: what can be heard and what is understood cannot drift apart.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import chain, zip_longest

from kiosk.content.understood import ChoosingWords, Understood
from kiosk.dialogue.accepted import Accepted, Option
from kiosk.dialogue.matching import Chosen, Meaning, Told, answer
from kiosk.dialogue.words import alternatives, spoken_form
from kiosk.dialogue.yesno import YesNo

MOST_PHRASES = 100
"""More phrases make a recogniser slower and let it take one for another."""

_Phrase = tuple[str, Meaning]


def phrases_for(accepted: Accepted, understood: Understood) -> tuple[str, ...]:
    """The phrases of a screen, lower case and without punctuation, the likeliest first."""
    phrases: dict[str, Meaning] = {}
    for text, meaning in _candidates(accepted, understood):
        spoken = spoken_form(text)
        speakable = spoken and not any(char.isdecimal() for char in spoken)
        if speakable and answer(spoken, accepted, understood) == meaning:
            phrases.setdefault(spoken, meaning)
    return _kept(phrases)


def _kept(phrases: Mapping[str, Meaning]) -> tuple[str, ...]:
    """All of them; of too many, those without which something could not be said at all.

    Every command and answer keeps its first phrase, then as many entries of a long list as there
    is room for; what is left over goes to the others, in their order.
    """
    firsts: dict[Meaning, str] = {}
    for phrase, meaning in phrases.items():
        firsts.setdefault(meaning, phrase)

    def rank(phrase: str) -> int:
        meaning = phrases[phrase]
        return 2 if firsts[meaning] != phrase else int(isinstance(meaning, Chosen))

    kept = frozenset(sorted(phrases, key=rank)[:MOST_PHRASES])
    return tuple(phrase for phrase in phrases if phrase in kept)


def waiting_phrases(phrases: Sequence[str], understand: Callable[[str], object]) -> tuple[str, ...]:
    """Those that mean something else when one goes on speaking: "one" and "one more time"."""

    def goes_on(phrase: str) -> bool:
        longer = (other for other in phrases if other.startswith(phrase + " "))
        return any(understand(other) != understand(phrase) for other in longer)

    return tuple(filter(goes_on, phrases))


def _candidates(accepted: Accepted, understood: Understood) -> Iterator[_Phrase]:
    if accepted.yes_no:
        yield from _in_turn(
            [(text, YesNo.YES) for text in understood.yes.hear],
            [(text, YesNo.NO) for text in understood.no.hear],
            [(text, YesNo.UNSURE) for text in understood.unsure.hear],
        )
    yield from _in_turn(
        *(
            list(_naming(number, option, len(accepted.options), understood.choosing))
            for number, option in enumerate(accepted.options, start=1)
        )
    )
    said = understood.commands
    yield from _in_turn(
        *(
            [(text, Told(name)) for text in said[name].hear]
            for name in accepted.commands
            if name in said
        )
    )


def _naming(number: int, option: Option, count: int, words: ChoosingWords) -> Iterator[_Phrase]:
    """The ways to name one option: the author's names, its number, its title, and by place.

    The prompts advertise the first name and the number. A number is one short word, which much
    resembles; where there are names it stands behind them, and must be said more clearly.
    """
    numbered = list(_numbered(number, count, words))
    title, *names = option.texts
    for text in (*names, *numbered[:1], title, *numbered[1:]):
        yield text, Chosen(number)


def _numbered(number: int, count: int, words: ChoosingWords) -> Iterator[str]:
    if number <= min(len(words.numbers), len(words.ordinals)):
        for pattern in chain.from_iterable(map(alternatives, words.hear)):
            yield pattern.format(
                number=words.numbers[number - 1][0], ordinal=words.ordinals[number - 1][0]
            )
    if number == count > 1:
        yield from words.hear_last


def _in_turn(*lists: Sequence[_Phrase]) -> Iterator[_Phrase]:
    """The first of each list, then the second of each, and so on."""
    rows = zip_longest(*lists)
    return (phrase for row in rows for phrase in row if phrase is not None)
