"""Spacing: the ways to set a page, from the airiest to the tightest."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Spacing:
    """One way to set a page."""

    letters: bool = False
    """The heading in block letters."""
    tall: bool = False
    """Choices and answers with more rows than they need, drawn with half blocks."""
    paired: bool = False
    """Keys in two columns."""
    gap: int = 0
    """Blank lines between blocks."""
    group: int = 0
    """Blank lines between blocks of different kinds, where there is no gap."""
    air: int = 0
    """Blank lines above and below the heading."""
    rule: bool = True
    """A line below a heading that is not in block letters."""

    @property
    def needs_blocks(self) -> bool:
        """Whether the terminal's font must have block characters."""
        return self.letters or self.tall


SPACINGS = (
    Spacing(letters=True, tall=True, gap=1, air=1),
    Spacing(letters=True, gap=1, air=1),
    Spacing(letters=True, gap=1),
    Spacing(letters=True, paired=True, gap=1, air=1),
    Spacing(tall=True, gap=1, air=1),
    Spacing(gap=1, air=1),
    Spacing(paired=True, gap=1, air=1),
    Spacing(group=1, air=1),
    Spacing(paired=True, group=1),
    Spacing(air=1),
    Spacing(),
    Spacing(rule=False),
)
