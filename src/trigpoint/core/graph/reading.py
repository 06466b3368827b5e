"""Readings: one value of a measure, with how sure it is and when it was true."""

from __future__ import annotations

from dataclasses import dataclass
from math import isfinite

from trigpoint.core.refusal import Refused
from trigpoint.core.text import _


@dataclass(frozen=True, slots=True)
class Reading:
    """A measure's value with its 95 % interval, both in the measure's unit.

    `as_of` is in seconds since 1970 UTC, `n` the number of cases behind the value. A value that
    was counted or stated, not estimated, has low = value = high; `stated` makes one. `inferred` is
    how many of a hundred events behind it were worked out and never told.

    Raises `Refused` for what is no number: it would spread to every goal above.
    """

    value: float
    low: float
    high: float
    as_of: int
    n: int = 0
    inferred: int = 0

    def __post_init__(self) -> None:
        if not (isfinite(self.value) and isfinite(self.low) and isfinite(self.high)):
            raise Refused(_("A reading is a number with its range, not {value}.", value=self.value))

    @classmethod
    def stated(cls, value: float, as_of: int) -> Reading:
        """Return a reading without uncertainty: a milestone's share done, a yes or a no."""
        return cls(value, value, value, as_of)

    def is_old(self, now: int, cadence: int | None) -> bool:
        """Tell whether more than `cadence` seconds have passed since the value was true."""
        return cadence is not None and now - self.as_of > cadence
