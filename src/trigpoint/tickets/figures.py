"""From sums and sorted amounts to figures with their intervals."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from trigpoint.core.stats.intervals import (
    Bounds,
    mean_of_counts,
    nps_adjusted,
    quantile_ranks,
    wilson,
)
from trigpoint.tickets import compose
from trigpoint.tickets.compose import Question
from trigpoint.tickets.definition import Statistic
from trigpoint.tickets.engines import Engine
from trigpoint.tickets.query import Figure

QUANTILES = {"median": 0.5, "p90": 0.9}


Cell = tuple[Any, int]
"""A member of the cut and the start of a period."""


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
    numerators = None if groups.numerator is None else groups.numerator.tolist()
    n, missing = groups.n.tolist(), groups.missing.tolist()
    denominators = groups.denominator.tolist()
    value, low, high = map(_known, (groups.value, groups.bounds.low, groups.bounds.high))
    for i, (cut, start) in enumerate(groups.cells):
        yield Figure(
            key=cut,
            start=start,
            end=ends[start],
            numerator=None if numerators is None else numerators[i],
            denominator=denominators[i],
            n=n[i],
            value=value[i],
            low=low[i],
            high=high[i],
            missing=missing[i],
            flags=("too_few",) if n[i] < question.definition.minimum else (),
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
    rows = {(row[0], int(row[1])): row[2:] for row in found}
    cells = _cells(question, list(rows))
    samples = [_sample(rows, cell) for cell in cells]
    n = np.array([len(sample) for sample in samples], dtype=np.int64)
    missing = np.array([rows[c][0] if c in rows else 0 for c in cells], dtype=np.int64)
    value, bounds = _quantiles(samples, n, QUANTILES[str(question.params["quantile"])])
    return Groups(cells, n, missing, None, value, bounds, n)


def _sample(rows: dict[Cell, tuple[Any, ...]], cell: Cell) -> NDArray[np.int64]:
    found = rows[cell][1] if cell in rows else None
    return _NOTHING if found is None else np.asarray(found, dtype=np.int64)


def _quantiles(
    samples: Sequence[NDArray[np.int64]], n: NDArray[np.int64], q: float
) -> tuple[NDArray[np.float64], Bounds]:
    """Return the q-quantile of each sample with the values at its ranks; NaN for an empty one.

    The samples lie behind each other in one array, so that only the sorting goes one by one.
    """
    value, low, high = (np.full(n.size, np.nan) for _ in range(3))
    some = n > 0
    if not some.any():
        return value, Bounds(low, high)
    first = np.cumsum(n) - n
    ordered = np.concatenate(samples)
    for begin, end in zip(first[some].tolist(), (first + n)[some].tolist(), strict=True):
        ordered[begin:end].sort()
    first, count = first[some], n[some]
    place = (count - 1) * q
    below = place.astype(np.int64)
    under, over = ordered[first + below], ordered[first + np.minimum(below + 1, count - 1)]
    value[some] = under + (over - under) * (place - below)
    ranks = quantile_ranks(np.maximum(n, 1), q)
    known = some & (ranks.low > 0)
    start = np.cumsum(n) - n - 1
    low[known] = ordered[(start + ranks.low)[known]]
    high[known] = ordered[(start + ranks.high)[known]]
    return value, Bounds(low, high)


def _cells(question: Question, found: list[Cell]) -> list[Cell]:
    """Return the groups in order; without a cut, every period that has begun."""
    if question.statement.by is None:
        return [(None, p.start) for p in question.periods if p.start <= question.statement.as_of]
    return sorted(found, key=lambda cell: (cell[0] is not None, cell))


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
    return [None if math.isnan(value) else value for value in values.tolist()]


_NOTHING: NDArray[np.int64] = np.array([], dtype=np.int64)
_SIMPLE: dict[Statistic, Callable[..., Simple]] = {
    Statistic.SHARE: _share,
    Statistic.MEAN: _mean,
    Statistic.COUNT: _count,
    Statistic.SUM: _sum,
    Statistic.NPS: _nps,
}
