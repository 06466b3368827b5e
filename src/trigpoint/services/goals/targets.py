"""Targets of goals: setting them, changing them, taking them out of use."""

from __future__ import annotations

import copy
import datetime
from collections.abc import Iterable
from dataclasses import dataclass, replace

from trigpoint.core.people.kinds import Verb
from trigpoint.core.refusal import Refused
from trigpoint.core.text import Text, _
from trigpoint.services import access
from trigpoint.services.actor import Actor
from trigpoint.services.command import as_read, command
from trigpoint.services.errors import Invalid
from trigpoint.services.goals import aims, seasons, weights
from trigpoint.services.goals.seasons import Season
from trigpoint.services.measures import readings
from trigpoint.store.models import Goal, Measure, Target

NUMBERS = ("baseline", "low", "high", "tolerance", "guard_limit")
MOST = 1e15
"""Beyond it, up or down, no figure lies."""

COUNTED_ON = {Goal.State.AGREED, Goal.State.ACTIVE, Goal.State.ACHIEVED, Goal.State.MISSED}
"""People count on what a goal in these states says, or has come to: a change has a reason."""

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
    refuse_days(target)
    aims.aim(target, target.goal.period)  # raises Refused, which becomes the message
    return target


def refuse_days(target: Target) -> None:
    """Raise `Invalid` for a day before the goal's dates, or a value asked for after the last."""
    starts = target.goal.period.starts
    if aims.first_day(target) < starts:
        why = _("Its dates begin on {day}. Choose a day from then on.", day=starts.isoformat())
        raise Invalid({"due" if target.due < starts else "points": why})
    if target.points and target.points[-1][0] > target.due.isoformat():
        late = _("A value is asked for on {day}, after the last day.", day=target.points[-1][0])
        raise Invalid({"due": late})


def missing_parts(draft: TargetDraft) -> dict[str, Text]:
    """Return which fields of a draft are missing for its kind, each with the cure."""
    if draft.kind not in Target.Kind.values:
        return {"kind": _("There is no kind of target called {kind}.", kind=draft.kind)}
    wrong = weights.wrong(draft.weight)
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
    return wrong | far_off(draft)


def far_off(draft: TargetDraft) -> dict[str, Text]:
    """Return which numbers of a draft are none that can be reckoned with."""
    named = {name: [getattr(draft, name)] for name in NUMBERS}
    named["points"] = [value for _day, value in draft.points]
    return {
        name: _("This is no number that can be reckoned with. Choose one nearer to 0.")
        for name, values in named.items()
        if any(value is not None and not abs(value) <= MOST for value in values)
    }


def changed(
    target: Target,
    *,
    value: float | None = None,
    low: float | None = None,
    high: float | None = None,
    due: datetime.date | None = None,
    weight: float | None = None,
) -> Target:
    """Return a copy of a target: another value or range, by another day, or another weight.

    Points that were due before the new day stay: what was in force then is not touched. A target
    from last year is one in phases from then on.

    Raises:
        Invalid: for a value where there is none to reach, or a weight that cannot be.
    """
    if value is not None and target.kind_of_target not in {Target.Kind.RAISE, Target.Kind.LOWER}:
        raise Invalid({"value": _("Only a target to raise or to lower a figure has one value.")})
    if (low, high) != (None, None) and target.kind_of_target != Target.Kind.KEEP_WITHIN:
        raise Invalid({"low": _("Only a target to keep a figure within a range has one.")})
    found = copy.copy(target)
    found.low = target.low if low is None else low
    found.high = target.high if high is None else high
    found.weight = target.weight if weight is None else weight
    wrong = weights.wrong(found.weight)
    if wrong:
        raise Invalid(wrong)
    found.due = due or target.due
    if target.points and (value is not None or due is not None):
        last = target.points[-1][1] if value is None else value
        day = found.due.isoformat()
        found.points = [*(p for p in target.points[:-1] if p[0] < day), [day, last]]
        found.season = seasons.ended(target.season)
    return found
