"""The cache: sounds made a short while ago, because a visitor asks to hear a thing again."""

from __future__ import annotations

from array import array
from collections import OrderedDict
from collections.abc import Hashable


class Cache:
    """Keeps the sounds used last, up to a limit of memory."""

    def __init__(self, limit: int = 4_000_000) -> None:
        """limit: bytes of samples in all; 4 MB are 90 seconds of speech."""
        self._limit = limit
        self._sounds: OrderedDict[Hashable, array[int]] = OrderedDict()
        self._size = 0

    def get(self, key: Hashable) -> array[int] | None:
        """The sound, which counts as used now."""
        if key in self._sounds:
            self._sounds.move_to_end(key)
        return self._sounds.get(key)

    def put(self, key: Hashable, samples: array[int]) -> None:
        """Keep a sound, and let go of the ones not used for longest if need be."""
        self._size += 2 * (len(samples) - len(self._sounds.pop(key, ())))
        self._sounds[key] = samples
        while self._size > self._limit:
            self._size -= 2 * len(self._sounds.popitem(last=False)[1])

    def clear(self) -> None:
        """Forget everything: it may tell what a visitor was told."""
        self._sounds.clear()
        self._size = 0
