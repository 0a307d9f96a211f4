"""The commands that show what the kiosk hears and what it makes of that: hear, interpret."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kiosk.commands.options import FILE, FOLDER, content_options, spoken_to_operators
from kiosk.content.folder import find_content

if TYPE_CHECKING:
    from kiosk.commands.trial import Screen
    from kiosk.content.loader import Library
    from kiosk.dialogue.accepted import Accepted
    from kiosk.dialogue.setup import Setup

ANSWERS = click.Choice(["yesno"])


@click.command()
@click.argument("recordings", metavar="WAV...", nargs=-1, required=True, type=FILE)
@click.option("--answers", type=ANSWERS, help="Answers to a yes/no question.")
@click.option("--section", metavar="ID", help="What may be said in this section.")
@click.option("--menu", is_flag=True, help="What may be said at the list of parts.")
@click.option("--phrases", metavar="A,B,C", help="Just these phrases; each is its own answer.")
@click.option("--models", type=FOLDER, help="A folder with recogniser models.")
@content_options
@spoken_to_operators
def hear(
    recordings: tuple[Path, ...],
    models: Path | None,
    content: Path | None,
    language: str | None,
    settings_file: Path | None,
    **screen: Any,
) -> None:
    """Hear recordings as the kiosk would hear a visitor: the same recogniser, the same limits.

    One line of JSON for each file: file, heard (the phrase), answer, accepted, reason,
    seconds_audio, seconds_compute (of one processor core). The answer is yes, no, unsure, the
    name of a command, the title of a part, or null.

    What may be said decides what can be heard. --answers yesno: yes, no and not sure, as the
    language says them, without the commands ("repeat", "help"). --section: all that may be said
    at the questions of this section if it has some, else while it is read. --menu: the same for
    the list of parts. A file that is no recording has the reason on its line, and the exit code
    is 3 in the end.

    \b
    Example:  kiosk hear yes.wav cough.wav --answers yesno
    """
    if sum(1 for given in screen.values() if given) != 1:
        raise click.UsageError("name one of --answers, --section, --menu and --phrases")
    from kiosk.assembly import load_setup
    from kiosk.commands.trial import Trial, recogniser_for
    from kiosk.settings import load_settings

    settings = load_settings(settings_file).speaking(language)
    libraries, setup = load_setup(find_content(content), settings)
    library = libraries[settings.language]
    wanted = _screen(library, setup, **screen)
    trial = Trial(recogniser_for(library, settings.ear, models), wanted)
    if unknown := trial.unknown_words:
        click.echo(f"words that the recogniser does not know: {', '.join(unknown)}", err=True)
    all_sound = True
    for recording in recordings:
        heard, is_sound = trial.of(recording)
        all_sound = all_sound and is_sound
        click.echo(_as_json(heard))
    sys.exit(0 if all_sound else 3)


def _screen(
    library: Library,
    setup: Setup,
    *,
    answers: str | None,  # noqa: ARG001 - there is one kind, and it is what remains
    section: str | None,
    menu: bool,
    phrases: str | None,
) -> Screen:
    from kiosk.commands import trial

    if phrases is not None:
        alone = trial.phrases_alone(phrases.split(","))
        if not alone.phrases:
            raise click.UsageError("--phrases names no phrase")
        return alone
    if section is not None:
        try:
            return trial.section_page(section, library, setup)
        except LookupError as error:
            raise click.UsageError(str(error.args[0])) from None
    return trial.first_list(library, setup) if menu else trial.answers_alone(library)


def _as_json(heard: dict[str, Any]) -> str:
    # A file's name need not be text; what is not becomes an escape that JSON has too.
    line = json.dumps(heard, ensure_ascii=False)
    return line.encode("utf-8", "backslashreplace").decode("utf-8")


@click.command()
@click.option("--answers", type=ANSWERS, help="Answers to a yes/no question.")
@click.option("--choices", metavar='"A|B|C"', help="Choices from this list.")
@content_options
@spoken_to_operators
def interpret(
    answers: str | None,
    choices: str | None,
    content: Path | None,
    language: str | None,
    settings_file: Path | None,
) -> None:
    """Tell for each line typed what the kiosk takes it for.

    Prints the phrase, what it is taken for, and more about that, separated by tabs. The second
    field is yes, no, the title that was chosen, the name of a command, or none; the third is
    "answer", the number of the choice, "command", or why it is none: unsure, wait, unclear.
    Without --answers and --choices, commands are understood.

    \b
    Example:  echo "the second one" | kiosk interpret --choices "Soup|Salad|Cake"
    """
    if answers and choices is not None:
        raise click.UsageError("name one of --answers and --choices, not both")
    from kiosk.commands.trial import understood_by
    from kiosk.content.loader import load
    from kiosk.dialogue.matching import interpret_line
    from kiosk.settings import load_settings

    settings = load_settings(settings_file)
    understood = understood_by(load(find_content(content), language or settings.language))
    taken = _taken(answers, choices, tuple(understood.commands))
    for line in sys.stdin.buffer:
        click.echo(interpret_line(line.decode("utf-8", "replace"), taken, understood))


def _taken(answers: str | None, choices: str | None, commands: tuple[str, ...]) -> Accepted:
    from kiosk.dialogue.accepted import Accepted, Option

    if answers:
        return Accepted(yes_no=True)
    if choices is None:
        return Accepted(commands)
    titles = [" ".join(title.split()) for title in choices.split("|")]
    if not all(titles):
        raise click.UsageError("--choices has an empty title; part the titles by single |")
    return Accepted(options=tuple(map(Option, titles)))
