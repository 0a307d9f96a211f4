"""The ways: where each key, and each thing said, has to lead from each place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from bench.soak.places import PARTS, QUESTIONS

NAMES = ("when to consider one", "how to request one", "where to find one", "what to do after",
         "my right as a patient")  # fmt: skip
"""What can be said for the parts."""
INTERRUPTIONS = ("help", "learn", "ending")
"""They lead back to where the visitor was."""
_LEARNED = ("s", "y", "3", "x", "home", "f20")


@dataclass(frozen=True)
class Step:
    """Something that leads somewhere."""

    keys: tuple[str, ...]
    to: frozenset[str]
    says: str = ""
    """The same by voice."""


def step(to: str | set[str], *keys: str, says: str = "") -> Step:
    """With any of these keys to one of these places."""
    return Step(keys, frozenset({to} if isinstance(to, str) else to), says)


def leads_on(place: str) -> set[str]:
    """Where what is read here leads by itself."""
    kind, _, number = place.partition(" ")
    return {"welcome": {"menu"}, "reading": {f"next {number}"}}.get(kind, set())


def ways(place: str, before: str, key: str) -> Iterator[Step]:
    """Everywhere that one can go; `before` is beneath an interruption, `key` came last.

    What stands here several times is done more often.
    """
    kind, _, number = place.partition(" ")
    if kind != "start":
        if kind not in ("help", "learn"):
            yield step("help", "h", "?", says="help")
            yield step("learn", "k")
        if kind not in ("learn", "menu"):
            yield step("menu", "home", says="list of parts")
    yield from _INSIDE[kind](int(number or 0)) if kind in _INSIDE else _above(kind, before, key)


def _above(kind: str, before: str, key: str) -> Iterator[Step]:
    match kind:
        case "start":
            yield step("welcome", "enter", "space", "y", "1", "right", "h", says="let's begin")
        case "help":
            yield step(before, "h", "left", says="go back")
            yield step("learn", "k")
        case "learn":  # the same key again would lead back
            yield step("learn", *(one for one in _LEARNED if one != key))
            yield step(before, "escape")
        case _:
            yield step(before, "n", "left", says="no thank you")


def _welcome(_: int) -> Iterator[Step]:
    yield step({"welcome", "menu"}, "enter", "right", says="next")  # without sound, page by page


def _menu(_: int) -> Iterator[Step]:
    for part, name in enumerate(NAMES, 1):
        yield step("offer" if part == 1 else f"reading {part}", str(part), says=name)
    yield step("welcome", "left")


def _offer(_: int) -> Iterator[Step]:
    yield from (step("question 1", "y", says="yes please") for _ in range(2))
    yield step("reading 1", "n", "right")
    yield step("menu", "left", says="go back")


def _question(number: int) -> Iterator[Step]:
    following = f"question {number + 1}" if number < QUESTIONS else "summary"
    for key, says in (("y", "yes please"), ("n", "no thank you"), ("u", "not sure")):
        yield from (step(following, key, says=says) for _ in range(4))
    yield step(following, "right")
    yield step(f"question {number - 1}" if number > 1 else "offer", "left")


def _summary(_: int) -> Iterator[Step]:
    yield step({"summary", "next 1"}, "right", "enter", says="next")
    yield step(f"question {QUESTIONS}", "left", says="go back")


def _reading(number: int) -> Iterator[Step]:
    yield from (step({f"reading {number}", f"next {number}"}, "right") for _ in range(3))
    yield step({f"reading {number}", "offer", "menu"}, "left")
    yield step(f"reading {number}", "2", "1")


def _next(number: int) -> Iterator[Step]:
    last = number == PARTS
    yield step("menu" if last else f"reading {number + 1}", "y", "right")
    yield step("ending" if last else "menu", "n", says="no thank you")
    yield step(f"reading {number}", "left", says="go back")


_INSIDE = {
    "welcome": _welcome,
    "menu": _menu,
    "offer": _offer,
    "question": _question,
    "summary": _summary,
    "reading": _reading,
    "next": _next,
}
