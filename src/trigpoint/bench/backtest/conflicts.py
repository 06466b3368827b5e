"""Pairs of measures of which some pull against each other in the same week."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from trigpoint.bench.backtest.rates import mean
from trigpoint.bench.backtest.series import Rng, autoregressive
from trigpoint.bench.report import Check
from trigpoint.core.stats.conflict import Conflict, Measured, conflicts
from trigpoint.core.stats.history import FloatArray, History, Scale

PAIRS = 50
TRUE = 8


def checks(seed: int, maps: int) -> Iterator[Check]:
    """Test 50 pairs, 8 in conflict, in `maps` maps of each length and strength."""
    for weeks, strength in ((104, 0.4), (104, 0.6), (52, 0.6)):
        rng = np.random.default_rng(seed)
        judged = [_judged(rng, weeks, strength) for _ in range(maps)]
        where = f"{weeks} weeks, r -{strength:g}"
        how = f"{maps} maps of {PAIRS} pairs, {TRUE} in conflict; shared trend and season."
        false = [one for one, _ in judged]
        yield mean(f"conflict: false findings, {where}", false, "share", how).at_most(0.05)
        found = [two for _, two in judged]
        yield mean(f"conflict: true ones found, {where}", found, "share", how).published()


def _judged(rng: Rng, weeks: int, strength: float) -> tuple[float, float]:
    pairs = [_pair(rng, weeks, strength if place < TRUE else 0.0) for place in range(PAIRS)]
    found = np.array([isinstance(each, Conflict) and each.found for each in conflicts(pairs)])
    return float(found[TRUE:].sum() / max(1, found.sum())), float(found[:TRUE].mean())


def _pair(rng: Rng, weeks: int, strength: float) -> tuple[Measured, Measured]:
    shocks = rng.standard_normal(weeks)
    against = -strength * shocks + np.sqrt(1 - strength**2) * rng.standard_normal(weeks)
    return _measure(rng, shocks), _measure(rng, against)


def _measure(rng: Rng, shocks: FloatArray) -> Measured:
    week = np.arange(shocks.size)
    common = rng.normal() * 3 * week / week.size + rng.normal() * np.sin(2 * np.pi * week / 52)
    good = int(rng.choice([-1, 1]))
    moved = autoregressive(rng, shocks.size, rng.uniform(0.3, 0.85), shocks)
    return Measured(History(good * (common + moved), Scale.LEVEL), good)
