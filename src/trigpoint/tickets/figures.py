"""From sums and sorted amounts to figures with their intervals."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import repeat
from typing import cast

import numpy as np
from numpy.typing import NDArray

from trigpoint.core.stats.intervals import (
    Bounds,
    mean_of_counts,
    mean_of_durations,
    nps_adjusted,
    quantile_ranks,
    wilson,
)
from trigpoint.tickets import compose
from trigpoint.tickets.compose import Question
from trigpoint.tickets.definition import Statistic
from trigpoint.tickets.engines import Cell, Engine
from trigpoint.tickets.query import Figure


@dataclass(frozen=True, slots=True)
class Groups:
    """The groups of an answer, as arrays of one length: where, how many, how many missing.

    `numerator` is None for a quantile; `denominator` is n, but for the ratio of two sums.
    """

    cells: Sequence[Cell]
    n: NDArray[np.int64]
    missing: NDArray[np.int64]
    numerator: NDArray[np.int64] | None
    value: NDArray[np.float64]
    bounds: Bounds
    denominator: NDArray[np.int64]


def figures(engine: Engine, question: Question) -> list[Figure]:
    """Return a figure for each member of the cut and period, in their order.

    Without a cut every period up to now has one; with a cut, where there is any row.
    """
    answer = _sampled if question.definition.statistic is Statistic.QUANTILE else _summed
    return list(_figures(question, answer(engine, question)))


def _figures(question: Question, groups: Groups) -> Iterator[Figure]:
    ends = {period.start: period.end for period in question.periods}
    minimum = question.definition.minimum
    n, starts = groups.n.tolist(), [start for _cut, start in groups.cells]
    numerators = repeat(None) if groups.numerator is None else groups.numerator.tolist()
    # By place, as there are thousands: in the order in which Figure names its fields.
    return map(
        Figure,
        [cut for cut, _start in groups.cells],
        starts,
        [ends[start] for start in starts],
        numerators,
        groups.denominator.tolist(),
        n,
        *map(_known, (groups.value, groups.bounds.low, groups.bounds.high)),
        groups.missing.tolist(),
        [("too_few",) if count < minimum else () for count in n],
    )


def _summed(engine: Engine, question: Question) -> Groups:
    found = engine.rows(compose.sums(question.statement, engine.dialect))
    cells = _cells(question, [(row[0], int(row[1])) for row in found])
    rows = {(row[0], int(row[1])): row[2:] for row in found}
    width = 2 + compose.sums_of(question.definition.statistic)
    table = np.array([rows.get(cell, (0,) * width) for cell in cells], dtype=np.int64)
    missing, n, *sums = table.reshape(-1, width).T
    found_of = question.definition
    if found_of.has_weights:
        return Groups(cells, n, missing, *_weighed(found_of.statistic, *sums))
    numerator, value, bounds = _SIMPLE[found_of.statistic](n, *sums)
    return _hidden(Groups(cells, n, missing, numerator, value, bounds, n), found_of.floor)


def _sampled(engine: Engine, question: Question) -> Groups:
    found = engine.samples(compose.samples(question.statement, engine.dialect))
    cells = _cells(question, found.cells)
    place = {cell: i for i, cell in enumerate(found.cells)}
    # A period without any ticket is the empty group that is put behind the last one.
    where = np.array([place.get(cell, -1) for cell in cells], dtype=np.int64)
    n, missing = np.append(found.n, 0), np.append(found.missing, 0)
    value, bounds = _TAKEN[str(question.params.get("quantile", "median"))](found.amounts, n)
    bounds = Bounds(bounds.low[where], bounds.high[where])
    return Groups(cells, n[where], missing[where], None, value[where], bounds, n[where])


def _quantiles(
    ordered: NDArray[np.int64], n: NDArray[np.int64], q: float
) -> tuple[NDArray[np.float64], Bounds]:
    """Return the q-quantile of each sample with the values at its ranks; NaN for an empty one.

    The samples lie behind each other in one array, each `n` long, and are put in order there.
    Ranks are asked once for each size: many groups have the same few.
    """
    value, low, high = (np.full(n.size, np.nan) for _ in range(3))
    some = n > 0
    if not some.any():
        return value, Bounds(low, high)
    first = np.cumsum(n) - n
    for begin, end in zip(first[some].tolist(), (first + n)[some].tolist(), strict=True):
        ordered[begin:end].sort()
    first, count = first[some], n[some]
    place = (count - 1) * q
    below = place.astype(np.int64)
    under, over = ordered[first + below], ordered[first + np.minimum(below + 1, count - 1)]
    value[some] = under + (over - under) * (place - below)
    sizes, which = np.unique(n, return_inverse=True)
    ranks = quantile_ranks(np.maximum(sizes, 1), q)
    lower, upper = ranks.low[which], ranks.high[which]
    known = some & (lower > 0)
    start = np.cumsum(n) - n - 1
    low[known] = ordered[(start + lower)[known]]
    high[known] = ordered[(start + upper)[known]]
    return value, Bounds(low, high)


def _means(ordered: NDArray[np.int64], n: NDArray[np.int64]) -> tuple[NDArray[np.float64], Bounds]:
    """Return the mean of each sample with its bounds; NaN for an empty one.

    The samples lie as in `_quantiles`. They are put in order, so that both databases add up alike.
    """
    moments = np.full((3, n.size), np.nan)
    for group, part in enumerate(np.split(ordered, np.cumsum(n)[:-1])):
        if part.size:
            part.sort()
            mean = part.mean()
            off = part - mean
            moments[:, group] = mean, (off**2).mean(), (off**3).mean()
    mean, variance, third = moments
    return mean, mean_of_durations(mean, variance, third, n)


_TAKEN: dict[str, Callable[..., tuple[NDArray[np.float64], Bounds]]] = {
    "median": partial(_quantiles, q=0.5),
    "p90": partial(_quantiles, q=0.9),
    "mean": _means,
}
"""What is taken of all amounts: a quantile, or the mean that a help desk reports."""


def _cells(question: Question, found: list[Cell]) -> list[Cell]:
    """Return the groups in order; without a cut, every period that has begun."""
    if question.statement.by is None:
        return [(None, p.start) for p in question.periods if p.start <= question.statement.as_of]
    nobody = sorted(cell for cell in found if cell[0] is None)
    return nobody + sorted(cell for cell in found if cell[0] is not None)


Counts = NDArray[np.int64]
Simple = tuple[Counts, NDArray[np.float64], Bounds]
"""Numerator, value and interval."""


def _share(n: Counts, total: Counts) -> Simple:
    return total, _ratio(total, n), wilson(total, n)


def _mean(n: Counts, total: Counts, squares: Counts) -> Simple:
    return total, _ratio(total, n), mean_of_counts(total, squares, n)


def _count(n: Counts) -> Simple:
    # A count of everything there was is no estimate: its range is itself.
    value = n.astype(np.float64)
    return n, value, Bounds(value, value)


def _sum(n: Counts, total: Counts) -> Simple:
    value = np.where(n >= 0, total, 0).astype(np.float64)
    return total, value, Bounds(value, value)


def _weighed(
    statistic: Statistic, total: Counts, whole: Counts
) -> tuple[Counts, NDArray[np.float64], Bounds, Counts]:
    """Return numerator, value, interval and denominator of a ratio of two sums.

    Where both are of all there was, it is no estimate: its range is itself.
    """
    value = _ratio(total, whole)
    pooled = statistic is Statistic.POOLED
    return total, value, wilson(total, whole) if pooled else Bounds(value, value), whole


def _hidden(groups: Groups, floor: int) -> Groups:
    """Return the groups without the figures of those in which a few could be recognised."""
    if not floor:
        return groups
    few = groups.n < floor
    value, low, high = (
        np.where(few, np.nan, part)
        for part in (groups.value, groups.bounds.low, groups.bounds.high)
    )
    none = np.where(few, 0, groups.n)
    shown = None if groups.numerator is None else np.where(few, 0, groups.numerator)
    return replace(
        groups, n=none, denominator=none, numerator=shown, value=value, bounds=Bounds(low, high)
    )


def _nps(n: Counts, total: Counts, below: Counts) -> Simple:
    above = total + below
    return total, 100 * _ratio(total, n), nps_adjusted(above, n - above - below, below)


def _ratio(part: NDArray[np.int64], whole: NDArray[np.int64]) -> NDArray[np.float64]:
    return np.where(whole > 0, part / np.maximum(whole, 1), np.nan)


def _known(values: NDArray[np.float64]) -> list[float | None]:
    found = values.astype(object)
    found[np.isnan(values)] = None
    return cast("list[float | None]", found.tolist())


_SIMPLE: dict[Statistic, Callable[..., Simple]] = {
    Statistic.SHARE: _share,
    Statistic.MEAN: _mean,
    Statistic.COUNT: _count,
    Statistic.SUM: _sum,
    Statistic.NPS: _nps,
}
