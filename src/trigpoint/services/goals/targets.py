"""Targets of goals: setting them, and handing them to the core."""

from __future__ import annotations

import copy
import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

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
from trigpoint.core.people.kinds import Verb
from trigpoint.core.refusal import Refused
from trigpoint.core.text import Text, _
from trigpoint.services import access
from trigpoint.services.actor import Actor
from trigpoint.services.command import as_read, command
from trigpoint.services.errors import Invalid
from trigpoint.services.goals import seasons
from trigpoint.services.goals.seasons import Season
from trigpoint.services.measures import catalogue, readings
from trigpoint.services.measures.figures import OLD_AFTER_DAYS, Figure
from trigpoint.store.models import Goal, Measure, Period, Target

COUNTED_ON = {Goal.State.AGREED, Goal.State.ACTIVE, Goal.State.ACHIEVED, Goal.State.MISSED}
"""People count on what a goal in these states says, or has come to: a change has a reason."""

CADENCE = OLD_AFTER_DAYS * 24 * 3600
FOR_MEASURES = {Target.Kind.RAISE, Target.Kind.LOWER, Target.Kind.KEEP_WITHIN}


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetDraft:
    """A target as somebody writes it. Measures are named by public id.

    `points` are (day, value): the value to have reached by the end of that day, in the measure's
    unit. For keep-within `low`, `high` and `tolerance` are used instead. With `growth` baseline and
    points come from last year, week by week: a share for counts and durations (.05: 5 % more), a
    difference in the measure's unit for others.
    """

    kind: str
    due: datetime.date
    title: str = ""
    measure: str = ""
    baseline: float | None = None
    points: tuple[tuple[datetime.date, float], ...] = ()
    low: float | None = None
    high: float | None = None
    tolerance: float | None = None
    weight: float = 1.0
    guard: str = ""
    guard_limit: float | None = None
    growth: float | None = None


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


def add(actor: Actor, goal_id: str, draft: TargetDraft, *, reason: str = "") -> str:
    """Give a goal a target; return its public id.

    Raises:
        Invalid: for a target that cannot be reckoned with, or that needs a reason.
    """
    goal = access.goal(actor, goal_id, Verb.CHANGE)
    refuse_without_reason(goal, reason)
    with command(actor, "target.add", reason=reason) as journal:
        refuse_past(goal, draft, actor.today)
        target = fill(Target(organisation=actor.organisation, goal=goal), draft, actor)
        target.rank = Target.objects.filter(goal=goal, retired=False).count() + 1
        readings.keep(actor.organisation, (target.measure, target.guard))
        journal.create(target)
        journal.tell("goal.changed", goal=goal.public_id)
    return target.public_id


def edit(
    actor: Actor, target_id: str, version: int, draft: TargetDraft, *, reason: str = ""
) -> None:
    """Change a target. The one in force on each past day stays in the history."""
    target = access.target(actor, target_id, Verb.CHANGE)
    as_read(target, version)
    refuse_without_reason(target.goal, reason)
    with command(actor, "target.edit", reason=reason) as journal:
        if draft.due != target.due:
            refuse_past(target.goal, draft, actor.today)
        fill(target, draft, actor)
        readings.keep(actor.organisation, (target.measure, target.guard))
        journal.save(target, expected=version)
        journal.tell("goal.changed", goal=target.goal.public_id)


def preview(actor: Actor, goal_id: str, draft: TargetDraft, *, target_id: str = "") -> Season:
    """Return the weeks that a draft with a growth would ask for; nothing is kept.

    Of a target that is there already the weeks that it keeps, where the draft leaves them.

    Raises:
        Invalid: for a draft without a growth or a measure, and for what `add` would refuse.
    """
    goal = access.goal(actor, goal_id, Verb.CHANGE)
    if draft.growth is None or not draft.measure:
        raise seasons.refused(_("Choose a measure and say how much more or less than last year."))
    target = access.target(actor, target_id, Verb.CHANGE) if target_id else None
    try:
        new = target or Target(organisation=actor.organisation, goal=goal)
        return seasons.of_target(fill(new, draft, actor))
    except Refused as refused:
        raise Invalid({"": refused.text}) from refused


def mark_done(actor: Actor, target_id: str, version: int, day: datetime.date | None) -> None:
    """Say on which day a milestone or a yes-or-no was reached; None takes it back."""
    target = access.target(actor, target_id, Verb.CHANGE)
    if target.kind_of_target in FOR_MEASURES:
        raise Invalid({"done_on": _("The numbers decide when this target is reached.")})
    target.done_on = day
    with command(actor, "target.done") as journal:
        journal.save(target, expected=version)
        journal.tell("goal.changed", goal=target.goal.public_id)


def remove(actor: Actor, target_id: str, *, version: int | None = None, reason: str = "") -> None:
    """Take a target out of use.

    Raises:
        Stale: where somebody changed the target since `version`.
    """
    target = access.target(actor, target_id, Verb.CHANGE)
    as_read(target, version)
    refuse_without_reason(target.goal, reason)
    with command(actor, "target.remove", reason=reason) as journal:
        journal.retire(target, expected=version)
        journal.tell("goal.changed", goal=target.goal.public_id)


def refuse_without_reason(goal: Goal, reason: str) -> None:
    """Raise `Invalid` where people already count on the goal and no reason is given."""
    if goal.state in COUNTED_ON and not reason.strip():
        raise Invalid({"reason": _("People count on this goal. Say why it changes.")})


