"""What a screen accepts: the commands, the answers and the list to choose from."""

from __future__ import annotations

from dataclasses import dataclass

LANGUAGE = "language "
"""Before the code of a language: the name of the command to speak it, as in the content."""


@dataclass(frozen=True)
class Option:
    """One entry of a list."""

    title: str
    names: tuple[str, ...] = ()
    """What a visitor may say besides the title and the number."""

    @property
    def texts(self) -> tuple[str, ...]:
        """The title and the names."""
        return (self.title, *self.names)


@dataclass(frozen=True)
class Accepted:
    """What a screen accepts now."""

    commands: tuple[str, ...] = ()
    """Names of commands as they stand in the content, the likeliest first."""
    yes_no: bool = False
    """Whether a yes/no question is open."""
    options: tuple[Option, ...] = ()
    """The list to choose from."""
    chosen_before: int | None = None
    """The number chosen last, counted from 1: "no, the other one"."""
