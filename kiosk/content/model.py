"""A guide: the guidance of one topic, as its author wrote it."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, StringConstraints

Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=2000)]
"""A sentence or a few. More than 2,000 characters would be minutes of speech without a stop."""

Identifier = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9-]*$", max_length=64)]
"""A short name that never shows: lower-case letters, digits and hyphens."""


class Written(BaseModel):
    """Something an author wrote: frozen, and nothing in it that the kiosk would ignore."""

    model_config = ConfigDict(frozen=True, extra="forbid")


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
    language: Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}(-[A-Z]{2})?$")]
    version: Text
    author: Text
    sources: tuple[Text, ...]
    reviewed_by: Text | None = None
    reviewed_on: date | None = None
    review_due: date | None = None
    translation: Literal["original", "draft", "reviewed"] = "original"
    """A draft is labelled on the screen and in speech (45 CFR 92.201(c)(3) asks for human review)."""
    introduction: Text
    sections: tuple[Section, ...]
