"""Do the weeks bear out the causes and effects that a map states? All links of a map at once.

For each link the effect is explained by its own last five weeks, a trend, a season and the cause
five weeks before; then by the cause's last four weeks as well. Whether that adds more than chance
is an F test, and Benjamini-Yekutieli holds the share of false findings over the map. The fifth
week keeps the test honest where measures wander off for good. A link that is said to take longer
than four weeks is looked at in the four weeks around its lag. Single p-values are liberal on short
series and are not for showing. Source: Granger 1969, in levels; Toda and Yamamoto 1995
for the fifth week; Benjamini and Yekutieli 2001.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.special import fdtrc

from trigpoint.core.stats.admission import refuse
from trigpoint.core.stats.discovery import benjamini_yekutieli
from trigpoint.core.stats.history import History
from trigpoint.core.stats.refusal import Kind, Refusal
from trigpoint.core.text import _, ngettext

FloatArray = NDArray[np.float64]

LAGS = 4
DEPTH = LAGS + 1
YEAR = 52
NEEDED = 104
LEAST_OVERLAP = 0.6
# Asked for 4 %, the share stays under 5 % also where measures wander off for good.
FALSE_SHARE = 0.04


class Link(NamedTuple):
    """A cause and its effect, and after how many weeks it is said to come; 0 to 4 are one look."""

    cause: History
    effect: History
    lag: int = 0

    @property
    def shift(self) -> int:
        """Return by how many weeks the four weeks that are looked at lie before the last four."""
        return max(0, self.lag - LAGS // 2) if self.lag > LAGS else 0

    @property
    def shifted(self) -> History:
        """Return the cause as if it had come so many weeks later."""
        values, counts = self.cause.values, self.cause.counts
        end = max(0, values.size - self.shift)
        return History(values[:end], self.cause.scale, counts[:end], self.cause.definition_changes)


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the weeks say about one link.

    Attributes:
        supported: the cause's past adds to the effect's own, held over the whole map.
        reversed: the effect's past adds to the cause's own: it seems to run the other way (too).
        lag: weeks by which the cause comes first where the link is strongest: 1 to 4, or one before
            to two after a stated lag beyond 4.
        sign: +1 where both rise together, -1 where one rises as the other falls.
        strength: partial r at that lag, 0 to 1; of what is left after own past, trend, season.
        weeks: how many weeks the test could use.
    """

    supported: bool
    reversed: bool
    lag: int
    sign: int
    strength: float
    weeks: int


def evidence(links: Sequence[Link], false_share: float = FALSE_SHARE) -> list[Evidence | Refusal]:
    """Test every link of a map; both histories of one end in the same week.

    Model: y(t) = trend + season + y(t-1..t-5) + x(t-5) + sum of b_i x(t-i), i = 1 to 4, all
    standardised on their scales; F test of b = 0; partial r from what is left of y and x(t-i).

    Refused: under 104 common weeks (after a stated lag: what is left of them), under 60 % of them
    with both values, and what `admission.refuse` refuses in either.
    """
    found: list[Evidence | Refusal | None] = [_refuse(link) for link in links]
    rows = [row for row, refused in enumerate(found) if refused is None]
    if not rows:
        return [each for each in found if each is not None]
    tested = [links[row] for row in rows]
    weeks = max(_common(link.shifted, link.effect) for link in tested)
    # A link of fewer weeks than the longest is tested on those that both of its measures have.
    causes, earlier, effects = (
        np.stack([_placed(side, weeks) for side in sides])
        for sides in zip(*((link.cause, link.shifted, link.effect) for link in tested), strict=True)
    )
    there, back = _add(earlier, effects), _add(effects, causes)
    stands = benjamini_yekutieli(there.p, false_share)
    returns = benjamini_yekutieli(back.p, false_share)
    for place, (row, link) in enumerate(zip(rows, tested, strict=True)):
        r = there.partial[place]
        lag = int(np.argmax(np.abs(r)))
        found[row] = Evidence(
            supported=bool(stands[place]),
            reversed=bool(returns[place]),
            lag=link.shift + lag + 1,
            sign=1 if r[lag] > 0 else -1,
            strength=float(abs(r[lag])),
            weeks=int(there.weeks[place]),
        )
    return [each for each in found if each is not None]


@dataclass(frozen=True)
class _Added:
    """What lags of x add to y: p of the F test (m,), partial r by lag (m, 4), weeks used (m,)."""

    p: FloatArray
    partial: FloatArray
    weeks: NDArray[np.int64]


