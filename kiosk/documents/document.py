"""A YAML file, checked against a pydantic model: every problem with its place.

    read(path, Model) -> Model                 raises DocumentError with every problem of the file
    open_document(path, Model) -> Document     the same, and it knows where everything stands
    read_head(path, keys) -> texts or None     a few keys at the top, without reading the rest
    read_unchecked(path) -> Any                what stands there, whatever it is

Only the plain part of YAML is read: mappings, lists and texts. Anchors, aliases, tags and merge
keys are refused, which also makes "YAML bombs" harmless. Every scalar stays a text until the
model asks for something else, so `yes:`, `no`, `on`, `1.10` and `2024-01-01` are the words that
the author wrote wherever a text is expected; `3` is a number and `yes` is true only where a
number or a truth value is. An unquoted `null`, `~` or nothing at all means "left empty".
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, Any, Generic, TypeVar

import yaml

from kiosk.documents.complaints import Step
from kiosk.documents.reading import Reading, Route, events_of, nearest
from kiosk.documents.textfile import Place, Unreadable, text_of
from kiosk.errors import DocumentError, Problem

if TYPE_CHECKING:
    from pydantic import BaseModel

PROBLEM_LIMIT = 50
"""Problems reported for one file. More of them are mostly consequences of the first ones."""

PARSER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""libyaml's parser, ten times as fast, where PyYAML was built with it."""

M = TypeVar("M", bound="BaseModel")


@dataclass(frozen=True)
class Document(Generic[M]):
    """A valid file: its model, and where everything in it stands."""

    file: Path
    model: M
    places: Mapping[Route, Place]

    def problem(self, message: str, *route: Step) -> Problem:
        """A problem at the value at the end of the route, or at the nearest one on the way."""
        return Problem(self.file, *nearest(self.places, route), message)


def read(path: Path, model: type[M]) -> M:
    """The file as a model. DocumentError carries every problem found in it."""
    return open_document(path, model).model


def open_document(path: Path, model: type[M], parser: Any = PARSER) -> Document[M]:
    """The file as a document. DocumentError carries every problem found in it."""
    # The first screen is painted before there is any checking to do.
    from pydantic import ValidationError

    reading = _read(path, parser)
    try:
        checked = model.model_validate(reading.root)
    except ValidationError as error:
        wrong = error.errors(include_url=False)
        raise DocumentError(_limited(reading.problems_with(wrong, model))) from None
    if reading.problems:
        raise DocumentError(_limited(reading.problems))
    return Document(path, checked, reading.places)


def read_unchecked(path: Path) -> Any:
    """What the file says: texts, mappings and lists. DocumentError only where it is no YAML."""
    return _read(path, PARSER).root


def read_head(path: Path, keys: Iterable[str]) -> Mapping[str, str] | None:
    """The texts of these top-level keys, read only as far as the last of them.

    None where they are not to be had so easily, for whatever reason: then `read` the file, which
    tells the reason. Nothing that stands after the last of the keys has been checked.
    """
    wanted = tuple(keys)
    reading = Reading(path)
    try:
        if path.is_fifo():
            return None
        with path.open("rb") as file, TextIOWrapper(file, "utf-8-sig") as text:
            for event in yaml.parse(text, Loader=PARSER):
                reading.take([event])
                found = reading.root if isinstance(reading.root, dict) else {}
                if all(isinstance(found.get(key), str) for key in wanted) or reading.problems:
                    break
    except (OSError, UnicodeError, yaml.YAMLError, Unreadable):
        return None
    head = {key: found[key] for key in wanted if isinstance(found.get(key), str)}
    return head if len(head) == len(wanted) and not reading.problems else None


def _read(path: Path, parser: Any) -> Reading:
    reading = Reading(path)
    try:
        reading.take(events_of(text_of(path), path, parser))
    except Unreadable as unreadable:
        raise DocumentError(_limited([*reading.problems, unreadable.problem])) from None
    return reading


def _limited(problems: list[Problem]) -> list[Problem]:
    ordered = sorted(problems)
    kept, rest = ordered[:PROBLEM_LIMIT], ordered[PROBLEM_LIMIT:]
    if rest:
        message = f"and {len(rest):,} more problems from here on; mend those above first"
        kept.append(Problem(rest[0].file, rest[0].line, rest[0].column, message))
    return kept
