"""Intervals for the figures of a help desk: rates, NPS, medians and percentiles, means, ratios.

Every function takes numpy arrays or scalars of one broadcast shape and returns `Bounds` of that
shape. Where the data do not carry an interval both bounds are NaN and `Bounds.refused` is true;
`quantile_ranks` says the same with rank 0. `too_few` puts the refusal into words.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import bdtr, bdtrik, ndtri, stdtrit

from trigpoint.core.text import Text, ngettext

FloatArray = NDArray[np.float64]
IntArray = NDArray[np.int64]
SLIGHT = 1e-6


class Bounds(NamedTuple):
    """The two ends of an interval, in the units of the figure; NaN at both ends is a refusal."""

    low: FloatArray
    high: FloatArray

    @property
    def refused(self) -> NDArray[np.bool_]:
        """True where the data do not carry an interval."""
        refused: NDArray[np.bool_] = np.isnan(self.low)
        return refused


class Ranks(NamedTuple):
    """1-based ranks of the two order statistics that bound a quantile; 0 at both is a refusal."""

    low: IntArray
    high: IntArray

    @property
    def refused(self) -> NDArray[np.bool_]:
        """True where a rank would fall outside the sample."""
        refused: NDArray[np.bool_] = self.low == 0
        return refused


def wilson(successes: ArrayLike, n: ArrayLike, level: float = 0.95) -> Bounds:
    """Bound a proportion by Wilson's score interval.

    centre = (k + z^2/2) / (n + z^2); half = z / (n + z^2) * sqrt(k(n-k)/n + z^2/4).

    Args:
        successes: k, counts from 0 to n.
        n: number of trials; 0 is refused, and so is a k outside 0..n.
        level: coverage, between 0 and 1.

    Source: Wilson 1927; Brown, Cai and DasGupta 2001.
    """
    k, trials = _floats(successes, n)
    valid = (trials > 0) & (k >= 0) & (k <= trials) & np.isfinite(trials)
    k, trials = np.where(valid, k, 0), np.where(valid, trials, 1)
    z2 = normal_quantile(level) ** 2
    centre = (k + z2 / 2) / (trials + z2)
    half = np.sqrt(z2 * (k * (trials - k) / trials + z2 / 4)) / (trials + z2)
    return _bounds(valid, np.maximum(centre - half, 0), np.minimum(centre + half, 1))


def nps_adjusted(
    promoters: ArrayLike, passives: ArrayLike, detractors: ArrayLike, level: float = 0.95
) -> Bounds:
    """Bound a net promoter score, in points from -100 to 100.

    One promoter, one passive and one detractor are added, then Wald's interval of the mean of
    +1, 0, -1: s = (P - D)/n; half = z * sqrt(((P + D)/n - s^2) / n).

    Args:
        promoters: counts of 9 and 10.
        passives: counts of 7 and 8.
        detractors: counts of 0 to 6; no reply at all and negative counts are refused.
        level: coverage, between 0 and 1.

    Source: Rocks 2016 (adjusted Wald for the NPS); measured in the back-test.
    """
    pro, pas, det = _floats(promoters, passives, detractors)
    total = pro + pas + det
    valid = (pro >= 0) & (pas >= 0) & (det >= 0) & (total > 0) & np.isfinite(total)
    pro, det, n = (np.where(valid, part, 1) for part in (pro + 1, det + 1, total + 3))
    score = (pro - det) / n
    half = normal_quantile(level) * np.sqrt(np.maximum((pro + det) / n - score**2, 0) / n)
    return _bounds(valid, 100 * np.maximum(score - half, -1), 100 * np.minimum(score + half, 1))


def quantile_ranks(n: ArrayLike, q: ArrayLike, level: float = 0.95) -> Ranks:
    """Say which order statistics bound the q-quantile of n independent durations.

    With B ~ Binomial(n, q): low is the largest rank with P(B < low) <= alpha/2, high the
    smallest with P(B >= high) <= alpha/2. No shape of the distribution is assumed. Ties make the
    interval wider, never wrong. Rank r is the r-th smallest value, counted from 1.

    Args:
        n: sample sizes; refused where a rank would fall outside 1..n.
        q: 0.5 for the median, 0.9 for the 90th percentile; refused outside 0..1.
        level: coverage, between 0 and 1.

    Source: David and Nagaraja 2003, Order Statistics, section 7.1.
    """
    tail = (1 - _checked(level)) / 2
    size, share = _floats(n, q)
    valid = (size >= 1) & np.isfinite(size) & (share > 0) & (share < 1)
    size, share = (
        np.where(valid, np.floor(np.where(valid, size, 1)), 1),
        np.where(valid, share, 0.5),
    )
    low = _binomial_quantile(tail, size, share)
    high = _binomial_quantile(1 - tail, size, share) + 1
    valid &= (low >= 1) & (high <= size)
    return Ranks(
        np.where(valid, low, 0).astype(np.int64), np.where(valid, high, 0).astype(np.int64)
    )


def _binomial_quantile(probability: float, n: FloatArray, share: FloatArray) -> FloatArray:
    """Return the smallest count with P(Binomial(n, share) <= count) >= probability.

    scipy.stats.binom.ppf says the same; importing it costs every process more than a second.
    """
    above = np.ceil(bdtrik(probability, n, share))
    below = np.maximum(above - 1, 0)
    found: FloatArray = np.where(
        bdtr(below, n.astype(np.int64), share) >= probability, below, above
    )
    return found


def mean_of_counts(
    total: ArrayLike, total_of_squares: ArrayLike, n: ArrayLike, level: float = 0.95
) -> Bounds:
    """Bound a mean of counts, such as transfers per ticket, from two sums.

    A score interval with the spread of the data: f = ((n-1) s^2 + m) / (n m) is the dispersion
    against Poisson's (one Poisson observation is mixed in, so that equal counts are not taken
    for certainty); c = t_n^2 * f; bounds = (T + c/2 -/+ sqrt(c T + c^2/4)) / n. T = 0 gives
    0 .. c/n with f = 1.

    Args:
        total: T, the sum of the counts.
        total_of_squares: the sum of their squares.
        n: how many were counted; under 2 is refused, and so are sums that no counts can have.
        level: coverage, between 0 and 1.

    Source: quasi-score interval; McCullagh and Nelder 1989, section 6.2. Measured in the back-test.
    """
    t, squares, size = _floats(total, total_of_squares, n)
    possible = (t >= 0) & np.isfinite(squares) & np.isfinite(size)
    valid = possible & (size >= 2) & (squares * size >= t * t * (1 - 1e-9))
    t, squares, size = (
        np.where(valid, part, other) for part, other in ((t, 0), (squares, 0), (size, 2))
    )
    mean = t / size
    around = np.maximum(squares - t * mean, 0)
    counted = mean > 0
    dispersion = np.where(counted, (around + mean) / (size * np.where(counted, mean, 1)), 1)
    c = stdtrit(size, (1 + _checked(level)) / 2) ** 2 * dispersion
    half = np.sqrt(c * t + c * c / 4)
    return _bounds(valid, np.maximum(t + c / 2 - half, 0) / size, (t + c / 2 + half) / size)


DURATIONS_NEEDED = 20
"""Fewer durations leave a mean's interval far below its coverage, by any way that is known."""


