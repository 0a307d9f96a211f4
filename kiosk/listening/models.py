"""Recogniser models: which there are, where they are installed, and whether they are whole."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from kiosk.documents.document import read
from kiosk.home import home

FOLDER_NAME = "second-opinion-kiosk"
"""In the folder where this system keeps the data of a user's programs."""
MANIFEST = "models.yaml"

MACHINE_MODELS = Path("/srv/kiosk/models")
"""Where the Debian package keeps them."""

_PARTS = ("am/final.mdl", "conf/model.conf", "graph")
"""What every small Vosk model has."""


class Model(BaseModel):
    """One model that can be installed: a line of the manifest."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9.-]*$", max_length=80)]
    """Also the name of its folder."""
    language: Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}$")]
    address: Annotated[str, StringConstraints(pattern=r"^https://")]
    bytes: int = Field(gt=0)
    """Of the zip file."""
    unpacked_bytes: int = Field(gt=0)
    """The most that the zip may unpack to."""
    sha256: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
    licence: str


class Manifest(BaseModel):
    """The file models/models.yaml."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    models: tuple[Model, ...]

    def find(self, wanted: str) -> Model | None:
        """The model of that name or language; "en-us" finds the first English one with it."""
        wanted = wanted.lower()
        by_rank = (
            lambda model: model.name == wanted,
            lambda model: model.language == wanted,
            lambda model: wanted.startswith(f"{model.language}-") and f"-{wanted}-" in model.name,
        )
        matches = (model for fits in by_rank for model in self.models if fits(model))
        return next(matches, None)


def manifest(folder: Path) -> Manifest:
    """The manifest in that folder. Raises DocumentError."""
    return read(folder / MANIFEST, Manifest)


def user_folder() -> Path:
    """Where models go that one user installs."""
    data = os.environ.get("XDG_DATA_HOME") or home() / ".local" / "share"
    return Path(data) / FOLDER_NAME / "models"


def places(given: Path | None, own: Path) -> tuple[Path, ...]:
    """Where models are looked for, the first first.

    Args:
        given: `--models`, if it was given.
        own: the models/ folder of the checkout.
    """
    return tuple(place for place in (given, own, MACHINE_MODELS, user_folder()) if place)


def is_whole(folder: Path) -> bool:
    """Whether the folder has the parts of a model; `verify` looks closer."""
    return all((folder / part).exists() for part in _PARTS)


def language_of(folder: Path, known: Sequence[Model]) -> str | None:
    """The language of an installed model: by the manifest, else by its name (…-small-es-0.42)."""
    for model in known:
        if model.name == folder.name:
            return model.language
    pieces = folder.name.lower().split("-")
    return next((piece for piece in pieces if len(piece) == 2 and piece.isalpha()), None)


def installed(place_list: Iterable[Path], known: Sequence[Model]) -> dict[str, Path]:
    """The model to use for each language: {"ko": folder}. A folder may itself be a model."""
    found: dict[str, Path] = {}
    for place in place_list:
        inside = sorted(place.iterdir()) if place.is_dir() else []
        for folder in (place, *inside):
            language = language_of(folder, known) if is_whole(folder) else None
            if language:
                found.setdefault(language, folder)
    return found
