"""The command line, and the one place where the parts are put together.

Exit codes: 0 fine, 1 content or settings, 2 usage, 3 device, 4 an error of the program itself.
"""

from __future__ import annotations

import os
import sys
from functools import partial
from pathlib import Path
from typing import TextIO

import click

from kiosk import __version__
from kiosk.commands.ear import hear, interpret
from kiosk.commands.launch import launch
from kiosk.commands.models import models as model_commands
from kiosk.commands.operator import doctor, pin
from kiosk.commands.options import (
    EXISTING_FILE,
    EXISTING_FOLDER,
    FILE,
    FOLDER,
    Typing,
    content_options,
    plain_option,
    spoken_to_operators,
)
from kiosk.content.folder import find_content
from kiosk.errors import DeviceError, KioskError
from kiosk.log import free_standard_error, keep_log
from kiosk.senses import Senses
from kiosk.unattended.console import Console


def main() -> None:
    """The `kiosk` command. A wrong call is one line and exit code 2."""
    try:
        sys.exit(kiosk.main(prog_name="kiosk", standalone_mode=False))
    except click.UsageError as error:
        command = error.ctx.command_path if error.ctx else "kiosk"
        click.echo(f"{command}: {error.format_message()} ('{command} --help' tells more)", err=True)
        sys.exit(2)
    except click.ClickException as error:
        click.echo(f"kiosk: {error.format_message()}", err=True)
        sys.exit(error.exit_code)
    except (click.Abort, KeyboardInterrupt):
        sys.exit(130)


@click.group(invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="kiosk")
@click.pass_context
def kiosk(context: click.Context) -> None:
    """A voice-first kiosk that leads a visitor through health guidance.

    Without a command it runs the full-screen kiosk.

    \b
    Example:  kiosk run --content content --language en
    """
    if context.invoked_subcommand is None:
        context.invoke(run)


@kiosk.command()
@content_options
@plain_option
@click.option("--no-voice", is_flag=True, help="Say nothing; everything stands on the screen.")
@click.option("--no-ear", is_flag=True, help="Listen to nothing; the keys do everything.")
@click.option("--models", type=EXISTING_FOLDER, help="A folder with recogniser models.")
@click.option("--microphone", type=EXISTING_FILE, help="A WAV file in place of the microphone.")
@click.option("--log", type=FILE, help="Write the operator's log to this file.")
@click.option("--locked", is_flag=True, help="For visitors: no key ends it but the staff's PIN.")
@spoken_to_operators
def run(
    content: Path | None = None,
    language: str | None = None,
    settings_file: Path | None = None,
    plain: Typing | None = None,
    no_voice: bool = False,
    no_ear: bool = False,
    models: Path | None = None,
    microphone: Path | None = None,
    log: Path | None = None,
    locked: bool = False,
) -> None:
    """Run the full-screen kiosk, or with --plain the same kiosk as lines of text.

    TERM ends it within two seconds. Locked, no key ends it, and nothing stays on the screen.

    \b
    Example:  kiosk run --locked --settings /etc/kiosk.yaml
              kiosk run --plain --no-ear
    """
    if plain is None:
        _refuse_to_draw_on_what_is_no_screen()
    _refuse_deaf_ears(no_ear, models, microphone)
    keep_log(log)
    wanted = Senses(voice=not no_voice, ear=not no_ear, models=models, recording=microphone)
    if plain is not None:
        if locked:
            raise click.UsageError("lines of text cannot be locked: leave out --locked or --plain")
        from kiosk.plaintext import run_plain

        sys.exit(run_plain(content, language, settings_file, wanted, plain))
    from kiosk.fullscreen import run_kiosk  # the screen is loaded only where it is needed

    is_read = free_standard_error()
    try:
        with Console(locked=locked) as console:
            sys.exit(run_kiosk(content, language, settings_file, wanted, console))
    except KioskError as error:
        if is_read:
            raise
        sys.exit(error.exit_code)


@kiosk.command()
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


@kiosk.command()
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
    from kiosk.assembly import check_everything
    from kiosk.commands.unheard import unheard

    problems = sorted([*check_everything(folder, settings_file), *unheard(folder, models)])
    for problem in problems:
        click.echo(str(problem))
    if any(problem.severity == "error" for problem in problems):
        sys.exit(1)
    click.echo(f"{find_content(folder)}: no problems")


@kiosk.command()
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
    Example:  kiosk say "Would you like to hear the next part?"
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


kiosk.add_command(doctor)
kiosk.add_command(hear)
kiosk.add_command(launch)
kiosk.add_command(interpret)
kiosk.add_command(model_commands)
kiosk.add_command(pin)


def _refuse_to_draw_on_what_is_no_screen() -> None:
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise DeviceError(
            "kiosk run draws on a terminal, and this is none: start it in one, "
            "or use 'kiosk run --plain' for lines of text"
        )
    if os.environ.get("TERM") == "dumb":
        raise DeviceError("this terminal cannot be drawn on: use 'kiosk run --plain'")


def _refuse_deaf_ears(no_ear: bool, models: Path | None, microphone: Path | None) -> None:
    """A flag that would be ignored, or that cannot do what it is for, is refused at once."""
    if no_ear and (models or microphone):
        raise click.UsageError("--no-ear listens to nothing: leave out --models and --microphone")
    if microphone and not _is_wav(microphone):
        raise DeviceError(f"{microphone} is no WAV file; --microphone needs one")


def _is_wav(file: Path) -> bool:
    try:
        with file.open("rb") as opened:
            head = opened.read(12)
    except OSError:
        return False
    return head[:4] == b"RIFF" and head[8:] == b"WAVE"
