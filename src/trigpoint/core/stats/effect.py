"""What a change brought, against what would have happened anyway; said again as months pass.

Interrupted time series: the weeks before give level, trend and season; the weeks after may lie
higher or lower in months 1-3, 4-6 and 7-12. With an untouched comparison the same is done to the
difference between the two, which takes out whatever reached both. Placebo check: the same look at
weeks before the change, where nothing happened. Source: Wagner et al. 2002; Linden 2015
(comparison group); regression with correlated errors as in `regression`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from trigpoint.core.stats.admission import refuse
from trigpoint.core.stats.history import History, Scale
from trigpoint.core.stats.refusal import Kind, Refusal
from trigpoint.core.stats.regression import Coefficient, fit
from trigpoint.core.text import _, ngettext

FloatArray = NDArray[np.float64]

YEAR = 52
MOST_BEFORE = 156
STAGES = {3: (0, 13), 6: (13, 26), 12: (26, 52)}
PLACEBO_STEP = 4


class Method(StrEnum):
    """Against the measure's own past, or against an untouched comparison."""

    OWN_PAST = "own_past"
    COMPARISON = "comparison"


class Stage(NamedTuple):
    """The effect in the weeks up to so many months after the change.

    For counts and durations a share of what would have been (-.25: a quarter less); for rates the
    difference in shares; for others the measure's units. 95 % interval.
    """

    months: int
    low: float
    middle: float
    high: float

    @property
    def clear(self) -> bool:
        """True where the interval leaves out 0."""
        return self.low > 0 or self.high < 0


class Placebo(NamedTuple):
    """How many of the looks at quiet weeks found an effect; each is 3 months long."""

    found: int
    tried: int


@dataclass(frozen=True, slots=True)
class Effect:
    """The stages whose weeks are over, the placebo check, and how it was judged."""

    scale: Scale
    method: Method
    stages: tuple[Stage, ...]
    placebo: Placebo
    weeks_before: int


def effect(history: History, change: int, comparison: History | None = None) -> Effect | Refusal:
    """Estimate what changed from week `change` (an index into the history) on.

    Refused beside `admission.refuse`: under 52 weeks before the change, under 13 after it. The
    comparison has the same weeks; it may be the mean of several untouched teams.
    """
    first = max(history.first, comparison.first if comparison else 0)
    begin = max(first, change - MOST_BEFORE)
    known, after = change - begin, history.values.size - change
    refused = _too_soon(known, after) or _refuse_both(history, comparison, begin)
    if refused:
        return refused
    placed = _placed(history.since(begin))
    method = Method.OWN_PAST
    against = placed
    if comparison is not None:
        method = Method.COMPARISON
        against = placed - _placed(comparison.since(begin))
    stages = [
        _in_units(history.scale, months, moved, _window(placed, known, months))
        for months, moved in _stages(against, known).items()
    ]
    return Effect(history.scale, method, tuple(stages), placebos(against, known), known)


def placebos(placed: FloatArray, change: int) -> Placebo:
    """Look for an effect of three months in every fourth week where nothing happened."""
    quiet = placed[:change]
    starts = range(YEAR, change - STAGES[3][1] + 1, PLACEBO_STEP)
    looks = [_stages(quiet[: start + STAGES[3][1]], start)[3] for start in starts]
    return Placebo(sum(look.low > 0 or look.high < 0 for look in looks), len(looks))


def _placed(history: History) -> FloatArray:
    return history.scale.forward(history.scale.eased(*history.filled()))


def _window(placed: FloatArray, change: int, months: int) -> FloatArray:
    first, last = STAGES[months]
    return placed[change + first : change + last]


def _stages(placed: FloatArray, change: int) -> dict[int, Coefficient]:
    """Return the shift in each stage that is over, on the scale."""
    over = [months for months, (_, last) in STAGES.items() if change + last <= placed.size]
    placed = placed[: change + STAGES[over[-1]][1]]
    terms = _terms(placed.size, change, over)
    found = fit(placed, terms)
    return {
        months: found.coefficient(terms.shape[1] - len(over) + place)
        for place, months in enumerate(over)
    }


def _terms(weeks: int, change: int, stages: Sequence[int]) -> FloatArray:
    """Return constant, trend, season and a step for each stage."""
    week = np.arange(weeks, dtype=np.float64)
    turn = 2 * np.pi * week / YEAR
    columns = [np.ones(weeks), (week - change) / weeks, np.sin(turn), np.cos(turn)]
    for months in stages:
        first, last = (change + side for side in STAGES[months])
        columns.append(((week >= first) & (week < last)).astype(np.float64))
    return np.stack(columns, axis=1)


def _in_units(scale: Scale, months: int, moved: Coefficient, seen: FloatArray) -> Stage:
    """Turn a shift on the scale into the units of `Stage`."""
    shift = np.array(moved)
    if scale is Scale.RATE:
        middle = seen.mean()
        low, centre, high = scale.backward(middle) - scale.backward(middle - shift)
    elif scale is Scale.LEVEL:
        low, centre, high = shift
    else:
        low, centre, high = np.expm1(shift)
    return Stage(months, float(low), float(centre), float(high))


def _refuse_both(history: History, comparison: History | None, begin: int) -> Refusal | None:
    refused = refuse(history.since(begin))
    if refused or comparison is None:
        return refused
    if comparison.values.size != history.values.size:
        words = _("The comparison does not cover the same weeks.")
        return Refusal(Kind.OVERLAP, words)
    return refuse(comparison.since(begin))


def _too_soon(before: int, after: int) -> Refusal | None:
    if before < YEAR:
        words = ngettext(
            "Too little history before the change: {count} week, {needed} needed.",
            "Too little history before the change: {count} weeks, {needed} needed.",
            max(before, 0),
            needed=YEAR,
        )
        return Refusal(Kind.TOO_SHORT, words)
    if after < STAGES[3][1]:
        words = ngettext(
            "Too early to say: {count} week since the change, {needed} needed.",
            "Too early to say: {count} weeks since the change, {needed} needed.",
            max(after, 0),
            needed=STAGES[3][1],
        )
        return Refusal(Kind.TOO_SHORT, words)
    return None
