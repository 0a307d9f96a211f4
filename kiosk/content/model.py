"""A guide: the guidance of one topic, as its author wrote it."""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints

from kiosk.documents.complaints import IDENTIFIER, LANGUAGE

Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=2000)]
"""A sentence or a few. More than 2,000 characters would be minutes of speech without a stop."""

Identifier = Annotated[str, StringConstraints(pattern=IDENTIFIER, max_length=64)]
"""A short name that never shows: lower-case letters, digits and hyphens."""


def _year_month_day(written: Any) -> Any:
    # pydantic would also take "20000" for a day: it counts seconds since 1970.
    if isinstance(written, str) and not re.fullmatch(r"\d{4}-\d{2}-\d{2}", written):
        raise ValueError(f'"{written}" is not a date; write year-month-day, as in 2026-03-31')
    return written


Day = Annotated[date, BeforeValidator(_year_month_day)]


class Written(BaseModel):
    """Something an author wrote: frozen, and nothing in it that the kiosk would ignore."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


class Point(Written):
    """One bullet, step or kind inside a section."""

    text: Text
    label: Text | None = None
    """The few words in front of the text: "Check your insurance"."""
    spoken: Text | None = None
    """Said instead of label and text, where the ear needs other words than the eye."""
    question: Text | None = None
    """The yes/no question that asks whether this point holds for the visitor."""


class Check(Written):
    """How the points of a section are asked as yes/no questions."""

    offer: Text
    """Asked before the section: whether the visitor wants to answer the questions."""
    some_yes: Text
    """Said in the summary after the points that were answered with yes."""
    no_yes: Text
    """Said in the summary when nothing was answered with yes."""


class Section(Written):
    """One part of a guide: a lead and its points, or a paragraph."""

    id: Identifier
    title: Text
    names: tuple[Text, ...] = ()
    """What a visitor may say besides the title and the number."""
    style: Literal["bullets", "steps"] = "bullets"
    lead: Text | None = None
    """The words before the points: "A second opinion may be valuable when:"."""
    text: Text | None = None
    """A paragraph instead of points."""
    points: tuple[Point, ...] = ()
    check: Check | None = None


class Guide(Written):
    """One topic in one language."""

    guide: Identifier
    title: Text
    language: Annotated[str, StringConstraints(pattern=LANGUAGE)]
    version: Text
    author: Text
    sources: Annotated[tuple[Text, ...], Field(min_length=1)]
    reviewed_by: Text | None = None
    reviewed_on: Day | None = None
    review_due: Day | None = None
    translation: Literal["original", "draft", "reviewed"] = "original"
    """A draft is labelled on screen and in speech (45 CFR 92.201(c)(3) asks for human review)."""
    introduction: Text
    sections: Annotated[tuple[Section, ...], Field(min_length=1)]
