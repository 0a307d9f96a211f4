"""A search: one PocketSphinx decoder, which finds the likeliest sentence of one grammar."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pocketsphinx

Beams = Mapping[str, float]
"""How much less likely than the best an explanation may be and is still followed."""

_SOUNDS = {"compallsen": True, "pl_window": 0, "silprob": 0.05, "fillprob": 0.05}
"""Every sound is scored in every frame; and pauses and noises around the words may be anything."""


@dataclass(frozen=True)
class Decoded:
    """The likeliest sentence."""

    text: str
    score: float
    """Nats, 0 is the best that the model could do; the whole utterance."""
    fit: float
    """Nats per frame of 10 ms, within the words themselves, pauses left out."""
    frames: int


class Search:
    """One decoder with one grammar at a time."""

    def __init__(self, beams: Beams) -> None:
        """Load the model (0.5 s)."""
        self._decoder: Any = pocketsphinx.Decoder(
            lm=None, loglevel="FATAL", bestpath=False, **_SOUNDS, **beams
        )
        self._pronunciations: dict[str, str | None] = {}
        """PocketSphinx never frees what it tells of a word: each is asked for once."""

    def pronunciation(self, word: str) -> str | None:
        """The sounds of a word, separated by spaces; None: it is unknown."""
        if word not in self._pronunciations:
            self._pronunciations[word] = self._decoder.lookup_word(word)
        return self._pronunciations[word]

    def define(self, rules: str) -> None:
        """From now on decode with these rules of a JSGF grammar."""
        self._decoder.add_jsgf_string("grammar", f"#JSGF V1.0; grammar g; {rules}")
        self._decoder.activate_search("grammar")

    def decode(self, sound: bytes) -> Decoded | None:
        """Decode the whole utterance at once, so that it is normalised by its own average."""
        decoder = self._decoder
        decoder.start_utt()
        decoder.process_raw(sound, full_utt=True)
        decoder.end_utt()
        found = decoder.hyp()
        if found is None or not found.hypstr:
            return None
        spoken = [part for part in decoder.seg() if part.word[0] not in "<[(+"]
        frames = sum(part.end_frame - part.start_frame + 1 for part in spoken)
        fit = sum(_nats(part.ascore) for part in spoken) / max(1, frames)
        return Decoded(found.hypstr, _nats(found.best_score), fit, frames)


def _nats(score: float) -> float:
    """PocketSphinx shifts its logarithms by ten bits before it raises them."""
    return 1024.0 * math.log(score) if score > 0 else -1e5
