"""The consequences: what has to be done so that the world agrees with the new state."""

from __future__ import annotations

from collections.abc import Hashable, Iterator

from kiosk.dialogue.accepting import listening
from kiosk.dialogue.conditions import Ear, Speech, Voice
from kiosk.dialogue.effects import (
    Attune,
    Chime,
    Effect,
    Forget,
    Hush,
    OpenGuide,
    Say,
    SetVolume,
    Show,
    StartTimer,
    StopListening,
    StopTimer,
    TurnPage,
)
from kiosk.dialogue.modes import AskingLanguage, AskingPresence, Leaving, Opening, Start
from kiosk.dialogue.pages import page
from kiosk.dialogue.setup import Setup
from kiosk.dialogue.state import (
    DECIBELS,
    LEISURE,
    MOST_MISSES,
    WORDS_PER_MINUTE,
    State,
    speaks_alike,
)
from kiosk.dialogue.timer import Timer
from kiosk.dialogue.view import Scene
from kiosk.dialogue.views import view

NOTICE_SECONDS = 6.0
"""Long enough to read one line twice at a slow reading speed."""

DIGIT_SECONDS = 1.5
"""How long the first digit of a long list waits for a second one."""

PAUSE_SECONDS = 1.0
"""What a visitor who asks for more time gets more of, where no pauses have been set."""

EAR_SECONDS = 2.0
"""As long as it takes to replace the ear's process: to be told of that helps nobody."""

INVITATION_SECONDS = 15.0
"""Prompt again on the start screen after this long (VotingWorks VxMark)."""


def consequences(before: State | None, after: State, setup: Setup) -> tuple[Effect, ...]:
    """Everything to do, in order; before is None when nothing has been done yet."""
    return (
        *_sound(before, after, setup),
        *_hearing(before, after, setup),
        *_sight(before, after, setup),
        *_fetching(before, after, setup),
        *_forgetting(before, after),
        *_timing(before, after, setup),
    )


def _sound(before: State | None, after: State, setup: Setup) -> Iterator[Effect]:
    was_there = before is not None and before.voice is Voice.READY
    comes = after.voice is Voice.READY and not was_there
    if comes or (before is not None and before.volume != after.volume):
        yield SetVolume(DECIBELS[after.volume])
    if after.sounding:
        if before is None or not before.sounding or before.turn != after.turn:
            script = after.script[: after.breath] if after.speech is Speech.SPEAKING else ()
            texts = (*after.asides, *(utterance.text for utterance in script))
            spoken = setup.speaking(after.spoken).language
            aside = after.asides_language or spoken
            each = (*(aside for _ in after.asides), *(one.language or spoken for one in script))
            mixed = each if set(each) != {spoken} else ()
            yield Say(after.turn, texts, WORDS_PER_MINUTE[after.rate], spoken, mixed)
    elif before is not None and before.sounding:
        yield Hush()


def _hearing(before: State | None, after: State, setup: Setup) -> Iterator[Effect]:
    old = listening(before, setup) if before else None
    new = listening(after, setup)
    if before and not speaks_alike(before, after, setup):
        yield Attune(setup.speaking(after.spoken).language)
    if new and new != old:
        asked = page(after, setup).scene in (Scene.MENU, Scene.QUESTION)
        begins = old is None or old.turn != new.turn
        # In a voice it would cut the sentence; between two entries the list goes on.
        if asked and begins and not (after.sounding or after.gap or after.muted):
            yield Chime()
        yield new
    elif old and not new:
        yield StopListening()


def _sight(before: State | None, after: State, setup: Setup) -> Iterator[Effect]:
    shown = view(after, setup)
    if before is None or shown != view(before, setup):
        yield Show(shown)
    if before is not None and (before.mode, before.cursor) == (after.mode, after.cursor):
        turned = after.page_turns - before.page_turns
        if turned:
            yield TurnPage(turned)


def _fetching(before: State | None, after: State, setup: Setup) -> Iterator[Effect]:
    if isinstance(after.mode, Opening) and (before is None or before.mode != after.mode):
        yield OpenGuide(after.mode.guide_id, setup.speaking(after.spoken).language)


def _forgetting(before: State | None, after: State) -> Iterator[Effect]:
    if before and isinstance(after.mode, Start) and not isinstance(before.mode, Start):
        yield Forget()


def _timing(before: State | None, after: State, setup: Setup) -> Iterator[Effect]:
    old = _clocks(before, setup) if before else {}
    new = _clocks(after, setup)
    for timer in old.keys() - new.keys():
        yield StopTimer(timer)
    for timer, (seconds, occasion) in new.items():
        if old.get(timer) != (seconds, occasion):
            yield StartTimer(timer, seconds)


def _clocks(state: State, setup: Setup) -> dict[Timer, tuple[float, Hashable]]:
    """The timers that run in this state: seconds, and the occasion that started them.

    Nothing runs while something is being said: speech counts as activity, and the time to
    answer counts from its end. Only the ear's absence cannot wait: a visitor may be speaking.
    """
    clocks: dict[Timer, tuple[float, Hashable]] = {}
    if state.loss_untold:
        clocks[Timer.EAR] = (EAR_SECONDS, state.losses)
    if state.sounding:
        return clocks
    patience, times = setup.patience, LEISURE[state.leisure]
    if state.notice:
        clocks[Timer.NOTICE] = (NOTICE_SECONDS * times, (state.notice, state.acts))
    if state.gap and not state.waits_for_speech and not state.typing:
        is_noisy = state.noises >= MOST_MISSES
        occasion = (state.turn, *(() if is_noisy else (state.attempt, state.hearing)))
        clocks[Timer.GAP] = (_pause(state, setup) * times, occasion)
    if state.number:
        clocks[Timer.DIGITS] = (DIGIT_SECONDS * times, state.number)
    match state.mode:
        case AskingPresence(asked=asked):
            clocks[Timer.ANSWER] = (patience.answer_seconds / 2 * times, asked)
        case AskingLanguage(asked=asked):
            clocks[Timer.ANSWER] = (patience.answer_seconds / 2 * times, (asked, state.acts))
        case Leaving():
            clocks[Timer.GOODBYE] = (patience.goodbye_seconds, state.acts)
        case Start():
            if state.prompts < patience.invitation_repeats:
                clocks[Timer.PROMPT] = (INVITATION_SECONDS, (state.turn, state.prompts))
        case Opening(guide_id=guide_id):
            clocks[Timer.PROMPT] = (patience.prompt_seconds, guide_id)
        case _ if Timer.GAP in clocks or state.waits_for_speech:
            pass
        case _:
            clocks[Timer.PROMPT] = (
                patience.prompt_seconds * times,
                (state.acts, state.prompts),
            )
    return clocks


def _pause(state: State, setup: Setup) -> float:
    """Seconds of silence after a point, before a visitor has asked for more."""
    pause = setup.patience.pause_seconds or PAUSE_SECONDS
    return max(setup.ear.gap_seconds, pause) if state.ear is Ear.READY else pause