def refuse_past(goal: Goal, draft: TargetDraft, today: datetime.date) -> None:
    """Raise `Invalid` for a number that was to be reached on a day that has passed.

    Of a period that is over what was aimed at may still be written down, and what was done. A
    growth on last year says for itself that its day has passed.
    """
    free = draft.kind not in FOR_MEASURES or draft.growth is not None or goal.period.ends < today
    if not free and draft.due < today:
        raise Invalid({"due": _("That day has passed. Choose a later one.")})


def fill(target: Target, draft: TargetDraft, actor: Actor) -> Target:
    """Write a draft into a target, and refuse what cannot be reckoned with."""
    measure = access.measure(actor, draft.measure, Verb.SEE) if draft.measure else None
    guarded = access.measure(actor, draft.guard, Verb.SEE) if draft.guard else None
    return fill_with(target, draft, measure, guarded, actor)


def fill_with(
    target: Target,
    draft: TargetDraft,
    measure: Measure | None,
    guarded: Measure | None,
    actor: Actor,
) -> Target:
    """Do what `fill` does with measures that have been found; raises like it.

    A growth takes last year anew only where it, the measure or the day differs from what is kept.
    """
    if draft.growth is None or measure is None:
        same = (measure, as_kept(draft.points)) == (target.measure, target.points)
        target.season = seasons.ended(target.season) if same else {}
        return set_values(target, draft, measure, guarded)
    if draft.kind not in {Target.Kind.RAISE, Target.Kind.LOWER}:
        raise seasons.refused(_("Only a target to raise or to lower a figure follows last year."))
    known = (target.season.get("growth"), target.due, target.measure)
    if (draft.growth, draft.due, measure) != known:
        found = seasons.of(actor, measure, draft.growth, draft.due)
        target.baseline, target.season = found.last_year, found.kept()
        target.points, target.measure = as_kept(found.points), measure
    points = tuple((datetime.date.fromisoformat(day), value) for day, value in target.points)
    whole = replace(draft, baseline=target.baseline, points=points)
    return set_values(target, whole, measure, guarded)


def as_kept(points: Iterable[tuple[datetime.date, float]]) -> list[list[object]]:
    """Return points as a target keeps them, in the order of their days."""
    return [[day.isoformat(), value] for day, value in sorted(points)]


def set_values(
    target: Target, draft: TargetDraft, measure: Measure | None, guarded: Measure | None
) -> Target:
    """Write a draft whose points are known into a target."""
    wrong = missing_parts(draft)
    if wrong:
        raise Invalid(wrong)
    target.kind_of_target = draft.kind
    target.title = draft.title.strip()
    target.measure, target.guard = measure, guarded
    target.guard_limit = draft.guard_limit
    target.baseline, target.weight, target.due = draft.baseline, draft.weight, draft.due
    target.points = as_kept(draft.points)
    target.low, target.high, target.tolerance = draft.low, draft.high, draft.tolerance
    aim(target, target.goal.period)  # raises Refused, which becomes the message
    return target


def missing_parts(draft: TargetDraft) -> dict[str, Text]:
    """Return which fields of a draft are missing for its kind, each with the cure."""
    wrong: dict[str, Text] = {}
    if draft.kind not in Target.Kind.values:
        return {"kind": _("There is no kind of target called {kind}.", kind=draft.kind)}
    if draft.weight <= 0:
        wrong["weight"] = _("A weight is a number above 0.")
    if draft.kind in FOR_MEASURES and not draft.measure:
        wrong["measure"] = _("Choose the measure that shows it.")
    if draft.kind in {Target.Kind.RAISE, Target.Kind.LOWER}:
        if draft.baseline is None:
            wrong["baseline"] = _("Say where it starts from.")
        if not draft.points:
            wrong["points"] = _("Say which value is to be reached, and by when.")
    if draft.kind == Target.Kind.KEEP_WITHIN and None in {draft.low, draft.high}:
        wrong["low"] = _("Say the range to keep within: from and to.")
    if draft.guard and draft.guard_limit is None:
        wrong["guard_limit"] = _("Say the value beyond which it has got worse.")
    return wrong


def changed(
    target: Target,
    *,
    value: float | None = None,
    due: datetime.date | None = None,
    weight: float | None = None,
) -> Target:
    """Return a copy of a target that asks for another value, by another day, or weighs otherwise.

    Points that were due before the new day stay: what was in force then is not touched. A target
    from last year is one in phases from then on.

    Raises:
        Invalid: for a value where there is none to reach, or a weight that is not above 0.
    """
    if value is not None and target.kind_of_target not in {Target.Kind.RAISE, Target.Kind.LOWER}:
        raise Invalid({"value": _("Only a target to raise or to lower a figure has one value.")})
    if weight is not None and not weight > 0:
        raise Invalid({"weight": _("A weight is a number above 0.")})
    found = copy.copy(target)
    found.weight = target.weight if weight is None else weight
    found.due = due or target.due
    if target.points and (value is not None or due is not None):
        last = target.points[-1][1] if value is None else value
        day = found.due.isoformat()
        found.points = [*(p for p in target.points[:-1] if p[0] < day), [day, last]]
        found.season = seasons.ended(target.season)
    return found
