"""The account: what of the conversation has to be told next, and what has been told; pure.

What is told is what is said, word for word. With a voice a point is told when its first sentence
begins to sound. Without one, the visitor reads, and goes on by hand: a section is told point by
point, every other page at once.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kiosk.dialogue.conditions import Speech, Voice
from kiosk.dialogue.modes import Reading
from kiosk.dialogue.state import (
    HEADING,
    State,
    Utterance,
)


class Account:
    """Follows the states, from the first to the last, in order."""

    def __init__(self) -> None:
        self._turn = -1
        self._notice: tuple[str, int] = ("", -1)
        self._reading = -1
        self._length = 0
        """Utterances of this reading, told or not."""
        self._told = 0
        """How many of them have been told."""

    def news(self, state: State) -> list[str]:
        """The paragraphs that this state adds to what was told before."""
        if state.reading != self._reading:
            self._reading, self._length, self._told = state.reading, len(state.script), 0
        done = self._length - len(state.script)
        end = done + self.extent(state)
        new = state.script[max(self._told - done, 0) : max(end - done, 0)]
        self._told = max(self._told, end)
        return [*self._asides(state), *_paragraphs(new)]

    @staticmethod
    def extent(state: State) -> int:
        """How many utterances of the script are to be told by now."""
        script = state.script
        if not state.talking or state.speech is not Speech.SPEAKING or state.typing or not script:
            return 0
        if not (state.sounding or isinstance(state.mode, Reading)):
            return len(script)
        end = state.heard + 1
        while end < len(script) and _same_paragraph(script[end - 1], script[end]):
            end += 1
        if state.sounding:
            return end
        while end < len(script) and not script[end - 1].ends_point:
            end += 1
        # What follows the last point is about the keys, and belongs to it.
        return end if any(one.ends_point for one in script[end:]) else len(script)

    def _asides(self, state: State) -> Iterator[str]:
        """The short news, said or only shown."""
        said = state.asides if state.turn != self._turn else ()
        notice = (state.notice, state.acts)
        if said:
            yield " ".join(said)
        if state.notice and notice != self._notice and state.notice != " ".join(said):
            yield state.notice
        self._turn, self._notice = state.turn, notice


def is_read_by_hand(state: State) -> bool:
    """Whether nothing that is told will be heard, now or soon."""
    return state.talking and (state.voice is Voice.UNAVAILABLE or state.muted)


def _same_paragraph(one: Utterance, other: Utterance) -> bool:
    return one.spot == other.spot and one.spot not in (None, HEADING) and not other.teaches


def _paragraphs(utterances: Sequence[Utterance]) -> Iterator[str]:
    """The sentences about one spot together; each of a heading or of the keys alone."""
    paragraph: list[Utterance] = []
    for utterance in utterances:
        if paragraph and not _same_paragraph(paragraph[-1], utterance):
            yield " ".join(one.text for one in paragraph)
            paragraph = []
        paragraph.append(utterance)
    if paragraph:
        yield " ".join(one.text for one in paragraph)
