"""What a step asks of a measure, and how that stands after each week.

A hold counts weeks worked. Of one week more than is asked for, as many as asked for have to be
good: so one bad week takes nothing away. Weeks of leave, without a ticket, with a figure (the
measure's or its guard's) that somebody disputes, or declared as exceptional are not worked: they
pause the hold, and neither help nor hurt.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from enum import Enum
from typing import NamedTuple

WEEK = datetime.timedelta(days=7)


class Week(NamedTuple):
    """A week that is over: its first day, its value if there is one, and what it was taken of.

    `over` and `under` are numerator and denominator, where the measure is a share of counts.
    `apart` says that the week was declared to be unlike others, or that its figure is in dispute.
    """

    start: datetime.date
    value: float | None
    n: int
    over: float | None = None
    under: float | None = None
    apart: bool = False

    @property
    def last_day(self) -> datetime.date:
        """The last day of the week."""
        return self.start + WEEK - datetime.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Bar:
    """A value that is to be reached from below (`raise`) or from above (`lower`)."""

    way: str
    value: float

    def meets(self, found: float | None) -> bool:
        """Whether a value is on the good side; none is not."""
        if found is None:
            return False
        return found >= self.value if self.way == "raise" else found <= self.value


@dataclass(frozen=True, slots=True)
class Demand:
    """A bar held for `hold` weeks worked, with at least `least` tickets, while a guard holds."""

    bar: Bar
    hold: int
    least: int = 0
    guard: Bar | None = None

    @property
    def span(self) -> int:
        """How many weeks worked are looked at: one more than have to be good."""
        return self.hold + 1 if self.hold > 1 else 1


class Mark(Enum):
    """What one week did for a hold."""

    HELD = "held"
    MISSED = "missed"
    PAUSED = "paused"


class Marked(NamedTuple):
    """A week with what it did for a hold."""

    week: Week
    mark: Mark


@dataclass(frozen=True, slots=True)
class Standing:
    """How a demand stands after a week.

    `weeks` are those looked at, paused ones among them, oldest first; `good` of them hold the bar.
    `n`, `value` and `guard` are of the weeks worked together: shares by their counts, others as
    the mean of the weeks. `guard_kept` is None where no guard is asked for, or its value unknown.
    """

    weeks: tuple[Marked, ...]
    good: int
    n: int
    value: float | None
    guard: float | None
    guard_kept: bool | None
    met: bool


def standing(
    demand: Demand, weeks: Sequence[Week], guards: Mapping[datetime.date, Week], away: Set[int]
) -> Standing:
    """Return how a demand stands after the last of these weeks.

    `weeks` are those since the step opened, oldest first; `away` the places of those on leave. A
    week is apart as a whole: neither its value nor its guard's counts where either is.
    """
    apart = {week.start for week in (*weeks, *guards.values()) if week.apart}
    marked: list[Marked] = []
    worked: list[Week] = []
    for place in range(len(weeks) - 1, -1, -1):
        week = weeks[place]
        paused = place in away or week.start in apart or week.value is None or week.n == 0
        held = Mark.HELD if demand.bar.meets(week.value) else Mark.MISSED
        marked.append(Marked(week, Mark.PAUSED if paused else held))
        if not paused:
            worked.append(week)
        if len(worked) == demand.span:
            break
    return of_worked(demand, tuple(reversed(marked)), worked, guards)


def of_worked(
    demand: Demand,
    marked: tuple[Marked, ...],
    worked: Sequence[Week],
    guards: Mapping[datetime.date, Week],
) -> Standing:
    """Return the standing over the weeks worked."""
    good = sum(each.mark is Mark.HELD for each in marked)
    n, value = sum(week.n for week in worked), pooled(worked)
    guard = pooled([guards[week.start] for week in worked if week.start in guards])
    kept = None if demand.guard is None or guard is None else demand.guard.meets(guard)
    met = (
        good >= demand.hold
        and n >= demand.least
        and demand.bar.meets(value)
        and (demand.guard is None or kept is True)
    )
    return Standing(marked, good, n, value, guard, kept, met)


def pooled(weeks: Sequence[Week]) -> float | None:
    """Return the value of weeks together; None where none has one."""
    known = [week for week in weeks if week.value is not None]
    if not known:
        return None
    over = [week.over for week in known if week.over is not None]
    under = [week.under for week in known if week.under]
    if len(over) == len(under) == len(known):
        return sum(over) / sum(under)
    return sum(week.value for week in known if week.value is not None) / len(known)
