"""Doing what was agreed to: a goal below, a co-owner, a new owner, a change.

The one whom it binds has agreed, so nobody else's right is asked for here: `services.proposals`
has seen to that.
"""

from __future__ import annotations

import datetime

from trigpoint.core.text import _
from trigpoint.services.actor import Actor
from trigpoint.services.cascade.proposal_views import holder_of
from trigpoint.services.errors import Invalid
from trigpoint.services.goals import aims, targets
from trigpoint.services.measures import readings
from trigpoint.store.journal import Journal
from trigpoint.store.models import (
    Contribution,
    CoOwner,
    Goal,
    Measure,
    Person,
    Proposal,
    Target,
    Unit,
)


def prepare(actor: Actor, journal: Journal, proposal: Proposal) -> None:
    """Write the goal that a carrying would bring: proposed, so that it counts for nothing yet."""
    if proposal.kind_of_proposal != Proposal.Kind.CARRY:
        return
    above = proposal.goal
    made = Goal(
        organisation=actor.organisation,
        title=proposal.title,
        why=proposal.why or above.why,
        owner_unit=proposal.unit,
        owner_person=proposal.person,
        period=above.period,
        state=Goal.State.PROPOSED,
    )
    proposal.made = journal.create(made)
    journal.create(
        Contribution(
            organisation=actor.organisation,
            child=made,
            parent=above,
            weight=proposal.weight or 1.0,
            sentence=proposal.sentence,
            primary=True,
        )
    )


def give_up(journal: Journal, proposal: Proposal) -> None:
    """Retire the goal that a carrying would have brought."""
    made = proposal.made
    if made is not None and made.state == Goal.State.PROPOSED:
        made.state = Goal.State.RETIRED
        journal.save(made)


def carry_out(actor: Actor, journal: Journal, proposal: Proposal) -> None:
    """Do what was agreed to.

    Raises:
        Invalid: where the goal is not there any more.
    """
    if proposal.goal.retired or proposal.goal.state == Goal.State.RETIRED:
        raise Invalid({"": _("That goal is not pursued any more.")})
    match proposal.kind_of_proposal:
        case Proposal.Kind.CARRY:
            begin(actor, journal, proposal)
        case Proposal.Kind.SHARE:
            share(journal, proposal)
        case Proposal.Kind.TAKE:
            proposal.goal.owner_unit, proposal.goal.owner_person = holder_of(proposal)
            journal.save(proposal.goal)
        case Proposal.Kind.CHANGE:
            change(actor, journal, proposal)
    journal.tell("goal.changed", goal=proposal.goal.public_id)


def begin(actor: Actor, journal: Journal, proposal: Proposal) -> None:
    """Let the proposed goal begin, by the terms that both agreed to in the end."""
    made = proposal.made
    if made is None:
        return
    made.state = Goal.State.AGREED
    made.title, made.why = proposal.title or made.title, proposal.why or made.why
    journal.save(made)
    link = Contribution.objects.get(child=made, parent=proposal.goal, retired=False)
    link.weight = proposal.weight or link.weight
    link.sentence = proposal.sentence or link.sentence
    journal.save(link)
    if proposal.target is not None and proposal.value is not None:
        journal.create(part_of(actor, journal, proposal.target, made, proposal.value, proposal.due))


def part_of(
    actor: Actor,
    journal: Journal,
    whole: Target,
    made: Goal,
    value: float,
    due: datetime.date | None,
) -> Target:
    """Return the target that is a part of another one, not yet written."""
    by = due or whole.due
    measure = whole.measure and measure_for(journal, whole.measure, made)
    target = Target(
        organisation=actor.organisation,
        goal=made,
        kind_of_target=whole.kind_of_target,
        title=whole.title,
        measure=measure,
        baseline=baseline(whole, value),
        points=[[by.isoformat(), value]],
        due=by,
        guard=whole.guard,
        guard_limit=whole.guard_limit,
    )
    aims.aim(target, made.period)
    readings.keep(actor.organisation, (measure, whole.guard))
    return target


def baseline(whole: Target, value: float) -> float:
    """Return where a part starts: where the whole does, or beyond its own value if need be.

    A part of a count starts at the same part of the whole's start.
    """
    start = whole.baseline or 0.0
    last = whole.points[-1][1] if whole.points else 0.0
    rises = whole.kind_of_target == Target.Kind.RAISE
    if (value > start) == rises and value != start:
        return start
    return (
        start * value / last if last and start * value / last != value else value - (last - start)
    )


def measure_for(journal: Journal, whole: Measure, made: Goal) -> Measure:
    """Return the same measure for the holder of a goal; it is made where there is none."""
    unit, person = made.owner_unit, made.owner_person
    same = Measure.objects.filter(
        organisation=whole.organisation,
        kpi=whole.kpi,
        kpi_version=whole.kpi_version,
        window_weeks=whole.window_weeks,
        unit=unit,
        person=person,
        queue=None,
        retired=False,
    )
    for measure in same:
        if measure.params == whole.params and measure.filters == whole.filters:
            return measure
    name = holder_name(unit, person)
    return journal.create(
        Measure(
            organisation=whole.organisation,
            title=f"{whole.title.partition(',')[0]}, {name}"[:200],
            kpi=whole.kpi,
            kpi_version=whole.kpi_version,
            params=whole.params,
            filters=whole.filters,
            scope=Measure.Scope.UNIT if unit else Measure.Scope.PERSON,
            unit=unit,
            person=person,
            window_weeks=whole.window_weeks,
        )
    )


def holder_name(unit: Unit | None, person: Person | None) -> str:
    """Return what the holder is called."""
    return unit.name if unit else person.name if person else ""


def share(journal: Journal, proposal: Proposal) -> None:
    """Let them answer for the part that they agreed to."""
    unit, person = holder_of(proposal)
    same = CoOwner.objects.filter(goal=proposal.goal, unit=unit, person=person, retired=False)
    held = same.first()
    if held is not None:
        held.answers_for = proposal.answers_for
        journal.save(held)
        return
    journal.create(
        CoOwner(
            organisation=proposal.organisation,
            goal=proposal.goal,
            unit=unit,
            person=person,
            answers_for=proposal.answers_for,
        )
    )


def change(actor: Actor, journal: Journal, proposal: Proposal) -> None:
    """Change words, target or day as the owner agreed to."""
    goal, target = proposal.goal, proposal.target
    if proposal.title or proposal.why:
        goal.title, goal.why = proposal.title or goal.title, proposal.why or goal.why
        journal.save(goal)
    if target is None or (proposal.value is None and proposal.due is None):
        return
    value = proposal.value if target.points else None
    target = targets.changed(target, value=value, due=proposal.due)
    target.goal = goal
    aims.aim(target, goal.period)
    readings.keep(actor.organisation, (target.measure, target.guard))
    journal.save(target)
