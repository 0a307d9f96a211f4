"""The probe: can this machine speak? For `kiosk doctor`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kiosk.errors import DeviceError
from kiosk.settings import VoiceSettings
from kiosk.speaking.once import ask


@dataclass(frozen=True)
class Finding:
    """One thing that speaking needs."""

    what: str
    result: str
    """How it is, and where it is not well, what to do."""
    well: bool


def probe(settings: VoiceSettings) -> Iterator[Finding]:
    """The synthesiser and the sound device, as these settings want them."""
    try:
        found = ask({"do": "describe", "device": settings.device}, settings)
    except DeviceError as error:
        yield Finding("voice", str(error), well=False)
        return
    yield _voice(settings.name, found["voices"])
    yield _device(settings.device, found["devices"], found["why"])


def _voice(name: str | None, voices: dict[str, list[str]]) -> Finding:
    if name is not None and name.lower() not in voices:
        known = ", ".join(sorted(voices))
        return Finding("voice", f"there is no '{name}'; write one of these: {known}", well=False)
    return Finding("voice", f"{name or 'as the language needs'}, of {len(voices)}", well=True)


def _device(name: str | None, known: list[str], why: str) -> Finding:
    if why:
        return Finding("sound device", why, well=False)
    names = ", ".join(f"'{device}'" for device in known)
    return Finding("sound device", f"{name or 'the system default'}, of {names}", well=True)
