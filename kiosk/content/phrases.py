"""The phrases of one language: everything that the interface itself says, shows or accepts."""

from __future__ import annotations

from string import Formatter
from typing import Annotated, get_args

from pydantic import AfterValidator, Field

from kiosk.content.model import Text, Written
from kiosk.keyboard import CommandName


def _allows(*names: str) -> AfterValidator:
    """A check that a sentence uses no {placeholder} but these."""

    def check(sentence: str) -> str:
        try:
            used = {field for _, field, _, _ in Formatter().parse(sentence) if field is not None}
        except ValueError as error:
            raise ValueError("a { or } stands alone; write the pair, as in {count}") from error
        unknown = sorted(used - set(names))
        if unknown:
            allowed = ", ".join(f"{{{name}}}" for name in names) or "none"
            raise ValueError(f"{{{unknown[0]}}} is not known here; allowed here: {allowed}")
        return sentence

    return AfterValidator(check)


Key = Annotated[Text, _allows("key")]
Count = Annotated[Text, _allows("count")]
Place = Annotated[Text, _allows("number", "count")]


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
    say_or_press: Annotated[Text, _allows("say", "key")] | None = None
    """Spoken where the kiosk listens: "To go on, say {say}, or press {key}."."""


class Counted(Written):
    """A sentence with a count, for languages that say one thing and many things differently."""

    one: Count
    many: Count

    def of(self, count: int, word: str) -> str:
        """The sentence for this count; word is the count as it is written in it."""
        return (self.one if count == 1 else self.many).format(count=word)


class StartWords(Written):
    """The start screen."""

    title: Text
    """The heading when there are several guides; with one guide its title stands there."""
    invitation: Text
    invitation_by_voice: Annotated[Text, _allows("say")]
    """The same where the kiosk listens."""
    about: Text
    about_without_sound: Text
    """The same where there is no voice to read anything."""


class WelcomeWords(Written):
    """The welcome, between the start screen and the menu."""

    heading: Text
    orientation: Text
    orientation_without_sound: Text
    """The same where there is no voice."""
    privacy: Text
    draft: Text
    """Said and shown when the guide is a translation that nobody qualified has reviewed."""


class MenuWords(Written):
    """The lists to choose from."""

    guides_heading: Text
    guides: Counted
    sections_heading: Text
    sections: Counted
    choose_by_number: Text
    choose_by_voice: Text
    entry: Annotated[Text, _allows("number", "title")]
    """One entry, spoken: "Two: How to request a second opinion"."""
    entry_by_voice: Annotated[Text, _allows("number", "title", "say")]
    """The same where the kiosk listens and the entry has a spoken name of its own."""
    opening: Annotated[Text, _allows("title")]
    refused: Annotated[Text, _allows("title")]


class ReadingWords(Written):
    """A section that is read."""

    place: Place
    """Shown and spoken: "Part {number} of {count}"."""
    points: Counted
    steps: Counted
    point: Place
    step: Place


class QuestionWords(Written):
    """The yes/no questions."""

    place: Place
    """"Question {number} of {count}"."""
    short_answers: Text
    """Said after a question once the visitor knows the keys: "Yes, no, or not sure?"."""
    short_yes_no: Text
    next_part: Text
    next_part_is: Annotated[Text, _allows("number", "title")]
    last_part: Text
    end_visit: Text
    still_there: Text
    still_there_help: Text
    yes: Text
    no: Text
    unsure: Text
    """The three answers as they stand in the large targets and as they are echoed."""


class SummaryWords(Written):
    """What was answered, and what it means."""

    heading: Text
    said_yes: Annotated[Text, _allows("number", "count")]
    said_no_yes: Text
    unsure: Counted
    no_diagnosis: Text


class HelpWords(Written):
    """The help screen."""

    heading: Text
    where: Annotated[Text, _allows("place")]
    """Where the visitor was when asking for help."""
    lead: Text
    row: Annotated[Text, _allows("does", "key")]
    """One key, spoken: "{does}: {key}."."""
    heard_by: Annotated[Text, _allows("recogniser")]
    """For staff: which recogniser listens …"""
    heard_better: Annotated[Text, _allows("recogniser", "command")]
    """… and the command that installs a better one."""


class LearningWords(Written):
    """Learning the keys."""

    heading: Text
    lead: Text
    leave: Key
    """How to go back; {key} is the one for the end of a visit."""
    leave_again: Text
    """How to go back with any key at all, where there is none for the end."""
    row: Annotated[Text, _allows("key", "does")]
    """What one key does, spoken: "{key}: {does}."."""
    digit: Annotated[Text, _allows("number")]
    """What a digit does."""
    nothing: Text
    """What a key does that has no meaning."""


class LanguageWords(Written):
    """Changing the language: what this one says of itself, and of the others."""

    heading: Text
    count: Counted
    start: Key
    """Spoken on the start screen of another language: "For English, press {key}."."""
    choose: Annotated[Text, _allows("number")]
    """Spoken in the list, in this language: "For English, press {number}."."""
    confirm: Text
    """Asked in this language, when somebody wants to change to it."""
    back: Text
    """The answer that leads back into this language: "Back to English"."""
    go_back: Key
    """Spoken, for somebody who does not understand the question: "Back to English: press {key}"."""
    say: dict[Text, Text] = Field(default_factory=dict)
    """What may be said in this language for another one, by its code."""
    or_say: Annotated[Text, _allows("say")]
    not_here: Text
    """The guide has not been translated."""


class GoodbyeWords(Written):
    """The end of a visit."""

    heading: Text
    text: Text


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
    hold_to_talk: Key
    """Where the kiosk listens only after a key: "To speak to me, press {key} first."."""


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

    page: Annotated[Text, _allows("page", "pages")]
    too_small: Annotated[Text, _allows("columns", "rows")]


class PlainWords(Written):
    """Said instead where the kiosk runs as lines of text: what is typed there ends with Enter."""

    prompt: Text
    """At the end of the last line, before what the visitor types: "You:"."""
    invitation: Text
    invitation_by_voice: Annotated[Text, _allows("say")]
    orientation: Text
    orientation_without_sound: Text
    choose_by_number: Text
    choose_by_voice: Text
    still_there_help: Text


_OTHERWISE_IN_LINES = {
    "start": ("invitation", "invitation_by_voice"),
    "welcome": ("orientation", "orientation_without_sound"),
    "menu": ("choose_by_number", "choose_by_voice"),
    "question": ("still_there_help",),
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
