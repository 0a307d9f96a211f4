"""Decoys: what the recogniser of one language listens for besides what may be said."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, StringConstraints

from kiosk.content.model import Written

Word = Annotated[str, StringConstraints(strip_whitespace=True, pattern=r"^\S+$", max_length=40)]


class Decoys(Written):
    """The file content/<language>/decoys.yaml."""

    threshold: float = Field(default=-8.5, ge=-30.0, le=10.0)
    """What an utterance must reach to be accepted; higher asks again more often, lower errs more
    often. Only PocketSphinx uses it: its number is explained in recognisers/sphinx.py."""
    words: tuple[Word, ...] = Field(min_length=1, max_length=1000)
    """Ordinary words; each screen uses those that sound unlike all that it accepts."""
