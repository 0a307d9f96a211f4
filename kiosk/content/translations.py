"""The translations of a guide: whether a visitor who changes the language keeps the place."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from kiosk.content.model import Guide
from kiosk.documents.document import Document
from kiosk.errors import Problem


@dataclass(frozen=True)
class Part:
    """What must be the same of a section in all languages."""

    section_id: str
    points: int
    has_check: bool
    here: Problem
    """A problem at this section, still without its message."""


@dataclass(frozen=True)
class Outline:
    """What is kept of a guide to compare it with its translations."""

    guide_id: str
    language: str
    is_original: bool
    parts: tuple[Part, ...]
    here: Problem
    """A problem at the guide's status as a translation, still without its message."""


Shape = tuple[tuple[str, int, bool], ...]


def shape(guide: Guide) -> Shape:
    """What must be the same in all languages, so that a place in one is a place in another."""
    return tuple((s.id, len(s.points), s.check is not None) for s in guide.sections)


def outline_of(document: Document[Guide]) -> Outline:
    """What is to be compared of a guide."""
    guide = document.model
    parts = tuple(
        Part(s.id, len(s.points), s.check is not None, document.problem("", "sections", number))
        for number, s in enumerate(guide.sections)
    )
    is_original = guide.translation == "original"
    # The folder, not what the guide says: where they differ, that is a problem of its own.
    language = document.file.parent.name
    here = document.problem("", "translation")
    return Outline(guide.guide, language, is_original, parts, here)


def translation_problems(outlines: Sequence[Outline], languages: Sequence[str]) -> list[Problem]:
    """Where the languages of a guide disagree, and a note for every guide that one lacks."""
    guides: dict[str, list[Outline]] = defaultdict(list)
    for outline in outlines:
        guides[outline.guide_id].append(outline)
    return [problem for same in guides.values() for problem in _disagreements(same, languages)]


def _disagreements(same: Sequence[Outline], languages: Sequence[str]) -> Iterator[Problem]:
    original = next((outline for outline in same if outline.is_original), same[0])
    for outline in same:
        if outline is original:
            continue
        if outline.is_original:
            message = f'"{original.language}" is the original; write "draft" or "reviewed" here'
            yield replace(outline.here, message=message)
        yield from _differences(outline, original)
    present = {outline.language for outline in same}
    for language in languages:
        if language not in present:
            message = f'there is no translation of this guide in "{language}"'
            yield replace(original.here, message=message, severity="note")


def _differences(outline: Outline, original: Outline) -> Iterator[Problem]:
    wanted = [part.section_id for part in original.parts]
    if [part.section_id for part in outline.parts] != wanted:
        order = ", ".join(wanted)
        message = f'the sections must be those of "{original.language}", in this order: {order}'
        yield replace(outline.parts[0].here, message=message)
        return
    for part, model in zip(outline.parts, original.parts, strict=True):
        if part.points != model.points:
            numbers = f'{part.points} here, {model.points} in "{original.language}"'
            message = f'points of "{part.section_id}": {numbers}; write the same number'
            yield replace(part.here, message=message)
        if part.has_check != model.has_check:
            has = "has" if model.has_check else "has no"
            message = (
                f'"{part.section_id}" {has} "check" in "{original.language}"; do the same here'
            )
            yield replace(part.here, message=message)
