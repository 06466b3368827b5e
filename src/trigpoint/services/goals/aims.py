"""What a target aims at, as the core reckons with it."""

from __future__ import annotations

import datetime
from collections.abc import Mapping

from trigpoint.core.graph.guard import Guard, Limit
from trigpoint.core.graph.reading import Reading as CoreReading
from trigpoint.core.graph.target import (
    Aim,
    Band,
    Direction,
    KeepWithin,
    Milestone,
    Numeric,
    TargetPoint,
    YesOrNo,
)
from trigpoint.core.graph.target import Target as CoreTarget
from trigpoint.services.measures import catalogue
from trigpoint.services.measures.figures import OLD_AFTER_DAYS, Figure
from trigpoint.store.models import Measure, Period, Target

CADENCE = OLD_AFTER_DAYS * 24 * 3600


def to_core(target: Target, period: Period, measures: Mapping[int, Measure]) -> CoreTarget:
    """Return a target as the core reckons with it.

    Raises:
        Refused: where it cannot be reached by any value; see core/graph/target.
    """
    measure = measures.get(target.measure_id or 0)
    return CoreTarget(
        id=target.public_id,
        aim=aim(target, period),
        measure=measure.public_id if measure else None,
        weight=target.weight,
        guard=guard(target, measures),
        cadence=CADENCE if measure else None,
    )


def aim(target: Target, period: Period) -> Aim:
    """Return what the target aims at, from the day before its period began."""
    start = period.starts - datetime.timedelta(days=1)
    match target.kind_of_target:
        case Target.Kind.MILESTONE:
            return Milestone(start, target.due)
        case Target.Kind.YES_NO:
            return YesOrNo(start, target.due)
        case Target.Kind.KEEP_WITHIN:
            band = Band(target.due, target.low or 0.0, target.high or 0.0)
            return KeepWithin(start, (band,), target.tolerance or 0.0)
        case kind:
            before = target.season.get("before", {})
            points = tuple(
                TargetPoint(datetime.date.fromisoformat(day), value, before.get(day))
                for day, value in target.points
            )
            return Numeric(Direction(kind), target.baseline or 0.0, start, points)


def first_day(target: Target) -> datetime.date:
    """Return the first day by which a target asks for something."""
    days = (datetime.date.fromisoformat(day) for day, _value in target.points)
    return min((target.due, *days))


def guard(target: Target, measures: Mapping[int, Measure]) -> Guard | None:
    """Return what must not get worse for this target, or None."""
    measure = measures.get(target.guard_id or 0)
    if measure is None or target.guard_limit is None:
        return None
    limit = Limit.AT_LEAST if catalogue.higher_is_better(measure.kpi) else Limit.AT_MOST
    return Guard(measure.public_id, limit, target.guard_limit)


def reading(
    target: Target, standing: Mapping[int, Figure], now: datetime.datetime
) -> CoreReading | None:
    """Return the target's newest reading, or None where there is none."""
    if target.kind_of_target in {Target.Kind.MILESTONE, Target.Kind.YES_NO}:
        return CoreReading.stated(1.0 if target.done_on else 0.0, int(now.timestamp()))
    figure = standing.get(target.measure_id or 0)
    return figure.to_core() if figure else None
