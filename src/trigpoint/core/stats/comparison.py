"""Comparing people or teams fairly: similar tickets, shrinkage, and no ranking.

Each one's rate is that of the kinds of tickets they had (channel, topic, priority: a stratum
each), shifted on the logit by an amount of their own; strata and shifts are found together.
Source: random-intercept logistic model, integrated on a grid (`shrinkage`). Ranks are not
given: on 40 people of 30 replies each they are mostly noise.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from trigpoint.core.stats.refusal import Kind, Refusal
from trigpoint.core.stats.shrinkage import SHIFTS, shrink
from trigpoint.core.text import _, ngettext

FloatArray = NDArray[np.float64]

LEAST = 10
LEAST_UNITS = 3
# Strata are estimated too: 93 % of the model's own certainty covers the 90 % that is said.
TAIL = 0.035
APART = 0.975
STRATUM_PRIOR = 10.0
UNIT_PRIOR = 0.5
ROUNDS = 8


@dataclass(frozen=True, slots=True)
class Standing:
    """One person or team beside the others, on similar tickets.

    Attributes:
        n: how many tickets or replies.
        observed, expected: what was, and what the team's usual would have been on the same
            kinds of tickets (successes for rates, the value itself for values).
        low, middle, high: where it likely lies, 90 %: the rate on the whole team's mix of
            tickets, or the value.
        different: above or below the team's centre with a chance of at least .975; otherwise
            the words are 'not distinguishable'.
    """

    n: int
    observed: float
    expected: float
    low: float
    middle: float
    high: float
    different: bool

    @property
    def ratio(self) -> float:
        """Return observed over expected."""
        return self.observed / self.expected


def compare_rates(successes: FloatArray, trials: FloatArray) -> list[Standing | Refusal]:
    """Compare units on a rate, on similar tickets.

    Args:
        successes: shape (units, strata), from 0 to `trials`.
        trials: shape (units, strata). Units of under 10 are refused, and so is every unit where
            fewer than three can be compared or a figure is impossible.
    """
    n = np.nan_to_num(trials.sum(axis=1))
    enough = n >= LEAST
    if not _possible(successes, trials) or enough.sum() < LEAST_UNITS:
        return [_refusal(int(count), possible=_possible(successes, trials)) for count in n]
    base = _strata(successes[enough], trials[enough])
    shrunk = shrink(_log_likelihood(successes[enough], trials[enough], base))
    mix = trials.sum(axis=0) / trials.sum()
    rate_at = mix @ _expit(base[:, None] + SHIFTS)
    expected = trials @ _expit(base)
    bounds = [np.interp(shrunk.quantile(q), SHIFTS, rate_at) for q in (TAIL, 0.5, 1 - TAIL)]
    return _standings(n, successes.sum(axis=1), expected, bounds, shrunk.above, enough)


def chances_beyond(
    successes: FloatArray, trials: FloatArray, shift: float
) -> tuple[FloatArray, FloatArray]:
    """Return how sure it is that each unit's odds exceed the usual ones by more than e^shift.

    Args:
        successes: shape (units, strata), from 0 to `trials`.
        trials: shape (units, strata), as for `compare_rates`.
        shift: on the logit; log 2 asks for more than twice the odds.

    Returns:
        The chances, NaN for units that `compare_rates` would refuse; and how many successes a usual
        unit would have had on the same kinds of tickets. Both of shape (units,).
    """
    n = trials.sum(axis=1)
    enough = n >= LEAST
    chance, expected = np.full(n.shape, np.nan), np.full(n.shape, np.nan)
    if not _possible(successes, trials) or enough.sum() < LEAST_UNITS:
        return chance, expected
    base = _strata(successes[enough], trials[enough])
    shrunk = shrink(_log_likelihood(successes[enough], trials[enough], base))
    chance[enough] = shrunk.chance[:, shift < SHIFTS].sum(axis=1)
    expected[enough] = trials[enough] @ _expit(base)
    return chance, expected


def compare_values(
    values: FloatArray, errors: FloatArray, n: FloatArray
) -> list[Standing | Refusal]:
    """Compare units on values that have a standard error each, such as a mean log handling time.

    Args:
        values: shape (units,), in one unit.
        errors: their standard errors, above 0.
        n: shape (units,), what each value was taken of; refused as in `compare_rates`.
    """
    possible = all(np.isfinite(part).all() for part in (values, errors, n)) and (errors > 0).all()
    enough = n >= LEAST
    if not possible or enough.sum() < LEAST_UNITS:
        return [_refusal(int(count), possible=bool(possible)) for count in np.nan_to_num(n)]
    kept, error = values[enough], errors[enough]
    centre = float(np.average(kept, weights=error**-2))
    unit = float(np.sqrt(np.mean(error**2) + np.var(kept)))
    away = (kept[:, None] - centre) / unit - SHIFTS
    shrunk = shrink(-0.5 * (away * unit / error[:, None]) ** 2)
    bounds = [centre + unit * shrunk.quantile(q) for q in (TAIL, 0.5, 1 - TAIL)]
    return _standings(n, values, np.full(n.shape, centre), bounds, shrunk.above, enough)


def _strata(successes: FloatArray, trials: FloatArray) -> FloatArray:
    """Return each stratum's logit for a usual unit, by logistic regression on units and strata.

    Units have terms of their own here, hardly drawn in, so that giving hard tickets to good
    people hides neither. Ten tickets of the team's rate are added to each stratum. Newton's steps.
    """
    units, strata = trials.shape
    team = (successes.sum() + 0.5) / (trials.sum() + 1)
    base = np.full(strata, np.log(team / (1 - team)))
    shift = np.zeros(units)
    for _turn in range(ROUNDS):
        rate, prior = _expit(base + shift[:, None]), _expit(base)
        weight, held = trials * rate * (1 - rate), STRATUM_PRIOR * prior * (1 - prior)
        missed = successes - trials * rate
        slope = np.zeros((units + strata, units + strata))
        slope[:units, :units] = np.diag(weight.sum(axis=1) + UNIT_PRIOR)
        slope[units:, units:] = np.diag(weight.sum(axis=0) + held)
        slope[:units, units:], slope[units:, :units] = weight, weight.T
        pull = np.concatenate(
            [
                missed.sum(axis=1) - UNIT_PRIOR * shift,
                missed.sum(axis=0) + STRATUM_PRIOR * (team - prior),
            ]
        )
        step = np.clip(np.linalg.solve(slope, pull), -1, 1)
        shift, base = shift + step[:units], base + step[units:]
    return np.asarray(base + np.median(shift))


def _log_likelihood(successes: FloatArray, trials: FloatArray, base: FloatArray) -> FloatArray:
    at = base[:, None] + SHIFTS
    return np.asarray(
        -successes @ np.logaddexp(0, -at) - (trials - successes) @ np.logaddexp(0, at)
    )


def _standings(
    n: FloatArray,
    observed: FloatArray,
    expected: FloatArray,
    bounds: list[FloatArray],
    above: FloatArray,
    enough: NDArray[np.bool_],
) -> list[Standing | Refusal]:
    found: list[Standing | Refusal] = [_refusal(int(count), possible=True) for count in n]
    for place, unit in enumerate(np.flatnonzero(enough)):
        low, middle, high = (float(bound[place]) for bound in bounds)
        found[unit] = Standing(
            int(n[unit]),
            float(observed[unit]),
            float(expected[unit]),
            low,
            middle,
            high,
            different=bool(max(above[place], 1 - above[place]) >= APART),
        )
    return found


def _possible(successes: FloatArray, trials: FloatArray) -> bool:
    finite = bool(np.isfinite(successes).all() and np.isfinite(trials).all())
    return finite and bool(((successes >= 0) & (successes <= trials)).all())


def _refusal(n: int, *, possible: bool) -> Refusal:
    if not possible:
        return Refusal(Kind.OUT_OF_RANGE, _("A figure is not possible. It needs a look first."))
    if n >= LEAST:
        words = _("Too few others to compare with: {needed} needed.", needed=LEAST_UNITS)
        return Refusal(Kind.TOO_FEW, words)
    words = ngettext(
        "Too few to compare: {count}, {needed} needed.",
        "Too few to compare: {count}, {needed} needed.",
        n,
        needed=LEAST,
    )
    return Refusal(Kind.TOO_FEW, words)


def _expit(z: FloatArray) -> FloatArray:
    return np.asarray(1 / (1 + np.exp(-z)))
