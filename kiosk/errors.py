"""The error tree: every error names the thing, the place and the remedy, in its reader's words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

NO_TERMINAL = 3
"""The exit code when the terminal has been closed: a device has gone."""
BROKEN = 4
"""The exit code after an error of the program itself."""


@dataclass(frozen=True, order=True)
class Problem:
    """One thing wrong in one file, in the words of the person who wrote the file."""

    file: Path
    line: int
    """Counted from 1, as editors count."""
    column: int
    """Counted from 1, in characters."""
    message: str
    """What is wrong, and what to write instead."""
    severity: Literal["error", "note"] = "error"
    """A note is worth knowing and stops nothing."""

    def __str__(self) -> str:
        note = "note: " if self.severity == "note" else ""
        line = f"{self.file}:{self.line}:{self.column}: {note}{self.message}"
        # An author must see what is invisible, and no file may send codes to the terminal.
        return "".join(sign if sign.isprintable() else f"<U+{ord(sign):04X}>" for sign in line)


class KioskError(Exception):
    """An error that a person can do something about."""

    exit_code = 1


class DocumentError(KioskError):
    """Every problem found in the files that somebody wrote, not only the first."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(sorted(problems))
        super().__init__("\n".join(map(str, self.problems)))


class ContentError(DocumentError):
    """The guidance or the phrases cannot be used; the reader is the author."""


class SettingsError(DocumentError):
    """The settings cannot be used; the reader is the operator."""


class DeviceError(KioskError):
    """A device or a library is missing or failed; the reader is the operator."""

    exit_code = 3
