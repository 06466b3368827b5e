"""Where a four-week mean will stand, from the ways in which weekly series wander.

A series is taken for the sum of a level, a part that is carried over from week to week, noise, a
yearly season and a drift: a Gaussian process. How much there is of each is not known, so every
mixture on a grid is asked and counts by how well it explains this very series. Source: Rasmussen
and Williams 2006 (Gaussian processes); Patterson and Thompson 1971 (restricted likelihood);
Hoeting et al. 1999 (averaging over models). Measured in the back-test.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import product
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from trigpoint.core.stats.predictive import Predictive

FloatArray = NDArray[np.float64]

SPAN = 4
YEAR = 52
MOST_WEEKS = 156
KEPT_LENGTHS = 8
KEPT_PLANS = 256
STEP_OF_WALK = 0.04
FREEDOM = 8.0
TINY = 1e-300
NUGGET = 1e-9


class Mixture(NamedTuple):
    """Shares of variance: noise beside what is carried over; season and drift on top.

    `carried` is how much of a week's deviation is left a week later; 1 never comes back.
    """

    carried: float
    noise: float
    season: float
    drift: float


MIXTURES = (
    *(Mixture(*each) for each in product((0.7, 0.95, 1.0), (0.0, 0.5, 0.85), (0, 0.5), (0, 0.3))),
    Mixture(0.0, 1.0, 0.0, 0.0),
    Mixture(0.0, 1.0, 0.5, 0.0),
)


class Lenses(NamedTuple):
    """Every mixture (g) made ready for histories of one length.

    Attributes:
        whitened: shape (g, weeks, weeks); makes what is left beside the level white noise.
        level: shape (g, weeks); the weights of the weeks in the level.
        of_level: shape (g,); the level's variance.
        evidence: shape (g,); the part of the restricted log-likelihood that no history changes.
    """

    whitened: FloatArray
    level: FloatArray
    of_level: FloatArray
    evidence: FloatArray


class Plan(NamedTuple):
    """For one length and way ahead: the weights of the weeks (g, weeks), the variance left (g,)."""

    weights: FloatArray
    left: FloatArray


def foresee(weekly: FloatArray, ahead: int) -> Predictive:
    """Forecast the mean of the four weeks that end `ahead` weeks after the last one.

    With covariance K of the known weeks, k with the coming mean, and level b by generalised least
    squares, each mixture says: place = b + k' K^-1 (y - b), variance = s^2 (K** - k' K^-1 k +
    (1 - 1' K^-1 k)^2 / 1' K^-1 1), s^2 from the whitened weeks. It counts by its restricted
    likelihood, s^2 integrated out. Places and variances are pooled into one Student t of 8 degrees
    of freedom. Refuses nothing by itself: `admission.refuse` stands before it.

    Args:
        weekly: shape (m, n), each week on its scale; the last 156 weeks are used.
        ahead: weeks ahead, 1 or more.
    """
    weekly = weekly[:, -MOST_WEEKS:]
    weeks = weekly.shape[1]
    middle = weekly.mean(axis=1, keepdims=True)
    rest = weekly - middle
    lenses, plan = _lenses(weeks), _plan(weeks, ahead)
    size = np.stack([np.sum((rest @ each.T) ** 2, axis=1) for each in lenses.whitened])
    size = np.maximum(size, TINY)
    evidence = lenses.evidence[:, None] - (weeks - 1) / 2 * np.log(size)
    weight = np.exp(evidence - evidence.max(axis=0))
    weight /= weight.sum(axis=0)
    place = plan.weights @ rest.T
    pooled = np.sum(weight * place, axis=0)
    variance = plan.left[:, None] * size / (weeks - 1) + (place - pooled) ** 2
    spread = np.sqrt(np.sum(weight * variance, axis=0) * (FREEDOM - 2) / FREEDOM)
    return Predictive(middle[:, 0] + pooled, spread, np.full(pooled.shape, FREEDOM))


def covariance(mixture: Mixture, one: FloatArray, other: FloatArray, weeks: int) -> FloatArray:
    """Return the covariance of two sets of weeks, counted from the first of `weeks` known ones."""
    apart = np.abs(one[:, None] - other[None])
    if mixture.carried == 1:
        carried = STEP_OF_WALK * np.minimum(one[:, None] + 1, other[None] + 1)
    else:
        carried = mixture.carried**apart
    middle = (weeks - 1) / 2
    slope = np.outer(one - middle, other - middle) / YEAR**2
    season = np.cos(2 * np.pi * apart / YEAR)
    noise = mixture.noise * (apart == 0)
    return np.asarray(
        (1 - mixture.noise) * carried + noise + mixture.season * season + mixture.drift * slope
    )


@lru_cache(maxsize=KEPT_LENGTHS)
def _lenses(weeks: int) -> Lenses:
    week = np.arange(weeks, dtype=np.float64)
    return Lenses(*map(np.stack, zip(*(_lens(each, week) for each in MIXTURES), strict=True)))


def _lens(mixture: Mixture, week: FloatArray) -> tuple[FloatArray, ...]:
    """Return the parts of `Lenses` that belong to one mixture."""
    known = covariance(mixture, week, week, week.size) + NUGGET * np.eye(week.size)
    root = np.linalg.cholesky(known)
    white = np.linalg.inv(root)
    one = white.sum(axis=1)
    told = one @ one
    level = white.T @ one / told
    evidence = -np.log(np.diag(root)).sum() - np.log(told) / 2
    return white - np.outer(one, level), level, 1 / told, evidence


@lru_cache(maxsize=KEPT_PLANS)
def _plan(weeks: int, ahead: int) -> Plan:
    lenses = _lenses(weeks)
    week = np.arange(weeks + ahead, dtype=np.float64)
    known, coming = week[:weeks], week[-SPAN:]
    shared = np.stack([covariance(m, known, coming, weeks).mean(axis=1) for m in MIXTURES])
    own = np.array([covariance(m, coming, coming, weeks).mean() for m in MIXTURES])
    seen = np.einsum("gts,gs->gt", lenses.whitened, shared)
    weights = np.einsum("gts,gt->gs", lenses.whitened, seen) + lenses.level
    left = own - np.sum(seen**2, axis=1) - 2 * np.sum(lenses.level * shared, axis=1)
    return Plan(weights, np.maximum(left + lenses.of_level, NUGGET))
