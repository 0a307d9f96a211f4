"""What is understood in each language of the content, for the tests of understanding."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from kiosk.content.folder import UNDERSTOOD, languages
from kiosk.content.understood import Understood
from kiosk.documents.document import read

CONTENT = Path(__file__).parent.parent / "content"
LANGUAGES = languages(CONTENT)


@cache
def understood_in(language: str) -> Understood:
    """The words of one language."""
    return read(CONTENT / language / UNDERSTOOD, Understood)


def spoken_in(table: dict[str, str]) -> list[tuple[str, str, str]]:
    """(language, phrase, meaning) of a table "language meaning" -> phrases, one a line.

    Only languages that the content has are there: a language is tested as soon as it exists.
    """
    return [
        (language, phrase.strip(), meaning)
        for key, phrases in table.items()
        for language, _, meaning in [key.partition(" ")]
        if language in LANGUAGES
        for phrase in phrases.strip().splitlines()
    ]
