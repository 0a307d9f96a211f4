"""The words that the kiosk understands: the file content/<language>/understood.yaml."""

from __future__ import annotations

from string import Formatter
from typing import Annotated

from pydantic import AfterValidator, Field

from kiosk.content.model import Text, Written

Texts = tuple[Text, ...]


def _names_an_entry(template: str) -> str:
    """Refuse a template that names no entry of a list, or asks for anything else."""
    try:
        names = {name for _, name, _, _ in Formatter().parse(template) if name is not None}
    except ValueError:
        names = set()
    if len(names) != 1 or not names <= {"number", "ordinal"}:
        raise ValueError("write {number} or {ordinal} once, where the number of the entry goes")
    return template


class Writing(Written):
    """How the language is written, as far as comparing words depends on it."""

    ignore_accents: bool = False
    """Whether "si" may stand for "sí"."""
    spaces_matter: bool = True
    """Whether words are told apart by spaces alone; in Korean "두 번째" and "두번째" are one."""
    particles: Texts = ()
    """Endings that a word may carry without meaning anything else: 은, 는, 이요."""
    shortest_stem: int = Field(default=3, ge=1)
    """Characters that must be left of a word without its ending."""
    inflections: Texts = ()
    """Endings that are ignored where words are compared with a title: "question", "questions"."""
    short_forms: dict[Text, Text] = Field(default_factory=dict)
    """Whole words that stand for others: "can't": "can not". They are read with their accents,
    so that "sí" (yes) can be told from "si" (if) although accents are ignored."""
    short_endings: dict[Text, Text] = Field(default_factory=dict)
    """The same for the ends of words: "n't": "not"."""


class AnswerWords(Written):
    """The words of one answer; yes has them all, no has no emphasis and nothing short."""

    hear: Texts = Field(min_length=1)
    """Whole answers that the recogniser listens for, the likeliest first."""
    plain: Texts
    """What means it in any company: "yes"."""
    alone: Texts = ()
    """What means it only beside small words, and turns round after a negation: "right"."""
    emphasis: Texts = ()
    """What agrees by itself, and underlines a refusal before it: "definitely"."""
    short: Texts = ()
    """What means it only as the whole answer: "I do", "please"."""


class UnsureWords(Written):
    """The words of somebody who does not know."""

    hear: Texts = Field(min_length=1)
    """Whole answers that the recogniser listens for, the likeliest first."""
    plain: Texts
    """What means it in any company: "perhaps"."""
    denied: Texts = ()
    """What somebody unsure denies: after a negation it means unsure ("not certain")."""
    lacked: Texts = ()
    """What somebody unsure lacks: after "no" or a negation ("no idea")."""


class TurningWords(Written):
    """The words that turn an answer round, take it back or leave it open."""

    negations: Texts
    """"not": turns what follows."""
    prohibitions: Texts = ()
    """Negations that refuse, whatever follows, when nobody is named before: "do not"."""
    exceptions: Texts
    """"but", "except", "if": the answer is not clear."""
    corrections: Texts
    """"I mean", "actually": only what follows counts."""
    waiting: Texts
    """"wait", "let me think": the visitor is not done."""
    questions: Texts
    """How questions begin: a visitor who asks has not answered."""


class ChoosingWords(Written):
    """The words of somebody who chooses from a list."""

    hear: tuple[Annotated[Text, AfterValidator(_names_an_entry)], ...] = Field(min_length=1)
    """What the recogniser listens for, with {number} or {ordinal}: "number {number}"."""
    hear_last: Texts = ()
    """The same for the last entry."""
    around: Texts
    """What may stand around a choice: "give me", "the", "please"."""
    misleading: Texts = ()
    """What contains a number but chooses nothing: "a second", "thank you two"."""
    vague: Texts = ()
    """Single words that do not tell titles apart when nothing else is said: "what", "your"."""
    labels: Texts = ()
    """What may stand right before a number or a letter: "option", "number"."""
    numbers: tuple[Texts, ...] = Field(min_length=9)
    """From one upwards, each with its spellings, the one to be spoken first."""
    ordinals: tuple[Texts, ...] = Field(min_length=9)
    """From the first upwards, likewise."""
    last: tuple[Texts, ...] = Field(min_length=1)
    """The last, the last but one, and so on, likewise."""
    middle: Texts = ()
    other: Texts = ()
    """"the other one": of two, the one that was not chosen before."""
    digit_endings: Texts = ()
    """What may stand right after digits: "nd" in "2nd"."""
    pronouns: Texts = ()
    """Numbers that also mean "a thing" and count only at the start or after a label: "one"."""
    letters: str = ""
    """What may follow a label in place of a number, in order: "option b"."""


class CommandSayings(Written):
    """The words of one command."""

    hear: Texts = ()
    """Whole phrases that the recogniser listens for, the likeliest first."""
    alone: Texts = ()
    """More whole phrases, for those who type."""
    within: Texts = ()
    """What means it inside a sentence too; small words may stand between the words, {number}
    stands for any number, and / parts words of which any will do: "turn up/down"."""
    yields: bool = False
    """Whether any other command in the same sentence goes before it: "thank you, goodbye"."""
    careful: bool = False
    """Whether nothing but politeness may stand beside, because the command ends something."""


class Understood(Written):
    """All words that visitors may say, and what they mean."""

    writing: Writing = Writing()
    polite: Texts
    """What changes nothing anywhere: "please", "um", "well"."""
    small: Texts
    """What changes nothing between the words of an answer: "I", "is", "that", "very"."""
    yes: AnswerWords
    no: AnswerWords
    unsure: UnsureWords
    turning: TurningWords
    choosing: ChoosingWords
    around_commands: Texts = ()
    """Single words that may stand beside a command too: "voice", "could"."""
    commands: dict[Text, CommandSayings]
    """By the names of the commands."""

    def __hash__(self) -> int:
        """Enough to tell languages apart; what is derived from the words is kept by this."""
        return hash((self.yes.hear, self.no.hear))
