"""Counts of nothing: a stretch in which none of a member's tickets counts is 0, and not missing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from trigpoint.store.models import Measure
from trigpoint.tickets.catalogue import definition
from trigpoint.tickets.definition import Statistic
from trigpoint.tickets.periods import Period, periods
from trigpoint.tickets.query import Figure, Query
from trigpoint.tickets.ratio import RATIOS

Since = dict[str | None, int]
"""When a member's tickets first counted, in seconds since 1970 UTC."""


def is_count(measure: Measure) -> bool:
    """Whether a measure counts tickets, so that none of them is a figure too."""
    if measure.kpi in RATIOS:
        return False
    return definition(measure.kpi, measure.kpi_version).statistic is Statistic.COUNT


def zeros(found: Iterable[Figure], query: Query, as_of: int, since: Since) -> Iterator[Figure]:
    """Yield the figures of 0 that `found` leaves out, of each member from its first ticket on.

    `as_of` is how far the data reach. What nobody has had a ticket of stays without a figure: it
    may be that nothing of it is brought along.
    """
    told = {(figure.key, figure.start) for figure in found}
    stretches = periods(query.grain, query.start, query.end, query.zone, query.week_start)
    for key, first in since.items():
        for stretch in stretches:
            known = first < stretch.end and stretch.start <= as_of
            if known and (key, stretch.start) not in told:
                yield none_in(key, stretch)


def none_in(key: str | None, stretch: Period) -> Figure:
    """Return the figure of a stretch in which there is nothing to count; it is no estimate."""
    return Figure(
        key, stretch.start, stretch.end, 0, 0, n=0, value=0.0, low=0.0, high=0.0, missing=0
    )
