"""The model shelf: which recogniser models this machine has, and which it could have."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import kiosk

if TYPE_CHECKING:
    from kiosk.listening.models import Manifest

INSTALL = "kiosk models install {model}"
"""The command, as operators are told it."""


def known_models(given: Path | None, language: str) -> dict[str, Path]:
    """The installed recogniser models, by language.

    A model that was given by its own folder, and whose name tells no language, is for `language`.
    """
    from kiosk.listening import models

    known = model_manifest(given).models
    found = models.installed(model_places(given), known)
    if given and models.is_whole(given) and models.language_of(given.absolute(), known) is None:
        found[language.partition("-")[0]] = given
    return found


def model_to_install(given: Path | None, language: str) -> str | None:
    """The name of the model that could be installed for a language; None: it has one, or none is
    offered.
    """
    spoken = language.partition("-")[0]
    if spoken in known_models(given, language):
        return None
    offered = model_manifest(given).find(spoken)
    return offered.name if offered else None


def model_places(given: Path | None) -> tuple[Path, ...]:
    """The folders in which recogniser models are looked for, the first first."""
    from kiosk.listening import models

    return models.places(given, Path(kiosk.__file__).parent.parent / "models")


def model_manifest(given: Path | None) -> Manifest:
    """The models that can be installed; a folder that is given may have a list of its own."""
    from kiosk.listening import models

    if given and (given / models.MANIFEST).is_file():
        return models.manifest(given)
    package = Path(kiosk.__file__).parent
    carried = package / "_models"
    return models.manifest(carried if carried.is_dir() else package.parent / "models")
