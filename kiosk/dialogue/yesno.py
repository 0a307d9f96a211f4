"""Yes or no: what somebody answered to a yes/no question.

The signs of the phrase are weighed: what was said before a correction does not count, a
refusal beats the yes before it, and whatever is left open stays open. A yes is found only
where one was said.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import StrEnum
from functools import lru_cache

from kiosk.content.understood import Understood
from kiosk.dialogue.signs import CONTRA, PRO, Mark, Sign, marks
from kiosk.dialogue.words import Break, joined, read

MOST_WORDS = 25
"""Nobody answers a yes/no question in more words; a longer turn is talk in the waiting room."""

MOST_UNKNOWN = 1
"""Unknown words that a weak refusal may have beside it: "that is wrong, doctor"."""

_EVIDENCE = PRO | CONTRA | {Sign.UNSURE}
_OPEN = frozenset({Sign.UNCLEAR, Sign.EXCEPTION, Sign.COMMAND})


class YesNo(StrEnum):
    """What was answered."""

    YES = "yes"
    NO = "no"
    UNSURE = "unsure"
    """The visitor does not know."""
    WAIT = "wait"
    """The visitor is still thinking."""
    UNCLEAR = "unclear"
    """Anything else."""


def yes_or_no(phrase: str, understood: Understood) -> YesNo:
    """What the phrase answers to a yes/no question."""
    words = read(phrase, understood.writing)
    if len(words) > MOST_WORDS:
        return YesNo.UNCLEAR
    whole = _whole_answers(understood).get(joined(words, understood.writing))
    if whole is not None and words and words[-1].after is not Break.QUESTION:
        return whole
    said = marks(words, understood)
    unknown = sum(mark.sign is Sign.UNKNOWN for mark in said)
    counted = _after_corrections(said)
    signs = {mark.sign for mark in counted}
    if Sign.UNSURE in signs:
        return YesNo.UNSURE
    if signs & _OPEN or (counted and counted[-1].sign is Sign.CORRECTION):
        return YesNo.UNCLEAR
    if Sign.WAITING in signs:
        return YesNo.WAIT
    evidence = _without_emphasis([mark for mark in counted if mark.sign in PRO | CONTRA])
    return _weigh(evidence, unknown) if evidence else _short(counted)


@lru_cache(maxsize=16)
def _whole_answers(understood: Understood) -> Mapping[str, YesNo]:
    """The phrases that the recogniser listens for."""
    answers = (
        (understood.unsure.hear, YesNo.UNSURE),
        (understood.no.hear, YesNo.NO),
        (understood.yes.hear, YesNo.YES),
    )
    return {
        joined(read(phrase, understood.writing), understood.writing): answer
        for phrases, answer in answers
        for phrase in phrases
    }


def _after_corrections(said: Sequence[Mark]) -> Sequence[Mark]:
    """What counts: everything after the last correction or pause that an answer follows."""
    start = 0
    for place, mark in enumerate(said):
        if mark.sign in (Sign.CORRECTION, Sign.WAITING) and any(
            later.sign in _EVIDENCE for later in said[place + 1 :]
        ):
            start = place + 1
    return said[start:]


def _without_emphasis(evidence: Sequence[Mark]) -> Sequence[Mark]:
    """The evidence without what only underlines a refusal: "no, definitely"."""
    refused = [mark.sign in CONTRA for mark in evidence]
    return [
        mark
        for place, mark in enumerate(evidence)
        if mark.sign is not Sign.EMPHASIS or not any(refused[:place])
    ]


def _weigh(evidence: Sequence[Mark], unknown: int) -> YesNo:
    """The answer of signs that are all for or against."""
    pros = [mark.sign in PRO for mark in evidence]
    if all(pros):
        plain = any(mark.sign is Sign.YES for mark in evidence)
        return YesNo.YES if plain or not unknown else YesNo.UNCLEAR
    if pros != sorted(pros, reverse=True) or _contradicts(evidence):
        return YesNo.UNCLEAR
    plain = any(mark.sign is Sign.NO for mark in evidence)
    return YesNo.NO if plain or unknown <= MOST_UNKNOWN else YesNo.UNCLEAR


def _contradicts(evidence: Sequence[Mark]) -> bool:
    """ "Yes, no" and "yes, that is wrong" may mean either; "yes, not now" is a refusal."""
    signs = {mark.sign for mark in evidence}
    if Sign.REFUSING in signs:
        return False
    if Sign.YES in signs:
        return True
    against = next(mark for mark in evidence if mark.sign in CONTRA)
    return against.sign is Sign.DENYING and against.apart and against is not evidence[0]


def _short(said: Sequence[Mark]) -> YesNo:
    """An answer of nothing but "I do" or "please": together ("I do please you") they are none."""
    answers = [place for place, mark in enumerate(said) if mark.sign is Sign.SHORT_YES]
    joined = any(
        place > 0 and said[place - 1].sign is Sign.SHORT_YES and not said[place].apart
        for place in answers
    )
    known = all(mark.sign in (Sign.SHORT_YES, Sign.POLITE) for mark in said)
    return YesNo.YES if answers and known and not joined else YesNo.UNCLEAR
