"""`python -m bench.understanding FOLDER`: how phrases that somebody typed are understood.

FOLDER holds tab-separated files whose first line names the fields; all are optional:

    yesno.tsv      phrase · expected (yes, no or none) · lang
    selection.tsv  options (parted by |) · phrase · expected (an option or none) · lang
    commands.tsv   phrase · expected (repeat, volume, speed, help, stop, goodbye, thanks) · lang
"""

from __future__ import annotations

import csv
import sys
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from pathlib import Path

from bench.table import Figure, rows
from kiosk.content.folder import UNDERSTOOD, find_content
from kiosk.content.understood import Understood
from kiosk.dialogue.accepted import Option
from kiosk.dialogue.choosing import choice
from kiosk.dialogue.commanding import command
from kiosk.dialogue.yesno import YesNo, yes_or_no
from kiosk.documents.document import read

Row = dict[str, str]

GROUPS = {
    "repeat": ("repeat",),
    "volume": ("louder", "quieter", "volume", "mute"),
    "speed": ("slower", "faster", "speed"),
    "help": ("help",),
    "stop": ("stop",),
    "goodbye": ("end",),
    "thanks": ("thanks",),
}
"""The commands that each intent of commands.tsv may become."""


@cache
def understood_in(language: str) -> Understood:
    return read(find_content() / language / UNDERSTOOD, Understood)


def answer_of(row: Row) -> str:
    replied = yes_or_no(row["phrase"], understood_in(row["lang"]))
    return replied.value if replied in (YesNo.YES, YesNo.NO) else "none"


def choice_of(row: Row) -> str:
    titles = row["options"].split("|")
    number = choice(row["phrase"], tuple(map(Option, titles)), understood_in(row["lang"]))
    return "none" if number is None else titles[number - 1]


def intent_of(row: Row) -> str:
    name = command(row["phrase"], understood_in(row["lang"]))
    found = (intent for intent, names in GROUPS.items() if name in names)
    return next(found, "none" if name is None else name)


def measured(
    name: str,
    table: list[Row],
    understand: Callable[[Row], str],
    limits: tuple[float, int],
    wrong: Callable[[str, str], bool],
    wrong_is: str,
) -> Iterator[Figure]:
    """The share that is right and the number of harmful mistakes, for each language."""
    least, most = limits
    for language, part in by_language(table):
        pairs = [(understand(row), row["expected"]) for row in part]
        right = 100 * sum(got == expected for got, expected in pairs) / len(pairs)
        harm = sum(wrong(got, expected) for got, expected in pairs)
        yield Figure(
            f"{name}, {language}, {len(pairs)} phrases: right / {wrong_is}",
            f"≥ {least:g} % / {most}",
            f"{right:.1f} % / {harm}",
            right >= least and harm <= most,
        )


def by_language(table: Iterable[Row]) -> Iterator[tuple[str, list[Row]]]:
    parts: dict[str, list[Row]] = defaultdict(list)
    for row in table:
        parts[row["lang"]].append(row)
    return iter(parts.items())


def rows_of(file: Path) -> list[Row]:
    if not file.exists():
        return []
    with file.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def measure(folder: Path) -> list[Figure]:
    return [
        *measured(
            "yes or no",
            rows_of(folder / "yesno.tsv"),
            answer_of,
            (97, 0),
            lambda got, expected: got == "yes" != expected,
            "a yes where none was said",
        ),
        *measured(
            "selection",
            rows_of(folder / "selection.tsv"),
            choice_of,
            (95, 0),
            lambda got, expected: got not in ("none", expected),
            "a wrong option",
        ),
        *measured(
            "commands",
            rows_of(folder / "commands.tsv"),
            intent_of,
            (80, 0),
            lambda got, expected: got not in ("none", expected),
            "a wrong command",
        ),
    ]


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: python -m bench.understanding FOLDER")
    print("\n".join(rows(measure(Path(sys.argv[1])))))
