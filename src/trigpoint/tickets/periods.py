"""Days, weeks and months of a zone as a table of pieces that an equi-join on the UTC day finds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from trigpoint.tickets.hours import DAY, instant
from trigpoint.tickets.query import Grain


@dataclass(frozen=True, slots=True)
class Period:
    """Seconds since 1970 UTC from `start` to `end`, the end excluded."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Piece:
    """The part of a period that lies in one UTC day."""

    day: int
    started: int
    ended: int
    period: int


def periods(grain: Grain, start: int, end: int, zone: str, week_start: int = 0) -> list[Period]:
    """Return the periods that cover [start, end), the first and the last cut to it."""
    if start >= end:
        return []
    if grain is Grain.WHOLE:
        return [Period(start, end)]
    place = ZoneInfo(zone)
    day = _first_day(grain, datetime.fromtimestamp(start, place).date(), week_start)
    edges = []
    while (edge := instant(day, 0, place)) < end:
        edges.append(edge)
        day = _next(grain, day)
    edges.append(end)
    return [Period(max(a, start), b) for a, b in pairwise(edges) if max(a, start) < b]


def pieces(found: Sequence[Period]) -> Iterator[Piece]:
    """Cut each period at the ends of UTC days; `period` is its start."""
    for period in found:
        position = period.start
        while position < period.end:
            cut = min(period.end, (position // DAY + 1) * DAY)
            yield Piece(position // DAY, position, cut, period.start)
            position = cut


def _first_day(grain: Grain, day: date, week_start: int) -> date:
    if grain is Grain.WEEK:
        return day - timedelta(days=(day.weekday() - week_start) % 7)
    return day.replace(day=1) if grain is Grain.MONTH else day


def _next(grain: Grain, day: date) -> date:
    if grain is Grain.MONTH:
        return (day.replace(day=28) + timedelta(days=4)).replace(day=1)
    return day + timedelta(days=7 if grain is Grain.WEEK else 1)
