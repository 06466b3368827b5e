"""A chain of thirty entries with their bodies, for tests of its laws."""

from hashlib import sha256

from trigpoint.core.history.chain import Entry, append, beginning, sign_head
from trigpoint.core.history.digest import digest
from trigpoint.core.history.verify import Body

KEYS = {"k1": b"first key" * 4, "k2": b"second key" * 4}
ORG, LENGTH = "acme", 30


def salt(number):
    return sha256(b"salt %d" % number).digest()[:16]


def body(number):
    return {"title": f"Goal {number}", "why": "because", "weight": number / 4}


def entry(number, erases=()):
    return Entry(
        number,
        1_775_000_000 + number,
        f"p{number % 3}",
        None,
        "change",
        "goal",
        f"g{number % 5}",
        digest(body(number), salt(number)),
        erases,
    )


def chain(length=LENGTH, erasing=None):
    """The rows and the head; `erasing` says which number erases which others."""
    rows, last = [], beginning(ORG)
    for number in range(1, length + 1):
        key = "k1" if number < length / 2 else "k2"
        rows.append(append(last, entry(number, (erasing or {}).get(number, ())), KEYS, key))
        last = rows[-1].hash
    return tuple(rows), sign_head(ORG, length, last, KEYS, "k2")


def body_of(at):
    return Body(body(at.number), salt(at.number))
