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

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, Any, Generic, TypeVar

import yaml

from kiosk.complaints import Step, about_refused, about_syntax, about_value
from kiosk.errors import DocumentError, Problem
from kiosk.textfile import LINE_END, UNWANTED, Place, Unreadable, about_unwanted, text_of

if TYPE_CHECKING:
    from pydantic import BaseModel
    from pydantic_core import ErrorDetails

DEPTH_LIMIT = 30
"""Levels of indentation. Ours need 5; libyaml's time grows with more than the square of them."""

PROBLEM_LIMIT = 50
"""Problems reported for one file. More of them are mostly consequences of the first ones."""

PARSER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""libyaml's parser, ten times as fast, where PyYAML was built with it."""

M = TypeVar("M", bound="BaseModel")
Route = tuple[Step, ...]
"""The keys and indexes from the top of a document to a value: ("sections", 0, "title")."""


@dataclass(frozen=True)
class Document(Generic[M]):
    """A valid file: its model, and where everything in it stands."""

    file: Path
    model: M
    places: Mapping[Route, Place]

    def problem(self, message: str, *route: Step) -> Problem:
        """A problem at the value at the end of the route, or at the nearest one on the way."""
        return Problem(self.file, *_nearest(self.places, route), message)


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
    reading = _Reading(path)
    try:
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


def _read(path: Path, parser: Any) -> _Reading:
    reading = _Reading(path)
    try:
        reading.take(_events(text_of(path), path, parser))
    except Unreadable as unreadable:
        raise DocumentError(_limited([*reading.problems, unreadable.problem])) from None
    return reading


def _events(text: str, path: Path, parser: Any) -> Iterator[yaml.Event]:
    """The pieces of the text, as far as they are asked for. Raises Unreadable."""
    try:
        yield from yaml.parse(text, Loader=parser)
    except yaml.MarkedYAMLError as error:
        context, problem = error.context or "", error.problem or ""
        # What is never closed or lacks a colon is shown where it begins, all else where it ends.
        begins = "simple key" in context or "found unexpected" in problem
        place = _place_at(error.context_mark if begins else error.problem_mark)
        line = [*re.split(LINE_END, text), ""][place.line - 1]
        message = about_syntax(context, problem, line[place.column - 1 :][:1])
        raise Unreadable(path, place, message) from None
    except (yaml.YAMLError, ValueError, OverflowError) as error:
        # PyYAML without libyaml lets chr() complain about "\UFFFFFFFF".
        raise Unreadable(path, Place(1, 1), f"this is not YAML ({error})") from None


@dataclass
class _Group:
    """A mapping or a list that is still open."""

    route: Route
    value: dict[str, Any] | list[Any]
    key: str | None = None
    """The key that waits for its value."""
    repeated: bool = False
    """Whether that key has a value already."""


