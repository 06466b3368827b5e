"""Whether a request really comes from the chat, and now: its signature, and its age."""

from __future__ import annotations

import base64
import hashlib
import hmac
from collections.abc import Mapping

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.padding import PKCS7

from trigpoint.core.text import Text, _

OLDEST = 300
"""Seconds, as both vendors advise."""
BLOCK = 16


class Unverified(Exception):  # noqa: N818 - what the request is, told to whoever sent it
    """The request is not taken; `text` says why."""

    def __init__(self, text: Text) -> None:
        super().__init__(str(text))
        self.text = text


def slack(secret: str, headers: Mapping[str, str], body: bytes, now: float) -> str:
    """Return the signature of a request of Slack's (docs.slack.dev, "Verifying requests").

    Raises:
        Unverified: for a wrong signature, or one older than five minutes.
    """
    stamp = headers.get("X-Slack-Request-Timestamp", "")
    fresh(stamp, now)
    content = b":".join((b"v0", stamp.encode(), body))
    right = "v0=" + hmac.new(secret.encode(), content, hashlib.sha256).hexdigest()
    return same(headers.get("X-Slack-Signature", ""), right)


def lark(key: str, headers: Mapping[str, str], body: bytes, now: float) -> str:
    """Return the signature of a request of Lark's (open.larksuite.com, "Configure Encrypt Key").

    Raises:
        Unverified: for a wrong signature, or one older than five minutes.
    """
    stamp, nonce = headers.get("X-Lark-Request-Timestamp", ""), headers.get("X-Lark-Request-Nonce")
    fresh(stamp, now)
    content = (stamp + (nonce or "") + key).encode() + body
    return same(headers.get("X-Lark-Signature", ""), hashlib.sha256(content).hexdigest())


def fresh(stamp: str, now: float) -> None:
    """Raise `Unverified` for a moment that is more than five minutes away."""
    if not (stamp.isascii() and stamp.isdigit() and len(stamp) < 12):
        raise Unverified(_("The request says not when it was made."))
    if abs(now - int(stamp)) > OLDEST:
        raise Unverified(_("The request is too old."))


def same(said: str, right: str) -> str:
    """Return a signature that is right; raise `Unverified` for another."""
    if not hmac.compare_digest(said.encode(), right.encode()):
        raise Unverified(_("The signature is wrong."))
    return right


def opened(key: str, text: str) -> bytes:
    """Return what Lark has encrypted: AES-256-CBC under the digest of the key.

    Raises:
        Unverified: where it was not encrypted under this key.
    """
    try:
        sealed = base64.b64decode(text, validate=True)
        cipher = Cipher(
            algorithms.AES256(hashlib.sha256(key.encode()).digest()), modes.CBC(sealed[:BLOCK])
        )
        plain, unpad = cipher.decryptor(), PKCS7(BLOCK * 8).unpadder()
        padded = plain.update(sealed[BLOCK:]) + plain.finalize()
        return unpad.update(padded) + unpad.finalize()
    except ValueError as error:
        # In the same words as what is no JSON: told apart, they would decrypt it byte by byte.
        raise Unverified(_("The request cannot be read.")) from error
