"""The secret key: outside of a backup, or sealed in it with a passphrase."""

from __future__ import annotations

import base64
import hashlib
import hmac
import os
from pathlib import Path

from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

SALT_BYTES = 16
COST = 2**16
"""Of scrypt: 64 MB and a tenth of a second for each guess."""


def fingerprint(key: str) -> str:
    """Return what tells two keys apart and says nothing about either."""
    return hmac.new(key.encode(), b"trigpoint fingerprint", hashlib.sha256).hexdigest()


def seal(key: str, passphrase: str) -> bytes:
    """Return the key, sealed."""
    salt = os.urandom(SALT_BYTES)
    return salt + Fernet(_stretched(passphrase, salt)).encrypt(key.encode())


def unseal(sealed: bytes, passphrase: str) -> str | None:
    """Return the key, or None where the passphrase is another one."""
    salt, token = sealed[:SALT_BYTES], sealed[SALT_BYTES:]
    try:
        return Fernet(_stretched(passphrase, salt)).decrypt(token).decode()
    except InvalidToken:
        return None


def read_passphrase(path: Path) -> str:
    """Return the first line of a file."""
    return path.read_text(encoding="utf-8").split("\n", 1)[0]


def _stretched(passphrase: str, salt: bytes) -> bytes:
    stretched = Scrypt(salt=salt, length=32, n=COST, r=8, p=1).derive(passphrase.encode())
    return base64.urlsafe_b64encode(stretched)
