"""Working time by looking at the clock on the wall: for every stretch, every day, every opening."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache
from itertools import pairwise
from zoneinfo import ZoneInfo

from trigpoint.tickets.hours import instant
from trigpoint.tickets.oracle.history import History
from trigpoint.tickets.records import QueueHours, Schedule


@dataclass(frozen=True, slots=True)
class Hours:
    """The schedules of a source, and which queue works by which, since when."""

    schedules: Mapping[str, Schedule] = field(default_factory=dict)
    queues: Sequence[QueueHours] = ()

    def schedule_at(self, queue: str | None, moment: int) -> Schedule | None:
        """Return the schedule that a queue works by at a moment."""
        own = [h for h in self.queues if h.queue == queue]
        known = own or [h for h in self.queues if h.queue is None]
        begun = [h for h in known if h.since <= moment]
        if not begun:
            return None
        return self.schedules.get(max(begun, key=lambda h: h.since).schedule or "")

    def edges(self, start: int, end: int) -> list[int]:
        """Return the moments between which no queue's schedule changes."""
        return sorted({start, end, *(h.since for h in self.queues if start < h.since < end)})


def worked_until(history: History, moment: int, hours: Hours) -> int | None:
    """Return the working seconds from the creation to `moment`; None where hours are unknown."""
    times = [history.created, *(e.at for e in history.events if e.at <= moment), moment]
    total = 0
    if hours.schedule_at(history.events[0].state.queue, history.created) is None:
        return None
    for start, end in pairwise(times):
        state = history.state_at(start)
        edges = hours.edges(start, end)
        for a, b in pairwise(edges):
            schedule = hours.schedule_at(state.queue if state else None, a)
            if schedule is None:
                return None
            total += worked(schedule, a, b)
    return total


def worked(schedule: Schedule, start: int, end: int) -> int:
    """Return the seconds of [start, end) that lie in the schedule's openings."""
    day = date(1970, 1, 1) + timedelta(days=start // 86400 - 2)
    open_seconds: list[tuple[int, int]] = []
    while day <= date(1970, 1, 1) + timedelta(days=end // 86400 + 2):
        open_seconds += openings_on(schedule, day)
        day += timedelta(days=1)
    total, reached = 0, start
    for opens, closes in sorted(open_seconds):
        a, b = max(opens, reached), min(closes, end)
        if a < b:
            total += b - a
            reached = b
    return total


@lru_cache(maxsize=4096)
def openings_on(schedule: Schedule, day: date) -> list[tuple[int, int]]:
    """Return when a schedule opens and closes on a day: the same for every ticket that waits."""
    zone, stamp = ZoneInfo(schedule.zone), day.isoformat()
    return [
        (instant(day, o.opens, zone), instant(day, o.closes, zone))
        for o in schedule.openings
        if o.weekday == day.weekday()
        and (o.first or "") <= stamp <= (o.last or "9999")
        and stamp not in schedule.holidays
    ]