def mean_of_durations(
    mean: ArrayLike, variance: ArrayLike, third: ArrayLike, n: ArrayLike, level: float = 0.95
) -> Bounds:
    """Bound a mean of durations, which a few very long ones move, from its central moments.

    Student's t is turned by Hall's monotone cubic, which takes the skewness g = third / s^3 out of
    it: x(t) = 3/g * (cbrt(1 + g * (t/sqrt(n) - g/(6n))) - 1), bounds = mean - s * x(+t), x(-t).

    Args:
        mean: of the durations, none below 0.
        variance: the mean of the squares off it, not divided by n - 1.
        third: the mean of the cubes off it.
        n: how many; under `DURATIONS_NEEDED` is refused. Equal durations have no width.
        level: coverage, between 0 and 1.

    Source: Hall 1992, On the removal of skewness by transformation; Zhou and Gao 2000. Measured in
    the back-test.
    """
    middle, spread, cubes, size = _floats(mean, variance, third, n)
    valid = (size >= DURATIONS_NEEDED) & np.isfinite(middle + spread + cubes) & (middle >= 0)
    middle, cubes, size = (
        np.where(valid, part, other) for part, other in ((middle, 0), (cubes, 0), (size, 2))
    )
    s = np.sqrt(np.where(valid, np.maximum(spread, 0), 0))
    skew = cubes / np.where(s > 0, s, 1) ** 3
    # A skewness of nought is the limit of a small one.
    skew = np.where(np.abs(skew) < SLIGHT, SLIGHT, skew)
    t = stdtrit(size - 1, (1 + _checked(level)) / 2) / np.sqrt(size)
    step = s * np.sqrt(size / (size - 1)) * 3 / skew
    high, low = (
        middle - step * (np.cbrt(1 + skew * (turned - skew / (6 * size))) - 1) for turned in (-t, t)
    )
    return _bounds(valid, np.maximum(low, 0), high)


