"""A rehearsal: the same conversation as plain lines, typed or from a script.

The lines of a conversation are a script, and a script's lines are a conversation:

    # a comment
    > 2                     what the visitor presses or types
    Part two of five.       what the kiosk says, sentence by sentence
    ...                     anything that the kiosk says, until the next line fits
    > (silence)             nobody does anything until the kiosk loses its patience
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from kiosk.dialogue.effects import Effect, OpenGuide, Say
from kiosk.dialogue.events import (
    KioskStarted,
    SentenceBegan,
    SpeechEnded,
    VoiceReady,
)
from kiosk.dialogue.setup import Setup
from kiosk.librarian import Libraries, fetch
from kiosk.plain.vocabulary import Vocabulary
from kiosk.plain.writer import Writer
from kiosk.session import Session

VISITOR = "> "
COMMENT = "#"
ANYTHING = "..."
SILENCE = "(silence)"


@dataclass
class _Alarm:
    at: float
    callback: Callable[[], None]
    cancelled: bool = False

    def cancel(self) -> None:
        self.cancelled = True


@dataclass
class ScriptClock:
    """A clock that moves only when the script says that time passes."""

    now: float = 0.0
    alarms: list[_Alarm] = field(default_factory=list)

    def call_later(self, delay: float, callback: Callable[[], None], /) -> _Alarm:
        """Put a call off, as an event loop does."""
        alarm = _Alarm(self.now + delay, callback)
        self.alarms.append(alarm)
        return alarm

    def pass_time(self) -> None:
        """Let the next alarm ring, if there is one."""
        pending = [alarm for alarm in self.alarms if not alarm.cancelled]
        if pending:
            alarm = min(pending, key=lambda one: one.at)
            self.alarms = [other for other in pending if other is not alarm]
            self.now = alarm.at
            alarm.callback()


class Rehearsal:
    """A session with a patient listener: everything said is heard to its end."""

    def __init__(
        self, setup: Setup, libraries: Libraries, keys: Mapping[str, str],
        say: Callable[[str], None],
    ) -> None:  # fmt: skip
        """`keys` maps key names to commands and digits; `say` gets every sentence."""
        self._clock = ScriptClock()
        self._libraries = libraries
        self.session = Session(setup, self._clock)
        self.session.employ({Say: self._speak, OpenGuide: self._open})
        self._say = say
        self._vocabulary = Vocabulary(
            setup, keys, lambda language: libraries[language].understood()
        )

    def start(self) -> None:
        """Begin with the start screen."""
        self.session.post(KioskStarted())
        self.session.post(VoiceReady())

    def visitor(self, line: str) -> None:
        """The visitor presses or types something."""
        if line.strip().casefold() == SILENCE:
            self._clock.pass_time()
            return
        self.session.post(self._vocabulary.event(line, self.session.state))

    def _speak(self, effect: Effect) -> None:
        assert isinstance(effect, Say)
        for index, sentence in enumerate(effect.sentences):
            self._say(sentence)
            self.session.post(SentenceBegan(effect.turn, index))
        self.session.post(SpeechEnded(effect.turn))

    def _open(self, effect: Effect) -> None:
        assert isinstance(effect, OpenGuide)
        self.session.post(fetch(self._libraries, effect))


def converse(rehearsal: Rehearsal, lines: Iterable[str], writer: Writer, *, echo: bool) -> None:
    """Have a conversation, line by line; `echo` where nobody else shows what is typed."""
    rehearsal.start()
    if not echo:
        writer.ask()
    for line in lines:
        if line.startswith(COMMENT):
            continue
        if echo:
            writer.ask()
            writer.echo(line.rstrip("\r\n"))
        else:
            writer.entered()
        rehearsal.visitor(line)
        if not echo:
            writer.ask()
    writer.end_line()


@dataclass(frozen=True)
class Difference:
    """Where a conversation left its script."""

    line: int
    """Of the script, counted from 1."""
    expected: str
    """What the script has there; empty at its end."""
    said: str
    """What the kiosk says there; empty when it says nothing more."""

    def __str__(self) -> str:
        said = f'the kiosk says "{self.said}"' if self.said else "the kiosk says nothing"
        expected = f'the script has "{self.expected}"' if self.expected else "the script ends"
        return f"{self.line}: {said} where {expected}"


def perform(script: Iterable[str], rehearsal: Rehearsal, said: list[str]) -> Difference | None:
    """Perform a script; `said` is the list that the rehearsal's `say` appends to."""
    rehearsal.start()
    skipping = False
    number = 0
    for number, raw in enumerate(script, start=1):
        line = raw.strip()
        if not line or line.startswith(COMMENT):
            continue
        if line == ANYTHING:
            skipping = True
        elif line.startswith(VISITOR.strip()):
            if said and not skipping:
                return Difference(number, line, said[0])
            said.clear()
            skipping = False
            rehearsal.visitor(line.removeprefix(VISITOR.strip()))
        else:
            while skipping and said and said[0] != line:
                said.pop(0)
            if not said or said[0] != line:
                return Difference(number, line, said[0] if said else "")
            said.pop(0)
            skipping = False
    if said and not skipping:
        return Difference(number + 1, "", said[0])
    return None
