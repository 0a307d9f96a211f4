"""What the kiosk itself says in English is plain: short sentences, words of everyday.

The guidance is given and stays as it is; this is about the words of the interface.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from conversations import english
from pydantic import BaseModel

from kiosk.dialogue.wording import sentences

LONGEST = 20
"""Words of a sentence."""

GRADE, HARDEST = 6.0, 8.0
"""School grades (Flesch-Kincaid): of all that is said together, and of each kind of it."""

FILLED_IN = {"key": "Enter", "say": "next", "title": "a guide", "place": "part one"}
"""What stands in {braces}; everything else there is a number."""

FOR_STAFF = ("heard_by", "heard_better")

WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")


def said(words: object, name: str = "") -> Iterator[str]:
    """Every sentence in these words; a name or a label is none."""
    if isinstance(words, str):
        filled = re.sub(r"\{(\w+)\}", lambda field: FILLED_IN.get(field[1], "two"), words)
        yield from (one for one in sentences(filled) if one.endswith((".", "?", "!", ":")))
    elif isinstance(words, BaseModel):
        for part in type(words).model_fields:
            if part not in FOR_STAFF:
                yield from said(getattr(words, part), part)
    elif isinstance(words, dict):
        for one in words.values():
            yield from said(one)


KINDS = {
    name: list(said(getattr(english(), name)))
    for name in type(english()).model_fields
    if name not in ("language", "name", "numbers", "keys")
}
"""All sentences, by the part of phrases.yaml that they stand in."""


def syllables(word: str) -> int:
    """About as many as are spoken, rather more: groups of vowels, without an e that is silent."""
    groups = len(re.findall(r"[aeiouy]+", word.lower()))
    groups += len(re.findall(r"ia|io(?!n)|iet", word.lower()))
    silent = re.search(r"[^aeiouyl]e$|[^aeiouytd]ed$|[^aeiouysxzgc]es$", word.lower())
    return max(groups - bool(silent), 1)


def grade(texts: list[str]) -> float:
    """The school grade that can read this (Kincaid et al. 1975)."""
    words = [word for text in texts for word in WORD.findall(text)]
    spoken = sum(map(syllables, words))
    return 0.39 * len(words) / len(texts) + 11.8 * spoken / len(words) - 15.59


@pytest.mark.parametrize(
    ("word", "count"),
    [("press", 1), ("make", 1), ("table", 2), ("asked", 1), ("wanted", 2), ("Escape", 2),
     ("computer", 3), ("diagnosis", 4), ("information", 4), ("the", 1), ("voice", 1),
     ("changes", 2), ("times", 1), ("quietest", 3)],
)  # fmt: skip
def test_syllables_are_counted_about_right(word: str, count: int) -> None:
    assert syllables(word) == count


def test_the_grade_is_that_of_the_formula() -> None:
    assert grade(["The cat sat on the mat."]) == pytest.approx(-1.45, abs=0.01)
    assert grade(["Institutional considerations necessitate documentation."]) > 20


def test_no_sentence_has_more_than_twenty_words() -> None:
    all_said = [sentence for kind in KINDS.values() for sentence in kind]
    assert len(all_said) > 150, "hardly anything was looked at"
    assert [text for text in all_said if len(WORD.findall(text)) > LONGEST] == []


def test_all_that_is_said_together_is_for_grade_six() -> None:
    assert grade([sentence for kind in KINDS.values() for sentence in kind]) <= GRADE


@pytest.mark.parametrize("kind", [name for name, texts in KINDS.items() if texts])
def test_each_kind_of_what_is_said_is_for_grade_eight_at_most(kind: str) -> None:
    assert grade(KINDS[kind]) <= HARDEST
