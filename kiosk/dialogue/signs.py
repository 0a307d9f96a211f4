"""Signs: what each phrase of an answer points to, with negations already turned.

A negation looks ahead to the first phrase that it can turn: "not … right" refuses, "not …
wrong" agrees, "not … sure" leaves open. Words that nobody knows stay UNKNOWN: they are not
guessed at, but a plain "yes" before them still counts.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from functools import lru_cache

from kiosk.content.understood import Understood
from kiosk.dialogue.words import Break, Lexicon, Segment, Word

REACH = 7
"""Segments that a negation looks ahead: "not what I would say is really right"."""

LACK_REACH = 2
"""Segments from "no" to what is lacked: "no earthly idea"."""


class Sign(Enum):
    """What a phrase is in an answer; where a phrase is several, the upper one counts."""

    UNSURE = auto()
    EXCEPTION = auto()
    CORRECTION = auto()
    WAITING = auto()
    NEGATION = auto()
    PROHIBITION = auto()
    YES = auto()
    NO = auto()
    AGREEING = auto()
    DENYING = auto()
    REFUSING = auto()
    """A negation together with what it turned: "not right"."""
    EMPHASIS = auto()
    """Agrees by itself, underlines a refusal before it: "definitely"."""
    SHORT_YES = auto()
    POLITE = auto()
    SMALL = auto()
    COMMAND = auto()
    DENIED = auto()
    LACKED = auto()
    UNCLEAR = auto()
    UNKNOWN = auto()


PRO = frozenset({Sign.YES, Sign.AGREEING, Sign.EMPHASIS})
CONTRA = frozenset({Sign.NO, Sign.DENYING, Sign.REFUSING})
_ANSWERS = PRO | CONTRA | {Sign.UNSURE, Sign.SHORT_YES}
_OPENING = PRO | CONTRA | {Sign.POLITE, Sign.CORRECTION, Sign.WAITING}
"""What may stand before a question or a prohibition that opens its sentence."""

_Segment = Segment[Sign]
_Segments = Sequence[Segment[Sign]]


@dataclass(frozen=True)
class Mark:
    """One sign in the order of speaking."""

    sign: Sign
    apart: bool = False
    """Whether punctuation parts it from what is before."""


def marks(words: Sequence[Word], understood: Understood) -> tuple[Mark, ...]:
    """The signs of an answer in their order."""
    segments = _lexicon(understood).segments(words)
    questions = _questions(understood)
    found: list[Mark] = []
    place = 0
    while place < len(segments):
        sign, following = _read_sign(segments, place)
        found.append(Mark(sign, apart=place > 0 and segments[place - 1].after > Break.NONE))
        if any(_asks(segments, spot, questions) for spot in range(place, following)):
            found.append(Mark(Sign.UNCLEAR))
        place = following
    return tuple(found)


@lru_cache(maxsize=16)
def _lexicon(understood: Understood) -> Lexicon[Sign]:
    return Lexicon(_entries(understood), understood.writing)


@lru_cache(maxsize=16)
def _questions(understood: Understood) -> Lexicon[bool]:
    return Lexicon(((phrase, True) for phrase in understood.turning.questions), understood.writing)


def _entries(understood: Understood) -> Iterator[tuple[str, Sign]]:
    yes, no, unsure, turning = understood.yes, understood.no, understood.unsure, understood.turning
    kinds: tuple[tuple[Iterable[str], Sign], ...] = (
        (yes.plain, Sign.YES),
        (yes.alone, Sign.AGREEING),
        (yes.emphasis, Sign.EMPHASIS),
        (yes.short, Sign.SHORT_YES),
        (no.plain, Sign.NO),
        (no.alone, Sign.DENYING),
        (unsure.plain, Sign.UNSURE),
        (unsure.denied, Sign.DENIED),
        (unsure.lacked, Sign.LACKED),
        (turning.negations, Sign.NEGATION),
        (turning.prohibitions, Sign.PROHIBITION),
        (turning.exceptions, Sign.EXCEPTION),
        (turning.corrections, Sign.CORRECTION),
        (turning.waiting, Sign.WAITING),
        (understood.polite, Sign.POLITE),
        (understood.small, Sign.SMALL),
        *((command.hear + command.alone, Sign.COMMAND) for command in understood.commands.values()),
    )
    return ((phrase, sign) for phrases, sign in kinds for phrase in phrases)


def _sign(segment: _Segment) -> Sign:
    """The sign of a phrase that no negation turns."""
    known = [sign for sign in Sign if sign in segment.meanings]
    if not known or known[0] in (Sign.DENIED, Sign.LACKED):
        return Sign.UNKNOWN
    return known[0]


def _read_sign(segments: _Segments, place: int) -> tuple[Sign, int]:
    """The sign at this place and the place where the next one begins."""
    meanings = segments[place].meanings
    sign = _sign(segments[place])
    if sign in (Sign.NEGATION, Sign.PROHIBITION):
        return _negated(segments, place)
    if sign is Sign.NO:
        return _plain_no(segments, place)
    if sign is Sign.CORRECTION and Sign.SMALL in meanings and place == len(segments) - 1:
        return Sign.SMALL, place + 1
    if sign is Sign.YES and not _led_by_known(segments, place):
        return Sign.UNCLEAR, place + 1
    return sign, place + 1


def _plain_no(segments: _Segments, place: int) -> tuple[Sign, int]:
    """ "No" as an answer, as in "no idea", or as in "there is no milk"."""
    reach = min(len(segments), place + 1 + LACK_REACH)
    for ahead in range(place + 1, reach):
        if segments[ahead - 1].after:
            break
        if Sign.LACKED in segments[ahead].meanings:
            return Sign.UNSURE, ahead + 1
    follows = segments[place + 1 : place + 2]
    counts = bool(segments[place].after) or not follows or _sign(follows[0]) is not Sign.UNKNOWN
    if counts and _led_by_known(segments, place):
        return Sign.NO, place + 1
    return Sign.UNCLEAR, place + 1


def _negated(segments: _Segments, place: int) -> tuple[Sign, int]:
    """What a negation makes of the first phrase after it that it can turn."""
    forbids = Sign.PROHIBITION in segments[place].meanings and _opens(segments, place)
    plain = Sign.NO in segments[place].meanings
    unknown = 0
    ahead = place + 1
    while ahead < len(segments) and ahead <= place + REACH and not segments[ahead - 1].after:
        meanings = segments[ahead].meanings
        if plain and Sign.NO in meanings:
            break
        if _underlines_doubt(segments, ahead):
            return Sign.UNSURE, ahead + 2
        turned = _turned(segments[ahead], doubtful=unknown > 0)
        if turned is not None:
            return turned, ahead + 1
        if not meanings & {Sign.SMALL, Sign.POLITE, Sign.SHORT_YES}:
            if meanings:
                break
            if plain and ahead == place + 1:
                return Sign.UNCLEAR, ahead
            unknown += 1
        ahead += 1
    if unknown and not forbids:
        return Sign.UNCLEAR, ahead
    return (Sign.NO if plain else Sign.REFUSING), ahead


def _turned(segment: _Segment, *, doubtful: bool) -> Sign | None:
    """What a negation makes of a phrase; None where there is nothing to turn."""
    meanings = segment.meanings
    if meanings & {Sign.DENIED, Sign.LACKED, Sign.UNSURE}:
        return Sign.UNSURE
    if meanings & PRO:
        return Sign.REFUSING
    if Sign.DENYING in meanings:
        return Sign.UNCLEAR if doubtful else Sign.AGREEING
    if _sign(segment) in (Sign.NO, Sign.NEGATION, Sign.PROHIBITION, Sign.COMMAND):
        return Sign.UNCLEAR
    return None


def _underlines_doubt(segments: _Segments, place: int) -> bool:
    """Whether an emphasis stands here before what an unsure visitor denies: "not quite sure"."""
    if Sign.EMPHASIS not in segments[place].meanings or segments[place].after:
        return False
    return any(Sign.DENIED in after.meanings for after in segments[place + 1 : place + 2])


def _opens(segments: _Segments, place: int) -> bool:
    """Whether only an answer or politeness stands before this place in its sentence."""
    for before in reversed(segments[:place]):
        if before.after >= Break.SENTENCE:
            return True
        if _sign(before) not in _OPENING:
            return False
        if before.after:
            return True
    return True


def _led_by_known(segments: _Segments, place: int) -> bool:
    """Whether no unknown word stands before this place in its sentence: "my doctor said yes"."""
    for before in reversed(segments[:place]):
        if before.after >= Break.SENTENCE:
            return True
        if _sign(before) is Sign.UNKNOWN:
            return False
    return True


def _asks(segments: _Segments, place: int, questions: Lexicon[bool]) -> bool:
    """Whether a question opens at this place, or a phrase ends in a question mark here."""
    if segments[place].after is Break.QUESTION:
        alone = place == 0 or segments[place - 1].after
        return not alone or _sign(segments[place]) in (Sign.AGREEING, Sign.EMPHASIS)
    if _sign(segments[place]) in _ANSWERS or not _opens(segments, place):
        return False
    words = [word for segment in segments[place:] for word in segment.words]
    return bool(questions.first(words).meanings)