@dataclass
class _Reading:
    """Puts the pieces of a file together; without recursion, so that depth costs no stack."""

    file: Path
    root: Any = None
    places: dict[Route, Place] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    _keys: dict[Route, Place] = field(default_factory=dict)
    _open: list[_Group] = field(default_factory=list)
    _refused: set[Place] = field(default_factory=set)
    _documents: int = 0

    def take(self, events: Iterable[yaml.Event]) -> None:
        """Add the next pieces. Raises Unreadable where going on makes no sense."""
        for event in events:
            place = _place_at(event.start_mark)
            if isinstance(event, yaml.NodeEvent):
                self._refuse_references(event, place)
                self._put(self._value_of(event, place), place)
            elif isinstance(event, yaml.CollectionEndEvent):
                self._open.pop()
            elif isinstance(event, yaml.DocumentStartEvent):
                self._documents += 1
                if self._documents > 1:
                    message = '"---" begins a second document; one file holds one, delete the line'
                    raise Unreadable(self.file, place, message)

    def problems_with(self, wrong: list[ErrorDetails], model: type[BaseModel]) -> list[Problem]:
        """All problems: those found while reading, and what the model finds wrong."""
        found = set(self.problems)
        for error in wrong:
            place = self._place_of(error)
            if place not in self._refused:
                found.add(Problem(self.file, *place, about_value(error, model)))
        return list(found)

    def _place_of(self, error: ErrorDetails) -> Place:
        route = error["loc"]
        if route and route[-1] == "[key]":
            route = route[:-1]
        elif error["type"] != "extra_forbidden":
            return _nearest(self.places, route)
        return self._keys.get(route) or _nearest(self.places, route)

    def _refuse_references(self, event: yaml.NodeEvent, place: Place) -> None:
        tag = getattr(event, "tag", None)
        if event.anchor or tag:
            sign = "!" if tag else "*" if isinstance(event, yaml.AliasEvent) else "&"
            self._refuse(place, about_refused(sign))

    def _refuse(self, place: Place, message: str) -> None:
        self._refused.add(place)
        self.problems.append(Problem(self.file, *place, message))

    def _value_of(self, event: yaml.NodeEvent, place: Place) -> Any:
        if isinstance(event, yaml.ScalarEvent):
            text: str = event.value
            if unwanted := UNWANTED.search(text):
                self._refuse(place, about_unwanted(unwanted[0]))
            plain = event.implicit[0]
            return None if plain and text in ("", "~", "null", "Null", "NULL") else text
        if isinstance(event, yaml.CollectionStartEvent):
            return {} if isinstance(event, yaml.MappingStartEvent) else []
        return ""

    def _put(self, value: Any, place: Place) -> None:
        """Give a value, or a group that has just begun, its place in the group around it."""
        route: Route = ()
        if not self._open:
            self.root = value
        else:
            around = self._open[-1]
            if isinstance(around.value, list):
                route = (*around.route, len(around.value))
                around.value.append(value)
            elif around.key is None:
                self._begin_entry(around, value, place)
                return
            else:
                # The second value of a repeated key is read, but it is nowhere.
                route = (*around.route, around.key, *((-1,) if around.repeated else ()))
                if not around.repeated:
                    around.value[around.key] = value
                around.key = None
        self.places[route] = place
        if isinstance(value, (dict, list)):
            self._open.append(_Group(route, value))
            if len(self._open) > DEPTH_LIMIT:
                message = f"this is more than {DEPTH_LIMIT} levels deep; nothing here needs that"
                raise Unreadable(self.file, place, message)

    def _begin_entry(self, group: _Group, key: Any, place: Place) -> None:
        if isinstance(key, (dict, list)):
            raise Unreadable(self.file, place, about_refused("{" if key == {} else "["))
        if key is None or key == "<<":
            self._refuse(place, about_refused(":" if key is None else key))
        group.key = key or ""
        route = (*group.route, group.key)
        group.repeated = group.key in group.value
        if group.repeated:
            first = f"a second time (first in line {self._keys[route].line})"
            message = f'"{group.key}" stands here {first}; delete one of them'
            self.problems.append(Problem(self.file, *place, message))
        else:
            self._keys[route] = place


def _place_at(mark: Any) -> Place:
    # The parser counts from 0. Where it gives no mark, the file as a whole is meant.
    return Place(mark.line + 1, mark.column + 1) if mark else Place(1, 1)


def _nearest(places: Mapping[Route, Place], route: Route) -> Place:
    while route and route not in places:
        route = route[:-1]
    return places.get(route, Place(1, 1))


def _limited(problems: list[Problem]) -> list[Problem]:
    ordered = sorted(problems)
    kept, rest = ordered[:PROBLEM_LIMIT], ordered[PROBLEM_LIMIT:]
    if rest:
        message = f"and {len(rest):,} more problems from here on; mend those above first"
        kept.append(Problem(rest[0].file, rest[0].line, rest[0].column, message))
    return kept
