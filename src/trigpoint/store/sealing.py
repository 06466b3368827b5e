"""Secrets of others that we have to keep: sealed, and bound to the row they lie in.

AES-256-GCM under a key derived from the installation's own. What a row is bound to goes into the
seal, so that a sealed text copied into another row opens nothing. Nobody is shown one again.
"""

from __future__ import annotations

import os
from contextlib import suppress

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

NONCE_BYTES = 12
FORM = b"\x01"
"""The first byte of what is sealed: a later form would begin otherwise."""


class Unreadable(Exception):  # noqa: N818 - a state of what is kept, told to the reader
    """It was sealed under another key or for another row; it has to be entered anew."""


def seal(secret: str, bound_to: str) -> bytes:
    """Return `secret`, sealed for the row that `bound_to` names."""
    nonce = os.urandom(NONCE_BYTES)
    return (
        FORM
        + nonce
        + _cipher(settings.SECRET_KEY).encrypt(nonce, secret.encode(), bound_to.encode())
    )


def unseal(sealed: bytes, bound_to: str) -> str:
    """Return a secret.

    Raises:
        Unreadable: where it was not sealed for this row by this installation.
    """
    nonce, text = sealed[1 : 1 + NONCE_BYTES], sealed[1 + NONCE_BYTES :]
    if sealed[:1] != FORM:
        raise Unreadable
    for key in (settings.SECRET_KEY, *settings.TRIGPOINT_FORMER_KEYS):
        with suppress(InvalidTag):
            return _cipher(key).decrypt(nonce, text, bound_to.encode()).decode()
    raise Unreadable


def _cipher(key: str) -> AESGCM:
    derive = HKDF(SHA256(), length=32, salt=None, info=b"trigpoint sealed secrets")
    return AESGCM(derive.derive(key.encode()))
