"""The chain of an organisation's entries, and its signed head.

Each entry's hash covers the hash before it: sha256(previous || canonical(entry)). Its seal, an
HMAC, covers entry and hash; so someone who can write to the database, and even compute the hashes
anew, still cannot make an entry that passes, and the place of what they did can be told. The head
is the same kind of seal over length and last hash; whoever keeps a copy elsewhere can also tell
that the whole end, with its head, was put back to an earlier one.
"""

from __future__ import annotations

import hmac
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import TypeAlias

from trigpoint.core.history.canonical import canonical

Keys: TypeAlias = Mapping[str, bytes]
"""Signing keys by their name, so that a new one can follow while old seals stay valid.

The last one is in force: it alone signs the end of a history.
"""


@dataclass(frozen=True, slots=True)
class Entry:
    """One change: what happened, without any text of a person.

    `number` counts from 1 within the organisation; `at` is in seconds since 1970 UTC; `actor` did
    it, `acting_as` is on whose behalf where that is someone else. `digest` stands for the body,
    which holds the version and the reason. `erases` are the numbers of entries whose bodies this
    one took away.
    """

    number: int
    at: int
    actor: str
    acting_as: str | None
    verb: str
    kind: str
    record: str
    digest: str
    erases: tuple[int, ...] = ()

    def canonical(self) -> bytes:
        """Return the bytes that hash and seal cover."""
        return canonical(
            {
                "number": self.number,
                "at": self.at,
                "actor": self.actor,
                "acting_as": self.acting_as,
                "verb": self.verb,
                "kind": self.kind,
                "record": self.record,
                "digest": self.digest,
                "erases": self.erases,
            }
        )


@dataclass(frozen=True, slots=True)
class Sealed:
    """An entry as it is kept. `hash` is in hexadecimal; `seal` names its key before a colon."""

    entry: Entry
    hash: str
    seal: str


@dataclass(frozen=True, slots=True)
class Head:
    """The end of a chain: how many entries, and the hash of the last (of the beginning, for 0)."""

    organisation: str
    length: int
    hash: str
    signature: str


def beginning(organisation: str) -> str:
    """Return the hash before the first entry; each organisation has its own."""
    return sha256(b"trigpoint history 1\n" + organisation.encode()).hexdigest()


def entry_hash(previous: str, entry: Entry) -> str:
    """Return the hash of an entry that follows the previous hash."""
    return sha256(bytes.fromhex(previous) + entry.canonical()).hexdigest()


def append(previous: str, entry: Entry, keys: Keys, key: str) -> Sealed:
    """Return the entry bound to the hash before it and sealed with the named key."""
    found = entry_hash(previous, entry)
    return Sealed(entry, found, sign(keys, key, seal_message(entry, found)))


def sign_head(organisation: str, length: int, last_hash: str, keys: Keys, key: str) -> Head:
    """Return the head of a chain, signed with the named key."""
    signature = sign(keys, key, head_message(organisation, length, last_hash))
    return Head(organisation, length, last_hash, signature)


def is_sealed(row: Sealed, keys: Keys) -> bool:
    """Tell whether one of our keys sealed just this entry with this hash."""
    return is_signed(row.seal, keys, seal_message(row.entry, row.hash))


def is_genuine(head: Head, keys: Keys) -> bool:
    """Tell whether one of our keys signed the head."""
    return is_signed(head.signature, keys, head_message(head.organisation, head.length, head.hash))


def seal_message(entry: Entry, found: str) -> bytes:
    """Return what a seal covers."""
    return b"entry\n" + found.encode() + b"\n" + entry.canonical()


def head_message(organisation: str, length: int, last_hash: str) -> bytes:
    """Return what a head's signature covers."""
    return b"head\n" + canonical([organisation, length, last_hash])


def sign(keys: Keys, key: str, message: bytes) -> str:
    """Return the key's name, a colon and the HMAC-SHA256 in hexadecimal."""
    return f"{key}:{hmac.new(keys[key], message, 'sha256').hexdigest()}"


def is_signed(signature: str, keys: Keys, message: bytes) -> bool:
    """Tell whether the signature is the message's, under a key that we know."""
    key, colon, _ = signature.partition(":")
    known = bool(colon) and key in keys
    return known and hmac.compare_digest(
        signature.encode("utf-8", "replace"), sign(keys, key, message).encode()
    )
