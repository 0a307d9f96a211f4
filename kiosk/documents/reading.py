"""A reading: puts the pieces of a YAML file together, and keeps where each of them stands."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from kiosk.documents.complaints import Step, about_refused, about_syntax, about_value
from kiosk.documents.textfile import LINE_END, UNWANTED, Place, Unreadable, about_unwanted
from kiosk.errors import Problem

if TYPE_CHECKING:
    from pydantic import BaseModel
    from pydantic_core import ErrorDetails

DEPTH_LIMIT = 30
"""Levels of indentation. Ours need 5; libyaml's time grows with more than the square of them."""

Route = tuple[Step, ...]
"""The keys and indexes from the top of a document to a value: ("sections", 0, "title")."""


def events_of(text: str, path: Path, parser: Any) -> Iterator[yaml.Event]:
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
class Reading:
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
            return nearest(self.places, route)
        return self._keys.get(route) or nearest(self.places, route)

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
            in_list = bool(group.route) and isinstance(group.route[-1], int)
            entry = ', or write "- " before this one, to begin another entry' if in_list else ""
            message = f'"{group.key}" stands here {first}; delete one of them{entry}'
            self.problems.append(Problem(self.file, *place, message))
        else:
            self._keys[route] = place


def _place_at(mark: Any) -> Place:
    # The parser counts from 0. Where it gives no mark, the file as a whole is meant.
    return Place(mark.line + 1, mark.column + 1) if mark else Place(1, 1)


def nearest(places: Mapping[Route, Place], route: Route) -> Place:
    """Where the value at the end of the route stands, or what is nearest on the way to it."""
    while route and route not in places:
        route = route[:-1]
    return places.get(route, Place(1, 1))
