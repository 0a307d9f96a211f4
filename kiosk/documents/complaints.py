"""What is wrong with a document, in the words of the person who wrote it.

The two libraries that read documents explain themselves to programmers ("mapping values are not
allowed", "Input should be a valid string"); here each becomes what to write instead.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from difflib import get_close_matches
from types import UnionType
from typing import TYPE_CHECKING, Annotated, Any, Union, get_args, get_origin

if TYPE_CHECKING:
    from pydantic import BaseModel
    from pydantic_core import ErrorDetails

Step = str | int
"""A key of a mapping, or an index into a list, counted from 0."""

_WANTED = (
    # What a value should have been, by the beginning of pydantic's name of the error.
    ("string", "a text", 'a text after the colon, in "quotes" if it begins with [ or {'),
    ("literal", "one of the known words", "one of the known words"),
    ("bool", "true or false", "true or false"),
    ("int", "a whole number", "a whole number, for example 3"),
    ("float", "a number", "a number, for example 2.5"),
    ("finite_number", "a number", "a number, for example 2.5"),
    ("date", "a date", "the date as year-month-day, for example 2026-03-31"),
    ("tuple", "a list", 'a list: each entry on a line of its own, beginning with "- "'),
    ("list", "a list", 'a list: each entry on a line of its own, beginning with "- "'),
    ("dict", "a group of keys", 'lines of the form "key: value", indented'),
    ("mapping", "a group of keys", 'lines of the form "key: value", indented'),
    ("model", "a group of keys", 'lines of the form "key: value", indented'),
)

_LIMITS = {
    "greater_than": ("gt", "is too small; it must be more than"),
    "greater_than_equal": ("ge", "is too small; it must be at least"),
    "less_than": ("lt", "is too large; it must be less than"),
    "less_than_equal": ("le", "is too large; it must be at most"),
}

IDENTIFIER = r"^[a-z0-9][a-z0-9-]*$"
"""The pattern of a short name that never shows."""

LANGUAGE = r"^[a-z]{2,3}(-[A-Z]{2})?$"
"""The pattern of a language's code: "en", "pt-BR"."""

_PATTERNS = {
    IDENTIFIER: "write small letters a to z, digits and hyphens, without spaces",
    LANGUAGE: 'write the language\'s code, for example "en" or "pt-BR"',
}

_QUOTES = 'a text that begins with one of [ ] { } * & ! % @ ` needs "quotes"'
_COLUMN = "lines that belong together begin in the same column"
_QUOTED = "nothing follows a closing quote (write \"it's\" or 'it''s')"
_BACKSLASH = r"\ is special inside double quotes; write \\ for it"
_SYNTAX = (
    # Some of the parser's words, context first, and ours. The first that fits counts.
    (
        "mapping values",
        'no key can stand here; a text with ": " in it needs "quotes", and ' + _COLUMN,
    ),
    ("scalar\nfound unexpected", "the quote that opens here is never closed"),
    ("while scanning a quoted scalar", _BACKSLASH),
    ("while scanning a double-quoted scalar", _BACKSLASH),
    ("while parsing a quoted scalar", _BACKSLASH),
    ("block scalar", "after > or | the text begins on the next line, indented with spaces"),
    ("simple key", 'this is neither "key: value" nor an entry "- …"; is a colon missing?'),
    ("while parsing a flow", f"a list in [ ] or a group in {{ }} is not complete; {_QUOTES}"),
    ("sequence entries", 'no entry "- …" can stand here; begin it on a line of its own'),
    (
        "while parsing a block",
        f"this does not continue the lines above; {_COLUMN}, and {_QUOTED}",
    ),
    ("expected <document start>", f"this belongs to nothing that stands above; {_COLUMN}"),
    ("cannot start any token", _QUOTES),
    ("an anchor", _QUOTES),
    ("an alias", _QUOTES),
    ("a tag", _QUOTES),
    ("a directive", _QUOTES),
)

_REFUSED = {
    "*": 'YAML aliases are not read here; a text that begins with "*" needs "quotes"',
    "&": 'YAML anchors are not read here; a text that begins with "&" needs "quotes"',
    "!": 'YAML tags are not read here; a text that begins with "!" needs "quotes"',
    "<<": "YAML merge keys (<<) are not read here; write the keys out",
    "{": 'a group in { } cannot be a key; a text with { } in it needs "quotes"',
    "[": 'a list in [ ] cannot be a key; a text with [ ] in it needs "quotes"',
    ":": "the key in front of the colon is missing",
}


def about_refused(sign: str) -> str:
    """YAML that is valid and not read here, by the sign that it begins with."""
    return _REFUSED[sign]


def about_syntax(context: str, problem: str, character: str) -> str:
    """What the parser could not understand.

    `context` and `problem` are the parser's words, `character` is the one at the place.
    """
    if character == "\t" or "tab character" in problem:
        return "a tab stands here; indent with spaces"
    said = f"{context}\n{problem}"
    for part, message in _SYNTAX:
        if part in said:
            return message
    return f"this is not understood ({problem}); check the indentation, the colons and the quotes"


