"""Measures that pull against each other: when one gets better, does another get worse?

Trend, season and what each measure carries over from its own last weeks are taken out of both;
what is left is correlated in the same week, after turning both so that up is good. One-sided
Fisher z, Benjamini-Yekutieli over all pairs. Same-week conflicts only; those that come weeks later
are links. Source: Haugh 1976 (prewhitening); Fisher 1921; Benjamini and Yekutieli 2001.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtr

from trigpoint.core.stats.admission import refuse
from trigpoint.core.stats.discovery import benjamini_yekutieli
from trigpoint.core.stats.history import History
from trigpoint.core.stats.refusal import Refusal

FloatArray = NDArray[np.float64]

NEEDED = 52
YEAR = 52
OWN_WEEKS = 2


class Measured(NamedTuple):
    """A measure's past, and whether more of it is good (+1) or less (-1)."""

    history: History
    good: int


@dataclass(frozen=True, slots=True)
class Conflict:
    """What the weeks say of a pair: in conflict or not, held over all pairs; r when up is good."""

    found: bool
    correlation: float
    weeks: int


def conflicts(
    pairs: Sequence[tuple[Measured, Measured]], false_share: float = 0.05
) -> list[Conflict | Refusal]:
    """Test every pair; histories end in the same week, and the shorter one counts.

    Refused: what `admission.refuse` refuses at 52 weeks, in either measure.
    """
    found: list[Conflict | Refusal | None] = [
        next((no for side in pair if (no := refuse(side.history.trimmed(), NEEDED))), None)
        for pair in pairs
    ]
    rows = [row for row, refused in enumerate(found) if refused is None]
    tested = [_correlation(*pairs[row]) for row in rows]
    p = np.array([ndtr(np.arctanh(r) * np.sqrt(max(free - 1, 1))) for r, _, free in tested])
    for row, stands, (r, weeks, _free) in zip(
        rows, benjamini_yekutieli(p, false_share), tested, strict=True
    ):
        found[row] = Conflict(bool(stands), r, weeks)
    return [each for each in found if each is not None]


def _correlation(one: Measured, other: Measured) -> tuple[float, int, int]:
    """Return r of what is left of both, the weeks, and the degrees of freedom."""
    weeks = min(side.history.trimmed().values.size for side in (one, other))
    left = [side.good * _left(side.history.trimmed(), weeks) for side in (one, other)]
    size = np.sqrt(np.sum(left[0] ** 2) * np.sum(left[1] ** 2))
    r = float(np.clip(left[0] @ left[1] / size, -0.9999, 0.9999))
    return r, weeks, weeks - OWN_WEEKS - 4 - OWN_WEEKS


def _left(history: History, weeks: int) -> FloatArray:
    """Return what trend, season and the two weeks before do not explain; shape (weeks - 2,)."""
    y = history.scale.forward(history.scale.eased(*history.filled()))[-weeks:]
    week = np.arange(OWN_WEEKS, weeks)
    turn = 2 * np.pi * week / YEAR
    terms = [np.ones(week.size), week / weeks, np.sin(turn), np.cos(turn)]
    terms += [y[OWN_WEEKS - lag : weeks - lag] for lag in range(1, OWN_WEEKS + 1)]
    basis = np.linalg.qr(np.stack(terms, axis=1))[0]
    target = y[OWN_WEEKS:]
    return np.asarray(target - basis @ (basis.T @ target))
