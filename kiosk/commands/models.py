"""The commands for recogniser models: models list, install, verify, remove."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kiosk.commands.options import EXISTING_FILE, FOLDER, spoken_to_operators
from kiosk.errors import DeviceError

if TYPE_CHECKING:
    from kiosk.listening.installing import Progress
    from kiosk.listening.models import Model

PLACE = click.option("--models", type=FOLDER, help="Another folder with models, looked at first.")
MEGABYTE = 1_000_000


@click.group()
def models() -> None:
    """See, install, test and remove the models with which the kiosk hears a language."""


@models.command("list")
@PLACE
@spoken_to_operators
def list_models(models: Path | None) -> None:
    """List the models that can be installed, and those that are.

    \b
    Example:  kiosk models list
    """
    from kiosk.model_shelf import known_models, model_manifest

    here = _by_name(models)
    known = model_manifest(models).models
    for model in known:
        where = here.pop(model.name, None)
        size = f"{model.bytes / MEGABYTE:.0f} MB"
        state = f"installed in {where.parent}" if where else "not installed"
        click.echo(f"{model.language}  {model.name:<28} {size:>6}  {model.licence}  {state}")
    for folder in here.values():
        click.echo(f"--  {folder.name:<28} put into {folder.parent} by hand")
    if "en" not in known_models(models, ""):
        click.echo("en  is heard by PocketSphinx, with the model that comes with the kiosk")


@models.command()
@click.argument("name")
@click.option("--from", "file", type=EXISTING_FILE, help="The zip file, fetched elsewhere.")
@click.option("--into", type=FOLDER, help="The folder to install it in.")
@click.option(
    "--patience",
    type=click.FloatRange(1, 600),
    default=20.0,
    show_default=True,
    help="Seconds without a byte from the network before it is given up.",
)
@click.option("--optional", is_flag=True, help="Where it cannot be fetched, go on: exit code 0.")
@spoken_to_operators
def install(
    name: str, file: Path | None, into: Path | None, patience: float, optional: bool
) -> None:
    """Fetch a model, verify it and unpack it. NAME is its name, or a part such as en-us or ko.

    A fetch that breaks off goes on where it stopped when the command is given again.

    \b
    Example:  kiosk models install en-us
              kiosk models install ko --from vosk-model-small-ko-0.22.zip
    """
    from kiosk.listening import installing

    model = _known(name, into)
    place = into or _place_of(model.name) or _place_for_new_models()
    if (place / model.name).exists() and not installing.damage(place / model.name):
        click.echo(f"{model.name} is installed already, in {place}")
        return
    if file:
        installing.check_zip(model, file)
    try:
        zip_file = file or _fetched(model, place, patience)
    except DeviceError:
        if not optional:
            raise
        click.echo(
            f"The model {model.name} cannot be fetched now; the kiosk works without it. "
            f"Later: kiosk models install {name}"
        )
        return
    with _bar("Unpacking") as progress:
        folder = installing.install(model, zip_file, place, progress)
    if not file:
        zip_file.unlink(missing_ok=True)
    click.echo(f"{model.name} is installed in {folder}")


@models.command()
@click.argument("names", nargs=-1, metavar="[NAME]...")
@PLACE
@spoken_to_operators
def verify(names: tuple[str, ...], models: Path | None) -> None:
    """Compare installed models with what was installed, and load them.

    The exit code is 3 if one is damaged.

    \b
    Example:  kiosk models verify
    """
    from kiosk.listening import installing, loading

    folders = list(_chosen(names, models) if names else _installed(models))
    if not folders:
        click.echo("No model is installed.")
    damaged = False
    for folder in folders:
        complaints = installing.damage(folder) or loading.failure(folder)
        damaged = damaged or bool(complaints)
        for complaint in complaints:
            click.echo(complaint, err=True)
        if not complaints:
            by_hand = not (folder / installing.RECEIPT).exists()
            click.echo(f"{folder}: {'loads; put there by hand, so no sums' if by_hand else 'ok'}")
    sys.exit(DeviceError.exit_code if damaged else 0)


@models.command()
@click.argument("name")
@PLACE
@spoken_to_operators
def remove(name: str, models: Path | None) -> None:
    """Remove an installed model.

    \b
    Example:  kiosk models remove en-us
    """
    from kiosk.listening import installing

    for folder in _chosen((name,), models):
        installing.remove(folder)
        click.echo(f"{folder} is removed")


def _known(name: str, given: Path | None) -> Model:
    from kiosk.documents.complaints import suggestion
    from kiosk.model_shelf import model_manifest

    manifest = model_manifest(given)
    model = manifest.find(name)
    if model is None:
        near = suggestion(name, [model.name for model in manifest.models])
        raise click.UsageError(f'there is no model "{name}"; {near}')
    return model


def _installed(given: Path | None) -> Iterator[Path]:
    """The folders of models, whole or not, in the order in which they are looked for."""
    from kiosk.listening.installing import RECEIPT
    from kiosk.listening.models import is_whole
    from kiosk.model_shelf import model_places

    for place in model_places(given):
        inside = sorted(place.iterdir()) if place.is_dir() else []
        for folder in (place, *inside):
            named_like_one = folder.is_dir() and folder.name.startswith("vosk-model")
            if named_like_one or is_whole(folder) or (folder / RECEIPT).exists():
                yield folder


def _by_name(given: Path | None) -> dict[str, Path]:
    """The same; of several with one name the one that is used."""
    return {folder.name: folder for folder in reversed(list(_installed(given)))}


def _place_of(name: str) -> Path | None:
    """Where a model of that name stands."""
    folder = _by_name(None).get(name)
    return folder.parent if folder else None


def _chosen(names: tuple[str, ...], given: Path | None) -> Iterator[Path]:
    """The installed models of these names, or of names that "install" would take."""
    from kiosk.documents.complaints import suggestion
    from kiosk.model_shelf import model_manifest

    here = _by_name(given)
    for name in names:
        model = model_manifest(given).find(name)
        full = name if name in here or model is None else model.name
        if full not in here:
            known = suggestion(name, here) if here else "none is"
            raise DeviceError(f'the model "{name}" is not installed; {known}')
        yield here[full]


def _place_for_new_models() -> Path:
    """The checkout's own folder or the machine's, where it can be written; else the user's."""
    from kiosk.model_shelf import model_places

    own, machine, own_by_user = model_places(None)
    if (own / "models.yaml").is_file() and os.access(own, os.W_OK):
        return own
    return machine if os.access(machine, os.W_OK) else own_by_user


def _fetched(model: Model, place: Path, patience: float) -> Path:
    from kiosk.listening.installing import fetch

    with _bar(f"Fetching {model.name}") as progress:
        return fetch(model, place, progress, patience)


@contextmanager
def _bar(what: str) -> Iterator[Progress]:
    """A bar on a terminal; nothing where the output goes elsewhere."""
    if not sys.stderr.isatty():
        yield lambda _done, _total: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, DownloadColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bars

    columns = (TextColumn("{task.description}"), BarColumn(), DownloadColumn())
    with Bars(
        *columns, TimeRemainingColumn(), console=Console(stderr=True), transient=True
    ) as bars:
        task = bars.add_task(what, total=None)
        yield lambda done, total: bars.update(task, completed=done, total=total)
