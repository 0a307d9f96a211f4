"""The timers of the conversation; the session owns the clock that rings them."""

from __future__ import annotations

from enum import StrEnum


class Timer(StrEnum):
    """The engine's clocks; starting one that runs starts it anew."""

    PROMPT = "prompt"
    """Nobody reacted: say again what can be done, and after a while ask who is here."""
    ANSWER = "answer"
    """The time to answer the question whether somebody is here."""
    DIGITS = "digits"
    """A number may still get a second digit."""
    GOODBYE = "goodbye"
    """How long the goodbye stays."""
    NOTICE = "notice"
    """How long a notice stays."""
    GAP = "gap"
    """The silence after a point, in which a visitor may speak."""
    EAR = "ear"
    """How long the ear may be gone before a visitor is told."""
