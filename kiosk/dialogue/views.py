"""The view of a state: its page with the cursor, the status and the hints."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kiosk.dialogue.accepting import listening
from kiosk.dialogue.command import OF_THE_VOICE, Command
from kiosk.dialogue.conditions import (
    Ear,
    Hearing,
    Speech,
    Voice,
)
from kiosk.dialogue.display import how_to_see
from kiosk.dialogue.language_pages import names_of
from kiosk.dialogue.modes import WOKEN_BY_ANYTHING, Start
from kiosk.dialogue.page import Page, key_shown
from kiosk.dialogue.pages import page
from kiosk.dialogue.scanning import actions
from kiosk.dialogue.setup import Setup
from kiosk.dialogue.state import (
    HEADING,
    Action,
    State,
)
from kiosk.dialogue.view import Hint, View


def view(state: State, setup: Setup) -> View:
    """Everything on the screen in this state."""
    setup = setup.speaking(state.spoken)
    this = page(state, setup)
    scanned = actions(this, state, setup) if setup.scans else ()
    words = setup.phrases.screen
    return View(
        scene=this.scene,
        heading=this.heading,
        blocks=tuple(spot.block for spot in this.spots),
        current=None if state.cursor == HEADING else state.cursor,
        title="" if isinstance(state.mode, Start) else _title(state, setup),
        place=this.place,
        status=_status(state, setup),
        longest_status=_longest_status(state, setup),
        hints=_scanned_hints(scanned, state, setup) if setup.scans else _hints(this, state, setup),
        more_hint=_turning_hint(Command.MORE, state, setup),
        less_hint=_turning_hint(Command.LESS, state, setup),
        page_label=words.page,
        too_small=words.too_small,
        sounding=_sounding(state),
        size=state.size,
        theme=state.theme,
        blank=state.blank,
        blanked=how_to_see(state, setup) if state.blank else "",
        anywhere=isinstance(state.mode, WOKEN_BY_ANYTHING),
        notice=state.notice,
    )


def _sounding(state: State) -> str:
    """The sentence that is being said, if it is one of the current block."""
    if not state.sounding or state.heard >= len(state.script):
        return ""
    utterance = state.script[state.heard]
    return utterance.text if utterance.spot == state.cursor else ""


def _title(state: State, setup: Setup) -> str:
    if state.guide:
        return state.guide.title
    return setup.shelf[0].title if len(setup.shelf) == 1 else setup.phrases.start.title


def _status(state: State, setup: Setup) -> str:
    """What the mouth does, and what the ear does, where there is something to tell."""
    return _both(_mouth(state, setup), _ear(state, setup), setup)


def _longest_status(state: State, setup: Setup) -> str:
    """The longest that may follow without anything that the visitor does to the mouth."""
    words, ears = setup.phrases.status, setup.phrases.listening
    mouth = _mouth(state, setup)
    if mouth == words.speaking:
        mouth = words.ready
    signs = [_status(state, setup), _both(mouth, "", setup)]
    if mouth == words.ready:
        signs.append(words.speaking)
    if state.ear is not Ear.UNAVAILABLE:
        heard = (ears.listening, ears.hearing, ears.thinking, ears.not_listening)
        at_once = (words.speaking,) if setup.ear.manner == "barge_in" else ()
        signs += [_both(one, ear, setup) for one in (mouth, *at_once) for ear in heard]
    return max(signs, key=len)


def _both(mouth: str, ear: str, setup: Setup) -> str:
    if ear and mouth == setup.phrases.status.ready:
        return ear
    return " · ".join(word for word in (mouth, ear) if word)


def _mouth(state: State, setup: Setup) -> str:
    words = setup.phrases.status
    if state.muted:
        return words.muted
    if state.voice in (Voice.UNAVAILABLE, Voice.LOST):
        return words.no_sound
    if state.sounding:
        return words.speaking
    return words.paused if state.speech is Speech.PAUSED else words.ready


def _ear(state: State, setup: Setup) -> str:
    words = setup.phrases.listening
    if state.ear is Ear.UNAVAILABLE:
        return ""
    if listening(state, setup) is None:
        return "" if state.sounding else words.not_listening
    match state.hearing:
        case Hearing.CLOSED:
            return ""
        case Hearing.SPEECH:
            return words.hearing
        case Hearing.THINKING:
            return words.thinking
        case _:
            return words.listening


def _hints(this: Page, state: State, setup: Setup) -> tuple[Hint, ...]:
    talk = (Command.TALK,) if state.hears and setup.talks_after_key and this.commands else ()
    hints = [
        _hint(command, setup, by_voice=state.hears)
        for command in (*talk, *this.commands)
        if command in setup.keys and not (state.is_silent and command in OF_THE_VOICE)
    ]
    if this.choices:
        numbers = "1" if this.choices == 1 else f"1–{min(this.choices, 9)}"
        hints.insert(0, Hint(numbers, setup.phrases.commands[Command.CHOOSE].does))
    return tuple(hints)


def _turning_hint(command: Command, state: State, setup: Setup) -> Hint | None:
    """The screen knows when to show it; whoever scans finds it among the other things to do."""
    if setup.scans:
        marked = state.scanned is not None and state.scanned.command is command
        return replace(_hint(command, setup), key="", marked=marked)
    return _hint(command, setup) if command in setup.keys else None


def _scanned_hints(offered: Sequence[Action], state: State, setup: Setup) -> tuple[Hint, ...]:
    """The two switches and the commands to scan; the one that was moved to first, and marked."""
    turning = (Command.MORE, Command.LESS)
    commands = [one for one in offered if one.spot is None and one.command not in turning]
    hints = [Hint("", one.does, one.command) for one in commands]
    switches = [_hint(one, setup) for one in (Command.SCAN, Command.TAKE) if offered]
    if state.scanned in commands:
        first = commands.index(state.scanned)
        marked = replace(hints[first], marked=True)
        return (marked, *hints[first + 1 :], *hints[:first], *switches)
    return (*switches, *hints)


def _hint(command: Command, setup: Setup, *, by_voice: bool = False) -> Hint:
    """Beside the key stands what can be said, where the kiosk listens."""
    words = setup.phrases.commands[command]
    if command is Command.LANGUAGE:
        # In themselves: whoever looks for one cannot read this one.
        return Hint(key_shown(command, setup), names_of(setup.others), command)
    says = words.say[:1].upper() + words.say[1:] if by_voice and words.say else words.does
    return Hint(key_shown(command, setup), says, command)
