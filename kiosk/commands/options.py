"""What all commands share: options that mean the same everywhere, and how errors are told."""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any, Literal, get_args

import click

from kiosk.errors import KioskError

FOLDER = click.Path(path_type=Path, file_okay=True)
FILE = click.Path(path_type=Path)
EXISTING_FOLDER = click.Path(path_type=Path, exists=True, file_okay=False)
EXISTING_FILE = click.Path(path_type=Path, exists=True, dir_okay=False)

Command = Callable[..., Any]
Typing = Literal["lines", "keys"]
"""In lines of text: what is typed ends with Enter, or every key acts at once."""


def spoken_to_operators(command: Command) -> Command:
    """Errors become their own lines and exit codes, never a traceback."""

    @wraps(command)
    def careful(*args: Any, **options: Any) -> Any:
        try:
            return command(*args, **options)
        except KioskError as error:
            click.echo(str(error), err=True)
            sys.exit(error.exit_code)

    return careful


def plain_option(command: Command) -> Command:
    """Lines of text instead of a full screen: --plain, or --plain keys."""
    return click.option(
        "--plain",
        is_flag=False,
        flag_value="lines",
        type=click.Choice(get_args(Typing)),
        help="Lines of text, for braille displays, screen readers, serial consoles and pipes. "
        "What is typed ends with Enter; with 'keys' every key acts at once.",
    )(command)


def content_options(command: Command) -> Command:
    """The options of every command that reads content and settings."""
    for option in (
        click.option("--settings", "settings_file", type=FILE, help="The settings (kiosk.yaml)."),
        click.option("--language", help="The language's code, as the content's folders name it."),
        click.option("--content", type=FOLDER, help="The folder with the guidance."),
    ):
        command = option(command)
    return command
