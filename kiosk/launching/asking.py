"""Asking: what a program of this system answers, if it is there."""

from __future__ import annotations

import subprocess

PATIENCE_SECONDS = 10


def ask(*command: str) -> str:
    """What it prints; nothing where it is missing, fails or does not end."""
    try:
        done = subprocess.run(
            command, capture_output=True, timeout=PATIENCE_SECONDS, check=True, encoding="utf-8"
        )
    except (OSError, subprocess.SubprocessError, UnicodeDecodeError):
        return ""
    return done.stdout
