"""The probe: can this machine speak? For `kiosk doctor`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

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


def probe(settings: VoiceSettings, language: str) -> Iterator[Finding]:
    """Who speaks this language, and the sound device, as these settings want them."""
    message = {"do": "describe", "device": settings.device, "language": language}
    try:
        found = ask(message, settings)
    except DeviceError as error:
        yield Finding("voice", str(error), well=False)
        return
    yield _voice(settings, found)
    yield _device(settings.device, found["devices"], found["why"])


def _voice(settings: VoiceSettings, found: dict[str, Any]) -> Finding:
    speaker, voices = found["speaker"], found["voices"]
    if settings.name is not None and settings.name.lower() not in voices:
        known = ", ".join(sorted(voices))
        why = f"there is no '{settings.name}'; write one of these: {known}"
        return Finding("voice", why, well=False)
    if found["why_not"]:
        return Finding("voice", f"{speaker}; {found['why_not']}", well=False)
    if speaker in voices and settings.engine == "natural":
        why = "there is no natural voice for this language; remedy: put one into natural_voices"
        return Finding("voice", f"{speaker}; {why}", well=False)
    kind = f"of {len(voices)}" if speaker in voices else "natural"
    return Finding("voice", f"{speaker}, {kind}", well=True)


def _device(name: str | None, known: list[str], why: str) -> Finding:
    if why:
        return Finding("sound device", why, well=False)
    names = ", ".join(f"'{device}'" for device in known)
    return Finding("sound device", f"{name or 'the system default'}, of {names}", well=True)
