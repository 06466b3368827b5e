"""A goal's own part of its pool: its targets, with what is known about each of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date

from trigpoint.core.graph.goal import Goal, GoalId
from trigpoint.core.graph.graph import Graph
from trigpoint.core.graph.progress import expected, likely_progress, progress
from trigpoint.core.graph.reading import Reading
from trigpoint.core.graph.span import MISSING, Span
from trigpoint.core.graph.target import Target, TargetId


@dataclass(frozen=True, slots=True)
class Known:
    """What is known at a moment: the newest reading of each target, the day and the instant.

    `day` is the day in the organisation's zone, `now` the instant in seconds since 1970 UTC.
    `guards` are the readings of the targets' guards, by the id of the target.
    """

    readings: Mapping[TargetId, Reading]
    day: date
    now: int
    guards: Mapping[TargetId, Reading] = field(default_factory=dict)

    def guard(self, target: Target) -> Reading | None:
        """Return the reading of the target's guard, or None where there is none or it is old."""
        reading = self.guards.get(target.id)
        return None if reading is None or reading.is_old(self.now, target.cadence) else reading

    def fresh(self, target: Target) -> Reading | None:
        """Return the target's reading, or None where there is none or it is old."""
        reading = self.readings.get(target.id)
        if reading is None or reading.is_old(self.now, target.cadence):
            return None
        return reading

    def progress(self, target: Target) -> Span:
        """Return the progress of the target's value, or the span of a missing input."""
        reading = self.fresh(target)
        if reading is None:
            return MISSING
        return Span.exact(progress(target.aim, reading.value, self.day))

    def likely(self, target: Target) -> Span:
        """Return the progress over the whole interval of the target's reading."""
        reading = self.fresh(target)
        return MISSING if reading is None else likely_progress(target.aim, reading, self.day)

    def expected(self, target: Target) -> Span:
        """Return the progress that the day asks for of the target."""
        return expected(target.aim, self.day)


def own_weight(goal: Goal) -> float:
    """Return the weight of the goal's own targets in its pool."""
    return sum(target.weight for target in goal.targets)


def own(goal: Goal, span_of: Callable[[Target], Span]) -> Span:
    """Return the weighted mean over the goal's own targets; missing where nothing weighs."""
    total = own_weight(goal)
    if not total:
        return MISSING
    spans = [(target.weight / total, span_of(target)) for target in goal.targets]
    low = sum(share * span.low for share, span in spans)
    # Without missing inputs both ends are the same sum, so they stay the same number.
    return Span(low, sum(share * span.high for share, span in spans))


def owns(graph: Graph, span_of: Callable[[Target], Span]) -> dict[GoalId, Span]:
    """Return every goal's own part, for `RollUp.full`; `span_of` is one of `Known`'s methods."""
    return {goal.id: own(goal, span_of) for goal in graph.goals.values() if goal.targets}
