"""Where a four-week mean will stand some weeks from now: a small ensemble, in one batch.

Every member forecasts R, the four-week mean, from what was known at an origin; weights and the
spread come from the members' own errors at every past origin. Source: forecast combination by
inverse powers of error (Bates and Granger 1969), empirical prediction intervals (Lee and Scholtes
2014), measured in the back-test. On the scale of `history.Scale`.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from trigpoint.core.stats import ets, wander
from trigpoint.core.stats.predictive import Pool, Predictive

FloatArray = NDArray[np.float64]

SPAN = 4
YEAR = 52
HALF_YEAR = 26
SEASONAL_ORIGINS = 30
WIDENING = 0.5
SHARPNESS = 4
PRIOR_BLOCKS = 2.0


def first_origin(weeks: int) -> int:
    """Return the first week from which a forecast is judged: a quarter in, between 6 and 26."""
    return min(26, max(6, weeks // 4))


def horizons_of_history(weeks: int, ahead: int) -> float:
    """Return B, how many times the way ahead fits into the weeks that judge forecasts."""
    return (weeks - first_origin(weeks)) / ahead


def pooled(weekly: FloatArray, smooth: FloatArray, ahead: int) -> Pool:
    """Return the members' forecast and that of `wander`, and `statsforecast`'s where installed.

    All have the same weight. Units, shapes and the demands on `ahead` are those of `predict`.
    """
    ours = predict(weekly, smooth, ahead)
    parts = (ours, wander.foresee(weekly, ahead))
    if not ets.joins(weekly.shape[1]):
        return Pool(parts)
    place, spread = np.array([ets.forecast(series, ahead) for series in weekly]).T
    usable = np.isfinite(place) & np.isfinite(spread) & (spread > 0)
    theirs = Predictive(
        np.where(usable, place, ours.place),
        np.where(usable, spread, ours.spread),
        np.where(usable, np.inf, ours.freedom),
    )
    return Pool((*parts, theirs))


def predict(weekly: FloatArray, smooth: FloatArray, ahead: int) -> Predictive:
    """Forecast R `ahead` weeks from the last week for a batch of series of one length.

    With e(t) the combined error at origin t, b = (n - ahead - t0)/ahead blocks, s_h^2 =
    mean(e^2), s_p^2 = mean((R_t - R_{t-4})^2) * sqrt(ahead/4): s^2 = (b s_h^2 + 2 s_p^2)/(b + 2),
    2b + 2 degrees of freedom (3 at least), widened by 1 + 0.5/B against thin history.

    Args:
        weekly: shape (m, n), each week on the scale.
        smooth: shape (m, n), R at each week.
        ahead: weeks ahead, 1 or more, at most n - first_origin(n) - 1.
    """
    weeks = weekly.shape[1]
    start = first_origin(weeks)
    members = _members(weekly, smooth, ahead)
    errors = smooth[:, None, start + ahead :] - members[:, :, start : weeks - ahead]
    weights = _weights(errors)
    place = _combine(weights, members[:, :, -1:])[:, 0]
    combined = _combine(weights, errors)
    blocks = max(0.0, (weeks - ahead - start) / ahead)
    pilot = np.mean((smooth[:, SPAN:] - smooth[:, :-SPAN]) ** 2, axis=1) * np.sqrt(ahead / SPAN)
    variance = (blocks * np.mean(combined**2, axis=1) + PRIOR_BLOCKS * pilot) / (
        blocks + PRIOR_BLOCKS
    )
    widened = 1 + WIDENING / horizons_of_history(weeks, ahead)
    freedom = np.full(place.shape, max(3.0, 2 * blocks + 2))
    return Predictive(place, widened * np.sqrt(variance), freedom)


def _members(weekly: FloatArray, smooth: FloatArray, ahead: int) -> FloatArray:
    """Return shape (m, members, n): each member's forecast of R at t + ahead from each origin t.

    The last week's R; exponential smoothing .1 and .3; the mean so far, and of half a year; the
    last week alone, and with the drift since the first; R with half of last year's change over
    the same weeks (NaN before it is known, or while too few origins judge it).
    """
    weeks = weekly.shape[1]
    passed = np.arange(1, weeks + 1)
    total = np.cumsum(weekly, axis=1)
    drift = weekly + ahead * (weekly - weekly[:, :1]) / np.maximum(passed - 1, 1)
    levels = np.stack(
        [
            smooth,
            _smoothed(weekly, 0.1),
            _smoothed(weekly, 0.3),
            total / passed,
            _half_year(total),
            weekly,
            drift,
        ],
        axis=1,
    )
    found = _with_known_weeks(weekly, levels, ahead)
    if weeks < ahead + YEAR + SEASONAL_ORIGINS:
        return found
    last_year = np.full_like(smooth, np.nan)
    lag = YEAR - ahead
    change = smooth[:, SPAN - 1 + ahead : weeks - lag] - smooth[:, SPAN - 1 : weeks - YEAR]
    last_year[:, YEAR + SPAN - 1 :] = smooth[:, YEAR + SPAN - 1 :] + change / 2
    return np.concatenate([found, last_year[:, None]], axis=1)


def _with_known_weeks(weekly: FloatArray, levels: FloatArray, ahead: int) -> FloatArray:
    """Keep the weeks of the four-week mean that are already there, when less than four are left."""
    known = SPAN - ahead
    if known <= 0:
        return levels
    held = weekly.copy()
    for back in range(1, known):
        held[:, back:] += weekly[:, :-back]
    return np.asarray((held[:, None] + ahead * levels) / SPAN)


def _smoothed(weekly: FloatArray, rate: float) -> FloatArray:
    """Return simple exponential smoothing, begun at the first week."""
    # A loop over weeks, over all series at once: scipy.signal.lfilter is as fast, but importing
    # it costs every process more than a second.
    levels = weekly.copy()
    for week in range(1, weekly.shape[1]):
        levels[:, week] = (1 - rate) * levels[:, week - 1] + rate * weekly[:, week]
    return levels


def _half_year(total: FloatArray) -> FloatArray:
    """Return the mean of the last 26 weeks, or of as many as there are, from running totals."""
    ended = np.zeros_like(total)
    ended[:, HALF_YEAR:] = total[:, :-HALF_YEAR]
    return np.asarray((total - ended) / np.minimum(np.arange(1, total.shape[1] + 1), HALF_YEAR))


def _weights(errors: FloatArray) -> FloatArray:
    """Return shape (m, members): mean square errors to the power of -4, to be normalised by use."""
    size = np.nanmean(errors**2, axis=2)
    size += 1e-9 * size.max(axis=1, keepdims=True)  # a member may have been right every time
    least = size.min(axis=1, keepdims=True)
    return np.asarray((least / size) ** SHARPNESS)


def _combine(weights: FloatArray, parts: FloatArray) -> FloatArray:
    """Return the weighted mean over the members that are there; shape (m, n)."""
    there = ~np.isnan(parts)
    total = np.einsum("mk,mkn->mn", weights, np.where(there, parts, 0.0))
    return np.asarray(total / np.einsum("mk,mkn->mn", weights, there.astype(np.float64)))
