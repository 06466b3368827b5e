"""What people type as a number: a whole one, or one in a measure's unit."""

from __future__ import annotations

import math
import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext

SECONDS = {"s": 1, "min": 60, "m": 60, "h": 3600, "d": 86_400, "w": 604_800}
PIECE = re.compile(r"(\d+(?:[.,]\d+)?)\s*(s|min|m|h|d|w)\b")
DIGITS = 9
"""No number of ours has more; many more take Python minutes to read, or are refused by it."""


def whole(typed: str, usual: int = 0) -> int:
    """Return a whole number as it stands in an address or a form; `usual` for anything else."""
    return int(typed) if typed.isdecimal() and len(typed) <= DIGITS else usual


def value(typed: str, unit: str) -> float:
    """Return what was typed, in the unit of a measure.

    Shares are typed as percent ("80", "80 %"), times with their units ("1 h 30 min", "2 d"; a
    bare number is hours), anything else as a plain number.

    Raises:
        ValidationError: where that is no number, with an example of one.
    """
    text = typed.strip().lower().replace("\u00a0", " ")
    if unit == "seconds":
        return duration(text)
    bare = text.removesuffix("%").strip().replace(",", ".")
    try:
        number = finite(float(bare))
    except ValueError as error:
        example = "80 %" if unit == "share" else "0.35"
        message = gettext("Write a number, such as {example}.").format(example=example)
        raise ValidationError(message) from error
    return number / 100 if unit == "share" else number


def duration(text: str) -> float:
    """Return seconds from "1 h 30 min" or from a bare number of hours."""
    pieces = PIECE.findall(text)
    rest = PIECE.sub("", text).strip()
    try:
        if pieces and not rest:
            parts = (float(amount.replace(",", ".")) * SECONDS[unit] for amount, unit in pieces)
            return finite(sum(parts))
        return finite(float(text.replace(",", ".")) * 3600)
    except ValueError as error:
        message = gettext("Write a time, such as 4 h, 1 h 30 min or 2 d.")
        raise ValidationError(message) from error


def finite(number: float) -> float:
    """Return a number that has an end; raises ValueError for one that has none, such as "nan"."""
    if not math.isfinite(number):
        message = "no number that can be kept"
        raise ValueError(message)
    return number


def typed(number: float, unit: str) -> str:
    """Return a value as somebody would type it, such that `value` reads the same again."""
    if unit == "share":
        return f"{number * 100:.10g} %"
    if unit != "seconds":
        return f"{number:.10g}"
    pieces = []
    left = number
    for name in ("d", "h", "min", "s"):
        amount, left = divmod(left, SECONDS[name])
        if amount:
            pieces.append(f"{amount:g} {name}")
    return " ".join(pieces) or "0 h"
