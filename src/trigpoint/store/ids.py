"""Public ids: short, random, and sorted by the second in which they were made."""

import datetime
import secrets
import time

# Crockford's base 32: no i, l, o, u, so that an id survives being read out on the phone.
ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
EPOCH = 1_577_836_800  # 2020-01-01 UTC; six characters of seconds last until 2054
TIME_CHARACTERS = 6
RANDOM_CHARACTERS = 7
LENGTH = TIME_CHARACTERS + RANDOM_CHARACTERS


def encode(number: int, characters: int) -> str:
    """Return `number` in base 32, padded to `characters`."""
    digits = ""
    for _position in range(characters):
        number, digit = divmod(number, 32)
        digits = ALPHABET[digit] + digits
    return digits


def new_id() -> str:
    """Return a fresh public id of 13 characters, 35 bits of them random."""
    seconds = int(time.time()) - EPOCH
    return encode(seconds, TIME_CHARACTERS) + encode(secrets.randbits(35), RANDOM_CHARACTERS)


def made_at(public_id: str) -> datetime.datetime:
    """Return the second in which a public id was made."""
    seconds = 0
    for character in public_id[:TIME_CHARACTERS]:
        seconds = seconds * 32 + ALPHABET.index(character)
    return datetime.datetime.fromtimestamp(EPOCH + seconds, datetime.UTC)


def is_id(text: str) -> bool:
    """Whether a text has the form of a public id, or of one followed by that of a token."""
    return all(len(part) == LENGTH and set(part) <= set(ALPHABET) for part in text.split("/"))