def about_value(error: ErrorDetails, model: type[BaseModel]) -> str:
    """What pydantic rejected, with what to write instead."""
    kind, given, limits = error["type"], error["input"], error.get("ctx", {})
    path = [step for step in error["loc"] if step != "[key]"]
    name = _name(path)
    match kind:
        case "missing":
            return f'"{path[-1]}" is missing; add a line "{path[-1]}: …" here'
        case "extra_forbidden":
            known = keys_at(model, path[:-1])
            return f"{name} is not known here; {suggestion(str(path[-1]), known)}"
        case "value_error" | "assertion_error":
            return f"{name}: {limits['error']}"
        case "string_too_short" | "too_short" | "string_too_long" | "too_long":
            return _about_length(kind, name, limits)
        case "string_pattern_mismatch" if given is not None:
            return f'{name} cannot be "{_shortened(given)}"; {_pattern(limits["pattern"])}'
        case "literal_error" | "enum" if isinstance(given, str):
            words = re.findall(r"'([^']*)'", str(limits["expected"]))
            return f'{name} cannot be "{_shortened(given)}"; {suggestion(given, words)}'
        case "greater_than" | "greater_than_equal" | "less_than" | "less_than_equal":
            limit, verdict = _LIMITS[kind]
            return f"{name}: {_shortened(given)} {verdict} {limits[limit]:g}"
    return _about_type(error, name)


def _about_type(error: ErrorDetails, name: str) -> str:
    given = error["input"]
    for prefix, wanted, instead in _WANTED:
        if error["type"].startswith(prefix):
            if given is None:
                return f"{name} is empty; write {instead}"
            if isinstance(given, str):
                return f'{name} must be {wanted}, not "{_shortened(given)}"; write {instead}'
            what = "a list" if isinstance(given, list) else "a group of keys"
            return f"{name} must be {wanted}, not {what}; write {instead}"
    return f"{name} is not as it should be: {error['msg']}"


def _about_length(kind: str, name: str, limits: Mapping[str, Any]) -> str:
    match kind:
        case "string_too_short":
            return f"{name} is empty; write a text"
        case "string_too_long":
            return f"{name} is longer than {limits['max_length']:,} characters; divide it"
        case "too_short":
            return f'{name} needs at least {limits["min_length"]} of its "- …" entries'
        case _:
            return f"{name} has more than {limits['max_length']:,} entries; shorten it"


def suggestion(written: str, known: Iterable[str]) -> str:
    """ "Did you mean …?" where something known looks similar, else what is known."""
    candidates = list(known)
    close = get_close_matches(written[:100].lower(), candidates, n=1, cutoff=0.6)
    if close:
        return f'did you mean "{close[0]}"?'
    if not candidates:
        return "delete it"
    return "known are: " + ", ".join(sorted(candidates))


def keys_at(annotation: Any, path: Sequence[Step]) -> set[str]:
    """The keys that a model knows at a place inside a document."""
    found = [annotation]
    for step in path:
        found = [inner for outer in found for inner in _inside(outer, step)]
    models = [model for outer in found for model in _alternatives(outer) if _is_model(model)]
    return {field.alias or name for model in models for name, field in model.model_fields.items()}


def _inside(annotation: Any, step: Step) -> list[Any]:
    found: list[Any] = []
    for one in _alternatives(annotation):
        arguments = get_args(one)
        if _is_model(one):
            fields = one.model_fields
            found += [f.annotation for name, f in fields.items() if (f.alias or name) == step]
        elif isinstance(step, int) and arguments:
            found.append(arguments[0])
        elif len(arguments) > 1:
            found.append(arguments[1])
    return found


def _alternatives(annotation: Any) -> list[Any]:
    origin = get_origin(annotation)
    if origin is Annotated:
        return _alternatives(get_args(annotation)[0])
    if origin in (Union, UnionType):
        return [one for part in get_args(annotation) for one in _alternatives(part)]
    return [annotation]


def _is_model(annotation: Any) -> bool:
    return isinstance(annotation, type) and hasattr(annotation, "model_fields")


def _name(path: Sequence[Step]) -> str:
    """What an author calls the place: the key, or the entry of the key's list."""
    keys = [step for step in path if isinstance(step, str)]
    if not path or not keys:
        return "the file" if not path else f"entry {int(path[-1]) + 1}"
    if isinstance(path[-1], int):
        return f'entry {path[-1] + 1} of "{_shortened(keys[-1])}"'
    return f'"{_shortened(keys[-1])}"'


def _pattern(pattern: str) -> str:
    return _PATTERNS.get(pattern, f"it must look like {pattern}")


def _shortened(value: object) -> str:
    text = re.sub(r"[ \n]+", " ", str(value))
    return text if len(text) <= 60 else text[:57] + "…"