class Sums(NamedTuple):
    """What `ratio` needs of n pairs (x, y): their sums, sums of squares and sum of products."""

    x: ArrayLike
    y: ArrayLike
    xx: ArrayLike
    yy: ArrayLike
    xy: ArrayLike


def ratio(sums: Sums, n: ArrayLike, level: float = 0.95) -> Bounds:
    """Bound a ratio of two totals over n units, such as busy over logged-in seconds of shifts.

    Fieller: all r with (X - rY)^2 <= t^2 * var(X - rY), t with n-1 degrees of freedom. Both totals
    vary from unit to unit and may go together; the variance is taken between units.

    Args:
        sums: over the units, in the units of x and y; the interval is in x per y.
        n: how many units (shifts, days, tickets); under 3 is refused, and so is a denominator
            that is not clearly different from 0, where Fieller's set has no two ends.
        level: coverage, between 0 and 1.

    Source: Fieller 1954.
    """
    x, y, xx, yy, xy, size = _floats(*sums, n)
    valid = np.isfinite(x + y + xx + yy + xy + size) & (size >= 3)
    x, y, xx, yy, xy = (np.where(valid, part, 0) for part in (x, y, xx, yy, xy))
    size = np.where(valid, size, 3)
    scale = stdtrit(size - 1, (1 + _checked(level)) / 2) ** 2 * size / (size - 1)
    a = y * y - scale * np.maximum(yy - y * y / size, 0)
    b = x * y - scale * (xy - x * y / size)
    c = x * x - scale * np.maximum(xx - x * x / size, 0)
    valid &= a > 0
    a = np.where(valid, a, 1)
    root = np.sqrt(np.maximum(b * b - a * c, 0))
    return _bounds(valid, (b - root) / a, (b + root) / a)


def too_few(n: int, needed: int) -> Text:
    """Return the words beside a figure whose interval was refused for want of data."""
    return ngettext(
        "Too few to say how sure this is: {count}, {needed} needed.",
        "Too few to say how sure this is: {count}, {needed} needed.",
        n,
        needed=needed,
    )


def normal_quantile(level: float) -> float:
    """Return z with P(-z < Z < z) = level for a standard normal Z; 1.96 at 0.95."""
    return float(ndtri((1 + _checked(level)) / 2))


def _checked(level: float) -> float:
    if not 0 < level < 1:
        raise ValueError(f"a level lies between 0 and 1, not at {level}")
    return level


def _floats(*parts: ArrayLike) -> tuple[FloatArray, ...]:
    return tuple(np.broadcast_arrays(*(np.asarray(part, dtype=np.float64) for part in parts)))


def _bounds(valid: NDArray[np.bool_], low: FloatArray, high: FloatArray) -> Bounds:
    return Bounds(np.where(valid, low, np.nan), np.where(valid, high, np.nan))
