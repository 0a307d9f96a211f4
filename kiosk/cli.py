"""The command line, and the one place where the parts are put together.

Exit codes: 0 fine, 1 content or settings, 2 usage, 3 device, 4 an error of the program itself.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click

from kiosk import __version__
from kiosk.commands.author import check, rehearse, say
from kiosk.commands.ear import hear, interpret
from kiosk.commands.launch import launch
from kiosk.commands.models import models as model_commands
from kiosk.commands.operator import doctor, pin
from kiosk.commands.options import (
    EXISTING_FILE,
    EXISTING_FOLDER,
    FILE,
    Typing,
    content_options,
    plain_option,
    spoken_to_operators,
)
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


kiosk.add_command(check)
kiosk.add_command(doctor)
kiosk.add_command(hear)
kiosk.add_command(launch)
kiosk.add_command(interpret)
kiosk.add_command(model_commands)
kiosk.add_command(pin)
kiosk.add_command(rehearse)
kiosk.add_command(say)


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
