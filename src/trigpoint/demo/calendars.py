"""Opening hours as arrays: from a moment to the working seconds before it, and back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import numpy as np
from numpy.typing import NDArray

Seconds = NDArray[np.int64]


@dataclass(frozen=True)
class Span:
    """Open on `weekday` (0 is Monday) from `opens` to `closes` o'clock, between two local days."""

    weekday: int
    opens: int
    closes: int
    first: date | None = None
    last: date | None = None

    def holds_on(self, day: date) -> bool:
        """Return whether the span is in force on this local day."""
        return (
            day.weekday() == self.weekday
            and (self.first is None or day >= self.first)
            and (self.last is None or day <= self.last)
        )


@dataclass(frozen=True)
class Hours:
    """The opening hours of some queues: spans in an IANA zone, without the holidays."""

    key: str
    name: str
    zone: str
    spans: tuple[Span, ...]
    holidays: frozenset[date]


class Calendar:
    """The open slots of one schedule between two days, for whole arrays of moments.

    `work(t)` is how many open seconds lie before `t`; `at(w)` is the moment at which `w` open
    seconds have passed. `at(work(t))` is `t` for an open moment, else the next opening.
    """

    def __init__(self, hours: Hours, first: date, last: date) -> None:
        slots = [
            (_epoch(day, span.opens, hours.zone), _epoch(day, span.closes, hours.zone))
            for day in (first + timedelta(days=n) for n in range((last - first).days + 1))
            if day not in hours.holidays
            for span in hours.spans
            if span.holds_on(day)
        ]
        self.starts: Seconds = np.array([s for s, _ in slots], dtype=np.int64)
        self.ends: Seconds = np.array([e for _, e in slots], dtype=np.int64)
        self.before: Seconds = np.concatenate([[0], np.cumsum(self.ends - self.starts)])

    def work(self, moments: Seconds) -> Seconds:
        """Return the open seconds before each moment."""
        slot = np.searchsorted(self.starts, moments, "right") - 1
        inside = np.clip(moments - self.starts[slot], 0, (self.ends - self.starts)[slot])
        return np.where(slot < 0, 0, self.before[slot] + inside)

    def at(self, work: Seconds) -> Seconds:
        """Return the moment at which so many open seconds have passed."""
        slot = np.searchsorted(self.before, work, "right") - 1
        slot = np.clip(slot, 0, len(self.starts) - 1)
        return self.starts[slot] + (work - self.before[slot])

    def later(self, moments: Seconds, open_seconds: NDArray[np.float64]) -> Seconds:
        """Return the moments that lie so many open seconds after the given ones."""
        return self.at(self.work(moments) + np.rint(open_seconds).astype(np.int64))


def midnights(first: date, days: int, zone: str) -> Seconds:
    """Return the moments at which each of `days` local days begins, and the one after them."""
    return np.array(
        [_epoch(first + timedelta(days=n), 0, zone) for n in range(days + 1)], dtype=np.int64
    )


def _epoch(day: date, hour: int, zone: str) -> int:
    day, hour = day + timedelta(days=hour // 24), hour % 24
    return int(datetime.combine(day, time(hour), ZoneInfo(zone)).timestamp())
