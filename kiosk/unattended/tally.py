"""The tally: keeps the counts of a running kiosk, and their file if there is one."""

from __future__ import annotations

import logging
from pathlib import Path

from kiosk.dialogue.events import Event
from kiosk.dialogue.state import State
from kiosk.unattended.counting import Counts, as_metrics, count

log = logging.getLogger(__name__)


class Tally:
    """Looks at every step. The file is written when somebody says so."""

    def __init__(self) -> None:
        self.counts = Counts()
        self._written: dict[Path, Counts] = {}
        self._complained = False

    def look(self, before: State, event: Event, after: State) -> None:
        """Another step."""
        self.counts = count(self.counts, before, event, after)

    def write(self, file: Path) -> None:
        """Let the file hold the counts; whoever reads it meanwhile reads a whole one.

        A disk that cannot be written to is told to the operator once.
        """
        counts = self.counts
        if self._written.get(file) == counts:
            return
        beside = file.with_name(f".{file.name}.new")
        try:
            beside.write_text(as_metrics(counts), encoding="utf-8")
            beside.replace(file)
        except OSError as error:
            if not self._complained:
                log.warning("the counts cannot be written to %s: %s", file, error.strerror)
            self._complained = True
            return
        self._written[file] = counts
        self._complained = False
