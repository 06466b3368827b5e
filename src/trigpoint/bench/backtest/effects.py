"""Effects of changes of known size, and looks where nothing happened."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from trigpoint.bench.backtest.rates import share
from trigpoint.bench.backtest.series import Rng, autoregressive
from trigpoint.bench.report import Check, Measured
from trigpoint.core.stats.effect import Effect, Stage, effect
from trigpoint.core.stats.history import History, Scale

FloatArray = NDArray[np.float64]

CORRELATIONS = (0.0, 0.3, 0.6, 0.8)
BEFORE = (52, 104, 156)
AFTER = 52
CHANGE = -0.25
NOISE = 0.15


@dataclass(frozen=True)
class KnownEffect:
    """A change whose true size is known, as in a simulated organisation.

    `size` is in the units of `effect.Stage`: a share for counts and durations, a difference for
    others; `months` is the stage that it is true of; `comparison` is an untouched team.
    """

    name: str
    history: History
    change: int
    size: float
    months: int = 3
    comparison: History | None = None


def checks(seed: int, each: int) -> Iterator[Check]:
    """Estimate a change of a quarter less in `each` series of every length and correlation."""
    rng = np.random.default_rng(seed)
    for before in BEFORE:
        for compared in (False, True):
            pairs = [
                _pair(rng, before, phi, heavy=heavy)
                for phi in CORRELATIONS
                for heavy in (False, True)
                for _ in range(each)
            ]
            yield from _judged(before, pairs, compared=compared)


def known(truths: Sequence[KnownEffect]) -> Iterator[Check]:
    """Check that each known effect is found at its size: inside the interval, and clear of 0."""
    for truth in truths:
        found = effect(truth.history, truth.change, truth.comparison)
        stages = found.stages if isinstance(found, Effect) else ()
        stage = next((each for each in stages if each.months == truth.months), None)
        yield _found(truth, stage)


def _found(truth: KnownEffect, stage: Stage | None) -> Check:
    name = f"effect: {truth.name}"
    how = f"True size {truth.size:g}, after {truth.months} months; clear of 0 and at its size."
    if stage is None:
        return Check(name, None, "change", "interval holds the true size", holds=False, how=how)
    holds = stage.clear and stage.low <= truth.size <= stage.high
    return Check(
        name,
        stage.middle,
        "change",
        "interval holds the true size",
        holds,
        how,
        stage.low,
        stage.high,
    )


def _judged(
    before: int, pairs: Sequence[tuple[History, History]], *, compared: bool
) -> Iterator[Check]:
    found = [effect(one, before, other if compared else None) for one, other in pairs]
    judged = [each for each in found if isinstance(each, Effect)]
    stages = [stage for each in judged for stage in each.stages]
    against = "a comparison" if compared else "its own past"
    where = f"against {against}, {before} weeks before"
    how = "Correlation 0 to .8, normal and heavy tails, season; a quarter less for 12 months."
    covered = [stage.low <= CHANGE <= stage.high for stage in stages]
    yield share(f"effect: 95 % interval covers, {where}", covered, how).between(0.90, 0.98)
    first = [stage.clear for stage in stages if stage.months == 3]
    yield share(f"effect: a quarter less is clear after 3 months, {where}", first, how).published()
    tried = sum(each.placebo.tried for each in judged)
    if tried:
        yield _placebos(where, judged)


def _placebos(where: str, judged: Sequence[Effect]) -> Check:
    looks = np.concatenate([np.arange(each.placebo.tried) < each.placebo.found for each in judged])
    how = "Looks at weeks where nothing happened; looks at one series overlap."
    found: Measured = share(f"effect: placebos that find something, {where}", looks, how)
    return found.at_most(0.06)


def _pair(rng: Rng, before: int, phi: float, *, heavy: bool) -> tuple[History, History]:
    """Return a duration that falls by a quarter, and an untouched one of the same season."""
    weeks = before + AFTER
    week = np.arange(weeks)
    season = 0.5 * NOISE * np.sin(2 * np.pi * (week / 52 + rng.random()))
    changed = np.log1p(CHANGE) * (week >= before)
    shared = autoregressive(rng, weeks, phi)
    one, other = (
        2 + season + NOISE * (0.6 * shared + 0.8 * _noise(rng, weeks, phi, heavy=heavy))
        for _ in range(2)
    )
    return History(np.exp(one + changed), Scale.DURATION), History(np.exp(other), Scale.DURATION)


def _noise(rng: Rng, weeks: int, phi: float, *, heavy: bool) -> FloatArray:
    shocks = rng.standard_t(4, weeks) / np.sqrt(2) if heavy else None
    return autoregressive(rng, weeks, phi, shocks)
