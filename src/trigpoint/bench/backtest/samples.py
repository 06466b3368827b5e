"""Small samples of known truth: do the intervals cover, and when are they refused?"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from trigpoint.bench.backtest.rates import share
from trigpoint.bench.backtest.series import Rng
from trigpoint.bench.report import Check
from trigpoint.core.stats.intervals import (
    Sums,
    mean_of_counts,
    mean_of_durations,
    nps_adjusted,
    quantile_ranks,
    ratio,
    wilson,
)

LEAST = 0.91
HOW = "95 % intervals."


def checks(seed: int, each: int) -> Iterator[Check]:
    """Draw `each` samples of every size and truth."""
    rng = np.random.default_rng(seed)
    for n in (5, 10, 30, 100):
        yield _wilson(rng, n, each)
    for n in (10, 30, 100):
        yield _nps(rng, n, each)
        yield _counts(rng, n, each)
    for n in (10, 30):
        yield _ratio(rng, n, each)
    for n, q in ((8, 0.5), (20, 0.5), (20, 0.9), (50, 0.9), (100, 0.9)):
        yield _quantile(rng, n, q, each)
    for n in (30, 100):
        yield _durations(rng, n, each)


def _wilson(rng: Rng, n: int, each: int) -> Check:
    truth = np.repeat([0.5, 0.8, 0.95], each)
    bounds = wilson(rng.binomial(n, truth), n)
    covered = (bounds.low <= truth) & (truth <= bounds.high)
    return share(f"interval covers: rate, n {n}", covered, f"{HOW} Rates .5, .8, .95.").at_least(
        LEAST
    )


def _nps(rng: Rng, n: int, each: int) -> Check:
    drawn = rng.multinomial(n, [0.55, 0.25, 0.20], each)
    bounds = nps_adjusted(*drawn.T)
    covered = (bounds.low <= 35) & (bounds.high >= 35)
    return share(f"interval covers: NPS, n {n}", covered, f"{HOW} True NPS 35.").at_least(LEAST)


def _counts(rng: Rng, n: int, each: int) -> Check:
    """Transfers per ticket: most have none, some have many."""
    drawn = rng.negative_binomial(0.5, 0.5 / (0.5 + 0.6), (each, n)).astype(np.float64)
    bounds = mean_of_counts(drawn.sum(axis=1), (drawn**2).sum(axis=1), n)
    covered = (bounds.low <= 0.6) & (bounds.high >= 0.6)
    how = f"{HOW} Skewed counts (negative binomial), mean .6."
    return share(f"interval covers: mean of counts, n {n}", covered, how).at_least(LEAST)


def _durations(rng: Rng, n: int, each: int) -> Check:
    """Hours to the resolution: their mean is twice their median."""
    drawn = np.exp(rng.normal(0, 1.2, (each, n)))
    mean = drawn.mean(axis=1)
    off = drawn - mean[:, None]
    bounds = mean_of_durations(mean, (off**2).mean(axis=1), (off**3).mean(axis=1), n)
    truth = np.exp(1.2**2 / 2)
    covered = (bounds.low <= truth) & (bounds.high >= truth)
    how = f"{HOW} Skewed durations (log-normal, sigma 1.2)."
    return share(f"interval covers: mean of durations, n {n}", covered, how).at_least(0.90)


def _ratio(rng: Rng, n: int, each: int) -> Check:
    y = rng.gamma(16, 1, (each, n))
    x = 0.8 * y * np.exp(rng.normal(-0.02, 0.2, (each, n)))
    total = Sums(*(part.sum(axis=1) for part in (x, y, x * x, y * y, x * y)))
    bounds = ratio(total, n)
    covered = (bounds.low <= 0.8) & (bounds.high >= 0.8)
    return share(f"interval covers: ratio, n {n}", covered, f"{HOW} True ratio .8.").at_least(LEAST)


def _quantile(rng: Rng, n: int, q: float, each: int) -> Check:
    ranks = quantile_ranks(n, q)
    name = f"interval covers: quantile {q:g}, n {n}"
    if ranks.refused:
        return share(name, [], f"{HOW} Refused: a rank would fall outside.").published()
    drawn = np.sort(rng.random((each, n)), axis=1)
    covered = (drawn[:, ranks.low - 1] <= q) & (drawn[:, ranks.high - 1] >= q)
    return share(name, covered, f"{HOW} Any continuous distribution.").at_least(LEAST)
