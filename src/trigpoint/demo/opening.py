"""The opening hours of the queues, in two zones, with holidays and one change of schedule."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

from trigpoint.demo.calendars import Calendar, Hours, Seconds, Span
from trigpoint.demo.timeline import AWAY_ZONE, HOME_ZONE, SATURDAYS_WEEK, Timeline
from trigpoint.demo.topics import Desk

HOME_HOLIDAYS = ((1, 1), (4, 25), (5, 1), (6, 10), (12, 25))
AWAY_HOLIDAYS = ((1, 1), (7, 1), (12, 25))
DESK_HOURS = {
    Desk.ORDERS: "lisbon",
    Desk.CLAIMS: "lisbon",
    Desk.BILLING: "lisbon",
    Desk.PRODUCT: "lisbon",
    Desk.NIGHT: "toronto",
    Desk.ESCALATIONS: "specialists",
    Desk.COMMUNITY: "specialists",
}
ROOM_BEYOND_END = timedelta(days=400)


def opening_hours(timeline: Timeline) -> tuple[Hours, ...]:
    """Return the schedules of the organisation."""
    years = range(timeline.first_day.year, timeline.last_day.year + 3)
    home = frozenset(date(y, m, d) for y in years for m, d in HOME_HOLIDAYS)
    away = frozenset(date(y, m, d) for y in years for m, d in AWAY_HOLIDAYS)
    saturdays = Span(5, 9, 17, first=timeline.day(SATURDAYS_WEEK))
    lisbon = (*(Span(day, 8, 20) for day in range(5)), saturdays)
    specialists = tuple(Span(day, 9, 18) for day in range(5))
    toronto = tuple(Span(day, 12, 24) for day in range(7))
    return (
        Hours("lisbon", "Lisbon, days", HOME_ZONE, lisbon, home),
        Hours("specialists", "Lisbon, office", HOME_ZONE, specialists, home),
        Hours("toronto", "Toronto, afternoons and evenings", AWAY_ZONE, toronto, away),
    )


@dataclass(frozen=True)
class Openings:
    """The calendars of all queues, for arrays of moments with a queue each."""

    by_desk: tuple[Calendar, ...]

    def later(
        self, desks: NDArray[np.intp], moments: Seconds, hours: NDArray[np.float64]
    ) -> Seconds:
        """Return the moments so many open hours of each one's queue after the given ones."""
        result = np.empty_like(moments)
        for desk in Desk:
            here = desks == desk
            result[here] = self.by_desk[desk].later(moments[here], hours[here] * 3600)
        return result


def openings(timeline: Timeline) -> Openings:
    """Return the calendars of all queues over the data's time and well beyond."""
    last = timeline.last_day + ROOM_BEYOND_END
    calendars = {
        hours.key: Calendar(hours, timeline.first_day, last) for hours in opening_hours(timeline)
    }
    return Openings(tuple(calendars[DESK_HOURS[desk]] for desk in Desk))
