"""The engine: what happens next, given what happened.

`step(state, event, setup) -> (state, effects)` is pure: no clock, no sound, no screen, no chance.

Theory of operation. A reaction makes a new state out of an old one and nothing else; what has to
be done about it follows from the difference of the two (`consequences`), so that no path can
forget to draw, to fall silent or to restart a timer. Whatever is said belongs to a turn. A turn
says its asides ("Louder.") and then what is left of the page's script; reports about older turns
are dropped in `step`, the one place. The cursor follows the voice, and keys move both.
"""

from __future__ import annotations

from dataclasses import replace

from kiosk.dialogue import moves
from kiosk.dialogue.acts import act, ear_changed, listened, typed
from kiosk.dialogue.conditions import Speech, Voice
from kiosk.dialogue.consequences import consequences
from kiosk.dialogue.effects import Effect
from kiosk.dialogue.events import (
    CommandGiven,
    DigitPressed,
    EarLost,
    EarReady,
    EarUnavailable,
    Event,
    GuideOpened,
    GuideRefused,
    Heard,
    Hesitated,
    ItemPointedAt,
    KioskStarted,
    LanguageNamed,
    ListeningBegan,
    NotUnderstood,
    OfTurn,
    PageShown,
    SentenceBegan,
    SentencesWritten,
    SpeechEnded,
    TimerRanOut,
    UnknownKeyPressed,
    VisitorBegan,
    VisitorEnded,
    VisitorErased,
    VisitorTyped,
    VoiceLost,
    VoiceReady,
    VoiceUnavailable,
)
from kiosk.dialogue.languages import fetched
from kiosk.dialogue.modes import (
    AskingLanguage,
    AskingNext,
    AskingPresence,
    ChoosingGuide,
    ChoosingSection,
    Helping,
    Leaving,
    Opening,
    Reading,
    Start,
    Welcome,
)
from kiosk.dialogue.pages import page
from kiosk.dialogue.scripts import prompt
from kiosk.dialogue.setup import Setup
from kiosk.dialogue.state import MOST_MISSES, State
from kiosk.dialogue.timer import Timer
from kiosk.dialogue.turns import enter, interject, return_to, say_again, speak, start_anew


def step(state: State, event: Event, setup: Setup) -> tuple[State, tuple[Effect, ...]]:
    """One thing happened: the new state, and what to do about it."""
    if isinstance(event, OfTurn) and event.turn != state.turn:
        return state, ()
    if isinstance(event, KioskStarted):
        started = start_anew(state, setup)
        return started, consequences(None, started, setup)
    after = _on_the_page(_react(state, event, setup.speaking(state.spoken)), setup)
    return after, consequences(state, after, setup)


def _react(state: State, event: Event, setup: Setup) -> State:
    match event:
        case CommandGiven() | DigitPressed() | ItemPointedAt() | UnknownKeyPressed():
            return act(state, event, setup)
        case LanguageNamed():
            return act(state, event, setup)
        case VisitorTyped() | VisitorErased():
            return typed(state, event, setup)
        case SentenceBegan(sentence=sentence):
            return _heard(state, sentence)
        case SentencesWritten(sentences=sentences):
            return _written(state, sentences)
        case SpeechEnded():
            return _finished(state, setup)
        case VoiceLost() | VoiceReady() | VoiceUnavailable():
            return _voice_changed(state, event, setup)
        case EarReady() | EarLost() | EarUnavailable():
            return ear_changed(state, event, setup)
        case ListeningBegan() | VisitorBegan() | VisitorEnded():
            return listened(state, event, setup)
        case Heard() | Hesitated() | NotUnderstood():
            return listened(state, event, setup)
        case PageShown(page=shown, pages=pages):
            return replace(state, page=shown, pages=pages)
        case TimerRanOut(timer=timer):
            return _timer_ran_out(state, timer, setup)
        case GuideOpened(guide=guide) if isinstance(state.mode, Opening):
            awaited = (guide.guide, guide.language) == (state.mode.guide_id, setup.language)
            return fetched(state, state.mode, guide, setup) if awaited else state
        case GuideRefused(guide_id, language) if isinstance(state.mode, Opening):
            awaited = (guide_id, language) == (state.mode.guide_id, setup.language)
            return _refused(state, state.mode, setup) if awaited else state
        case _:
            return state


def _on_the_page(state: State, setup: Setup) -> State:
    """Help alone may lose its last line beneath the cursor: it tells of the ear while it hears."""
    if not isinstance(state.mode, Helping):
        return state
    return replace(state, cursor=min(state.cursor, len(page(state, setup).spots) - 1))


