"""Estimates of many alike units, each drawn to the middle as far as the data ask for.

Each unit has a shift v from a common zero; shifts are normal around a centre m with a spread tau.
Neither is fixed: what the units say together weights a grid of both, and each unit's answer is
averaged over it. Source: Morris 1983 (flat prior on tau^2, for intervals that cover); measured in
the back-test.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtr

FloatArray = NDArray[np.float64]

STEP = 0.025
SHIFTS = np.arange(-200, 201) * STEP
CENTRES = np.linspace(-1.5, 1.5, 31)
SPREADS = np.concatenate([[0.01], np.geomspace(0.04, 2, 20)])
TINY = 1e-300


class Shrunk(NamedTuple):
    """For each unit: the chance of each shift (units, shifts), and of being above the centre."""

    chance: FloatArray
    above: FloatArray

    def quantile(self, q: float) -> FloatArray:
        """Return the shift below which each unit lies with chance q; shape (units,)."""
        reached = np.cumsum(self.chance, axis=1)
        return np.array([np.interp(q, unit, SHIFTS + STEP / 2) for unit in reached])


def shrink(log_likelihood: FloatArray) -> Shrunk:
    """Return what all units together say of each, from its log-likelihood at every shift."""
    likelihood = np.exp(log_likelihood - log_likelihood.max(axis=1, keepdims=True))
    drawn, above_centre, prior = _drawn()
    marginal = np.maximum(likelihood @ drawn.T, TINY)
    evidence = np.log(marginal).sum(axis=0) + prior
    weight = np.exp(evidence - evidence.max())
    share = weight / weight.sum() / marginal
    chance = likelihood * (share @ drawn)
    total = chance.sum(axis=1)
    above = np.sum(share * (likelihood @ above_centre.T), axis=1) / total
    return Shrunk(chance / total[:, None], above)


@cache
def _drawn() -> tuple[FloatArray, FloatArray, FloatArray]:
    """Return for every spread and centre: chances of shifts, of those above it, a log prior.

    The prior is flat in tau^2, which is tau^2 on a grid that is even in log tau.
    """
    spread = np.repeat(SPREADS, CENTRES.size)[:, None]
    centre = np.tile(CENTRES, SPREADS.size)[:, None]
    upper, lower = SHIFTS + STEP / 2, SHIFTS - STEP / 2
    drawn = ndtr((upper - centre) / spread) - ndtr((lower - centre) / spread)
    # The cell that holds the centre counts in part on either side.
    side = np.clip((SHIFTS - centre) / STEP + 0.5, 0, 1)
    return drawn, drawn * side, 2 * np.log(np.maximum(spread[:, 0], 0.02))
