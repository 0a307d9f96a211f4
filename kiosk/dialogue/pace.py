"""The pace: rate, volume, mute, pauses and time, all without losing the place."""

from __future__ import annotations

from dataclasses import replace

from kiosk.dialogue.command import Command
from kiosk.dialogue.conditions import (
    Ear,
    Speech,
    Voice,
)
from kiosk.dialogue.modes import Ending
from kiosk.dialogue.setup import Setup
from kiosk.dialogue.state import (
    DECIBELS,
    HEADING,
    LEISURE,
    WORDS_PER_MINUTE,
    State,
)
from kiosk.dialogue.turns import enter, interject, read_from, speak
from kiosk.dialogue.ways import go_on


def adjust(state: State, command: Command, setup: Setup) -> State:
    """One step slower, faster, quieter or louder."""
    words = setup.phrases.notices
    match command:
        case Command.SLOWER:
            rate = max(state.rate - 1, 0)
            notice = words.slowest if rate == 0 else words.slower
            return interject(replace(state, rate=rate), notice)
        case Command.FASTER:
            rate = min(state.rate + 1, len(WORDS_PER_MINUTE) - 1)
            notice = words.fastest if rate == len(WORDS_PER_MINUTE) - 1 else words.faster
            return interject(replace(state, rate=rate), notice)
        case Command.QUIETER:
            volume = max(state.volume - 1, 0)
            notice = words.quietest if volume == 0 else words.quieter
        case _:
            volume = min(state.volume + 1, len(DECIBELS) - 1)
            notice = words.loudest if volume == len(DECIBELS) - 1 else words.louder
    state = replace(state, volume=volume, notice=notice)
    # The running sentence goes on at the new level: that is the best proof of it.
    return state if state.sounding else speak(state, notice)


def take_time(state: State, command: Command, setup: Setup) -> State:
    """Longer or shorter pauses between points, and more or less time to answer."""
    words = setup.phrases.notices
    step = state.leisure + (1 if command is Command.MORE_TIME else -1)
    if not 0 <= step < len(LEISURE):
        return interject(state, words.least_time if step < 0 else words.most_time)
    times = setup.phrases.count_word(LEISURE[step])
    notice = words.time.format(count=times) if step else words.usual_time
    return interject(replace(state, leisure=step), notice)


def toggle_mute(state: State, setup: Setup) -> State:
    """Sound off at once; sound on again with the sentence that was cut off."""
    words = setup.phrases.notices
    if state.muted:
        return interject(replace(state, muted=False), words.unmuted)
    return replace(state, muted=True, notice=words.muted)


def resume(state: State, setup: Setup) -> State:
    """Go on with the interrupted sentence; otherwise, go on to what comes next."""
    if state.speech is Speech.PAUSED:
        return speak(state, speech=Speech.SPEAKING)
    return go_on(state, setup)


def stop(state: State, setup: Setup) -> State:
    """Whoever says stop while something is read wants silence, and otherwise the end."""
    if state.speech is Speech.SPEAKING and (state.talking or state.gap):
        return pause_or_resume(state, setup)
    return enter(state, Ending(state.ground), setup)


def talk(state: State, setup: Setup) -> State:
    """Fall silent and listen, where the kiosk listens only when it is asked to."""
    if state.ear is not Ear.READY:
        return interject(state, setup.phrases.listening.ear_lost)
    paused = Speech.PAUSED if state.speech is Speech.SPEAKING else state.speech
    return replace(speak(state, speech=paused), called=True)


def pause_or_resume(state: State, setup: Setup) -> State:
    """Stop for a while; then the interrupted sentence again."""
    if state.speech is Speech.PAUSED:
        return speak(state, speech=Speech.SPEAKING)
    if state.voice is Voice.UNAVAILABLE:
        return replace(state, notice=setup.phrases.notices.no_voice)
    if state.muted:
        return replace(state, notice=setup.phrases.notices.muted)
    if state.speech is Speech.SPEAKING:
        paused = speak(state, speech=Speech.PAUSED)
        return replace(paused, notice=setup.phrases.notices.paused)
    return read_from(state, HEADING, setup)
