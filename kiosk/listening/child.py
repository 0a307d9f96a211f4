"""The ear's child process: how it is started."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from kiosk.content.decoys import Decoys
from kiosk.settings import EarSettings
from kiosk.workers.worker import own_module


def ear_child(
    settings: EarSettings,
    language: str,
    models: Mapping[str, Path],
    decoys: Decoys | None,
    recording: Path | None = None,
) -> tuple[tuple[str, ...], dict[str, str]] | None:
    """The command and the environment of the child; None: there is no recogniser.

    Vosk listens where a model for the language is installed; else, in English, PocketSphinx with
    the model that it carries.
    """
    model = models.get(language.partition("-")[0])
    engines = ["vosk"] * (model is not None) + ["sphinx"] * language.startswith("en")
    if not engines:
        return None
    message: dict[str, Any] = {
        "do": "set up",
        "engines": engines,
        "model": str(model) if model else None,
        "decoys": decoys.words if decoys else (),
        "threshold": decoys.threshold if decoys else Decoys.model_fields["threshold"].default,
        "microphone": settings.device,
        "recording": str(recording) if recording else None,
    }
    return own_module("kiosk.listening.worker", json.dumps(message))
