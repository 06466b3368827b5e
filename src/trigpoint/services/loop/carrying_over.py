"""A goal that goes on after its dates: the next one, with what it carries, and what is still open.

What people promised for the old goal and did not do yet goes with it, and so do the goals of the
new dates that carried it.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from django.db.models import QuerySet

from trigpoint.core.text import _
from trigpoint.services.errors import Invalid
from trigpoint.services.goals import goals
from trigpoint.services.goals.graph import State
from trigpoint.services.measures import readings
from trigpoint.store.journal import Journal
from trigpoint.store.models import Closing, Contribution, CoOwner, Goal, Period, Step, Target

M = TypeVar("M", CoOwner, Step, Target)


def later_periods(state: State, goal: Goal) -> list[Period]:
    """Return the periods into which a goal may be carried: those that end later, next first."""
    own = state.periods[goal.period_id]
    found = [p for p in state.periods.values() if p.ends > own.ends and p.pk != own.pk]
    return sorted(found, key=lambda p: (p.starts <= own.starts, p.starts, p.ends))


def next_goal(goal: Goal, period: Period, title: str) -> Goal:
    """Return the goal that goes on, not yet written.

    Kept as it is, it stays agreed; changed, it is a draft: nobody has agreed to it yet.
    """
    changed = title.strip() not in {"", goal.title}
    made = Goal(
        organisation=goal.organisation,
        title=title.strip() or goal.title,
        why=goal.why,
        how=goal.how,
        owner_unit_id=goal.owner_unit_id,
        owner_person_id=goal.owner_person_id,
        period=period,
        state=Goal.State.DRAFT if changed else Goal.State.AGREED,
        private=goal.private,
    )
    goals.refuse(made)
    return made


def write(journal: Journal, state: State, goal: Goal, made: Goal) -> None:
    """Write the next goal with all that goes with it."""
    journal.create(made)
    up = links_up(goal, made)
    journal.create_many(up)
    journal.create_many(parts(goal, made))
    held = [target_after(state, target, made) for target in of(Target, goal)]
    for target in held:
        readings.keep(goal.organisation, (target.measure, target.guard))
    journal.create_many(held)
    journal.save_many([*open_steps(goal, made), *links_below(state, goal, made, up)])


def of(model: type[M], goal: Goal) -> QuerySet[M]:
    """Return the records of one model that belong to a goal, as they are on the disk."""
    return model._default_manager.filter(goal=goal, retired=False).order_by("pk")


def links_up(goal: Goal, made: Goal) -> list[Contribution]:
    """Return what the next goal carries: the same, or what that was carried over into."""
    links = list(Contribution.objects.filter(child=goal, retired=False).order_by("pk"))
    above = [link.parent_id for link in links if link.parent_id]
    closed = Closing.objects.filter(goal__in=above, next_goal__isnull=False, retired=False)
    went_on: dict[int, int | None] = dict(closed.values_list("goal", "next_goal"))
    return [
        Contribution(
            organisation=goal.organisation,
            child=made,
            parent_id=went_on.get(link.parent_id or 0, link.parent_id),
            direction_id=link.direction_id,
            weight=link.weight,
            sentence=link.sentence,
            evidence=link.evidence,
            evidence_source=link.evidence_source,
            primary=link.primary,
        )
        for link in links
    ]


def links_below(
    state: State, goal: Goal, made: Goal, up: Iterable[Contribution]
) -> list[Contribution]:
    """Return the links of later goals that carry the old one, as they carry the next one.

    One that would close a cycle stays where it is.
    """
    below = Contribution.objects.filter(parent=goal, retired=False).select_related("child__period")
    later = [link for link in below if link.child.period.ends > goal.period.ends]
    parents = (state.goals.get(link.parent_id or 0) for link in up)
    above = [parent.public_id for parent in parents if parent is not None]
    found = []
    for link in later:
        child = link.child.public_id
        if not any(state.graph.closing_path(child, parent) for parent in above):
            link.parent = made
            found.append(link)
    return found


def parts(goal: Goal, made: Goal) -> list[CoOwner]:
    """Return who shares the next goal."""
    return [
        CoOwner(
            organisation=goal.organisation,
            goal=made,
            unit_id=part.unit_id,
            person_id=part.person_id,
            answers_for=part.answers_for,
        )
        for part in of(CoOwner, goal)
    ]


def open_steps(goal: Goal, made: Goal) -> list[Step]:
    """Return what was promised and is not done, as steps of the next goal."""
    found = list(of(Step, goal).filter(done_on=None))
    for step in found:
        step.goal = made
    return found


def target_after(state: State, target: Target, made: Goal) -> Target:
    """Return a target for the new dates: it asks for the same at their end, from where it stands.

    Where it stands already beyond what is asked, it starts where it did before.
    """
    ends = made.period.ends
    aimed = target.points[-1][1] if target.points else None
    figure = state.standing.get(target.measure_id or 0)
    begins = target.baseline
    if figure is not None and aimed is not None and lies_before(target, figure.value, aimed):
        begins = figure.value
    return Target(
        organisation=target.organisation,
        goal=made,
        kind_of_target=target.kind_of_target,
        title=target.title,
        measure_id=target.measure_id,
        baseline=begins,
        points=[[ends.isoformat(), aimed]] if aimed is not None else [],
        low=target.low,
        high=target.high,
        tolerance=target.tolerance,
        weight=target.weight,
        due=ends,
        guard_id=target.guard_id,
        guard_limit=target.guard_limit,
        rank=target.rank,
    )


def lies_before(target: Target, value: float | None, aimed: float) -> bool:
    """Whether a value has not reached yet what a target asks for."""
    if value is None:
        return False
    return value < aimed if target.kind_of_target == Target.Kind.RAISE else value > aimed


def period(state: State, goal: Goal, wanted: str) -> Period:
    """Return the period into which a goal is carried; the next one where none is named.

    Raises:
        Invalid: where there is none that ends later.
    """
    offered = later_periods(state, goal)
    if not offered:
        raise Invalid(
            {"period": _("There are no later dates yet. Add them in the settings first.")}
        )
    found = next((p for p in offered if p.public_id == wanted), None)
    if wanted and found is None:
        raise Invalid({"period": _("Choose dates that end after those of the goal.")})
    return found or offered[0]
