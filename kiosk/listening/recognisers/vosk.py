"""Vosk: hears a language for which a model is installed.

Its grammar is no list of phrases but a model of which word follows which: fragments, repetitions
and new orders come out of it. Only an exact whole phrase counts; its own confidence is about 1 on
wrong words too and is not asked for.
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterable, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any

import vosk

from kiosk.errors import DeviceError
from kiosk.listening.recognisers import Heard, Reason
from kiosk.listening.recognisers.lexicon import Lexicon, Phones

RATE = 16_000
_UNKNOWN = "[unk]"
"""The word of some models (English) for all that is none of the others."""


def letters(word: str) -> Phones:
    """A word's letters as a stand-in for its sounds; Korean syllables fall into their letters."""
    return tuple(unicodedata.normalize("NFD", word))


def _once(text: str) -> str:
    """The text without words that follow themselves: people say "no no", and Vosk hears the long
    end of a phrase as one more word ("주세요 주세요")."""
    return " ".join(word for word, _ in groupby(text.split()))


class VoskRecogniser:
    """One Vosk model; a new recogniser for every utterance, which takes a millisecond."""

    matures = True

    def __init__(self, folder: Path, decoys: Iterable[str] = ()) -> None:
        """Load the model (2 to 3 s).

        Raises:
            DeviceError: the folder holds no model that this Vosk can load.
        """
        vosk.SetLogLevel(-1)
        self.name = f"Vosk ({folder.name})"
        try:
            self._model: Any = vosk.Model(str(folder))
        except Exception as error:  # Vosk raises bare exceptions
            raise DeviceError(
                f"The model in {folder} cannot be loaded; run: kiosk models verify"
            ) from error
        self._lexicon = Lexicon((word for word in decoys if self._knows(word)), letters)
        self._phrases: frozenset[str] = frozenset()
        self._grammar = ""
        self._engine: Any = None
        self._said: list[str] = []

    def unknown_words(self, phrases: Sequence[str]) -> list[str]:
        words = dict.fromkeys(word for phrase in phrases for word in phrase.split())
        return [word for word in words if not self._knows(word)]

    def begin(self, phrases: Sequence[str]) -> None:
        if frozenset(phrases) != self._phrases or not self._grammar:
            self._phrases = frozenset(phrases)
            self._grammar = self._grammar_of(phrases)
        # The engine belongs to the model: it must never outlive it.
        self._engine = vosk.KaldiRecognizer(self._model, RATE, self._grammar)
        self._said = []

    def feed(self, pcm: bytes) -> None:
        if self._engine.AcceptWaveform(pcm):  # it has found an end of its own
            self._said.append(json.loads(self._engine.Result())["text"])

    def guess(self) -> Heard:
        # Right after an end of its own there is no "partial", only an empty "text".
        return self._judge(json.loads(self._engine.PartialResult()).get("partial", ""))

    def finish(self) -> Heard:
        heard = self._judge(json.loads(self._engine.FinalResult())["text"])
        self._engine = None
        return heard

    def _judge(self, last: str) -> Heard:
        text = " ".join(part for part in (*self._said, last) if part)
        if not text:
            return Heard("", Reason.UNLIKE)
        for said in (text, _once(text)):
            if said in self._phrases:
                return Heard(said, Reason.ACCEPTED)
        return Heard("", Reason.UNLIKE)

    def _knows(self, word: str) -> bool:
        return bool(word) and self._model.vosk_model_find_word(word) >= 0

    def _grammar_of(self, phrases: Sequence[str]) -> str:
        """JSON that Vosk survives: never empty, only words that the model knows, no escapes."""
        known = [phrase for phrase in phrases if phrase and not self.unknown_words([phrase])]
        words = list(dict.fromkeys([*known, *self._lexicon.decoys_for(known).far]))
        if self._knows(_UNKNOWN):
            words.append(_UNKNOWN)
        return json.dumps(words or [_UNKNOWN], ensure_ascii=False)
