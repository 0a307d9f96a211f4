"""The front: a conversation told in lines and steered by lines or by single keys.

Theory of operation. What is new in a state is written at the end (`account`), and nothing that
stands there is ever changed. While somebody is in the middle of a line, nothing is written: the
kiosk falls silent with the first letter, and what happens all the same is written when the line
ends. Letters and digits make lines that Enter ends; every other key acts at once, as in the kiosk.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from kiosk.dialogue.conditions import Speech
from kiosk.dialogue.events import (
    SentencesWritten,
    SpeechEnded,
    UnknownKeyPressed,
    VisitorErased,
    VisitorTyped,
)
from kiosk.dialogue.modes import AskingPresence, Leaving, Opening, Reading
from kiosk.dialogue.state import State
from kiosk.plain.account import Account, is_read_by_hand
from kiosk.plain.keyboard import Key
from kiosk.plain.vocabulary import Vocabulary
from kiosk.plain.writer import Writer
from kiosk.screen.keys import meaning
from kiosk.screen.presses import Presses
from kiosk.session import Session

LONGEST_LINE = 200
"""Letters; nobody says so much at once."""


class PlainFront:
    """Watches a session and writes; takes keys or lines and posts what they mean."""

    def __init__(
        self,
        session: Session,
        writer: Writer,
        vocabulary: Vocabulary,
        keys: Mapping[str, str],
        presses: Presses,
        soon: Callable[[Callable[[], None]], object],
        *,
        by_line: bool = True,
    ) -> None:
        """
        Args:
            session: Is watched from now on.
            keys: What single keys mean, as in the settings.
            soon: Calls back after everything that happens now.
            by_line: Letters and digits make lines; otherwise every key acts at once.
        """
        self._session = session
        self._writer = writer
        self._vocabulary = vocabulary
        self._keys = keys
        self._presses = presses
        self._soon = soon
        self._by_line = by_line
        self._account = Account()
        self.line = ""
        """What has been typed of a line that is not ended."""
        self._spent = False
        """The line has served: its first letter told that somebody is there."""
        self._held: list[str] = []
        self._asked = False
        """The prompt stands at the end."""
        self._counted = (-1, 0)
        """The turn, and the utterances of it that count as heard."""
        session.watch(lambda _before, _event, after: self._look(after))

    def press(self, key: Key) -> None:
        """A key of a terminal that echoes nothing itself."""
        event = meaning(self._keys, key.name, key.character or None)
        writes = key.character.isalnum() or (key.character and event == UnknownKeyPressed())
        if self._by_line and (self.line or writes):
            self._edit(key)
        else:
            self._presses.press(key.name, event)

    def take(self, line: str, *, echo: bool) -> None:
        """A whole line, which nobody has echoed yet, or the terminal itself."""
        if echo:
            self._ask()
            self._writer.echo(line[:LONGEST_LINE])
        else:
            self._writer.entered()
        self._asked = False
        self._obey(line)

    def forget(self) -> None:
        """The visit is over: nothing typed is kept."""
        self.line, self._spent = "", False
        self._held.clear()

    def _edit(self, key: Key) -> None:
        """The line that is being typed; keys that write nothing do not disturb it."""
        match key.name:
            case "enter":
                self._enter()
            case "backspace":
                self._shorten(self.line[:-1])
            case "ctrl+u":
                self._shorten("")
            case _ if key.character and len(self.line) < LONGEST_LINE:
                self._lengthen(key.character)

    def _lengthen(self, character: str) -> None:
        if not self.line:
            self._ask()
            self._spent = isinstance(self._session.state.mode, AskingPresence)
        self.line += character
        self._writer.echo(character)
        self._session.post(VisitorTyped())

    def _shorten(self, line: str) -> None:
        self._writer.take_back(self.line[len(line) :])
        self.line = line
        self._session.post(VisitorTyped() if line else VisitorErased())
        self._release()

    def _enter(self) -> None:
        line, self.line = self.line, ""
        self._asked = False
        self._release()
        if self._spent:
            self._session.post(VisitorErased())
        else:
            self._obey(line)
        self._spent = False

    def _obey(self, line: str) -> None:
        state = self._session.state
        self._session.post(self._vocabulary.event(line[:LONGEST_LINE], state))

    def _look(self, state: State) -> None:
        if isinstance(state.mode, AskingPresence):
            self.line = ""  # whoever typed it has gone, or a letter of it would have ended this
        self._held += self._account.news(state)
        if not self.line:
            self._release()
        if is_read_by_hand(state):
            self._tell_the_engine(state)

    def _release(self) -> None:
        """Write what has been waiting for the end of a line; the prompt follows soon."""
        if self.line:
            return
        for paragraph in self._held:
            self._writer.tell(paragraph)
            self._asked = False
        self._held.clear()
        self._soon(self._ask_if_waiting)

    def _tell_the_engine(self, state: State) -> None:
        """What has been written without a voice counts as heard: it was told."""
        told = self._account.extent(state)
        counted, self._counted = self._counted, (state.turn, told)
        if counted == self._counted:
            return
        self._session.post(SentencesWritten(state.turn, told))
        # A section never leads on by itself here: whoever goes back to its last point reads that.
        over = told == len(state.script) and not isinstance(state.mode, Reading)
        if over or state.speech is not Speech.SPEAKING:
            self._session.post(SpeechEnded(state.turn))

    def _ask_if_waiting(self) -> None:
        """The prompt, where it is the visitor's turn."""
        state = self._session.state
        busy = state.sounding or state.gap or isinstance(state.mode, Opening | Leaving)
        if not busy and not self.line:
            self._ask()

    def _ask(self) -> None:
        if not self._asked:
            self._writer.ask()
            self._asked = True
