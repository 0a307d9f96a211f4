"""The commands for authors: check what is written, have the conversation, hear how it sounds."""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path
from typing import TextIO

import click

from kiosk.commands.options import (
    EXISTING_FOLDER,
    FILE,
    FOLDER,
    Typing,
    content_options,
    plain_option,
    spoken_to_operators,
)
from kiosk.content.folder import find_content
from kiosk.senses import Senses


@click.command()
@content_options
@click.option("--script", type=click.File(encoding="utf-8"), help="A conversation to perform.")
@plain_option
@spoken_to_operators
def rehearse(
    content: Path | None,
    language: str | None,
    settings_file: Path | None,
    script: TextIO | None,
    plain: Typing | None,
) -> None:
    """Have the same conversation in plain lines, typed or from a script.

    Type a key ("y", "right"), a word ("next", "help") or a number; "(silence)" lets time pass.
    What is printed is itself a script: keep it in a file, and --script performs it, with exit
    code 1 where the kiosk says something else.

    With --plain it is the kiosk that visitors get with 'kiosk run --plain', without sound.

    \b
    Example:  kiosk rehearse --script tests/scripts/the-check.txt
    """
    if plain and script:
        raise click.UsageError("a script is performed without --plain")
    if plain:
        from kiosk.plaintext import run_plain

        silent = Senses(voice=False, ear=False)
        sys.exit(run_plain(content, language, settings_file, silent, plain))
    from kiosk.assembly import load_setup
    from kiosk.plain.writer import Writer
    from kiosk.rehearsal import VISITOR, Rehearsal, converse, perform
    from kiosk.settings import load_settings

    settings = load_settings(settings_file).speaking(language)
    libraries, setup = load_setup(find_content(content), settings)
    if script:
        said: list[str] = []
        difference = perform(
            script, Rehearsal(setup, libraries, settings.key_map(), said.append), said
        )
        if difference:
            click.echo(f"{script.name}:{difference}", err=True)
            sys.exit(1)
        click.echo(f"{script.name}: the conversation went as written")
        return
    writer = Writer(partial(click.echo, nl=False), lambda: VISITOR, lambda: None)
    rehearsal = Rehearsal(setup, libraries, settings.key_map(), writer.tell)
    converse(rehearsal, sys.stdin, writer, echo=not sys.stdin.isatty())


@click.command()
@click.argument("folder", type=FOLDER, required=False)
@click.option("--settings", "settings_file", type=FILE, help="The settings (kiosk.yaml).")
@click.option("--models", type=EXISTING_FOLDER, help="A folder with recogniser models.")
@spoken_to_operators
def check(folder: Path | None, settings_file: Path | None, models: Path | None) -> None:
    """Name every problem in the content and the settings, as file:line:column: message.

    A word that visitors should say and that the recogniser installed here does not know gets a
    note. In a language without recogniser nothing is said of that.

    \b
    Example:  kiosk check content
    """
    from kiosk.commands.checking import check_everything
    from kiosk.commands.unheard import unheard

    problems = sorted([*check_everything(folder, settings_file), *unheard(folder, models)])
    for problem in problems:
        click.echo(str(problem))
    if any(problem.severity == "error" for problem in problems):
        sys.exit(1)
    click.echo(f"{find_content(folder)}: no problems")


@click.command()
@click.argument("text")
@click.option("--wav", type=FILE, help="Write the sound to this file instead of playing it.")
@click.option("--language", help="The language of the text; else the one of the settings.")
@click.option("--rate", type=click.IntRange(62, 250), help="Words per minute.")
@click.option("--settings", "settings_file", type=FILE, help="The settings (kiosk.yaml).")
@spoken_to_operators
def say(
    text: str, wav: Path | None, language: str | None, rate: int | None, settings_file: Path | None
) -> None:
    """Say a text with the kiosk's voice.

    \b
    Example:  kiosk say "Would you like to go on to the next part?"
    """
    from kiosk.dialogue.state import WORDS_PER_MINUTE
    from kiosk.settings import load_settings
    from kiosk.speaking.once import speak_once

    settings = load_settings(settings_file)
    speak_once(
        text,
        language=language or settings.language,
        words_per_minute=rate or WORDS_PER_MINUTE[settings.voice.rate_step - 1],
        wav=wav,
        settings=settings.voice,
    )