def _heard(state: State, sentence: int) -> State:
    """A sentence of this turn began to sound."""
    index = sentence - len(state.asides)
    if not 0 <= index < len(state.script):
        return state
    utterance = state.script[index]
    taught = state.taught | {utterance.teaches} if utterance.teaches else state.taught
    cursor = state.cursor if utterance.spot is None else utterance.spot
    # A repeat counts as the second one only while its point is still being read.
    last = state.last if cursor == state.cursor else None
    return replace(state, heard=index, cursor=cursor, taught=taught, last=last)


def _written(state: State, sentences: int) -> State:
    """The visitor reads. Only in a section, which is told point by point, that is a place."""
    told = state.script[:sentences]
    spots = [state.cursor, *(one.spot for one in told if one.spot is not None)]
    return replace(
        state,
        heard=max(len(told) - 1, 0),
        cursor=spots[-1] if isinstance(state.mode, Reading) else state.cursor,
        taught=state.taught.union(one.teaches for one in told if one.teaches),
    )


def _finished(state: State, setup: Setup) -> State:
    """This turn was heard to its end; a section and the welcome lead on by themselves."""
    state = replace(state, talking=False, asides=())
    if state.speech is not Speech.SPEAKING:
        return state
    if state.breath < len(state.script):
        return replace(state, script=state.script[state.breath :], heard=0, gap=True)
    state = replace(state, speech=Speech.SILENT, script=(), heard=0)
    match state.mode:
        case Reading(section=section):
            return enter(state, AskingNext(section), setup)
        case Welcome():
            return enter(state, ChoosingSection(), setup)
        case _:
            return state


def _voice_changed(
    state: State, event: VoiceLost | VoiceReady | VoiceUnavailable, setup: Setup
) -> State:
    words = setup.phrases.notices
    match event:
        case VoiceReady() if state.voice is Voice.AWAITED:
            return say_again(replace(state, voice=Voice.READY))
        case VoiceReady():
            return say_again(replace(state, voice=Voice.READY, notice=words.voice_back))
        case VoiceUnavailable() if state.voice is Voice.UNAVAILABLE:
            return state
        case VoiceLost():
            return replace(state, voice=Voice.LOST, notice=words.voice_lost)
        case _:
            return replace(state, voice=Voice.UNAVAILABLE, notice=words.no_voice)


def _timer_ran_out(state: State, timer: Timer, setup: Setup) -> State:
    match timer, state.mode:
        case (Timer.GAP, _) if state.gap:
            return speak(state)
        case (Timer.EAR, _) if state.loss_untold:
            lost = replace(state, loss_untold=False)
            return interject(lost, setup.phrases.listening.ear_lost)
        case (Timer.NOTICE, _):
            return replace(state, notice="")
        case (Timer.GOODBYE, Leaving()):
            return start_anew(state, setup)
        case (Timer.ANSWER, (AskingPresence(asked=1) | AskingLanguage(asked=1)) as again):
            return enter(state, replace(again, asked=2), setup)
        case (Timer.ANSWER, AskingPresence()):
            return start_anew(state, setup)
        case (Timer.ANSWER, AskingLanguage(before=before)):
            return return_to(state, before, setup)
        case (Timer.DIGITS, _) if state.number:
            return moves.choose_number(replace(state, number=0), state.number, setup)
        case (Timer.PROMPT, Opening() as opening):
            return _refused(state, opening, setup)  # a disk that hangs opens nothing today
        case (Timer.PROMPT, _):
            # Whoever cannot press a key gets another chance to be understood.
            misses = min(state.misses, MOST_MISSES - 1)
            return _prompt(replace(state, prompts=state.prompts + 1, misses=misses), setup)
        case _:
            return state


def _prompt(state: State, setup: Setup) -> State:
    """Nobody has reacted for a while."""
    patience = setup.patience
    if isinstance(state.mode, Start):
        return enter(state, Start(), setup) if state.can_speak else state
    if state.prompts * patience.prompt_seconds >= patience.idle_seconds:
        return enter(state, AskingPresence(state.ground), setup)
    if state.can_speak and state.speech is Speech.SILENT and not state.talking:
        return speak(state, script=prompt(page(state, setup), state, setup), speech=Speech.SPEAKING)
    return state


def _refused(state: State, opening: Opening, setup: Setup) -> State:
    """The guide could not be opened: say so, and let another one be chosen."""
    if opening.change:
        setup = setup.speaking(state.language)
        back = return_to(state, opening.change.before, setup)
        return interject(back, setup.phrases.languages.not_now)
    notice = setup.phrases.menu.refused.format(title=opening.title)
    if len(setup.shelf) > 1:
        return interject(enter(state, ChoosingGuide(), setup), notice)
    return interject(start_anew(state, setup), notice)
