"""Readings: texts of several kinds on which the rate of speech is measured.

The guide itself, and tests/prose/LANGUAGE/KIND.txt: a letter (short words), a dialogue, numbers,
human rights (long words; after the Universal Declaration), a consultation (the longest words), and
the beginnings of Alice in Wonderland and Don Quixote. All are the project's own or out of
copyright.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from kiosk.content.loader import load
from kiosk.content.model import Guide
from kiosk.dialogue.wording import sentences
from kiosk.speaking.load import WORDS

ROOT = Path(__file__).parent.parent
PROSE = Path(__file__).parent / "prose"


@dataclass(frozen=True)
class Reading:
    """A text to read aloud."""

    language: str
    kind: str
    text: str

    @property
    def sentences(self) -> list[str]:
        """Every line of its own, and every sentence of a line."""
        return [part for line in self.text.splitlines() for part in sentences(line)]

    @property
    def words(self) -> float:
        """As the settings count them: written words, of which a Korean one counts for 1.2."""
        return len(self.text.split()) * WORDS.get(self.language, 1)

    @property
    def letters_per_word(self) -> float:
        return sum(character.isalpha() for character in self.text) / len(self.text.split())


def readings() -> Iterator[Reading]:
    """All of them: the guide first in every language."""
    for folder in sorted(PROSE.iterdir()):
        language = folder.name
        guide = load(ROOT / "content", language).open("second-opinion")
        yield Reading(language, "guide", "\n".join(_lines(guide)))
        for file in sorted(folder.glob("*.txt")):
            yield Reading(language, file.stem, file.read_text(encoding="utf-8"))


def _lines(guide: Guide) -> Iterator[str]:
    yield guide.title
    yield guide.introduction
    for section in guide.sections:
        yield section.title
        yield from filter(None, (section.lead, section.text))
        for point in section.points:
            yield from filter(None, (point.label, point.text))
