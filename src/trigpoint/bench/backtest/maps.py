"""Strategy maps whose true links are known, in six worlds that tempt a test in six ways.

Each map has 20 measures of 104 weeks and 50 links, 10 of them true: ten causes, each with one
effect of its own, one to four weeks later. The 40 others join measures without a path or a common
cause between them, save in the worlds that add one on purpose.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from trigpoint.bench.backtest.series import Rng, autoregressive
from trigpoint.core.stats.history import FloatArray, History, Scale
from trigpoint.core.stats.links import Link

MEASURES = 20
TRUE_LINKS = 10
LINKS = 50


@dataclass(frozen=True)
class Map:
    """The links of one map with their histories, and which of them are true."""

    links: list[Link]
    true: NDArray[np.bool_]


def _measures(rng: Rng, weeks: int, strength: float, later: int) -> FloatArray:
    """Return (20, weeks): ten causes and their effects, correlated noise of unit variance.

    Effects come one to four weeks after their causes, and `later` weeks on top.
    """
    longer = weeks + 60
    found = np.stack([autoregressive(rng, longer, rng.uniform(0.3, 0.85)) for _ in range(MEASURES)])
    for cause in range(TRUE_LINKS):
        lag = later + int(rng.integers(1, 5))
        found[TRUE_LINKS + cause, lag:] += (
            rng.choice([-1, 1]) * strength * found[cause, : longer - lag]
        )
    return found[:, -weeks:]


def _spread(rng: Rng, shape: FloatArray, size: float) -> FloatArray:
    """Return a shared shape with a loading of either sign on each measure."""
    return rng.normal(0, size, (MEASURES, 1)) * shape


def trend_and_season(rng: Rng, found: FloatArray) -> FloatArray:
    """All measures share a trend and a season, with loadings of their own."""
    week = np.arange(found.shape[1])
    season = np.sin(2 * np.pi * (week / 52 + rng.random()))
    return found + _spread(rng, week / week.size * 3, 1) + _spread(rng, season, 1)


def shared_shock(rng: Rng, found: FloatArray) -> FloatArray:
    """A hidden correlated shock reaches all measures in the same week."""
    hidden = autoregressive(rng, found.shape[1], 0.7)
    return trend_and_season(rng, found + _spread(rng, hidden, 0.7))


def random_walks(_rng: Rng, found: FloatArray) -> FloatArray:
    """Every measure wanders off for good: the sums of what it would have been."""
    return np.cumsum(found, axis=1)


def level_shift(rng: Rng, found: FloatArray) -> FloatArray:
    """All measures jump in one week, as on a change of tool."""
    weeks = found.shape[1]
    jump = (np.arange(weeks) >= rng.integers(weeks // 4, 3 * weeks // 4)).astype(np.float64)
    return trend_and_season(rng, found + _spread(rng, jump, 1.5))


def early_driver(rng: Rng, found: FloatArray) -> FloatArray:
    """Something unmeasured reaches the first ten measures two weeks before the others."""
    weeks = found.shape[1]
    hidden = autoregressive(rng, weeks + 2, 0.7)
    reach = np.stack([hidden[2:]] * TRUE_LINKS + [hidden[:-2]] * (MEASURES - TRUE_LINKS))
    return trend_and_season(rng, found + 0.7 * reach)


World = Callable[[Rng, FloatArray], FloatArray]


def draw(rng: Rng, world: World, strength: float, weeks: int = 104, later: int = 0) -> Map:
    """Return one map of a world, with true links of this strength.

    With `later`, all links take so many weeks longer, and are said to.
    """
    found = world(rng, _measures(rng, weeks + later, strength, later))
    true = [(cause, TRUE_LINKS + cause) for cause in range(TRUE_LINKS)]
    others = [
        (x, y) for x in range(MEASURES) for y in range(MEASURES) if x != y and (x, y) not in true
    ]
    chosen = [others[i] for i in rng.choice(len(others), LINKS - TRUE_LINKS, replace=False)]
    measures = [History(values, Scale.LEVEL) for values in found]
    said = later + 2 if later else 0
    links = [Link(measures[x], measures[y], said) for x, y in true + chosen]
    return Map(links, np.arange(LINKS) < TRUE_LINKS)
