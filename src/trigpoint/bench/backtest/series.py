"""Six families of weekly series as a help desk makes them, whose future is known."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from trigpoint.core.stats.history import FloatArray, History, Scale

Rng = np.random.Generator

WEEKS = 180


def _expit(z: FloatArray) -> FloatArray:
    return 1 / (1 + np.exp(-z))


def autoregressive(
    rng: Rng, weeks: int, phi: float, shocks: FloatArray | None = None
) -> FloatArray:
    """Return a stationary AR(1) of unit variance; `shocks` of unit variance may be heavy-tailed."""
    noise = rng.standard_normal(weeks) if shocks is None else shocks
    found = np.empty(weeks)
    found[0] = noise[0]
    for week in range(1, weeks):
        found[week] = phi * found[week - 1] + np.sqrt(1 - phi * phi) * noise[week]
    return found


def _replies(rng: Rng, share: FloatArray, usual: float) -> History:
    counts = np.maximum(rng.poisson(usual, share.size), 1).astype(np.float64)
    return History(rng.binomial(counts.astype(int), share) / counts, Scale.RATE, counts)


def csat(rng: Rng) -> History:
    """Satisfaction of about 30 replies a week around a slowly wandering level."""
    drift = 0.25 * autoregressive(rng, WEEKS, 0.97)
    return _replies(rng, _expit(rng.normal(1.6, 0.5) + drift), 30)


def first_contact(rng: Rng) -> History:
    """Resolved at first contact, about 120 a week, a random walk on the logit."""
    steps = rng.normal(0, 0.04, WEEKS).cumsum()
    return _replies(rng, _expit(rng.normal(0.8, 0.4) + steps), 120)


def volume(rng: Rng) -> History:
    """Tickets a week with a season, a growth and correlated noise."""
    week = np.arange(WEEKS)
    season = rng.uniform(0.05, 0.3) * np.sin(2 * np.pi * (week / 52 + rng.random()))
    rate = rng.uniform(4, 7) + season + rng.normal(0, 0.001) * week
    rate = rate + 0.08 * autoregressive(rng, WEEKS, rng.uniform(0.2, 0.8))
    return History(rng.poisson(np.exp(rate)).astype(np.float64), Scale.COUNT)


def duration(rng: Rng) -> History:
    """Median hours to an answer: lognormal around a correlated level."""
    level = rng.normal(2, 0.7) + rng.uniform(0.05, 0.25) * autoregressive(rng, WEEKS, 0.9)
    return History(np.exp(level + rng.normal(0, 0.08, WEEKS)), Scale.DURATION)


def shifted(rng: Rng) -> History:
    """A duration whose level jumps once, somewhere."""
    jump = (
        rng.choice([-1, 1]) * rng.uniform(0.15, 0.5) * (np.arange(WEEKS) >= rng.integers(20, WEEKS))
    )
    noise = rng.uniform(0.05, 0.15) * autoregressive(rng, WEEKS, rng.uniform(0, 0.6))
    return History(np.exp(rng.normal(2, 0.7) + jump + noise), Scale.DURATION)


def learning(rng: Rng) -> History:
    """A share that a team learns: fast at first, then levelling off."""
    gain = rng.uniform(0.4, 1.5) * (1 - np.exp(-np.arange(WEEKS) / rng.uniform(30, 150)))
    wander = 0.12 * autoregressive(rng, WEEKS, 0.8)
    return _replies(rng, _expit(rng.normal(0.3, 0.4) + gain + wander), 60)


FAMILIES: dict[str, Callable[[Rng], History]] = {
    "satisfaction": csat,
    "first contact": first_contact,
    "volume": volume,
    "duration": duration,
    "level shift": shifted,
    "learning curve": learning,
}


def synthetic(seed: int, each: int) -> list[History]:
    """Return `each` series of every family, interleaved by family."""
    rng = np.random.default_rng(seed)
    return [make(rng) for _ in range(each) for make in FAMILIES.values()]
