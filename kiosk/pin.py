"""The PIN of the staff: only a slow hash of it is kept.

The settings import this file, so that what makes a hash is loaded where one is made.
"""

from __future__ import annotations

import re

SHORTEST, LONGEST = 6, 12
"""Digits."""

HASHED = re.compile(r"scrypt:(\d+):(\d+):(\d+):([0-9a-f]{32}):([0-9a-f]{64})")

_COST = (2**15, 8, 3)
"""n, r and p of scrypt as the OWASP recommends them: 32 MB, and 0.2 to 1 s for each guess."""
_MEMORY = 2**26
"""Bytes that a hash may take; a dearer one could be written into the settings only by mistake."""


def is_pin(written: str) -> bool:
    """Whether this can be a PIN: digits that stand on every keyboard."""
    return re.fullmatch(rf"[0-9]{{{SHORTEST},{LONGEST}}}", written) is not None


def hashed(pin: str) -> str:
    """What the settings keep: `scrypt:n:r:p:salt:hash`. Takes a second on a small machine."""
    from secrets import token_bytes

    salt = token_bytes(16)
    costs = ":".join(map(str, _COST))
    return f"scrypt:{costs}:{salt.hex()}:{_hash(pin, salt, *_COST).hex()}"


def fits(pin: str, kept: str) -> bool:
    """Whether this is the PIN that was hashed; as slow as `hashed`."""
    from hmac import compare_digest

    parts = HASHED.fullmatch(kept)
    if parts is None:
        return False
    n, r, p = map(int, parts.groups()[:3])
    salt, key = map(bytes.fromhex, parts.groups()[3:])
    try:
        return compare_digest(_hash(pin, salt, n, r, p), key)
    except ValueError:  # costs that scrypt does not know
        return False


def _hash(pin: str, salt: bytes, n: int, r: int, p: int) -> bytes:
    from hashlib import scrypt

    return scrypt(pin.encode(), salt=salt, n=n, r=r, p=p, maxmem=_MEMORY, dklen=32)
