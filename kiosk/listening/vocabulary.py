"""The vocabulary: the words that a recogniser cannot hear, whatever is said.

    unknown_words(command, environment, phrases)       asks a child, as it loads native libraries
    python -m kiosk.listening.vocabulary SET-UP        is this child

Its argument is a "set up" message (listening/worker.py). It reads the phrases from its input and
writes one line, both as JSON: {"recogniser": name, "unknown": [word, …]}.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kiosk.errors import DeviceError
from kiosk.listening.equipment import load

_LOADING = 60.0
"""Seconds: the largest model from the slowest card."""


@dataclass(frozen=True)
class Gaps:
    """What one recogniser does not know."""

    recogniser: str
    """Its name."""
    words: frozenset[str]


def unknown_words(
    command: Sequence[str], environment: Mapping[str, str], phrases: Sequence[str]
) -> Gaps | None:
    """Those of the phrases' words that the child's recogniser cannot hear.

    None where it cannot be loaded, which is for `kiosk doctor` to tell.
    """
    try:
        done = subprocess.run(
            command, env=environment, input=json.dumps(phrases), capture_output=True,
            text=True, encoding="utf-8", timeout=_LOADING, check=True,
        )  # fmt: skip
        answer = json.loads(done.stdout.splitlines()[-1])
        return Gaps(answer["recogniser"], frozenset(answer["unknown"]))
    except (OSError, subprocess.SubprocessError, ValueError, LookupError, TypeError):
        return None


def main() -> None:
    """Answer the parent's one question."""
    try:
        recogniser = load(json.loads(sys.argv[1]))
    except DeviceError as error:
        sys.exit(str(error))
    unknown = recogniser.unknown_words(json.load(sys.stdin))
    sys.stdout.write(json.dumps({"recogniser": recogniser.name, "unknown": unknown}) + "\n")


if __name__ == "__main__":
    main()