def _add(x: FloatArray, y: FloatArray) -> _Added:
    """Test what the last weeks of x add to y; both (m, weeks), NaN where there is no value."""
    before_x, before_y = _lagged(_carried(x)), _lagged(_carried(y))
    lags, target = before_x[:, :, :LAGS], y[:, DEPTH:]
    controls = np.concatenate([_fixed(y), before_y, before_x[:, :, LAGS:]], axis=2)
    used = ~(np.isnan(target) | np.isnan(controls).any(axis=2) | np.isnan(lags).any(axis=2))
    controls, lags, target = (
        np.where(used if part.ndim == 2 else used[:, :, None], part, 0.0)
        for part in (controls, lags, target)
    )
    basis = np.linalg.qr(controls)[0]
    left, added = _outside(basis, target[:, :, None])[:, :, 0], _outside(basis, lags)
    short = np.sum(left**2, axis=1)
    full = np.sum(_outside(np.linalg.qr(added)[0], left[:, :, None]) ** 2, axis=(1, 2))
    weeks = used.sum(axis=1)
    free = weeks - controls.shape[2] - LAGS
    statistic = (short - full) / LAGS / (full / free)
    partial = np.einsum("mtl,mt->ml", added, left) / np.sqrt(
        np.sum(added**2, axis=1) * short[:, None]
    )
    return _Added(np.asarray(fdtrc(LAGS, free, statistic)), partial, weeks)


def _fixed(y: FloatArray) -> FloatArray:
    """Return shape (m, weeks - 5, 5): constant, trend, its square, a yearly sine and cosine."""
    week = np.arange(DEPTH, y.shape[1])
    passed = np.linspace(-1, 1, week.size)
    turn = 2 * np.pi * week / YEAR
    terms = np.stack([np.ones(week.size), passed, passed**2, np.sin(turn), np.cos(turn)], axis=1)
    return np.repeat(terms[None], y.shape[0], axis=0)


def _carried(series: FloatArray) -> FloatArray:
    """Let the last known value stand in a gap: a straight line across would know the future."""
    week = np.arange(series.shape[1])
    last = np.maximum.accumulate(np.where(np.isnan(series), 0, week), axis=1)
    return np.take_along_axis(series, last, axis=1)


def _lagged(series: FloatArray) -> FloatArray:
    """Return shape (m, weeks - 5, 5): the values one to five weeks before."""
    weeks = series.shape[1]
    return np.stack([series[:, DEPTH - lag : weeks - lag] for lag in range(1, DEPTH + 1)], axis=2)


def _outside(basis: FloatArray, parts: FloatArray) -> FloatArray:
    """Return what an orthonormal basis (m, t, k) does not explain of (m, t, j)."""
    return np.asarray(parts - basis @ (np.swapaxes(basis, 1, 2) @ parts))


def _placed(history: History, weeks: int) -> FloatArray:
    """Return the last weeks on the scale of the measure, standardised, NaN before the first."""
    known = history.placed()[-weeks:]
    placed = np.full(weeks, np.nan)
    placed[weeks - known.size :] = known
    return np.asarray((placed - np.nanmean(placed)) / np.nanstd(placed))


def _common(cause: History, effect: History) -> int:
    return min(cause.trimmed().values.size, effect.trimmed().values.size)


def _longest(link: Link) -> int:
    """Return the longest lag in weeks, up to the stated one, that leaves weeks enough."""
    lags = range(link.lag, LAGS, -1)
    enough = (n for n in lags if _common(link._replace(lag=n).shifted, link.effect) >= NEEDED)
    return next(enough, LAGS)


def _refuse(link: Link) -> Refusal | None:
    cause, effect = link.shifted, link.effect
    weeks = _common(cause, effect)
    if weeks < NEEDED <= _common(link.cause, effect):
        words = ngettext(
            "The lag is too long to test: it leaves {count} week, {needed} needed. Shorten it to "
            "{most} weeks or less, or wait.",
            "The lag is too long to test: it leaves {count} weeks, {needed} needed. Shorten it to "
            "{most} weeks or less, or wait.",
            weeks,
            needed=NEEDED,
            most=_longest(link),
        )
        return Refusal(Kind.LAG, words)
    if weeks < NEEDED:
        words = ngettext(
            "Not enough history to test this link: {count} week in common, {needed} needed; "
            "{missing} still to come.",
            "Not enough history to test this link: {count} weeks in common, {needed} needed; "
            "{missing} still to come.",
            weeks,
            needed=NEEDED,
            missing=NEEDED - weeks,
        )
        return Refusal(Kind.TOO_SHORT, words)
    for side in (cause, effect):
        refused = refuse(side.trimmed(), NEEDED, 1 - LEAST_OVERLAP)
        if refused:
            return refused
    both = ~np.isnan(cause.values[-weeks:] + effect.values[-weeks:])
    if both.mean() < LEAST_OVERLAP:
        words = _(
            "Too few weeks in which both have a value: {both} of {weeks}, {needed} needed. Choose "
            "a measure that has one in most weeks.",
            both=int(both.sum()),
            weeks=weeks,
            needed=math.ceil(LEAST_OVERLAP * weeks),
        )
        return Refusal(Kind.OVERLAP, words)
    return None
