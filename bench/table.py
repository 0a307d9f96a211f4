"""A table of figures: what was measured, what it must be, what it is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass


@dataclass(frozen=True)
class Figure:
    what: str
    must: str
    measured: str
    holds: bool


def percentile(values: list[float], share: float) -> float:
    """The value that this share of the values do not exceed (nearest rank)."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, max(0, round(share * len(ordered) + 0.5) - 1))]


def rows(figures: Iterable[Figure]) -> Iterator[str]:
    """A Markdown table."""
    yield "| what | must | measured | |"
    yield "| --- | --- | --- | --- |"
    for figure in figures:
        sign = "holds" if figure.holds else "**not reached**"
        yield f"| {figure.what} | {figure.must} | {figure.measured} | {sign} |"
