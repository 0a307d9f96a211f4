"""A turn: one thing said; entering a page, interrupting it, and going on with it."""

from __future__ import annotations

from dataclasses import replace

from kiosk.dialogue.command import Command
from kiosk.dialogue.conditions import (
    Ear,
    Hearing,
    Speech,
)
from kiosk.dialogue.modes import Mode, Stand, Start
from kiosk.dialogue.page import key_spoken
from kiosk.dialogue.pages import page
from kiosk.dialogue.scripts import script
from kiosk.dialogue.setup import Setup
from kiosk.dialogue.state import (
    HEADING,
    State,
    Utterance,
    at_start,
    speaks_alike,
)
from kiosk.dialogue.view import Scene
from kiosk.dialogue.wording import sentences


def speak(
    state: State,
    *asides: str,
    script: tuple[Utterance, ...] | None = None,
    speech: Speech | None = None,
) -> State:
    """A new turn: the asides, then the script (by default what is left of this page's)."""
    speech = speech or state.speech
    rest = state.script[state.heard :] if script is None else script
    return replace(
        state,
        turn=state.turn + 1,
        reading=state.reading + (script is not None),
        typing=False,
        asides=asides,
        asides_language="",
        script=rest,
        heard=0,
        breath=_breath(rest) if state.takes_breath else len(rest),
        gap=False,
        hearing=Hearing.CLOSED,
        noises=0,
        called=False,
        speech=speech,
        talking=bool(asides) or (speech is Speech.SPEAKING and bool(rest)),
    )


def _breath(script: tuple[Utterance, ...]) -> int:
    """How many utterances are said before the kiosk pauses."""
    ends = (index for index, utterance in enumerate(script, start=1) if utterance.ends_point)
    return next(ends, len(script))


def enter(state: State, mode: Mode, setup: Setup, *asides: str, cursor: int = HEADING) -> State:
    """Go to a page and read it, from the cursor on."""
    before = state
    state = replace(state, mode=mode, cursor=cursor, page_turns=0, number=0, misses=0)
    state = replace(state, scanned=None)
    if not speaks_alike(before, state, setup):
        # Until another ear tells that it is there; nobody is told to speak to none.
        state = replace(state, ear=Ear.UNAVAILABLE, loss_untold=False)
    return read_from(state, cursor, setup, *asides)


def start_anew(state: State, setup: Setup) -> State:
    """The visit is over: nothing of it is left, and the installation's language is spoken."""
    return enter(at_start(setup, state), Start(), setup)


def read_from(state: State, cursor: int, setup: Setup, *asides: str) -> State:
    """Read this page from a spot on."""
    said = script(page(state, setup), state, setup, cursor)
    state = replace(state, cursor=cursor, page_turns=0)
    return speak(state, *asides, script=said, speech=Speech.SPEAKING)


def return_to(state: State, stand: Stand, setup: Setup) -> State:
    """Back to where the visitor was, at the same point; a question is asked anew."""
    this = page(replace(state, mode=stand.mode), setup)
    cursor = HEADING if this.scene is Scene.QUESTION else min(stand.cursor, len(this.spots) - 1)
    return enter(state, stand.mode, setup, cursor=cursor)


def interject(state: State, notice: str) -> State:
    """Say and show a short notice, then go on where the sentence was interrupted."""
    return speak(replace(state, notice=notice), *sentences(notice))


def say_again(state: State) -> State:
    """After a silence that the visitor did not ask for: the whole point again."""
    if not state.talking:
        return state
    heard = state.heard
    while heard > 0 and state.script[heard].spot == state.script[heard - 1].spot:
        heard -= 1
    return speak(replace(state, heard=heard), *state.asides)


def means_nothing(state: State, setup: Setup) -> State:
    """Say that this does nothing here, and where help is; then go on as before."""
    words = setup.phrases.notices.means_nothing
    return interject(state, words.format(key=key_spoken(Command.HELP, setup)))
