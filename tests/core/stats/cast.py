"""The series that the tests of the statistics share."""

import numpy as np
from hypothesis import settings

from trigpoint.core.stats.history import History, Scale

few = settings(max_examples=12)


def autoregressive(seed: int, weeks: int, phi: float = 0.5) -> np.ndarray:
    """Return a correlated series of unit variance."""
    noise = np.random.default_rng(seed).standard_normal(weeks)
    found = np.empty(weeks)
    found[0] = noise[0]
    for week in range(1, weeks):
        found[week] = phi * found[week - 1] + np.sqrt(1 - phi * phi) * noise[week]
    return found


def level(seed: int = 1, weeks: int = 156) -> History:
    """Return points of a score around 40."""
    return History(40 + 5 * autoregressive(seed, weeks), Scale.LEVEL)


def duration(seed: int = 1, weeks: int = 156) -> History:
    """Return hours around 7."""
    return History(np.exp(2 + 0.2 * autoregressive(seed, weeks)), Scale.DURATION)


def count(seed: int = 1, weeks: int = 156) -> History:
    """Return tickets around 150 a week."""
    return History(np.round(150 * np.exp(0.2 * autoregressive(seed, weeks))), Scale.COUNT)


def rate(seed: int = 1, weeks: int = 156) -> History:
    """Return shares of about 60 replies a week, around .73."""
    rng = np.random.default_rng(seed)
    counts = rng.integers(40, 80, weeks)
    share = 1 / (1 + np.exp(-1 - 0.2 * autoregressive(seed, weeks)))
    return History(rng.binomial(counts, share) / counts, Scale.RATE, counts.astype(float))


MAKERS = (level, duration, count, rate)


def bad_histories() -> dict[str, History]:
    """Return a history for every way in which data can be unfit, by name."""
    good = duration().values
    gappy = good.copy()
    gappy[np.random.default_rng(1).choice(150, 80, replace=False)] = np.nan
    silent = good.copy()
    silent[-5:] = np.nan
    infinite = good.copy()
    infinite[70] = np.inf
    zero = good.copy()
    zero[70] = 0
    counts = np.full(156, 60.0)
    shares = rate().values
    unknown = counts.copy()
    unknown[3] = np.nan
    return {
        "empty": History(np.empty(0), Scale.LEVEL),
        "one point": History(np.array([3.0]), Scale.LEVEL),
        "all missing": History(np.full(156, np.nan), Scale.LEVEL),
        "constant": History(np.full(156, 3.0), Scale.LEVEL),
        "constant zero": History(np.zeros(156), Scale.COUNT),
        "constant rate": History(np.ones(156), Scale.RATE, counts),
        "gappy": History(gappy, Scale.DURATION),
        "silent": History(silent, Scale.DURATION),
        "infinite": History(infinite, Scale.DURATION),
        "minus infinite": History(-infinite, Scale.LEVEL),
        "exploding": History(2.0 ** np.arange(156), Scale.LEVEL),
        "huge": History(1.7e308 * np.cos(np.arange(156)), Scale.LEVEL),
        "zero duration": History(zero, Scale.DURATION),
        "negative count": History(count().values - 1000, Scale.COUNT),
        "share over one": History(shares + 0.5, Scale.RATE, counts),
        "rate without counts": History(shares, Scale.RATE),
        "rate of few": History(shares, Scale.RATE, np.full(156, 3.0)),
        "rate of unknown": History(shares, Scale.RATE, unknown),
        "rate of infinite": History(shares, Scale.RATE, np.full(156, np.inf)),
        "redefined": History(good, Scale.DURATION, definition_changes=1),
    }
