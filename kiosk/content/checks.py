"""The checks of content: every problem that the types alone do not show."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

from pydantic import BaseModel

from kiosk.content.decoys import Decoys
from kiosk.content.folder import (
    DECOYS,
    PHRASES,
    UNDERSTOOD,
    guide_files,
    languages,
    misnamed_folders,
    shelf_problems,
)
from kiosk.content.model import Guide, Section
from kiosk.content.phrases import Phrases
from kiosk.content.translations import Outline, outline_of, translation_problems
from kiosk.content.understood import Understood
from kiosk.documents.document import Document, open_document
from kiosk.documents.reading import Route
from kiosk.errors import DocumentError, Problem

Finding = tuple[str, Route]
"""A message, and the way from the top of the document to the value that it is about."""


def check(content: Path, today: date | None = None) -> list[Problem]:
    """Every problem and every note of a content folder, all languages, in order of the files.

    `today` is the day with which the dates of reviews are compared. One guide is read at a time,
    so memory does not grow with the library; 1 MB of guides takes about half a second.
    """
    if not content.is_dir():
        return [Problem(content, 1, 1, "there is no such folder")]
    problems = misnamed_folders(content)
    if not languages(content):
        message = 'there is no language here; a language is a folder, for example "en"'
        problems.append(Problem(content, 1, 1, message))
    outlines: list[Outline] = []
    for language in languages(content):
        folder = content / language
        problems += shelf_problems(folder)
        problems += check_phrases(folder / PHRASES)[1]
        problems += _check_understood(folder / UNDERSTOOD) + _check_decoys(folder / DECOYS)
        for file in guide_files(folder):
            document, found = check_guide(file, today or date.today())
            problems += found
            if document:
                outlines.append(outline_of(document))
    problems += translation_problems(outlines, languages(content))
    return sorted(problems)


def check_phrases(file: Path) -> tuple[Document[Phrases] | None, list[Problem]]:
    """One language's phrases if they can be read, and every problem of them."""
    try:
        document = open_document(file, Phrases)
    except DocumentError as error:
        return None, list(error.problems)
    findings = [*_folder(document.model.language, file), *_advertised(document.model)]
    return document, [document.problem(message, *route) for message, route in findings]


def check_guide(file: Path, today: date) -> tuple[Document[Guide] | None, list[Problem]]:
    """One guide if it can be read, and every problem and note of it."""
    try:
        document = open_document(file, Guide)
    except DocumentError as error:
        return None, list(error.problems)
    return document, _guide_problems(document, today)


def _check_understood(file: Path) -> list[Problem]:
    if not file.exists():
        message = "there is no such file; in this language the kiosk is used by keys alone"
        return [Problem(file, 1, 1, message, severity="note")]
    return _type_problems(file, Understood)


def _check_decoys(file: Path) -> list[Problem]:
    return _type_problems(file, Decoys) if file.exists() else []


def _type_problems(file: Path, model: type[BaseModel]) -> list[Problem]:
    try:
        open_document(file, model)
    except DocumentError as error:
        return list(error.problems)
    return []


def _advertised(phrases: Phrases) -> Iterator[Finding]:
    """Words to say and the sentence that tells them belong together."""
    for name, words in phrases.commands.items():
        if words.say and not words.say_or_press:
            message = 'nothing tells a visitor to say this; write "say_or_press", or delete it'
            yield message, ("commands", name, "say")
        if words.say_or_press and not words.say:
            message = 'what is there to say? write the words under "say", or delete this'
            yield message, ("commands", name, "say_or_press")


def _guide_problems(document: Document[Guide], today: date) -> list[Problem]:
    guide = document.model
    errors = [
        *_file_name(guide, document.file),
        *_folder(guide.language, document.file),
        *_review(guide, today),
        *_repeated(guide),
        *_names(guide),
    ]
    for number, section in enumerate(guide.sections):
        errors += [(text, ("sections", number, *way)) for text, way in _section(section)]
    problems = [document.problem(message, *route) for message, route in errors]
    if guide.review_due and guide.review_due < today:
        message = f"the review was due on {guide.review_due}; have the guide read again"
        problems.append(replace(document.problem(message, "review_due"), severity="note"))
    return problems


def _file_name(guide: Guide, file: Path) -> Iterator[Finding]:
    if guide.guide == file.stem:
        return
    other = file.with_name(f"{guide.guide}.yaml")
    if other.exists():
        yield f'{other.name} is called "{guide.guide}" already; write "{file.stem}"', ("guide",)
    else:
        remedy = f'write "{file.stem}", or call the file {other.name}'
        yield f'the guide is called "{guide.guide}", and its file {file.name}; {remedy}', ("guide",)


def _folder(language: str, file: Path) -> Iterator[Finding]:
    folder = file.parent.name
    if language != folder:
        remedy = f'write "{folder}", or move the file'
        yield f'the language is "{language}", but the folder is "{folder}"; {remedy}', ("language",)


def _review(guide: Guide, today: date) -> Iterator[Finding]:
    if guide.translation == "reviewed" and not guide.reviewed_by:
        remedy = 'write who reviewed it under "reviewed_by", or "draft" here'
        yield f"a reviewed translation needs its reviewer; {remedy}", ("translation",)
    if guide.reviewed_by and not guide.reviewed_on:
        yield 'a review needs its day; write it under "reviewed_on"', ("reviewed_by",)
    if guide.reviewed_on and not guide.reviewed_by:
        yield 'a review needs its reviewer; write the name under "reviewed_by"', ("reviewed_on",)
    if guide.reviewed_on and guide.reviewed_on > today:
        yield "this day is still to come; write the day of the review", ("reviewed_on",)
    if guide.reviewed_on and guide.review_due and guide.review_due <= guide.reviewed_on:
        yield "the next review must be after the last one", ("review_due",)


def _repeated(guide: Guide) -> Iterator[Finding]:
    ids: dict[str, int] = {}
    for number, section in enumerate(guide.sections):
        first = ids.setdefault(section.id, number)
        if first != number:
            message = f'section {first + 1} has the id "{section.id}" already; write another one'
            yield message, ("sections", number, "id")


def _names(guide: Guide) -> Iterator[Finding]:
    """Titles and spoken names that would not tell which section is meant."""
    owners: dict[str, str] = {}
    for number, section in enumerate(guide.sections):
        called: list[tuple[str, Route]] = [(section.title, ("title",))]
        called += [(name, ("names", index)) for index, name in enumerate(section.names)]
        for name, way in called:
            heard = " ".join(re.findall(r"\w+", name.casefold()))
            if heard in owners:
                message = f"{owners[heard]} already; write another one, or delete this"
                yield message, ("sections", number, *way)
            else:
                owners[heard] = f'section {number + 1} is called "{name}"'


def _section(section: Section) -> Iterator[Finding]:
    if section.text and section.points:
        yield 'words before the points stand under "lead"; write them there', ("text",)
    elif not section.text and not section.points:
        yield f'section "{section.id}" is empty; write "points" or a "text"', ("id",)
    if section.lead and not section.points:
        yield '"lead" stands before points, and there are none; write it as "text"', ("lead",)
    if section.check and not section.points:
        yield '"check" asks the questions of points, and there are none; delete it', ("check",)
    for number, point in enumerate(section.points):
        if section.check and not point.question:
            message = 'this point has no "question"; a section with "check" asks about every point'
            yield message, ("points", number)
        if point.question and not section.check:
            message = 'a question is asked only in a section with "check"; add that, or delete this'
            yield message, ("points", number, "question")
