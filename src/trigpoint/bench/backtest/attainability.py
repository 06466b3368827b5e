"""Are the chances right? Random goals on synthetic and real series, against calibrated pace."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from trigpoint.bench.backtest.goals import (
    LOOKS,
    PERIOD,
    Goal,
    four_weeks,
    given,
    looked_at,
    on_pace,
    set_goals,
)
from trigpoint.bench.backtest.rates import resampled, share
from trigpoint.bench.report import Check, Measured
from trigpoint.core.stats.attainability import Aim, Chance, chances
from trigpoint.core.stats.history import History

FloatArray = NDArray[np.float64]

BRIER = {0: 0.135, 8: 0.125, 16: 0.115}
GAIN = 0.15
BINS = 10
LENGTHS = (52, 104, 156)


def checks(where: str, histories: Sequence[History], seed: int, goals_each: int) -> Iterator[Check]:
    """Measure the chances of `goals_each` goals on each series; the Brier target is synthetic's."""
    goals = [goal for turn in range(goals_each) for goal in set_goals(histories, seed + turn)]
    met = np.array([goal.met for goal in goals], dtype=np.float64)
    for week in LOOKS:
        chance = given(goals, week)
        yield from _quality(where, week, _Cases(chance, met, len(histories)))
        if week:
            yield _gain(where, week, _Cases(chance, met, len(histories)), on_pace(goals, week))
    yield from _coverage(where, goals[: len(histories)])


class _Cases:
    """Chances and outcomes of goals, several on each series."""

    def __init__(self, chance: FloatArray, met: FloatArray, series: int) -> None:
        self.chance = chance.reshape(-1, series)
        self.met = met.reshape(-1, series)
        self.given = ~np.isnan(self.chance)
        self.series = series

    def brier(self, series: NDArray[np.int64], chance: FloatArray | None = None) -> float:
        """Return the mean squared error of the chances that were given, on these series."""
        use = self.chance if chance is None else chance
        losses = np.where(self.given, (np.nan_to_num(use) - self.met) ** 2, 0.0)
        return float(losses[:, series].sum() / self.given[:, series].sum())

    def error(self, series: NDArray[np.int64]) -> float:
        """Return the expected calibration error over ten bins."""
        inside = self.given[:, series]
        chance, met = self.chance[:, series][inside], self.met[:, series][inside]
        group = np.minimum((chance * BINS).astype(int), BINS - 1)
        off = np.bincount(group, chance - met, BINS)
        return float(np.abs(off).sum() / chance.size)


def _quality(where: str, week: int, cases: _Cases) -> Iterator[Check]:
    how = (
        f"{cases.given.sum():,} random goals on {cases.series:,} series, "
        f"judged in week {week} of {PERIOD}."
    )
    brier = resampled(
        f"chance: Brier, {where}, week {week}", "Brier", how, cases.series, cases.brier
    )
    yield brier.at_most(BRIER[week]) if where == "synthetic" else brier.published()
    yield resampled(
        f"chance: calibration error, {where}, week {week}",
        "share",
        f"{how} Ten bins; the interval leans high, as bins of few cases do.",
        cases.series,
        cases.error,
    ).at_most(0.06)


def _gain(where: str, week: int, cases: _Cases, pace: NDArray[np.bool_]) -> Check:
    rate = _calibrated(pace.reshape(cases.met.shape), cases.met)
    return resampled(
        f"chance: better than calibrated pace, {where}, week {week}",
        "share",
        "1 - Brier / Brier of pace, where pace is given its own hit rate from the other half of "
        "the series.",
        cases.series,
        lambda series: 1 - cases.brier(series) / cases.brier(series, rate),
    ).at_least(GAIN)


def _calibrated(pace: NDArray[np.bool_], met: FloatArray) -> FloatArray:
    """Give each call of pace the hit rate that such calls had on the other half of the series."""
    rate = np.empty(met.shape)
    half = np.arange(met.shape[1]) % 2 == 0
    for tested in (half, ~half):
        for called in (True, False):
            learned = pace[:, ~tested] == called
            hits = (met[:, ~tested][learned].sum() + 1) / (learned.sum() + 2)
            rate[:, tested] = np.where(pace[:, tested] == called, hits, rate[:, tested])
    return rate


def _coverage(where: str, goals: Sequence[Goal]) -> Iterator[Check]:
    """Measure how often the four-week mean 24 weeks on ends in the range, by length of history."""
    for weeks in LENGTHS:
        place = _places(goals, weeks)
        found = share(
            f"fan: 80 % range covers, {where}, {weeks} weeks known",
            np.abs(place - 0.5) <= 0.4,
            f"{PERIOD} weeks ahead.",
        )
        yield found.between(0.75, 0.95) if weeks >= 104 else found.published()
        if weeks >= 104:
            yield from _rungs(where, weeks, place)


def _rungs(where: str, weeks: int, place: FloatArray) -> Iterator[Check]:
    for wanted in (0.8, 0.5, 0.2):
        found: Measured = share(
            f"steps: reached when offered at {wanted:g}, {where}, {weeks} weeks known",
            place >= 1 - wanted,
            f"Steps upward, {PERIOD} weeks ahead.",
        )
        yield found.published()


def _places(goals: Sequence[Goal], weeks: int) -> FloatArray:
    """Return where in its range each series ended: the chance given to ending below that."""
    known = [looked_at(goal, 0, weeks)[0] for goal in goals]
    ends = [Aim(PERIOD, high=float(four_weeks(goal.history)[-1])) for goal in goals]
    answers = chances(known, ends)
    return np.array([answer.chance for answer in answers if isinstance(answer, Chance)])
