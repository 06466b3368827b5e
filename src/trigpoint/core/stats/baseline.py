"""What is usual for a measure: level, season, correlation from week to week, and its tails.

Learned from the first weeks of a batch of series and held against all their weeks: each week
becomes a score that is standard normal as long as nothing changes.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import gammaln, ndtri, stdtr

FloatArray = NDArray[np.float64]

YEAR = 52
MOST_CORRELATION = 0.95
TAILS = (3.0, 4.0, 5.0, 7.0, 10.0, 20.0, 1000.0)
ROUNDS = 15
TINY = 1e-300


@dataclass(frozen=True)
class Usual:
    """What the baseline says of every week; shapes (m, weeks) and, for scores, (m, weeks - 1).

    Attributes:
        middle: level and season.
        scores: from the second week on, how unusual a week was given the one before it.
    """

    middle: FloatArray
    scores: FloatArray


def learn(series: FloatArray, weeks: int) -> Usual:
    """Learn from the first `weeks` of series of shape (m, all weeks), on their scale.

    Middle: least squares on a constant and, from a year on, a yearly sine and cosine, shrunk by
    the part of them that correlated noise would make. phi: lag-1 correlation, with the bias of
    a short series added back, 0 to .95. Scores: residuals r(t) - phi r(t-1) under a Student t
    whose degrees of freedom and spread are the likeliest, turned into normal quantiles.

    Source: Marriott and Pope 1954 (bias); Lange, Little and Taylor 1989 (t); the shrinkage is
    James and Stein's. Measured in the back-test.
    """
    middle, terms = _middle(series, weeks)
    rest = series - middle
    phi = _correlation(rest[:, :weeks], terms)
    left = rest[:, 1:] - phi[:, None] * rest[:, :-1]
    spread = np.sqrt(np.sum(left[:, : weeks - 1] ** 2, axis=1) / (weeks - 2 - terms))
    return Usual(middle, _normal_scores(left / spread[:, None], weeks - 1))


def _middle(series: FloatArray, weeks: int) -> tuple[FloatArray, int]:
    """Return level and season of every week, and how many terms they took."""
    if weeks < YEAR:
        return np.broadcast_to(series[:, :weeks].mean(axis=1, keepdims=True), series.shape), 1
    turn = 2 * np.pi * np.arange(series.shape[1]) / YEAR
    season = np.stack([np.sin(turn), np.cos(turn)], axis=1)
    terms = np.column_stack([np.ones(series.shape[1]), season])
    fitted = np.linalg.lstsq(terms[:weeks], series[:, :weeks].T, rcond=None)[0].T
    rest = series[:, :weeks] - fitted @ terms[:weeks].T
    phi = _correlation(rest, 3)
    noise = np.mean(rest**2, axis=1) * (1 + phi) / (1 - phi) * 2 / weeks
    power = np.mean(fitted[:, 1:] ** 2, axis=1)
    kept = np.clip(1 - noise / np.maximum(power, TINY), 0, 1)
    shape = kept[:, None] * fitted[:, 1:] @ season.T
    return shape + np.mean(series[:, :weeks] - shape[:, :weeks], axis=1, keepdims=True), 3


def _correlation(rest: FloatArray, terms: int) -> FloatArray:
    weeks = rest.shape[1]
    phi = np.sum(rest[:, 1:] * rest[:, :-1], axis=1) / np.sum(rest[:, :-1] ** 2, axis=1)
    bias = (1 + 3 * phi + (terms - 1) * (1 + phi)) / weeks
    return np.asarray(np.clip(phi + bias, 0, MOST_CORRELATION))


def _normal_scores(z: FloatArray, learned: int) -> FloatArray:
    """Turn residuals into normal quantiles under the likeliest Student t of the first ones."""
    base = z[:, :learned]
    fits = [_spread_under(base, freedom) for freedom in TAILS]
    best = np.argmax([likelihood for _, likelihood in fits], axis=0)
    freedom = np.array(TAILS)[best][:, None]
    spread = np.stack([found for found, _ in fits])[best, np.arange(best.size)]
    size = np.abs(z) / np.sqrt(spread * learned / (learned - 3))[:, None]
    return np.asarray(np.sign(z) * -ndtri(np.maximum(stdtr(freedom, -size), TINY)))


def _spread_under(base: FloatArray, freedom: float) -> tuple[FloatArray, FloatArray]:
    """Return the likeliest squared scale of a t with this freedom, and its log-likelihood."""
    spread = np.mean(base**2, axis=1)
    for _ in range(ROUNDS):
        weight = (freedom + 1) / (freedom + base**2 / spread[:, None])
        spread = np.mean(weight * base**2, axis=1)
    constant = gammaln((freedom + 1) / 2) - gammaln(freedom / 2) - np.log(freedom * np.pi) / 2
    each = np.log1p(base**2 / (freedom * spread[:, None])) * (freedom + 1) / 2
    return spread, base.shape[1] * (constant - np.log(spread) / 2) - each.sum(axis=1)
