"""PocketSphinx: hears English out of the box, and rather hears nothing than something wrong.

A grammar alone takes every word, cough and slammed door for one of its phrases. So each utterance
is decoded twice, once with the allowed phrases and once with decoys (ordinary words that sound
unlike them), and is accepted on two numbers:

- fit: how well the phrase explains its own stretch of sound, against the best that the acoustic
  model could do there if it were free to choose any sound at every moment;
- margin: by how much the phrase explains the whole utterance better than the best row of decoys,
  for each frame that the phrase takes.

Both are only comparable because every sound is scored in every frame (compallsen); by default
PocketSphinx scores those alive in the search, and its numbers mean something else each time.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

from kiosk.errors import DeviceError
from kiosk.listening.recognisers import Heard, Reason
from kiosk.listening.recognisers.beside import SearchBeside
from kiosk.listening.recognisers.lexicon import Lexicon, Phones
from kiosk.listening.recognisers.preparing import prepared
from kiosk.listening.recognisers.search import Search

_TAIL = bytes(3200)
"""A tenth of a second more of pause: the last sound of a word needs room to end."""
_MARGIN_WEIGHT = 2.5
"""How much the margin counts beside the fit, both in nats per frame of the phrase: the ratio at
which the two separated recorded words and spoken names best; 1.5 to 3.5 differ little."""
_FEWEST_FRAMES = 20
"""Shorter phrases count as if they had so many: no word takes less than 0.2 s."""
_SHORT = 5
"""Sounds. So many and fewer are uttered by chance; each sound more makes the demand smaller.
Measured with babble 10 dB below the voice: of 20 names 16 are accepted with 0.8 at most, 17 with 2
and 19 with 3.5; but what makes long names easy is good for the babble, too."""
_EASE, _MOST_EASE = 0.5, 2.0
_EQUALS = 7
"""The first phrases, which answer the question asked, are equally likely. With each doubling of the
place in the list a phrase must be 4.5 more certain, up to 6: among 100 commands and numbers one
always resembles whatever was said. Measured on synthetic voices: of 580 words that mean nothing on
the list of parts 16 were taken for something with 2.5 and 5, with these 9."""
_DEMAND, _MOST_DEMAND = 4.5, 6.0
_WIDE = {"beam": 1e-80, "pbeam": 1e-80, "wbeam": 1e-60}
"""For the phrases: the right one must not be lost to a noise on the way. Measured with babble 10 dB
below the voice: of 32 spoken names 30 were the best phrase, with PocketSphinx's own values 22."""
_NARROW = {"beam": 1e-30, "pbeam": 1e-30, "wbeam": 1e-15}
"""For rows of decoys, of which there are very many: wide beams take five times as long."""
_HANDICAP = "/0.002/ "
"""The weight, in the grammar, of decoys that sound much like a phrase: minus 40 nats."""
_ONE_MORE = "/0.0005/"
"""The weight of every further decoy: minus 49 nats. One word must not be taken for two halves of
others, but a whole sentence is a row of decoys. Measured: without rows of them 38 of 46 sentences
were taken for one of 45 phrases, with them none."""


class SphinxRecogniser:
    """PocketSphinx with the US English model of its own package."""

    name = "PocketSphinx (en-us)"
    matures = False

    def __init__(self, decoys: Iterable[str], threshold: float) -> None:
        """Load the model (0.5 s).

        Args:
            decoys: ordinary words of the language; each screen uses those unlike its phrases.
            threshold: what fit and weighted margin must reach (content/<language>/decoys.yaml).
        """
        self._threshold = threshold
        self._decoys = SearchBeside(_NARROW)  # it loads at the same time
        self._allowed = Search(_WIDE)
        self._lexicon = Lexicon(decoys, self._pronounce)
        self._phrases: tuple[str, ...] = ()
        self._sound = bytearray()
        self._guess = Heard("", Reason.SILENCE)

    def unknown_words(self, phrases: Sequence[str]) -> list[str]:
        words = dict.fromkeys(word for phrase in phrases for word in phrase.split())
        return [word for word in words if self._pronounce(word) is None]

    def begin(self, phrases: Sequence[str]) -> None:
        self._sound.clear()
        self._guess = Heard("", Reason.SILENCE)
        if tuple(phrases) == self._phrases:
            return
        self._phrases = tuple(phrases)
        known = [phrase for phrase in phrases if not self.unknown_words([phrase])]
        decoys = self._lexicon.decoys_for(known)
        self._allowed.define(f"public <phrase> = {_either(known)} ;")
        words = _either([*decoys.far, *(_HANDICAP + word for word in decoys.near)])
        self._decoys.define(
            f"<word> = {words} ; public <talk> = <word> | {_ONE_MORE} <word> <talk> ;"
        )

    def feed(self, pcm: bytes) -> None:
        self._sound += pcm

    def guess(self) -> Heard:
        self._guess = self._judge()
        return self._guess

    def finish(self) -> Heard:
        """The last guess: the pause since then says nothing more."""
        self._sound.clear()
        guess, self._guess = self._guess, Heard("", Reason.SILENCE)
        return guess

    def _judge(self) -> Heard:
        sound = prepared(bytes(self._sound) + _TAIL)
        self._decoys.begin(sound)
        best = self._allowed.decode(sound)
        try:
            rival = self._decoys.result()
        except DeviceError:
            if not self._decoys.renew():
                raise
            return Heard("", Reason.UNLIKE)  # whoever spoke is asked again, and then it is there
        if best is None or best.text not in self._phrases:
            return Heard("", Reason.UNLIKE)
        margin = best.score - rival.score if rival else 0.0
        certainty = best.fit + _MARGIN_WEIGHT * margin / max(_FEWEST_FRAMES, best.frames)
        likely = certainty >= self._threshold + self._demand(best.text)
        return Heard(best.text, Reason.ACCEPTED if likely else Reason.UNLIKE)

    def _demand(self, phrase: str) -> float:
        """How much more certain than the threshold this phrase must be."""
        sounds = sum(len(self._pronounce(word) or ()) for word in phrase.split())
        place = self._phrases.index(phrase) + 1
        demand = min(_MOST_DEMAND, _DEMAND * max(0.0, math.log2(place / _EQUALS)))
        return max(-_MOST_EASE, demand - _EASE * max(0, sounds - _SHORT))

    def _pronounce(self, word: str) -> Phones | None:
        sounds = self._allowed.pronunciation(word)
        return tuple(sounds.split()) if sounds else None


def _either(alternatives: Sequence[str]) -> str:
    return " | ".join(dict.fromkeys(alternatives)) or "<VOID>"
