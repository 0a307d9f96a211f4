"""A page: what one screen shows and says, from the same words, so that both agree."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.dialogue.command import Command
from kiosk.dialogue.setup import Setup
from kiosk.dialogue.view import Block, Role, Scene
from kiosk.dialogue.wording import sentences


@dataclass(frozen=True)
class Spot:
    """One block of the page, and what is said when its turn comes."""

    block: Block
    said: tuple[str, ...] = ()
    said_to_speakers: tuple[str, ...] = ()
    """Said instead where the kiosk listens, or besides where `said` is in another language; empty
    where that makes no difference."""
    command: Command | None = None
    """The answer that this spot stands for; it is said as that command's instruction."""
    does: Command | None = None
    """What pointing at it does, where that is neither an answer nor a choice."""
    language: str = ""
    """Of `said`, where it is not the one that is spoken now."""
    leads_to: str = ""
    """The language that pointing at it asks for."""


@dataclass(frozen=True)
class Page:
    """One screen, shown and said."""

    scene: Scene
    heading: str
    said: tuple[str, ...]
    """Said before the spots: the place, the heading, the counts."""
    spots: tuple[Spot, ...] = ()
    commands: tuple[Command, ...] = ()
    """What may be pressed now, the most useful first."""
    place: str = ""
    closing: str = ""
    """Said at the end instead of the instructions, once these are known."""
    closing_to_speakers: str = ""
    """The same where the kiosk listens."""

    @property
    def choices(self) -> int:
        """How many numbered choices there are."""
        return sum(spot.block.role is Role.CHOICE for spot in self.spots)


def text_spot(text: str) -> Spot:
    """A paragraph."""
    return Spot(Block(Role.TEXT, text), sentences(text))


def answer_spots(setup: Setup, *, unsure: bool) -> tuple[Spot, ...]:
    """Yes, no and perhaps not sure, as large targets."""
    words = setup.phrases.question
    offered = [(Command.YES, words.yes), (Command.NO, words.no)]
    if unsure:
        offered.append((Command.UNSURE, words.unsure))
    return tuple(
        Spot(Block(Role.ANSWER, word, label=key_shown(command, setup)), command=command)
        for command, word in offered
    )


def asking(question: str, setup: Setup, place: str = "", text: str = "") -> Page:
    """A question that is answered with yes or no."""
    # The text stands below the question but is said before it: a question must come last.
    above = (Spot(Block(Role.TEXT, text)),) if text else ()
    said = (*sentences(text), *sentences(question))
    commands = (Command.HELP, Command.REPEAT, Command.BACK)
    closing = setup.phrases.question.short_yes_no
    spots = above + answer_spots(setup, unsure=False)
    return Page(Scene.QUESTION, question, said, spots, commands, place, closing)


def key_shown(command: Command, setup: Setup) -> str:
    """The command's key as the screen shows it; nothing where the installation has none for it."""
    return setup.phrases.key_name(setup.keys[command]).shown if command in setup.keys else ""


def key_spoken(command: Command, setup: Setup) -> str:
    """The command's key as the voice names it."""
    return setup.phrases.key_name(setup.keys[command]).spoken if command in setup.keys else ""
