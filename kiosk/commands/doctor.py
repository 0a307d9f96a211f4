"""The doctor: is everything here that a kiosk needs? One line each, with the remedy."""

from __future__ import annotations

import locale
import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

from kiosk.commands.ear_examination import examine_ear, examine_other_ear
from kiosk.commands.finding import Finding
from kiosk.content.checks import check
from kiosk.content.folder import find_content
from kiosk.errors import DeviceError, KioskError
from kiosk.launching.launch import UNKNOWN_HEIGHT
from kiosk.launching.panels import find_panel
from kiosk.settings import Settings, load_settings
from kiosk.settings_file import find_settings
from kiosk.speaking.probe import probe

SMALLEST = (40, 12)
"""Columns and rows that the screen needs."""


def examine(
    content: Path | None,
    language: str | None,
    settings_file: Path | None,
    models: Path | None = None,
) -> Iterator[Finding]:
    """Everything, in the order in which an operator would mend it, each as soon as it is known."""
    settings, finding = _settings(settings_file)
    yield finding
    spoken = language or settings.language
    yield _content(content, spoken)
    yield from _voice(settings, spoken)
    yield from examine_ear(content, spoken, settings.ear, models)
    for other in settings.speaking(language).offered[1:]:
        yield from examine_other_ear(content, other, settings.ear, models)
    yield from _terminal()
    yield _screen(settings)


def _settings(file: Path | None) -> tuple[Settings, Finding]:
    try:
        settings = load_settings(file)
    except KioskError as error:
        return Settings(), Finding("settings", str(error), error.exit_code)
    found = find_settings(file)
    return settings, Finding("settings", str(found) if found else "none; the defaults hold")


def _content(folder: Path | None, language: str) -> Finding:
    try:
        place = find_content(folder)
        problems = [found for found in check(place) if found.severity == "error"]
    except KioskError as error:
        return Finding("content", str(error), error.exit_code)
    if problems:
        return Finding("content", f"{len(problems)} problems; 'kiosk check' names them", 1)
    if not (place / language).is_dir():
        return Finding("content", f"no language '{language}' in {place}", 1)
    return Finding("content", f"{place}, language {language}")


def _voice(settings: Settings, language: str) -> Iterator[Finding]:
    if not settings.voice.enabled:
        yield Finding("voice", "switched off in the settings")
        return
    for part in probe(settings.voice, language):
        yield Finding(part.what, part.result, 0 if part.well else DeviceError.exit_code)


def _terminal() -> Iterator[Finding]:
    if not sys.stdout.isatty():
        yield Finding("terminal", "not examined: the output goes elsewhere")
        return
    columns, rows = shutil.get_terminal_size()
    size = f"{columns} columns by {rows} rows"
    if columns < SMALLEST[0] or rows < SMALLEST[1]:
        remedy = f"make it {SMALLEST[0]} by {SMALLEST[1]} at least, or the font smaller"
        yield Finding("terminal", f"{size}; {remedy}", DeviceError.exit_code)
    else:
        yield Finding("terminal", f"{os.environ.get('TERM', 'unknown')}, {size}")
    encoding = locale.getpreferredencoding(do_setlocale=False)
    if encoding.lower().replace("-", "") != "utf8":
        remedy = "start the kiosk with LANG=C.UTF-8"
        yield Finding("characters", f"{encoding}; {remedy}", DeviceError.exit_code)
    else:
        yield Finding("characters", encoding)


def _screen(settings: Settings) -> Finding:
    """The height matters to `kiosk launch` alone, so that an unknown one is no problem."""
    panel = find_panel(os.environ, settings.screen.height_mm)
    if not panel.height_mm:
        return Finding("screen", UNKNOWN_HEIGHT)
    pixels = f"{panel.width}×{panel.height} pixels, " if panel.height else ""
    source = "the settings say" if settings.screen.height_mm else "it states itself"
    return Finding("screen", f"{pixels}{panel.height_mm:g} mm high, as {source}")
