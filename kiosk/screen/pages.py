"""Pages: the body of a view as it is turned, like a book; it is never scrolled."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate

from kiosk.screen.lines import WORDLESS, Line

FIRST_WORDS = 10
"""Letters of a sentence that may stand on the page before; who has read them may turn it."""


@dataclass(frozen=True)
class Pages:
    """The body of a view, page by page; all pages have the same number of rows."""

    pages: tuple[tuple[Line, ...], ...]
    blocks: tuple[frozenset[int], ...]
    """The blocks of which a part is on the page."""
    letters: bool
    """The heading is drawn in block letters."""
    pinned: bool
    """The answers at the end, if there are any, are on every page."""

    def page_of(self, block: int | None, sounding: str = "") -> int:
        """The page on which a block begins, counted from 0; the first for no block.

        Of a block that takes several pages, the one on which the sentence that sounds begins.
        """
        on = [page for page, blocks in enumerate(self.blocks) if block in blocks]
        if len(on) < 2 or not sounding:
            return on[0] if on else 0
        words = [_squeezed(self._words(page, block)) for page in on]
        said = _squeezed(sounding)
        begins = "".join(words).find(said)
        if begins < 0:
            return on[0]
        ends = accumulate(map(len, words))
        middle = begins + min(len(said) // 2, FIRST_WORDS)
        return next((page for page, end in zip(on, ends, strict=True) if middle < end), on[-1])

    def _words(self, page: int, block: int | None) -> str:
        """What a page says of a block in plain letters."""
        spans = (span for line in self.pages[page] for span in line)
        return "".join(s.text for s in spans if s.block == block and s.ink not in WORDLESS)


def _squeezed(text: str) -> str:
    """Only letters and figures, small: what is said and what is shown differ in the rest."""
    return "".join(filter(str.isalnum, text.casefold()))
