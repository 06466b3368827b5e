"""One measure's past, week by week, made ready for the methods that look ahead or back."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

FloatArray = NDArray[np.float64]


class Scale(StrEnum):
    """How a measure varies, and so the scale on which its changes are compared.

    LEVEL: any number (points of an NPS); as it is. COUNT: how many; log(x + 1/2).
    DURATION: above zero; log. RATE: a share of a count; logit((k + 1/2) / (n - k + 1/2)).
    """

    LEVEL = "level"
    COUNT = "count"
    DURATION = "duration"
    RATE = "rate"

    def eased(self, value: FloatArray, count: FloatArray) -> FloatArray:
        """Keep rates off 0 and 1 by half a success and half a failure; others as they are."""
        return (value * count + 0.5) / (count + 1) if self is Scale.RATE else value

    def forward(self, value: FloatArray) -> FloatArray:
        """Turn values in the measure's units into this scale; values must be possible ones."""
        match self:
            case Scale.COUNT:
                return np.log(value + 0.5)
            case Scale.DURATION:
                return np.log(value)
            case Scale.RATE:
                return np.log(value) - np.log1p(-value)
            case Scale.LEVEL:
                return value

    def backward(self, value: FloatArray) -> FloatArray:
        """Turn a place on this scale back into the measure's units."""
        match self:
            case Scale.COUNT:
                return np.maximum(np.exp(value) - 0.5, 0)
            case Scale.DURATION:
                return np.exp(value)
            case Scale.RATE:
                return 1 / (1 + np.exp(-value))
            case Scale.LEVEL:
                return value


@dataclass(frozen=True, eq=False)
class History:
    """One value a week, oldest first, in the measure's units; NaN for a week without one.

    Args:
        values: shape (weeks,). Rates are shares from 0 to 1.
        scale: how the measure varies.
        counts: shape (weeks,), for rates: how many each share was taken of.
        definition_changes: how many times the measure's definition changed inside these weeks
            without the past having been computed again.
    """

    values: FloatArray
    scale: Scale
    counts: FloatArray = field(default_factory=lambda: np.empty(0))
    definition_changes: int = 0

    @property
    def first(self) -> int:
        """Return the index of the first week with a value; the number of weeks if none has one."""
        known = np.flatnonzero(~np.isnan(self.values))
        return int(known[0]) if known.size else self.values.size

    def since(self, week: int) -> History:
        """Return the history from a week on."""
        return History(self.values[week:], self.scale, self.counts[week:], self.definition_changes)

    def trimmed(self) -> History:
        """Return the history from its first value on."""
        return self.since(self.first)

    def placed(self) -> FloatArray:
        """Return the weeks on the scale, rates kept off 0 and 1; NaN where there is no value."""
        return self.scale.forward(self.scale.eased(self.values, self.counts))

    def filled(self) -> FloatArray:
        """Return shape (2, weeks): values and counts without gaps, for a history not refused.

        Gaps are bridged by a straight line between their neighbours; the last value stands for
        the weeks after it.
        """
        weeks = np.arange(self.values.size)
        known = ~np.isnan(self.values)
        values = np.interp(weeks, weeks[known], self.values[known])
        if self.scale is not Scale.RATE:
            return np.stack([values, np.ones_like(values)])
        return np.stack([values, np.interp(weeks, weeks[known], self.counts[known])])
