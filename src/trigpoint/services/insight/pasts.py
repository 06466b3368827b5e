"""The past of a measure as the statistics read it, and what a target wants of its end.

A history is the weeks of a measure that are over, restated ones as they are now. Its definition
never changes in between: another definition is another measure, and a KPI's new version is
computed for all weeks anew.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple, TypeAlias

import numpy as np

from trigpoint.core.stats.history import History, Scale
from trigpoint.services.measures.figures import EXCEPTIONAL, Figure

SCALES = {"share": Scale.RATE, "seconds": Scale.DURATION, "tickets": Scale.COUNT}
Sides: TypeAlias = tuple[float, float]


class Week(NamedTuple):
    """A week that is over: its first day, its value if there is one, and what it was taken of."""

    start: datetime.date
    value: float | None
    n: int


@dataclass(frozen=True, slots=True)
class Past:
    """A history and the last day that it covers."""

    history: History
    last_day: datetime.date

    def before(self, weeks: int) -> Past:
        """Return what was known so many weeks earlier, as it is reckoned now."""
        known = self.history
        end = max(0, known.values.size - weeks)
        earlier = History(known.values[:end], known.scale, known.counts[:end])
        return Past(earlier, self.last_day - datetime.timedelta(weeks=weeks))

    def weeks_until(self, due: datetime.date) -> int:
        """Return the whole weeks up to a day: one where it lies in the week that goes on."""
        days = (due - self.last_day).days
        return max(1, days // 7) if days > 0 else days // 7


def scale_of(unit: str) -> Scale:
    """Return how a measure of a unit varies."""
    return SCALES.get(unit, Scale.LEVEL)


def of_weeks(weeks: Sequence[Week], unit: str, today: datetime.date) -> Past | None:
    """Return the past up to the last week that was over by today; None without a single week.

    Weeks without a reading have no value, also those at the end: data that stopped are old.
    """
    if not weeks:
        return None
    first = weeks[0].start
    values = np.full(max(0, (today - first).days // 7), np.nan)
    counts = np.zeros(values.size)
    for week in weeks:
        place = (week.start - first).days // 7
        if place < values.size:
            values[place] = np.nan if week.value is None else week.value
            counts[place] = week.n
    scale = scale_of(unit)
    history = History(values, scale, counts if scale is Scale.RATE else np.empty(0))
    return Past(history, first + datetime.timedelta(weeks=values.size, days=-1))


def of_figures(series: Sequence[Figure], unit: str, today: datetime.date) -> Past | None:
    """Return the past that figures tell, without the stretch that goes on and exceptional weeks."""
    weeks = [
        Week(f.start, None if EXCEPTIONAL in f.flags else f.value, f.n)
        for f in series
        if "open" not in f.flags
    ]
    return of_weeks(weeks, unit, today)


def sides(kind: str, aimed: float | None, low: float | None, high: float | None) -> Sides | None:
    """Return the low and the high side of what a kind of target wants, in the measure's unit."""
    match kind:
        case "raise" if aimed is not None:
            return aimed, np.inf
        case "lower" if aimed is not None:
            return -np.inf, aimed
        case "keep_within":
            return -np.inf if low is None else low, np.inf if high is None else high
        case _:
            return None
