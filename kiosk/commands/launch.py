"""The command that opens a terminal of the right size for the kiosk."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from kiosk.commands.options import FILE, spoken_to_operators
from kiosk.errors import SettingsError
from kiosk.lettering import MARK, Lettering, Panel, read_lettering

if TYPE_CHECKING:
    from kiosk.launching.windows import Window
    from kiosk.settings import ScreenSettings

HERE = "here"


@click.command(
    context_settings={"ignore_unknown_options": True}, options_metavar="[OPTIONS OF KIOSK RUN]"
)
@click.option(
    "--terminal",
    type=click.Choice(["kitty", "xterm", HERE]),
    help="This terminal rather than the best one; 'here': the one that this is typed in.",
)
@click.option("--calibrate", is_flag=True, help="Show a bar and letters for the ruler.")
@click.option("--settings", "settings_file", type=FILE, help="The settings (kiosk.yaml).")
@click.argument("others", nargs=-1, type=click.UNPROCESSED, metavar="")
@click.pass_context
@spoken_to_operators
def launch(
    context: click.Context,
    terminal: str | None,
    calibrate: bool,
    settings_file: Path | None,
    others: tuple[str, ...],
) -> None:
    """Run the kiosk full screen, with letters of the right height.

    In kitty or xterm, whichever is installed, with a font and sizes that fit the height of the
    screen and the distance of the visitor (screen: height_mm, distance_mm, font in the settings);
    on the Linux console; or else here, where the larger sizes are drawn in block letters. A screen
    that does not say how high it is has to be measured once. Takes all options of 'kiosk run'.

    \b
    Example:  kiosk launch --locked --settings /etc/kiosk.yaml
              kiosk launch --calibrate
    """
    from kiosk.launching.panels import find_panel  # 'kiosk run' must not wait for any of this

    screen = _screen(settings_file, terminal)
    panel = find_panel(os.environ, screen.height_mm)
    given = ["--settings", str(settings_file)] if settings_file else []
    if calibrate:
        if others:
            raise click.UsageError(f"--calibrate goes without {' '.join(others)}")
        _calibrate(screen, panel, terminal, given)
    arguments = [*given, *others]
    run = context.find_root().command.commands["run"]  # type: ignore[attr-defined]
    prepared = run.make_context("kiosk run", list(arguments), parent=context.parent)
    if terminal != HERE:
        # What is wrong is told here, and not in a window that closes.
        _check(prepared.params)
    if candidates := _windows(terminal):
        _tell_of(panel)
        _run_elsewhere(candidates, screen, panel, ["run", *arguments])
    _run_here(prepared, screen, panel)


def _screen(settings_file: Path | None, terminal: str | None) -> ScreenSettings:
    from kiosk.settings import ScreenSettings, load_settings

    try:
        return load_settings(settings_file).screen
    except SettingsError:
        if terminal != HERE:
            raise
        return ScreenSettings()  # the kiosk itself tells of it, and visitors something calmer


def _run_here(prepared: click.Context, screen: ScreenSettings, panel: Panel) -> None:
    """Run the kiosk in this terminal, with letters of the right height if they can be changed."""
    from kiosk.launching.launch import plan, this_terminal
    from kiosk.unattended.console import is_there

    kind = this_terminal(os.environ)
    if kind is not None:
        os.environ[MARK] = plan(kind, screen, panel).written()
    try:
        prepared.command.invoke(prepared)  # context.invoke would take the defaults
    finally:
        if kind is not None and is_there():
            _tell_of(panel)  # when the terminal is the operator's again


def _tell_of(panel: Panel) -> None:
    """Tell the operator, and ask nothing: there may be nobody to answer."""
    from kiosk.launching.launch import UNKNOWN_HEIGHT

    if not panel.height_mm:
        click.echo(UNKNOWN_HEIGHT, err=True)


def _windows(terminal: str | None) -> list[Window]:
    from kiosk.launching.launch import windows

    return [] if terminal == HERE else windows(os.environ, terminal)


def _run_elsewhere(
    candidates: list[Window], screen: ScreenSettings, panel: Panel, arguments: list[str]
) -> None:
    """Run a command of the kiosk in a window and exit as it did; return where none opens."""
    from kiosk.launching.launch import open_window

    program = [sys.executable, "-m", "kiosk", *arguments]
    code = open_window(candidates, screen, panel, program, os.environ)
    if code is not None:
        sys.exit(code)


def _check(options: dict[str, object]) -> None:
    from kiosk.assembly import load_everything

    content, settings = options["content"], options["settings_file"]
    load_everything(content, options["language"], settings)  # type: ignore[arg-type]


def _calibrate(
    screen: ScreenSettings, panel: Panel, terminal: str | None, given: list[str]
) -> NoReturn:
    """Show the sheet in the best terminal, and tell in the operator's own what follows."""
    from kiosk.launching.calibration import settings_lines

    letters = read_lettering(os.environ)
    if letters is None:
        arguments = ["launch", "--calibrate", *given]
        _run_elsewhere(_windows(terminal), screen, panel, arguments)
    height = _measured(panel, letters, screen.text_size - 1)
    # Where this runs in a window of its own, standard error leads to the operator's terminal.
    click.echo(f"kiosk.yaml:\n{settings_lines(height)}", err=True)
    sys.exit(0)


def _measured(panel: Panel, letters: Lettering | None, size: int) -> float:
    """The height of the screen, in mm, as the operator measures it."""
    from kiosk.launching import calibration

    bar = None
    if letters is not None and sys.stdin.isatty():
        terminal = sys.stdin.fileno()
        height = calibration.cell_height(terminal, letters, size)
        bar = calibration.bar(panel, os.get_terminal_size(terminal).lines, height)
    if bar is None or letters is None:
        return _asked("How high is the part of the screen that lights up, in mm? ")
    click.clear()
    click.echo("\n".join(calibration.sheet(bar, letters.capitals[size] / panel.density)))
    return bar.screen_mm(
        _asked(" How high is the bar, in mm? (only Enter: so high) ", bar.stated_mm)
    )


def _asked(question: str, default: float | None = None) -> float:
    """A measure. Not by click, whose question would go where the errors go."""
    from kiosk.launching.calibration import measure

    while True:
        click.echo(question, nl=False)
        try:
            written = sys.stdin.readline()
        except OSError:  # the window was closed
            written = ""
        if not written:
            raise click.Abort
        if default and not written.strip():
            return default
        try:
            return measure(written)
        except ValueError:
            click.echo(" That is no number of millimetres, such as 112.4.")
