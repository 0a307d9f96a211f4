"""The phrases of one language: everything that the interface itself says, shows or accepts."""

from __future__ import annotations

from typing import Annotated, get_args

from pydantic import AfterValidator, Field

from kiosk.content.model import Text, Written
from kiosk.content.page_words import (
    GoodbyeWords,
    HelpWords,
    LanguageWords,
    LearningWords,
    MenuWords,
    QuestionWords,
    ReadingWords,
    StartWords,
    SummaryWords,
    WelcomeWords,
)
from kiosk.content.sentences import Count, Key, Place, allows
from kiosk.keyboard import CommandName


def _whole(commands: dict[str, CommandWords]) -> dict[str, CommandWords]:
    """Any command may be given a key, and is then shown with its words sooner or later."""
    missing = sorted(set(get_args(CommandName)) - commands.keys())
    if missing:
        raise ValueError(f'the words of "{missing[0]}" are missing; write them as for the others')
    return commands


class KeyName(Written):
    """What one key of the keyboard is called."""

    shown: Text
    spoken: Text


class CommandWords(Written):
    """How one command is presented."""

    does: Text
    """Beside its key on the screen: "Next"."""
    instruction: Key
    """Spoken: "To go on, press {key}."."""
    say: Text | None = None
    """What a visitor may say instead; it must be among the words that are understood."""
    say_or_press: Annotated[Text, allows("say", "key")] | None = None
    """Spoken where the kiosk listens: "To go on, say {say}, or press {key}."."""


class ClosedWords(Written):
    """What stands on the screen when the kiosk is not running."""

    well: Text
    """Somebody has ended it."""
    broken: Text
    """It has ended by itself, and will be started again."""


class StatusWords(Written):
    """What the kiosk is doing, in the corner of the screen."""

    ready: Text
    speaking: Text
    paused: Text
    muted: Text
    no_sound: Text


class ListeningWords(Written):
    """What the kiosk says about what it hears."""

    listening: Text
    hearing: Text
    thinking: Text
    not_listening: Text
    """The four states, in the corner of the screen."""
    not_understood: Text
    """After the first miss; the question follows again."""
    not_understood_again: Text
    """After the second miss; what may be said follows, with the keys."""
    by_keys: Key
    """After the third miss: it goes on by keys, and {key} is for help."""
    ear_lost: Text
    ear_back: Text
    in_silence: Annotated[Text, allows("louder", "slower")]
    """When a visitor is heard, where the kiosk listens only while it is silent, and what those
    will want to say who hear badly.
    """


class ColourWords(Written):
    """The colours of the screen, as they are named when somebody changes them."""

    calm: Text
    high_dark: Text
    high_light: Text
    low: Text


class NoticeWords(Written):
    """One line of news, shown and spoken."""

    slower: Text
    slowest: Text
    faster: Text
    fastest: Text
    quieter: Text
    quietest: Text
    louder: Text
    loudest: Text
    muted: Text
    unmuted: Text
    time: Count
    """The kiosk waits {count} times as long as usual, between points and for answers."""
    usual_time: Text
    most_time: Text
    least_time: Text
    text_size: Place
    """"Text size {number} of {count}."."""
    biggest: Text
    smallest: Text
    screen_off: Text
    """How to turn it on again is said after this."""
    screen_on: Text
    reset: Text
    """All that the visitor has adjusted is as it was at first."""
    paused: Text
    voice_lost: Text
    voice_back: Text
    no_voice: Text
    means_nothing: Key
    first: Text
    """There is nothing before this."""


class ScreenWords(Written):
    """What the screen says about itself."""

    page: Annotated[Text, allows("page", "pages")]
    too_small: Annotated[Text, allows("columns", "rows")]


class PlainWords(Written):
    """Said instead where the kiosk runs as lines of text: what is typed there ends with Enter."""

    prompt: Text
    """At the end of the last line, before what the visitor types: "You:"."""
    invitation: Text
    invitation_by_voice: Annotated[Text, allows("say")]
    orientation: Text
    orientation_without_sound: Text
    choose_by_number: Text
    choose_by_voice: Text
    still_there_help: Text
    still_there_help_by_voice: Text


_OTHERWISE_IN_LINES = {
    "start": ("invitation", "invitation_by_voice"),
    "welcome": ("orientation", "orientation_without_sound"),
    "menu": ("choose_by_number", "choose_by_voice"),
    "question": ("still_there_help", "still_there_help_by_voice"),
}


class Phrases(Written):
    """All of them. Nothing in them is special to one guide."""

    language: Text
    name: Text
    """The language's name in itself: "English", "Español"."""
    numbers: Annotated[tuple[Text, ...], Field(min_length=1)]
    """From zero upwards; greater numbers are spoken from their digits."""
    keys: dict[str, KeyName]
    """By the name the terminal gives the key; a letter or digit that is missing names itself."""
    commands: Annotated[dict[str, CommandWords], AfterValidator(_whole)]
    start: StartWords
    welcome: WelcomeWords
    menu: MenuWords
    reading: ReadingWords
    question: QuestionWords
    summary: SummaryWords
    help: HelpWords
    learning: LearningWords
    languages: LanguageWords
    goodbye: GoodbyeWords
    closed: ClosedWords
    status: StatusWords
    listening: ListeningWords
    notices: NoticeWords
    colours: ColourWords
    screen: ScreenWords
    plain: PlainWords

    def for_lines(self) -> Phrases:
        """The same phrases for a kiosk where whole lines are typed instead of single keys."""
        return self.model_copy(
            update={
                part: getattr(self, part).model_copy(
                    update={name: getattr(self.plain, name) for name in names}
                )
                for part, names in _OTHERWISE_IN_LINES.items()
            }
        )

    def count_word(self, number: int) -> str:
        """The number as a word where the language's list reaches, else as digits."""
        return self.numbers[number] if number < len(self.numbers) else str(number)

    def key_name(self, key: str) -> KeyName:
        """What a key is called; its own letter when nothing else is said."""
        named = self.keys.get(key)
        return named or KeyName(shown=key.upper(), spoken=key.upper())
