"""False alarms of quiet series, and how soon true shifts are seen."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from trigpoint.bench.backtest.rates import share
from trigpoint.bench.backtest.series import Rng, autoregressive
from trigpoint.bench.report import Check
from trigpoint.core.stats.alerts import first_alarms

FloatArray = NDArray[np.float64]

CORRELATIONS = (0.0, 0.3, 0.6, 0.8)
LIMITS = {52: 0.14, 104: 0.07}
YEAR = 52
SHIFT_AFTER = 10
SEEN_WITHIN = 16
WATCHED = 12
TAILS = ("normal", "heavy", "skewed")


def checks(seed: int, each: int) -> Iterator[Check]:
    """Watch `each` series of every kind for a year: three tails, four correlations, a season."""
    rng = np.random.default_rng(seed)
    for baseline, limit in LIMITS.items():
        for tail in TAILS:
            for phi in CORRELATIONS:
                yield _false(rng, baseline, limit, tail, phi, each)
        for phi in CORRELATIONS:
            for size in (1.0, 2.0):
                yield _seen(rng, baseline, phi, size, each)
        for tail in TAILS:
            yield _week_by_week(rng, baseline, limit, tail, max(1, each // 10))


def _false(rng: Rng, baseline: int, limit: float, tail: str, phi: float, each: int) -> Check:
    raised = first_alarms(_quiet(rng, baseline + YEAR, tail, phi, each), baseline)[0]
    return share(
        f"alert: false in a year, {baseline} weeks known, {tail} tails, correlation {phi:g}",
        raised.week >= 0,
        "Series with a season in which nothing changes.",
    ).at_most(limit)


def _week_by_week(rng: Rng, baseline: int, limit: float, tail: str, each: int) -> Check:
    """Watch as pages do: each week the newest twelve against all that were before them."""
    known = baseline + WATCHED
    ever = np.concatenate([_ever(rng, known, tail, phi, each) for phi in CORRELATIONS])
    return share(
        f"alert: false in a year, watched anew each week, {baseline} weeks known, {tail} tails",
        ever,
        "The newest 12 weeks against all before, 52 weeks running; correlation 0 to .8.",
    ).at_most(limit)


def _ever(rng: Rng, known: int, tail: str, phi: float, each: int) -> NDArray[np.bool_]:
    series = _quiet(rng, known + YEAR, tail, phi, each)
    looks = [
        first_alarms(series[:, :week], week - WATCHED)[0].week >= 0
        for week in range(known, known + YEAR)
    ]
    return np.asarray(np.any(looks, axis=0))


def _seen(rng: Rng, baseline: int, phi: float, size: float, each: int) -> Check:
    series = _quiet(rng, baseline + YEAR, "normal", phi, each)
    begin = baseline + SHIFT_AFTER
    series[:, begin:] += size
    week = first_alarms(series, baseline)[0].week
    return share(
        f"alert: {size:g} sd seen in 16 weeks, {baseline} weeks known, correlation {phi:g}",
        (week >= begin) & (week < begin + SEEN_WITHIN),
        "The price of few false alarms.",
    ).published()


def _quiet(rng: Rng, weeks: int, tail: str, phi: float, each: int) -> FloatArray:
    season = np.sin(2 * np.pi * (np.arange(weeks) / YEAR + rng.random()))
    return np.stack(
        [season + autoregressive(rng, weeks, phi, _shocks(rng, weeks, tail)) for _ in range(each)]
    )


def _shocks(rng: Rng, weeks: int, tail: str) -> FloatArray:
    if tail == "heavy":
        return np.asarray(rng.standard_t(4, weeks) / np.sqrt(2))
    if tail == "skewed":
        spread = 0.5
        drawn = np.exp(rng.normal(0, spread, weeks)) - np.exp(spread**2 / 2)
        return np.asarray(drawn / np.sqrt((np.exp(spread**2) - 1) * np.exp(spread**2)))
    return rng.standard_normal(weeks)
