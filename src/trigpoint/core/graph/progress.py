"""How far a value brings a target, and how far it should have come by a day."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Protocol, TypeVar

from trigpoint.core.graph.reading import Reading
from trigpoint.core.graph.span import MISSING, Span
from trigpoint.core.graph.target import Aim, Band, KeepWithin, Numeric, TargetPoint, YesOrNo


class Dated(Protocol):
    """Something that counts up to the end of a day."""

    @property
    def by(self) -> date:
        """The last day."""


D = TypeVar("D", bound=Dated)


def in_force(points: Sequence[D], day: date) -> D:
    """Return the next point that is due on the day or later; after the last, the last."""
    return next((point for point in points if point.by >= day), points[-1])


def progress(aim: Aim, value: float, day: date) -> float:
    """Return the progress of a value towards what is in force on the day, unclipped.

    Raise and lower: (value - baseline) / (target - baseline). Keep within: 1 inside, falling
    linearly to 0 at the tolerance and on below it. Milestone and yes-or-no: the value itself.
    """
    return ruler(aim, day)(value)


def ruler(aim: Aim, day: date) -> Callable[[float], float]:
    """Return the function from a value to its progress on a day."""
    match aim:
        case Numeric():
            point = in_force(aim.points, day)
            baseline = aim.baseline_of(point)
            way = point.value - baseline
            return lambda value: (value - baseline) / way
        case KeepWithin():
            band, tolerance = in_force(aim.bands, day), aim.tolerance
            return lambda value: 1.0 - outside(band, value) / tolerance
        case _:
            return lambda value: value


def outside(band: Band, value: float) -> float:
    """Return how far the value lies outside the band; 0 inside."""
    return max(band.low - value, value - band.high, 0.0)


def likely_progress(aim: Aim, reading: Reading, day: date) -> Span:
    """Return the lowest and the highest progress of any value in the reading's interval."""
    at = ruler(aim, day)
    ends = [at(reading.low), at(reading.value), at(reading.high)]
    if isinstance(aim, KeepWithin):
        band = in_force(aim.bands, day)
        ends.append(at(min(max(reading.low, band.low), reading.high)))
    return Span(min(ends), max(ends))


def due(aim: Aim) -> date:
    """Return the day by which the last of the aim is to be reached."""
    match aim:
        case Numeric():
            return aim.points[-1].by
        case KeepWithin():
            return aim.bands[-1].by
        case _:
            return aim.by


def expected(aim: Aim, day: date) -> Span:
    """Return the progress that the day asks for, on a straight line from point to point.

    Keep within asks for all of it from the first day. A yes-or-no asks for nothing that could be
    seen before its day, so the span is open until then.
    """
    match aim:
        case Numeric():
            return Span.exact(numeric_pace(aim, day))
        case KeepWithin():
            return Span.exact(1.0)
        case YesOrNo():
            return Span.exact(1.0) if day > aim.by else MISSING
        case _:
            return Span.exact(part_of(aim.start, aim.by, day))


def numeric_pace(aim: Numeric, day: date) -> float:
    """Return the progress, towards the point in force, of the line that leads to it."""
    point = in_force(aim.points, day)
    start, value = segment_start(aim, point)
    line = value + (point.value - value) * part_of(start, point.by, day)
    return progress(aim, line, day)


def segment_start(aim: Numeric, point: TargetPoint) -> tuple[date, float]:
    """Return where the line to the point begins: the point before it, or its own baseline."""
    place = aim.points.index(point)
    start = aim.points[place - 1].by if place else aim.start
    if place and point.baseline is None:
        return start, aim.points[place - 1].value
    return start, aim.baseline_of(point)


def part_of(start: date, end: date, day: date) -> float:
    """Return which part of the time from start to end has passed by the day, 0 to 1."""
    return min(1.0, max(0.0, (day - start).days / (end - start).days))
