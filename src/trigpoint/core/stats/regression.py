"""Regression on weekly series whose errors go on from week to week, without fixing how much."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import brentq
from scipy.special import stdtr

FloatArray = NDArray[np.float64]

CORRELATIONS = np.linspace(0, 0.97, 25)


class Coefficient(NamedTuple):
    """A coefficient's likely value and interval, in the units of y per unit of its column."""

    low: float
    middle: float
    high: float


class Fit(NamedTuple):
    """What each error correlation on the grid says: weights (g,), places and spreads (g, k)."""

    weight: FloatArray
    place: FloatArray
    spread: FloatArray
    freedom: int

    def coefficient(self, column: int, level: float = 0.95) -> Coefficient:
        """Return one coefficient, all correlations taken into account by their weight."""
        tail = (1 - level) / 2
        low, middle, high = (self._quantile(column, q) for q in (tail, 0.5, 1 - tail))
        return Coefficient(low, middle, high)

    def _quantile(self, column: int, q: float) -> float:
        place, spread = self.place[:, column], self.spread[:, column]

        def excess(value: float) -> float:
            return float(self.weight @ stdtr(self.freedom, (value - place) / spread)) - q

        reach = 50 * spread.max()
        return float(brentq(excess, place.min() - reach, place.max() + reach))


def fit(y: FloatArray, terms: FloatArray) -> Fit:
    """Fit y (t,) on terms (t, k) with AR(1) errors of unknown correlation from 0 to .97.

    For each correlation on a grid: exact generalised least squares (Prais and Winsten 1954), its
    restricted likelihood, times a prior of 1/sqrt(1 - phi^2) that leans to caution. A coefficient
    is the mixture of their Student t distributions with t - k degrees of freedom, so that not
    knowing the correlation widens the interval. Source: Zellner and Tiao 1964.
    """
    freedom = y.size - terms.shape[1]
    parts = [_at(phi, y, terms, freedom) for phi in CORRELATIONS]
    evidence = np.array([part[2] for part in parts])
    weight = np.exp(evidence - evidence.max())
    place, spread = (np.stack([part[i] for part in parts]) for i in (0, 1))
    return Fit(weight / weight.sum(), place, spread, freedom)


def _at(
    phi: float, y: FloatArray, terms: FloatArray, freedom: int
) -> tuple[FloatArray, FloatArray, float]:
    """Return coefficients, their spreads and the log weight under one correlation."""
    first = np.sqrt(1 - phi * phi)
    left = np.concatenate([first * y[:1], y[1:] - phi * y[:-1]])
    right = np.concatenate([first * terms[:1], terms[1:] - phi * terms[:-1]])
    basis, triangle = np.linalg.qr(right)
    inverse = np.linalg.inv(triangle)
    place = inverse @ (basis.T @ left)
    rest = float(np.sum((left - right @ place) ** 2))
    spread = np.sqrt(np.sum(inverse**2, axis=1) * rest / freedom)
    # The exact likelihood's factor sqrt(1 - phi^2) and the prior's inverse of it cancel.
    evidence = -np.log(np.abs(np.diag(triangle))).sum() - freedom / 2 * np.log(rest)
    return place, spread, float(evidence)
