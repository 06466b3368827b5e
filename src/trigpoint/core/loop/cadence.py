"""When a check-in is due: by the goal's rhythm, on a day that its owner works."""

from __future__ import annotations

import datetime
from collections.abc import Collection

USUAL_DAYS = 7
USUAL_WORKDAYS = (0, 1, 2, 3, 4)
"""Monday to Friday, Monday being 0."""
MOST_SKIPPED = 4
"""How many check-ins in a row an unchanged number may stand in for."""


def due_on(last: datetime.date, every: int, workdays: Collection[int]) -> datetime.date:
    """Return the first working day from `every` days after the `last` word on."""
    day = last + datetime.timedelta(days=every)
    if not workdays:
        return day
    while day.weekday() not in workdays:
        day += datetime.timedelta(days=1)
    return day


def unchanged(
    value: float | None, then: float | None, low: float | None, high: float | None
) -> bool:
    """Whether a figure cannot be told apart from the one of the last check-in, and its range."""
    if value is None or then is None:
        return False
    return (low if low is not None else then) <= value <= (high if high is not None else then)
