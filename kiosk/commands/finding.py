"""A finding: one thing that the doctor examined."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Finding:
    """One thing examined."""

    what: str
    result: str
    """How it is, and where it is not well, what to do."""
    exit_code: int = 0
    """0 well, 1 content or settings, 3 device."""

    def __str__(self) -> str:
        sign = "ok     " if self.exit_code == 0 else "PROBLEM"
        return f"{sign} {self.what}: {self.result}"
