"""Canonical JSON: equal values give equal bytes.

As RFC 8785 in spirit: UTF-8, no spaces, keys in order of their code points, numbers in their
shortest form. A fraction without a rest is written as a whole number, because databases do not
keep the difference. What JSON cannot hold exactly is refused instead of being rounded.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TypeAlias

Json: TypeAlias = (
    "bool | int | float | str | list[Json] | tuple[Json, ...] | Mapping[str, Json] | None"
)

MOST = 2**53
"""Whole numbers from here on are not exact in every reader of JSON (RFC 7493)."""


def canonical(value: Json) -> bytes:
    """Return the bytes of a value.

    Raises ValueError for numbers that are not finite or not below 2**53, and for text that is not
    Unicode; TypeError for anything that is not JSON (write dates and decimals as text).
    """
    plain = plain_value(value)
    text = json.dumps(
        plain, ensure_ascii=False, allow_nan=False, sort_keys=True, separators=(",", ":")
    )
    return text.encode("utf-8")


def plain_value(value: Json) -> Json:
    """Return the value with its numbers in one form, or refuse it."""
    match value:
        case None | bool() | str():
            return value
        case int() | float():
            return plain_number(value)
        case list() | tuple():
            return [plain_value(item) for item in value]
        case Mapping():
            return {plain_key(key): plain_value(item) for key, item in value.items()}
    raise TypeError(f"{type(value).__name__} is not JSON")


def plain_number(value: int | float) -> int | float:
    """Return a whole number as an int, any other as it is."""
    if not -MOST < value < MOST:
        raise ValueError(f"{value} is not exact in JSON")
    return int(value) if value == int(value) else value


def plain_key(key: object) -> str:
    """Return the key, or refuse one that is not text."""
    if not isinstance(key, str):
        raise TypeError(f"{key!r} is no key of JSON")
    return key
