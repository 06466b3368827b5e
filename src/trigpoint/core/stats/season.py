"""Targets point by point from last year: its season, moved by a growth.

A yearly target on a measure with a season needs a value for each week; otherwise summer is
always late and winter always early. Source: the classical seasonal index, averaged over the
years there are and smoothed over five weeks.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from trigpoint.core.stats.admission import refuse
from trigpoint.core.stats.history import History, Scale
from trigpoint.core.stats.refusal import Kind, Refusal
from trigpoint.core.text import _

FloatArray = NDArray[np.float64]

YEAR = 52
MOST_YEARS = 3
SMOOTHING = 5


@dataclass(frozen=True)
class Phased:
    """Targets for the weeks to come.

    Attributes:
        targets: shape (weeks,), in the measure's units; the first is the week after the history.
        last_year: the mean of the last 52 weeks, in the measure's units.
        grew: its change on the 52 weeks before: a share for counts and durations (.06: 6 % more),
            a difference for others; None where there are under 104 weeks.
        years: how many years the season was learned from.
    """

    targets: FloatArray
    last_year: float
    grew: float | None
    years: int


def phased(history: History, growth: float, weeks: int = YEAR) -> Phased | Refusal:
    """Return targets with last year's season, moved by `growth` from last year's level.

    Args:
        history: at least 52 weeks, refused as in `admission.refuse`.
        growth: a share for counts and durations (.05: 5 % more than last year), a difference in
            the measure's units for others (.02 of a rate: 2 points).
        weeks: how many weeks ahead; under 1 is refused.
    """
    if weeks < 1:
        return Refusal(Kind.PAST, _("The date has passed: there is nothing left to plan."))
    known = history.trimmed()
    refused = refuse(known, YEAR)
    if refused:
        return refused
    values, counts = known.filled()
    placed = known.scale.forward(known.scale.eased(values, counts))
    years = min(MOST_YEARS, placed.size // YEAR)
    by_year = placed[-years * YEAR :].reshape(years, YEAR)
    shape = _smooth(np.mean(by_year - by_year.mean(axis=1, keepdims=True), axis=0))
    last = float(known.scale.backward(by_year[-1].mean()))
    aimed = _moved(known.scale, last, growth)
    if not _possible(known.scale, aimed):
        words = _("That growth leads to a value that this measure cannot have.")
        return Refusal(Kind.OUT_OF_RANGE, words)
    level = known.scale.forward(np.array(aimed))
    targets = known.scale.backward(level + np.resize(shape, weeks))
    before = float(known.scale.backward(by_year[-2].mean())) if years > 1 else None
    grew = None if before is None else _growth(known.scale, before, last)
    return Phased(targets, last, grew, years)


def _smooth(shape: FloatArray) -> FloatArray:
    """Return the mean of five weeks around each week of a year that goes round."""
    side = SMOOTHING // 2
    round_the_year = np.concatenate([shape[-side:], shape, shape[:side]])
    return np.convolve(round_the_year, np.full(SMOOTHING, 1 / SMOOTHING), "valid")


def _is_relative(scale: Scale) -> bool:
    return scale in (Scale.COUNT, Scale.DURATION)


def _moved(scale: Scale, value: float, growth: float) -> float:
    return value * (1 + growth) if _is_relative(scale) else value + growth


def _growth(scale: Scale, before: float, after: float) -> float:
    return after / before - 1 if _is_relative(scale) else after - before


def _possible(scale: Scale, value: float) -> bool:
    if not np.isfinite(value):
        return False
    if scale is Scale.RATE:
        return 0 < value < 1
    return scale is Scale.LEVEL or value > 0
