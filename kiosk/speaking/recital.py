"""A recital: one thing that is being said, piece by piece."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from kiosk.speaking.load import Load, load, total
from kiosk.speaking.pieces import Piece, pieces


@dataclass(frozen=True)
class Step:
    """One piece of a recital."""

    sentence: int
    begins: bool
    """Whether it is the first piece of its sentence."""
    piece: Piece | None
    """None: the sentence has nothing that can be heard."""


@dataclass
class Recital:
    """One thing that is being said, and what is left of it."""

    sentences: Sequence[str]
    words_per_minute: float
    language: str
    id: int = 0
    generation: int = 0
    clauses: bool = False
    """Whether its pieces are clauses."""
    languages: Sequence[str] = ()
    """Of each sentence, where they are not all in `language`."""
    pause: float = 0.0
    """Seconds of silence that what was said last asks for."""
    words: float = field(init=False)
    """In all of it."""
    _steps: deque[tuple[Step, Load | None]] = field(init=False)

    def __post_init__(self) -> None:
        self._steps = deque(
            (step, load(step.piece, self.spoken(step)) if step.piece else None)
            for step in steps(self.sentences, clauses=self.clauses)
        )
        self.words = total(self.loads()).words

    def next(self) -> Step | None:
        """The next step, which then is no longer left."""
        return self._steps.popleft()[0] if self._steps else None

    def spoken(self, step: Step) -> str:
        """The language of a step."""
        return self.languages[step.sentence] if self.languages else self.language

    def loads(self) -> list[Load]:
        """Of all that is left."""
        return [load for _, load in self._steps if load]


def steps(sentences: Sequence[str], *, clauses: bool = False) -> Iterator[Step]:
    """The pieces of the sentences in order; a sentence without sound has a step, too."""
    for index, sentence in enumerate(sentences):
        begins = True
        for piece in pieces(sentence, clauses=clauses):
            yield Step(index, begins, piece)
            begins = False
        if begins:
            yield Step(index, True, None)
