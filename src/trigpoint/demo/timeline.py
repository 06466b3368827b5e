"""When things happen in the simulated organisation: all of it counted back from its last moment."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cached_property
from zoneinfo import ZoneInfo

import numpy as np
from numpy.typing import NDArray

from trigpoint.demo.calendars import Seconds, midnights

HOME_ZONE = "Europe/Lisbon"
AWAY_ZONE = "America/Toronto"
WEEKS = 78

SATURDAYS_WEEK = 34
"""From this week on the front line is open on Saturdays: a change of schedule."""
OUTAGE_WEEK = 38
HIRING_WEEK = 46
OUTSOURCING_ENDS_WEEK = 54
TRAINING_WEEK = 60
ROUTING_WEEK = 63


@dataclass(frozen=True)
class Timeline:
    """Eighteen months up to `end` (seconds since 1970 UTC): 78 whole weeks and the running one."""

    end: int

    @cached_property
    def last_day(self) -> date:
        """The organisation's local day at the end."""
        return datetime.fromtimestamp(self.end, UTC).astimezone(ZoneInfo(HOME_ZONE)).date()

    @cached_property
    def first_day(self) -> date:
        """The Monday on which the data begin."""
        monday = self.last_day - timedelta(days=self.last_day.weekday())
        return monday - timedelta(weeks=WEEKS)

    @cached_property
    def days(self) -> int:
        """How many local days there are, the last, unfinished one included."""
        return (self.last_day - self.first_day).days + 1

    @property
    def weeks(self) -> int:
        """How many local weeks there are, the last, unfinished one included."""
        return -(-self.days // 7)

    @cached_property
    def midnights(self) -> Seconds:
        """The beginning of each local day, and the end of the last."""
        return midnights(self.first_day, self.days, HOME_ZONE)

    def day(self, week: int) -> date:
        """Return the Monday of the week, counted from the first."""
        return self.first_day + timedelta(weeks=week)

    def moment(self, day: date) -> int:
        """Return the beginning of a local day between the first and the last."""
        return int(self.midnights[(day - self.first_day).days])

    def day_of(self, moments: Seconds) -> NDArray[np.intp]:
        """Return the local day of each moment, 0 for the first; later ones count as the last."""
        found = np.searchsorted(self.midnights, moments, "right") - 1
        return np.clip(found, 0, self.days - 1)

    def week_of(self, moments: Seconds) -> NDArray[np.intp]:
        """Return which week each moment falls in, 0 for the first."""
        return self.day_of(moments) // 7
