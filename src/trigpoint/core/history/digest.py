"""Salted digests: they bind an entry to a text without giving the text away.

A short text could be guessed from a bare digest. With the salt erased together with the text
nothing can be tried against what remains, and the chain stays whole.
"""

from __future__ import annotations

import hmac

from trigpoint.core.history.canonical import Json, canonical

LEAST_SALT = 16
"""Bytes: 128 bits, so that a salt cannot be guessed either."""


def digest(body: Json, salt: bytes) -> str:
    """Return the digest of a body, HMAC-SHA256 under its salt, as 64 hexadecimal digits.

    Raises ValueError for a salt of less than 16 bytes.
    """
    if len(salt) < LEAST_SALT:
        raise ValueError("a salt needs 16 bytes")
    return hmac.new(salt, canonical(body), "sha256").hexdigest()
