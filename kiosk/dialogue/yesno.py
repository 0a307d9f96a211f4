"""Yes or no: what somebody answered to a yes/no question.

The signs of the phrase are weighed: what was said before a correction does not count, a
refusal beats the yes before it, and whatever is left open stays open. A yes is found only
where one was said.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from kiosk.content.understood import Understood
from kiosk.dialogue.signs import CONTRA, PRO, Mark, Sign, marks
from kiosk.dialogue.words import read

MOST_WORDS = 25
"""Nobody answers a yes/no question in more words; a longer turn is talk in the waiting room."""

MOST_UNKNOWN = 2
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
    said = marks(words, understood)
    unknown = sum(mark.sign is Sign.UNKNOWN for mark in said)
    counted = _after_corrections(said)
    signs = {mark.sign for mark in counted}
    if Sign.UNSURE in signs:
        return YesNo.UNSURE
    if signs & _OPEN:
        return YesNo.UNCLEAR
    if Sign.WAITING in signs:
        return YesNo.WAIT
    evidence = [mark for mark in counted if mark.sign in PRO | CONTRA]
    return _weigh(evidence, unknown) if evidence else _short(signs)


def _after_corrections(said: Sequence[Mark]) -> Sequence[Mark]:
    """What counts: everything after the last correction or pause that an answer follows."""
    start = 0
    for place, mark in enumerate(said):
        if mark.sign in (Sign.CORRECTION, Sign.WAITING) and any(
            later.sign in _EVIDENCE for later in said[place + 1 :]
        ):
            start = place + 1
    return said[start:]


def _weigh(evidence: Sequence[Mark], unknown: int) -> YesNo:
    """The answer of signs that are all for or against."""
    pros = [mark.sign in PRO for mark in evidence]
    if all(pros):
        plain = any(mark.sign is Sign.YES for mark in evidence)
        return YesNo.YES if plain or not unknown else YesNo.UNCLEAR
    if pros != sorted(pros, reverse=True) or _confirms_a_denial(evidence):
        return YesNo.UNCLEAR
    plain = any(mark.sign is Sign.NO for mark in evidence)
    return YesNo.NO if plain or unknown <= MOST_UNKNOWN else YesNo.UNCLEAR


def _confirms_a_denial(evidence: Sequence[Mark]) -> bool:
    """ "Yes, that is wrong" may mean either; "definitely wrong" may not."""
    against = [mark for mark in evidence if mark.sign in CONTRA]
    if any(mark.sign is not Sign.DENYING for mark in against):
        return False
    return any(mark.sign is Sign.YES for mark in evidence) or (
        len(against) < len(evidence) and against[0].apart
    )


def _short(signs: set[Sign]) -> YesNo:
    """An answer of nothing but "I do", "it is not so", "please"."""
    if signs <= {Sign.SHORT_YES, Sign.POLITE} and Sign.SHORT_YES in signs:
        return YesNo.YES
    if signs <= {Sign.SHORT_NO, Sign.POLITE} and Sign.SHORT_NO in signs:
        return YesNo.NO
    return YesNo.UNCLEAR
