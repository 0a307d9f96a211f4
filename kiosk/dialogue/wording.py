"""What exactly is said: a text as sentences, a page as utterances."""

from __future__ import annotations

import re

_SENTENCE_END = re.compile(r"(?<=[.!?…])[\"'”’)]*\s+(?=[\"'“‘(¿¡]*[A-ZÀ-Þ0-9¿¡\uac00-\ud7a3])")
"""A stop ends a sentence only where a capital, a digit or Hangul follows: "e.g. tests" goes on."""


def sentences(text: str) -> tuple[str, ...]:
    """The sentences of a text, in order; together they are the text."""
    return tuple(part.strip() for part in _SENTENCE_END.split(text) if part.strip())


def ended(text: str) -> str:
    """The text with a full stop, unless it ends a sentence already."""
    return text if text.endswith((".", "!", "?", ":", "…", "。", "？")) else text + "."


def capital(sentence: str) -> str:
    """The sentence with a capital at its beginning; counts are written small in phrases."""
    return sentence[:1].upper() + sentence[1:]
