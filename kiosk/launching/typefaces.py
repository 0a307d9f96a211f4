"""Typefaces: a legible font without serifs, with letters of one width, that this machine has."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from kiosk.errors import DeviceError
from kiosk.launching.asking import ask
from kiosk.launching.fontfile import NoFont, measured
from kiosk.lettering import Typeface

LEGIBLE = (
    "DejaVu Sans Mono",
    "Noto Sans Mono",
    "Liberation Mono",
    "Hack",
    "Ubuntu Mono",
    "Cousine",
    "FreeMono",
)
"""The best first: 1, l, I and 0, O differ; quadrant characters are drawn (the last has serifs)."""


def find_typeface(wanted: str | None = None, asked: Callable[..., str] = ask) -> Typeface:
    """The font that is wanted, or the best there is.

    Raises DeviceError where the one that is wanted is missing, and for no font at all takes the
    measures of DejaVu Sans Mono: the terminal will find something.
    """
    files = _regular(asked("fc-list", "--format", "%{family}\t%{style}\t%{file}\n"))
    if wanted is not None and wanted not in files:
        known = ", ".join(name for name in LEGIBLE if name in files)
        raise DeviceError(
            f"the font '{wanted}' (screen: font: in the settings) is not on this machine; "
            f"there are: {known or 'none: install fonts-dejavu-core'}"
        )
    for name in (wanted,) if wanted else LEGIBLE:
        if name in files:
            try:
                return measured(name, files[name])
            except NoFont:
                continue
    return Typeface(wanted or "monospace")


def _regular(answer: str) -> Mapping[str, Path]:
    """The upright file of ordinary weight of each family."""
    files: dict[str, Path] = {}
    for line in answer.splitlines():
        families, _, rest = line.partition("\t")
        styles, _, file = rest.partition("\t")
        family = families.split(",")[0]
        usual = bool({"Regular", "Book", "Roman"} & set(styles.split(",")))
        if usual or family not in files:
            files[family] = Path(file)
    return files
