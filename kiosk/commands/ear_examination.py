"""The doctor's examination of the ear: recogniser, microphone, and what comes through it."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from kiosk.commands.finding import Finding
from kiosk.content.folder import UNDERSTOOD, find_content
from kiosk.content.loader import Library, load
from kiosk.dialogue.accepted import Accepted
from kiosk.dialogue.hearing import phrases_for
from kiosk.errors import DeviceError, KioskError
from kiosk.listening.child import ear_child
from kiosk.listening.installing import damage
from kiosk.listening.probe import Show, Sounding, sound_out
from kiosk.model_shelf import (
    INSTALL,
    known_models,
    model_to_install,
)
from kiosk.settings import EarSettings

LISTENING_SECONDS = 3.0
"""In a terminal, where somebody can be told to speak; elsewhere …"""
MEASURING_SECONDS = 1.0
"""… only the level is measured."""
DIGITAL_SILENCE = -90.0
"""Decibels under full scale. Even a quiet room stays above it; a muted microphone does not."""
BAR = 30
"""Characters of the level meter; each is 2 dB."""
INVITATION = 'say "yes"'
Child = tuple[tuple[str, ...], dict[str, str]]
"""The command and the environment of the ear's child process."""
_PROBLEM = DeviceError.exit_code


def examine_ear(
    content: Path | None, language: str, settings: EarSettings, models: Path | None
) -> Iterator[Finding]:
    """The words that are understood, the recogniser, the microphone."""
    if not settings.enabled:
        yield Finding("ear", "switched off in the settings")
        return
    try:
        library = load(find_content(content), language)
        understood = library.understood()
        decoys = library.decoys()
    except KioskError:
        return  # told with the content
    phrases: tuple[str, ...] = ()
    if understood is None:
        result = f"{language} has no {UNDERSTOOD}: visitors go by keys alone in this language"
        yield Finding("understanding", result)
    else:
        phrases = phrases_for(Accepted(yes_no=True), understood)
    recogniser = _recogniser(library, models)
    yield recogniser
    child = ear_child(settings, language, known_models(models, language), decoys)
    if child is None or recogniser.exit_code:
        # Without a recogniser for this language the one for English measures the level.
        child, phrases = ear_child(settings, "en", {}, decoys), ()
    assert child is not None, "English is always heard"
    yield _microphone(settings.device, _sounding(child, phrases))


def examine_other_ear(
    content: Path | None, language: str, settings: EarSettings, models: Path | None
) -> Iterator[Finding]:
    """Which recogniser listens to a visitor who changes to this language; without one they go by
    keys, which an operator may well want.
    """
    if not settings.enabled:
        return
    try:
        found = _recogniser(load(find_content(content), language), models)
    except KioskError as error:
        yield Finding(f"language {language}", str(error), error.exit_code)
    else:
        yield Finding(f"recogniser for {language}", found.result)


def _recogniser(library: Library, models: Path | None) -> Finding:
    """Which one listens for the language, and how to get a better one."""
    language = library.language.partition("-")[0]
    folder = known_models(models, language).get(language)
    if folder is not None:
        complaints = damage(folder)
        if complaints:
            return Finding("recogniser", complaints[0], _PROBLEM)
        return Finding("recogniser", f"Vosk with the model {folder.name}")
    offered = model_to_install(models, language)
    remedy = f"'{INSTALL.format(model=offered)}'" if offered else ""
    if language == "en":
        better = f"; a better one: {remedy}" if remedy else ""
        return Finding("recogniser", f"PocketSphinx with its US English model{better}")
    remedy = remedy or "put the folder of a Vosk model into models/"
    return Finding("recogniser", f"none for '{library.language}'; {remedy}", _PROBLEM)


def _sounding(child: Child, phrases: tuple[str, ...]) -> Sounding:
    if not (sys.stdout.isatty() and phrases):
        return sound_out(child, (), MEASURING_SECONDS)
    try:
        return sound_out(child, phrases, LISTENING_SECONDS, _meter(sys.stdout.write))
    finally:
        sys.stdout.write("\r\x1b[K")
        sys.stdout.flush()


def _meter(write: Callable[[str], int]) -> Show:
    """Draws the level as a bar on one line, again and again."""

    def show(level: float) -> None:
        filled = max(0, min(BAR, round(BAR + level / 2)))
        bar = "#" * filled + "." * (BAR - filled)
        write(f"\r        microphone: {INVITATION}  [{bar}] {level:4.0f} dB \x1b[K")
        sys.stdout.flush()

    return show


def _microphone(wanted: str | None, found: Sounding) -> Finding:
    known = ", ".join(f"'{name}'" for name in found.microphones)
    name = f"{wanted or 'the system default'}, of {known}"
    if found.trouble and found.recogniser and not known:
        remedy = "connect one, and install ALSA, PulseAudio or PipeWire"
        return Finding("microphone", f"there is none; remedy: {remedy}", _PROBLEM)
    if found.trouble:
        here = f" Microphones here: {known}." if known else ""
        return Finding("microphone", found.trouble + here, _PROBLEM)
    if found.loudest <= DIGITAL_SILENCE:
        remedy = "it brings digital silence; unmute it in the system's mixer, or plug in another"
        return Finding("microphone", f"{name}; {remedy}", _PROBLEM)
    level = f"loudest {found.loudest:.0f} dB, quietest {min(found.levels):.0f} dB"
    if found.clipped:
        level += "; too loud at times, turn it down in the system's mixer"
    return Finding("microphone", f"{name}; {level}{_said(found)}")


def _said(found: Sounding) -> str:
    if found.phrase:
        return f'; heard: "{found.phrase}"'
    if found.spoke:
        return "; somebody spoke, but not yes, no or the like"
    return ""
