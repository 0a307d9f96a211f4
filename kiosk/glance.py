"""The glance: the start screen from the few words that it needs, before anything is checked.

Checking all the words and waking the engine takes as long as everything else of the start. The
engine's own start screen follows, and nothing on it may differ: a test compares them.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

from kiosk.content.folder import (
    PHRASES,
    carried_content,
    find_content,
    guide_files,
    language_folder,
)
from kiosk.dialogue.command import Command
from kiosk.dialogue.view import Block, Hint, Role, Scene, Theme, View
from kiosk.documents.document import read_head, read_unchecked
from kiosk.errors import KioskError
from kiosk.settings_file import find_settings

_TURNING = {"more": "pagedown", "less": "pageup"}
"""The keys of the two commands that a start screen may need."""

LANGUAGE_KEY = "l"
"""The usual key for another language."""

_UNSEEN = {"language", "languages", "voice", "ear", "staff", "counts", "patience"}
"""Settings that the start screen does not show."""


def start_screen(content: Path | None, language: str | None, settings: Path | None) -> View | None:
    """The start screen; None where only the complete check can tell."""
    try:
        written = _settings(settings)
        looks = _looks(written)
        spoken = language or _text({"language": "en", **written}, "language")
        place = find_content(content)
        folder = language_folder(place, spoken)
        others = tuple(_line(place, other, written) for other in _others(written, spoken))
        return replace(_view(folder, read_unchecked(folder / PHRASES), others), **looks)
    except (KioskError, _Missing):
        return None


def closed_words(content: Path | None, language: str | None) -> tuple[str, str]:
    """What stands on the screen of a kiosk that is not running: closed well, and broken.

    Where the content is what is broken, the words are those that the kiosk carries.
    """
    for carried, spoken in ((False, language), (True, language), (True, "en")):
        with suppress(KioskError, _Missing):
            place = carried_content() if carried else find_content(content)
            words = read_unchecked(language_folder(place, spoken or "en") / PHRASES)
            return _text(words, "closed", "well"), _text(words, "closed", "broken")
    return "", ""


class _Missing(Exception):  # noqa: N818 - a reason to load everything first, no error of its own
    """A word is not where it should be."""


def _settings(explicit: Path | None) -> dict[str, Any]:
    file = find_settings(explicit)
    written = read_unchecked(file) if file else {}
    if not isinstance(written, dict):
        raise _Missing
    return written


def _looks(settings: dict[str, Any]) -> dict[str, Any]:
    """How the screen looks, as far as that is not as usual."""
    screen, keys = settings.get("screen") or {}, settings.get("keys") or {}
    if not isinstance(screen, dict) or not isinstance(keys, dict):
        raise _Missing
    if not settings.keys() <= {"screen", "keys", *_UNSEEN} or any(map(_turns, keys.items())):
        raise _Missing
    looks: dict[str, Any] = {}
    for key, written in screen.items():
        match key, written:
            case "text_size", "1" | "2" | "3" | "4":
                looks["size"] = int(written) - 1
            case "theme", _ if written in list(Theme):
                looks["theme"] = Theme(written)
            case _:
                raise _Missing
    return looks


def _turns(key: tuple[str, Any]) -> bool:
    """Whether it may be another key that turns pages."""
    name, meaning = key
    return meaning in list(_TURNING) or "page" in name.lower()


def _others(settings: dict[str, Any], spoken: str) -> list[str]:
    """The languages that are offered besides the one of a new visit."""
    listed = settings.get("languages") or []
    if not isinstance(listed, list) or not all(isinstance(one, str) for one in listed):
        raise _Missing
    own = _text({"language": "en", **settings}, "language")
    return [one for one in dict.fromkeys([own, *listed]) if one != spoken] if listed else []


def _line(content: Path, language: str, settings: dict[str, Any]) -> Block:
    """How a language is offered: by its own name, with the usual key."""
    words = read_unchecked(language_folder(content, language) / PHRASES)
    keys = settings.get("keys") or {}
    if "language" in keys.values() or LANGUAGE_KEY in map(str.lower, keys):
        raise _Missing
    named = _at(words, "keys", LANGUAGE_KEY)
    shown = _text(named, "shown") if named else LANGUAGE_KEY.upper()
    return Block(Role.KEY, _text(words, "name"), shown)


def _view(folder: Path, words: Any, others: tuple[Block, ...]) -> View:
    invitation, about = (_text(words, "start", name) for name in ("invitation", "about"))
    ready, speaking = (_text(words, "status", name) for name in ("ready", "speaking"))
    return View(
        scene=Scene.START,
        heading=_title(guide_files(folder), words),
        blocks=(Block(Role.TEXT, invitation), *others, Block(Role.TEXT, about)),
        status=ready,
        longest_status=max(ready, speaking, key=len),
        more_hint=_hint(words, "more"),
        less_hint=_hint(words, "less"),
        page_label=_text(words, "screen", "page"),
        too_small=_text(words, "screen", "too_small"),
        anywhere=True,
    )


def _title(guides: tuple[Path, ...], words: Any) -> str:
    """The only guide's, or that of the shelf."""
    if len(guides) != 1:
        return _text(words, "start", "title")
    return _text(read_head(guides[0], ("title",)), "title")


def _hint(words: Any, command: str) -> Hint:
    shown = _text(words, "keys", _TURNING[command], "shown")
    return Hint(shown, _text(words, "commands", command, "does"), Command(command))


def _text(tree: Any, *way: str) -> str:
    found = _at(tree, *way)
    if not isinstance(found, str) or not found.strip():
        raise _Missing
    return found.strip()


def _at(tree: Any, *way: str) -> Any:
    """What stands there, whatever the tree is; None where nothing does."""
    for step in way:
        tree = tree.get(step) if isinstance(tree, Mapping) else None
    return tree
