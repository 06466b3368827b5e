"""Climbing: a step is reached when the data say so, the next one opens, and nothing is taken back.

Looked at is the end of every week, and every day on which a skill or a training was done. What a
look finds follows from what was known up to that day alone: later readings change nothing of it.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from trigpoint.core.lenses.ladder.demand import Demand, Standing, Week, standing

DAY = datetime.timedelta(days=1)
Days = tuple[datetime.date, datetime.date]


@dataclass(frozen=True, slots=True)
class Course:
    """A demand on a measure with the measure's weeks and its guard's, oldest first."""

    demand: Demand
    weeks: Sequence[Week]
    guards: Sequence[Week] = ()


@dataclass(frozen=True, slots=True)
class Step:
    """A step as it was kept: its courses and deeds by key, and what was found of it before.

    `deeds` are skills and trainings with the day on which they were done, None for not yet.
    """

    key: str
    courses: Mapping[str, Course]
    deeds: Mapping[str, datetime.date | None] = field(default_factory=dict)
    opened_on: datetime.date | None = None
    reached_on: datetime.date | None = None
    met: Mapping[str, datetime.date] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Climbed:
    """A step after a look: since when it is open, what is met since when, when it was reached.

    `now` is how each course stands; empty where the step is reached or not open yet.
    `evidence` is how a course stood on the day it was met, for those met just now.
    """

    key: str
    opened_on: datetime.date | None
    reached_on: datetime.date | None
    met: Mapping[str, datetime.date]
    now: Mapping[str, Standing]
    evidence: Mapping[str, Standing]


def climb(
    steps: Sequence[Step], began: datetime.date, until: datetime.date, away: Sequence[Days] = ()
) -> tuple[Climbed, ...]:
    """Return the steps as they stand on a day, the lowest first.

    A step opens when the one beneath it is reached, on the next day. What was kept stays kept.
    """
    found: list[Climbed] = []
    opens: datetime.date | None = began
    for step in steps:
        climbed = look(step, step.opened_on or opens, until, away)
        found.append(climbed)
        opens = climbed.reached_on + DAY if climbed.reached_on else None
    return tuple(found)


def look(
    step: Step, opened: datetime.date | None, until: datetime.date, away: Sequence[Days]
) -> Climbed:
    """Return one step as it stands on a day."""
    if step.reached_on or opened is None or opened > until:
        since = step.opened_on if step.reached_on else None
        return Climbed(step.key, since, step.reached_on, step.met, {}, {})
    met, evidence = dict(step.met), {}
    now: dict[str, Standing] = {}
    for day in days(step, opened, until):
        now = {key: stands(course, opened, day, away) for key, course in step.courses.items()}
        for key, stood in now.items():
            if stood.met and key not in met:
                met[key], evidence[key] = day, stood
        met |= {k: max(d, opened) for k, d in step.deeds.items() if d and d <= day and k not in met}
        if reached(step, met, now):
            return Climbed(step.key, opened, day, met, {}, evidence)
    return Climbed(step.key, opened, None, met, now, evidence)


def reached(step: Step, met: Mapping[str, datetime.date], now: Mapping[str, Standing]) -> bool:
    """Whether all is met, and every guard holds now: a step counts nothing while one is broken."""
    wanted = {*step.courses, *step.deeds}
    kept = all(
        stood.guard_kept is True for key, stood in now.items() if step.courses[key].demand.guard
    )
    return bool(wanted) and wanted <= met.keys() and kept


def days(step: Step, opened: datetime.date, until: datetime.date) -> list[datetime.date]:
    """Return the days to look at, the earliest first; the day itself is the last one."""
    ends = {week.last_day for course in step.courses.values() for week in course.weeks}
    done = {day for day in step.deeds.values() if day}
    return sorted({until, opened, *(day for day in ends | done if opened <= day <= until)})


def stands(
    course: Course, opened: datetime.date, day: datetime.date, away: Iterable[Days]
) -> Standing:
    """Return how a course stands on a day; weeks that began before the step opened do not count."""
    weeks = [week for week in course.weeks if week.start >= opened and week.last_day <= day]
    guards = {week.start: week for week in course.guards}
    leave = list(away)
    off = {place for place, week in enumerate(weeks) if is_away(week, leave)}
    return standing(course.demand, weeks, guards, off)


def is_away(week: Week, away: Iterable[Days]) -> bool:
    """Whether a day of leave falls into a week."""
    return any(first <= week.last_day and week.start <= last for first, last in away)
