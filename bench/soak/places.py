"""Places: which screen of the kiosk this is, as a visitor can tell by its words.

Written by hand, and not taken from the engine: what is compared with itself is never wrong.
"""

from __future__ import annotations

import re

PARTS = 5
QUESTIONS = 7
TITLES = (
    "when should you consider a second opinion?",
    "how to request a second opinion",
    "where to find a second opinion",
    "what to do after getting a second opinion",
    "your right to a second opinion",
)

_BY_HEADING = {
    "welcome": "welcome",
    "choose a part": "menu",
    "your answers": "summary",
    "help": "help",
    "learn the keys": "learn",
    "goodbye": "goodbye",
}
_BY_WORDS = {
    "press any key to begin": "start",
    "to see the screen": "blank",
    "are you still there?": "presence",
    "would you like to end your visit?": "ending",
    "i can read seven points to you": "offer",
}
_NEXT = ("would you like to go on to the next part?", "that was the last part.")
_QUESTION = re.compile(r"question (\d) of 7")
_PART = re.compile(r"part (\d) of 5")
_SIGNS = {"ready", "speaking", "paused", "sound off", "no sound", "listening", "not listening",
          "I hear you", "thinking"}  # fmt: skip


def place(lines: list[str]) -> str:
    """As "menu", "reading 2", "question 3"; empty where the screen is none that is known."""
    written = [" ".join(line.replace("▶", " ").split()).casefold() for line in lines]
    text = " ".join(written)
    for line in written[1:]:
        if line in _BY_HEADING:
            return _BY_HEADING[line]
    for words, name in _BY_WORDS.items():
        if words in text:
            return name
    head = " ".join(written[:2])  # a long sign takes a line of its own
    question, part = _QUESTION.search(head), _PART.search(head)
    if question:
        return f"question {question[1]}"
    if part is None:
        return ""
    if any(words in text for words in _NEXT):
        return f"next {part[1]}"
    below = " ".join(written[1:])
    return f"reading {part[1]}" if TITLES[int(part[1]) - 1] in below else ""


def sign(lines: list[str]) -> str:
    """What the kiosk's mouth and ear do, as the upper right corner says."""
    for line in lines[:2]:
        said = re.split(r" {2,}", line.strip())[-1]
        if _SIGNS.issuperset(said.split(" · ")):
            return said
    return ""


def hears(lines: list[str]) -> bool:
    """Whether a visitor is listened to."""
    return "listening" in sign(lines).split(" · ")


def marked(lines: list[str]) -> int | None:
    """The number of the entry under the mark."""
    found = re.search(r"▶ +(\d) ", "\n".join(lines))
    return int(found[1]) if found else None
