"""The tally: keeps the counts of a running kiosk, and their file if there is one."""

from __future__ import annotations

import fcntl
import logging
import os
import threading
from contextlib import suppress
from pathlib import Path
from typing import IO

from kiosk.dialogue.events import Event
from kiosk.dialogue.state import State
from kiosk.unattended.counting import Counts, as_metrics, count

log = logging.getLogger(__name__)


_TAKEN = "another kiosk counts in it; give each one a counts.file of its own"


class Tally:
    """Looks at every step. The file is written when somebody says so.

    Whoever has written the file keeps it open and locked: another kiosk would count over it. The
    lock ends with this process, however that ends.
    """

    def __init__(self) -> None:
        self.counts = Counts()
        self._written: dict[Path, Counts] = {}
        self._own: IO[str] | None = None
        """What was written last."""
        self._writing = threading.Lock()
        self._complained = False

    def look(self, before: State, event: Event, after: State) -> None:
        """Another step."""
        self.counts = count(self.counts, before, event, after)

    def write(self, file: Path) -> None:
        """Let the file hold the counts; whoever reads it meanwhile reads a whole one.

        A file that cannot be written is told to the operator once.
        """
        with self._writing:
            counts = self.counts
            if self._written.get(file) == counts:
                return
            try:
                self._replace(file, as_metrics(counts))
            except OSError as error:
                taken = isinstance(error, BlockingIOError)
                self._complain(file, _TAKEN if taken else error.strerror or "")
                return
            self._written[file] = counts
            self._complained = False

    def _replace(self, file: Path, text: str) -> None:
        self._refuse_another_ones(file)
        beside = file.with_name(f".{file.name}.new")
        written = beside.open("a", encoding="utf-8")
        try:
            fcntl.flock(written, fcntl.LOCK_EX | fcntl.LOCK_NB)
            os.fchmod(written.fileno(), 0o644)  # whoever monitors is another user
            written.truncate(0)
            written.write(text)
            written.flush()
            beside.replace(file)
        except OSError:
            written.close()
            raise
        if self._own:
            self._own.close()
        self._own = written

    def _refuse_another_ones(self, file: Path) -> None:
        """Raises BlockingIOError where another kiosk has written the file and still runs."""
        with suppress(FileNotFoundError), file.open() as present:
            own = self._own and os.path.samestat(os.fstat(self._own.fileno()), file.stat())
            if not own:
                fcntl.flock(present, fcntl.LOCK_EX | fcntl.LOCK_NB)

    def _complain(self, file: Path, why: str) -> None:
        if not self._complained:
            log.warning("the counts cannot be written to %s: %s", file, why)
        self._complained = True
