"""What stands in place of a figure that the data do not carry: a value, never an exception."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from trigpoint.core.text import Text


class Kind(StrEnum):
    """Why a figure was refused, for machines; people read the reason."""

    TOO_SHORT = "too_short"
    TOO_FEW = "too_few"
    TOO_FAR = "too_far"
    GAPS = "gaps"
    OLD = "old"
    CONSTANT = "constant"
    EXPLODING = "exploding"
    NOT_FINITE = "not_finite"
    OUT_OF_RANGE = "out_of_range"
    PAST = "past"
    DEFINITION = "definition"
    OVERLAP = "overlap"
    LAG = "lag"


@dataclass(frozen=True, slots=True)
class Refusal:
    """A figure that is not given, and the reason in words."""

    kind: Kind
    reason: Text
