"""Sentences with {placeholders}: which of them may stand in which."""

from __future__ import annotations

from string import Formatter
from typing import Annotated

from pydantic import AfterValidator

from kiosk.content.model import Text, Written


def allows(*names: str) -> AfterValidator:
    """A check that a sentence uses no {placeholder} but these."""

    def check(sentence: str) -> str:
        try:
            used = {field for _, field, _, _ in Formatter().parse(sentence) if field is not None}
        except ValueError as error:
            raise ValueError("a { or } stands alone; write the pair, as in {count}") from error
        unknown = sorted(used - set(names))
        if unknown:
            allowed = ", ".join(f"{{{name}}}" for name in names) or "none"
            raise ValueError(f"{{{unknown[0]}}} is not known here; allowed here: {allowed}")
        return sentence

    return AfterValidator(check)


Key = Annotated[Text, allows("key")]
Count = Annotated[Text, allows("count")]
Place = Annotated[Text, allows("number", "count")]


class Counted(Written):
    """A sentence with a count, for languages that say one thing and many things differently."""

    one: Count
    many: Count

    def of(self, count: int, word: str) -> str:
        """The sentence for this count; word is the count as it is written in it."""
        return (self.one if count == 1 else self.many).format(count=word)
