"""A content folder: where it is, its languages, and the files of each."""

from __future__ import annotations

import os
import re
from pathlib import Path

import kiosk
from kiosk.documents.complaints import LANGUAGE, suggestion
from kiosk.errors import ContentError, Problem

PHRASES = "phrases.yaml"
"""What the interface itself says and shows."""

UNDERSTOOD = "understood.yaml"
"""What visitors may say; without it the kiosk goes by keys alone in that language."""

DECOYS = "decoys.yaml"
"""What the recogniser listens for besides; a language may do without."""

MACHINE_CONTENT = Path("/srv/kiosk/content/current")
"""Where `kiosk-content` of the Debian package keeps it."""

WORDS = frozenset({PHRASES, UNDERSTOOD, DECOYS})
"""The files of a language that are no guides; every other *.yaml file is one."""


def find_content(
    explicit: Path | None = None, working: Path = Path(), machine: Path = MACHINE_CONTENT
) -> Path:
    """The folder with the content: the one named, else ./content, the machine's, what is carried.

    A ./content without a single language in it belongs to something else. Raises ContentError
    where the named folder is none.
    """
    if explicit is not None:
        if not explicit.is_dir():
            raise ContentError([Problem(explicit, 1, 1, "there is no such folder")])
        return explicit
    candidates = (working / "content", machine)
    return next((folder for folder in candidates if languages(folder)), None) or carried_content()


def carried_content() -> Path:
    """The folder with the content that the kiosk carries. Raises ContentError where it is not."""
    package = Path(kiosk.__file__).parent
    candidates = (package / "_content", package.parent / "content")
    found = next((folder for folder in candidates if languages(folder)), None)
    if found is None:
        message = "the kiosk carries no content; install it again, or name a folder with --content"
        raise ContentError([Problem(candidates[0], 1, 1, message)])
    return found


def languages(content: Path) -> tuple[str, ...]:
    """The codes of the languages in a content folder, in order of the alphabet."""
    if not os.path.isdir(content):  # noqa: PTH112 - is_dir() fails where this user may not look
        return ()
    return tuple(sorted(f.name for f in content.iterdir() if _is_language(f)))


def language_folder(content: Path, language: str) -> Path:
    """The folder of one language. Raises ContentError where there is none."""
    folder = content / language
    if language in languages(content):
        return folder
    message = f'there is no language "{language}" here; {suggestion(language, languages(content))}'
    raise ContentError([Problem(folder, 1, 1, message)])


def guide_files(folder: Path) -> tuple[Path, ...]:
    """The guides of one language folder, in order of their names."""
    files = (f for f in folder.glob("*.yaml") if f.name not in WORDS and not _is_hidden(f))
    return tuple(sorted(files))


def misnamed_folders(content: Path) -> list[Problem]:
    """The folders that look like languages and are overlooked because of their names."""
    message = "the name of this folder is not the code of a language, as en or pt-BR are"
    folders = sorted(entry for entry in content.iterdir() if entry.is_dir())
    overlooked = (f for f in folders if not _is_language(f) and not _is_hidden(f))
    return [Problem(folder, 1, 1, message) for folder in overlooked]


def shelf_problems(folder: Path) -> list[Problem]:
    """A language without guides, and files that are overlooked because of their names."""
    problems = []
    if not guide_files(folder):
        message = 'there is no guide here; a guide is a file whose name ends in ".yaml"'
        problems.append(Problem(folder, 1, 1, message))
    for file in sorted(folder.iterdir()):
        misnamed = file.suffix != ".yaml" and file.suffix.lower() in (".yaml", ".yml")
        if misnamed and not _is_hidden(file):
            message = f'the name of this file must end in ".yaml"; call it {file.stem}.yaml'
            problems.append(Problem(file, 1, 1, message))
    return problems


def _is_language(folder: Path) -> bool:
    return folder.is_dir() and re.fullmatch(LANGUAGE, folder.name) is not None


def _is_hidden(path: Path) -> bool:
    return path.name.startswith(".")
