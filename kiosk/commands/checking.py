"""The check of everything that people have written: content and settings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from kiosk.content.folder import find_content, languages
from kiosk.documents.complaints import suggestion
from kiosk.documents.document import Document, open_document
from kiosk.documents.reading import Route
from kiosk.errors import ContentError, DocumentError, Problem
from kiosk.settings import Settings
from kiosk.settings_file import find_settings


def check_everything(folder: Path | None, settings_file: Path | None) -> list[Problem]:
    """Every problem of the content and the settings, in the order of files and lines."""
    from kiosk.content.checks import check
    from kiosk.dialogue.advertised import check_advertised

    problems: list[Problem] = []
    there: tuple[str, ...] | None = None
    try:
        content = find_content(folder)
        there = languages(content)
        problems += [*check(content), *check_advertised(content)]
    except ContentError as error:
        problems += error.problems
    try:
        file = find_settings(settings_file)
        if file and there is not None:
            problems += _missing_languages(open_document(file, Settings), there)
    except DocumentError as error:
        problems += error.problems
    return sorted(problems)


def _missing_languages(written: Document[Settings], there: Sequence[str]) -> Iterator[Problem]:
    """Languages that the settings name and the content does not have."""
    settings = written.model
    named: list[tuple[str, Route]]
    named = [(code, ("languages", place)) for place, code in enumerate(settings.languages)]
    if "language" in settings.model_fields_set:
        named.append((settings.language, ("language",)))
    for code, route in named:
        if code not in there:
            message = f'there is no language "{code}" in the content; {suggestion(code, there)}'
            yield written.problem(message, *route)
