"""Computed status: what the figures say, and nothing where they do not decide.

It stands beside the status that the owner states and never overwrites it. Where history allows a
chance of getting there, the chance decides (`Foreseen`); elsewhere a straight line does.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Set
from enum import Enum
from types import MappingProxyType
from typing import TypeAlias

from trigpoint.core.graph.goal import Goal
from trigpoint.core.graph.guard import GuardState
from trigpoint.core.graph.pool import Known
from trigpoint.core.graph.progress import due
from trigpoint.core.graph.span import MISSING, Span
from trigpoint.core.graph.target import Milestone, Target, TargetId, YesOrNo


class Status(Enum):
    """A computed status."""

    OLD = "data is old"
    HELD = "held"
    ACHIEVED = "achieved"
    ON_TRACK = "on track"
    AT_RISK = "at risk"
    OFF_TRACK = "off track"
    UNDECIDED = "can't tell yet"


Judge: TypeAlias = Callable[[Span, Span], Status]
"""From a likely progress and the progress that the day asks for to a status."""

Foreseen: TypeAlias = Mapping[TargetId, Status]
"""What the chance of getting there says, by target; a target without a chance is not in it."""
NOTHING_FORESEEN: Foreseen = MappingProxyType({})

WORST_FIRST = (Status.OFF_TRACK, Status.AT_RISK, Status.UNDECIDED, Status.ON_TRACK)


def haste(progress: float, asked: float) -> float:
    """Return how many times as fast as planned the rest has to go: 1 is on plan, inf too late."""
    if progress >= 1:
        return 0.0
    return float("inf") if asked >= 1 else (1 - progress) / (1 - asked)


def by_pace(likely: Span, asked: Span) -> Status:
    """Judge by a straight line from the start to the target.

    On track: even the low end needs no haste. Off track: even the high end needs more than twice
    the planned speed from now on. At risk: surely behind, but not surely that far.
    """
    worst, best = haste(likely.low, asked.high), haste(likely.high, asked.low)
    if worst <= 1:
        return Status.ON_TRACK
    if best <= 1:
        return Status.UNDECIDED
    return Status.OFF_TRACK if best > 2 else Status.AT_RISK


def target_status(target: Target, known: Known, foreseen: Foreseen = NOTHING_FORESEEN) -> Status:
    """Return the status of one target.

    In this order: no reading at all, then an old one, then a broken guard, then what is foreseen,
    else what the whole interval says. Raise, lower and keep-within are achieved only when their
    last day is over.
    """
    judge = judge_of(target, foreseen)
    return status_within(target, known, known.likely(target), known.expected(target), judge)


def judge_of(target: Target, foreseen: Foreseen) -> Judge:
    """Return the straight line, or in its place the chance that was worked out for the target."""
    told = foreseen.get(target.id)
    return by_pace if told is None else lambda _likely, _asked: told


def status_within(target: Target, known: Known, likely: Span, asked: Span, judge: Judge) -> Status:
    """Return the status of a target whose spans have been worked out."""
    reading = known.readings.get(target.id)
    if reading is None:
        return Status.UNDECIDED
    if reading.is_old(known.now, target.cadence):
        return Status.OLD
    if target.guard and target.guard.state(known.guard(target)) is GuardState.BROKEN:
        return Status.HELD
    is_thing = isinstance(target.aim, Milestone | YesOrNo)
    if likely.low >= 1 and (is_thing or known.day > due(target.aim)):
        return Status.ACHIEVED
    return judge(likely, asked)


def status_of(
    goal: Goal, own: Set[Status], likely: Span, asked: Span, foreseen: Foreseen
) -> Status:
    """Return a goal's status from those of its own targets and from its rolled-up spans.

    What is likely and what is asked are rolled up like progress, end by end, and judged like a
    single target's. Adding ends makes the range wider than chance would: it errs towards not
    telling. A goal with a target whose chance is known is judged by its own targets instead.
    """
    if any(target.id in foreseen for target in goal.targets):
        return worst(own)
    return goal_status(own, likely, asked)


def worst(own: Set[Status]) -> Status:
    """Return the status of a goal that its own targets decide: all of them have to be reached.

    Old data and a broken guard come first; then the least of what the targets say.
    """
    for status in (Status.OLD, Status.HELD, *WORST_FIRST):
        if status in own:
            return status
    return Status.ACHIEVED


def goal_status(own: Set[Status], likely: Span, asked: Span) -> Status:
    """Return the status of a goal without a chance of its own.

    An own target that is old or held makes the goal so: it is neither green nor red. A goal with
    targets of its own is achieved when all of them are, not while one could still slip.
    """
    for status in (Status.OLD, Status.HELD):
        if status in own:
            return status
    if likely == MISSING:
        return Status.UNDECIDED
    done = own == {Status.ACHIEVED} if own else asked.low >= 1
    if likely.low >= 1 and done:
        return Status.ACHIEVED
    return by_pace(likely, asked)
