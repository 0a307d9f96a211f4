"""Counting without spying: how often something happened, never what, when, or in which order.

A pure fold over the steps of the conversation. No word, no answer, no part's name and no time is
in it: nothing of what is counted tells anything about one visit.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from kiosk.dialogue.conditions import Ear, Voice
from kiosk.dialogue.events import (
    CommandGiven,
    DigitPressed,
    EarLost,
    Event,
    GuideRefused,
    Heard,
    ItemPointedAt,
    NotUnderstood,
    TimerRanOut,
    UnknownKeyPressed,
    VoiceLost,
)
from kiosk.dialogue.modes import AskingPresence, Start
from kiosk.dialogue.state import State
from kiosk.dialogue.timer import Timer


@dataclass(frozen=True)
class Counts:
    """Since the kiosk was started."""

    visits: int = 0
    visits_left_idle: int = 0
    """Nobody was there any more, and the kiosk ended them."""
    sections_reached: int = 0
    accepted_by_key: int = 0
    accepted_by_voice: int = 0
    refused_by_key: int = 0
    """Keys without a meaning."""
    refused_by_voice: int = 0
    """What was said and not understood."""
    guides_refused: int = 0
    """Chosen, and not sound enough to be opened."""
    voice_restarts: int = 0
    ear_restarts: int = 0
    voice_works: int = 0
    ear_works: int = 0
    """1 now, or 0."""


MEANINGS = {
    "visits": "Visits begun.",
    "visits_left_idle": "Visits that the kiosk ended because nobody answered.",
    "sections_reached": "Parts of a guide that visitors came to.",
    "accepted_by_key": "Presses and touches that meant something.",
    "accepted_by_voice": "Utterances that meant something.",
    "refused_by_key": "Presses of keys without a meaning.",
    "refused_by_voice": "Utterances that were not understood.",
    "guides_refused": "How often a guide was chosen that cannot be opened.",
    "voice_restarts": "How often the voice was lost.",
    "ear_restarts": "How often the ear, or its microphone, was lost.",
    "voice_works": "1 where the kiosk can speak now.",
    "ear_works": "1 where the kiosk can hear now.",
}
"""What each count is, for those who read them."""


def count(counts: Counts, before: State, event: Event, after: State) -> Counts:
    """One step more."""
    if before == after:
        return counts  # what means nothing, or came too late
    added: dict[str, bool] = {
        "visits": isinstance(before.mode, Start) and not isinstance(after.mode, Start),
        "visits_left_idle": _left_idle(before, event, after),
        "sections_reached": _section(after) not in (None, _section(before)),
        "accepted_by_key": isinstance(event, CommandGiven | DigitPressed | ItemPointedAt),
        "accepted_by_voice": isinstance(event, Heard),
        "refused_by_key": isinstance(event, UnknownKeyPressed),
        "refused_by_voice": isinstance(event, NotUnderstood) and not isinstance(before.mode, Start),
        "guides_refused": isinstance(event, GuideRefused),
        "voice_restarts": isinstance(event, VoiceLost),
        "ear_restarts": isinstance(event, EarLost),
    }
    now = {"voice_works": after.voice is Voice.READY, "ear_works": after.ear is Ear.READY}
    totals = {name: getattr(counts, name) + more for name, more in added.items()}
    return replace(counts, **totals, **{name: int(works) for name, works in now.items()})


def as_metrics(counts: Counts) -> str:
    """In the text format of Prometheus, as node_exporter's textfile collector reads it."""
    lines = []
    for name, meaning in MEANINGS.items():
        of_now = name.endswith("_works")
        metric = f"kiosk_{name}" if of_now else f"kiosk_{name}_total"
        kind = "gauge" if of_now else "counter"
        lines += [f"# HELP {metric} {meaning}", f"# TYPE {metric} {kind}"]
        lines.append(f"{metric} {getattr(counts, name)}")
    return "\n".join(lines) + "\n"


def _left_idle(before: State, event: Event, after: State) -> bool:
    rang = event == TimerRanOut(Timer.ANSWER)
    return rang and isinstance(before.mode, AskingPresence) and isinstance(after.mode, Start)


def _section(state: State) -> int | None:
    """The part that a visitor is in, beneath help and the questions that interrupt."""
    return getattr(state.ground.mode, "section", None)
