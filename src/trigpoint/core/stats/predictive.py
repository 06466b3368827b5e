"""What a forecast says: a Student t for each series of a batch, or several of them pooled.

Source: the linear opinion pool (Stone 1961): the mean of the distribution functions; its quantiles
are found by halving.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import stdtr, stdtrit

FloatArray = NDArray[np.float64]

HALVINGS = 40


@dataclass(frozen=True)
class Predictive:
    """A Student t for each series: place, spread (widened) and degrees of freedom; shape (m,)."""

    place: FloatArray
    spread: FloatArray
    freedom: FloatArray

    def below(self, value: FloatArray) -> FloatArray:
        """Return the chance of ending below `value`, on the scale; shape (m,)."""
        return np.asarray(stdtr(self.freedom, (value - self.place) / self.spread))

    def quantile(self, chance: FloatArray) -> FloatArray:
        """Return the value below which the series ends with this chance; shape (m,)."""
        return np.asarray(self.place + self.spread * stdtrit(self.freedom, chance))


@dataclass(frozen=True)
class Pool:
    """Forecasts by several methods, each given the same weight: a mixture."""

    parts: tuple[Predictive, ...]

    def below(self, value: FloatArray) -> FloatArray:
        """Return the chance of ending below `value`, on the scale; shape (m,)."""
        return np.asarray(np.mean([part.below(value) for part in self.parts], axis=0))

    def quantile(self, chance: FloatArray) -> FloatArray:
        """Return the value below which the series ends with this chance, found by halving."""
        ends = np.stack([part.quantile(chance) for part in self.parts])
        low, high = ends.min(axis=0), ends.max(axis=0)
        for _turn in range(HALVINGS):
            if not np.any(high > low):
                break
            middle = (low + high) / 2
            under = self.below(middle) < chance
            low, high = np.where(under, middle, low), np.where(under, high, middle)
        return np.asarray((low + high) / 2)
