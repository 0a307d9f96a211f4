"""Sequences: what a terminal sends is cut into keys, escape sequences and its own answers.

Anything at all may come in: bytes that are no text, sequences without an end, answers that nobody
asked for, whole books that somebody pastes. Whatever it is, it is taken in a bounded time and
space, nothing of it is an error, and a tenth of a second of silence begins anew.
"""

from __future__ import annotations

import re
from codecs import getincrementaldecoder
from collections.abc import Iterator

ESCAPE = "\x1b"

LONGEST = 256
"""Characters of one sequence; the answers of terminals are shorter, and keys far shorter."""

PASTE_BEGINS, PASTE_ENDS = "\x1b[200~", "\x1b[201~"

_WHOLE = re.compile(
    r"""
      \x1b\[\[[A-E]                             # function keys of the Linux console
    | \x1b\[M...                                # an old kind of mouse report
    | \x1b\[(?![\[M])[0-?]*[ -/]*[@-~]          # control sequences (ECMA-48, 5.4)
    | \x1bO[0-9;]*[ -~]                         # keypads and function keys
    | \x1b[\]P^_X][^\x07\x1b]*(?:\x07|\x1b\\)   # strings: a terminal's answers
    | \x1b[^\[O\]P^_X\x1b]                      # Alt and a key
    | [^\x1b]
    """,
    re.DOTALL | re.VERBOSE,
)
_BEGINNING = re.compile(
    r"""
    \x1b(?: \[\[
          | \[M.{0,2}\Z
          | \[[0-?]*[ -/]*
          | O[0-9;]*
          | [\]P^_X][^\x07\x1b]*(?:\x1b\Z)?
         )?
    """,
    re.DOTALL | re.VERBOSE,
)
"""Of what is no whole sequence: yet, or never."""


class Sequences:
    """Cuts what comes in; keeps the beginning of a sequence until its end comes."""

    def __init__(self) -> None:
        self._decode = getincrementaldecoder("utf-8")("replace").decode
        self._begun = ""
        self._pasting = False

    @property
    def unfinished(self) -> bool:
        """Whether `pause` has something to do."""
        return bool(self._begun) or self._pasting

    def feed(self, sent: bytes) -> Iterator[str]:
        """The characters and the whole sequences in what was sent, without what was pasted."""
        text = self._begun + self._decode(sent)
        self._begun = ""
        place = 0
        while place < len(text):
            found = _WHOLE.match(text, place)
            if found:
                yield from self._unless_pasted(found[0])
            else:
                found = _BEGINNING.match(text, place)
                assert found, "where there is no escape, there is a character"
                if found.end() == len(text) and len(found[0]) <= LONGEST:
                    self._begun = found[0]
                elif found[0] == ESCAPE:  # the key was pressed, and another sequence follows
                    yield from self._unless_pasted(ESCAPE)
            place = found.end()

    def pause(self) -> Iterator[str]:
        """Nothing has come for a while: what was begun will have no end."""
        if self._begun == ESCAPE and not self._pasting:
            yield ESCAPE
        self._begun = ""
        self._pasting = False

    def _unless_pasted(self, sequence: str) -> Iterator[str]:
        if sequence in (PASTE_BEGINS, PASTE_ENDS):
            self._pasting = sequence == PASTE_BEGINS
        elif not self._pasting:
            yield sequence
