"""The words of the pages: what each screen of the kiosk itself says and shows."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from kiosk.content.model import Text, Written
from kiosk.content.sentences import Counted, Key, Place, allows


class StartWords(Written):
    """The start screen."""

    title: Text
    """The heading when there are several guides; with one guide its title stands there."""
    invitation: Text
    invitation_by_voice: Annotated[Text, allows("say")]
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
    entry: Annotated[Text, allows("number", "title")]
    """One entry, spoken: "Two: How to request a second opinion"."""
    entry_by_voice: Annotated[Text, allows("number", "title", "say")]
    """The same where the kiosk listens and the entry has a spoken name of its own."""
    opening: Annotated[Text, allows("title")]
    refused: Annotated[Text, allows("title")]


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
    next_part_is: Annotated[Text, allows("number", "title")]
    last_part: Text
    end_visit: Text
    still_there: Text
    still_there_help: Text
    still_there_help_by_voice: Text
    """The same where the kiosk listens; any answer will do."""
    yes: Text
    no: Text
    unsure: Text
    """The three answers as they stand in the large targets and as they are echoed."""


class SummaryWords(Written):
    """What was answered, and what it means."""

    heading: Text
    said_yes: Annotated[Text, allows("number", "count")]
    said_no_yes: Text
    unsure: Counted
    no_diagnosis: Text


class HelpWords(Written):
    """The help screen."""

    heading: Text
    where: Annotated[Text, allows("place")]
    """Where the visitor was when asking for help."""
    lead: Text
    row: Annotated[Text, allows("does", "key")]
    """One key, spoken: "{does}: {key}."."""
    heard_by: Annotated[Text, allows("recogniser")]
    """For staff: which recogniser listens …"""
    heard_better: Annotated[Text, allows("recogniser", "command")]
    """… and the command that installs a better one."""


class LearningWords(Written):
    """Learning the keys."""

    heading: Text
    lead: Text
    leave: Key
    """How to go back; {key} is the one for the end of a visit."""
    leave_again: Text
    """How to go back with any key at all, where there is none for the end."""
    row: Annotated[Text, allows("key", "does")]
    """What one key does, spoken: "{key}: {does}."."""
    digit: Annotated[Text, allows("number")]
    """What a digit does."""
    nothing: Text
    """What a key does that has no meaning."""


class LanguageWords(Written):
    """Changing the language: what this one says of itself, and of the others."""

    heading: Text
    count: Counted
    start: Key
    """Spoken on the start screen of another language: "For English, press {key}."."""
    choose: Annotated[Text, allows("number")]
    """Spoken in the list, in this language: "For English, press {number}."."""
    confirm: Text
    """Asked in this language, when somebody wants to change to it."""
    back: Text
    """The answer that leads back into this language: "Back to English"."""
    go_back: Key
    """Spoken, for somebody who does not understand the question: "Back to English: press {key}"."""
    say: dict[Text, Text] = Field(default_factory=dict)
    """What may be said in this language for another one, by its code."""
    or_say: Annotated[Text, allows("say")]
    not_here: Text
    """The guide has not been translated."""
    not_now: Text
    """It has been, and cannot be opened; said in this language, which is gone back to."""


class GoodbyeWords(Written):
    """The end of a visit."""

    heading: Text
    text: Text
