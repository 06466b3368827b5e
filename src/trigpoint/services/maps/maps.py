"""Strategy maps: begun with the four classic perspectives, found for a unit, arranged anew."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from trigpoint.core.lenses.strategy_map.grid import Arrow, Spot
from trigpoint.core.lenses.strategy_map.layout import arrange
from trigpoint.core.lenses.strategy_map.perspectives import CLASSIC
from trigpoint.core.people.kinds import Verb
from trigpoint.core.text import Text
from trigpoint.services import access
from trigpoint.services.actor import Actor
from trigpoint.services.command import command
from trigpoint.services.errors import Invalid, NotAllowed
from trigpoint.services.goals import graph
from trigpoint.services.maps import map_state
from trigpoint.services.plans import plan_access, plan_state, plans
from trigpoint.services.plans.plans import PlanDraft
from trigpoint.store.journal import Journal
from trigpoint.store.models import Drive, Objective, Perspective, Plan

Say = Callable[[Text], str]
"""Puts a sentence of ours into the language in which it is to be written down."""


def begin(actor: Actor, owner: str, period: str, say: Say) -> str:
    """Begin a map with the four classic perspectives; return its public id.

    Raises:
        Invalid: for an owner or a period that there is not, or where that owner has one already.
        NotAllowed: where the actor may not write plans for that owner.
    """
    plan = plans.build(actor, PlanDraft(owner=owner, period=period, lens=Plan.Lens.MAP))
    with command(actor, "map.begin") as journal:
        journal.create(plan)
        classic(journal, plan, say)
        journal.tell("plan.changed", plan=plan.public_id)
    return plan.public_id


def classic(journal: Journal, plan: Plan, say: Say) -> dict[str, Perspective]:
    """Write the four classic perspectives into a plan; return them by their keys."""
    made = [
        Perspective(
            organisation=plan.organisation,
            plan=plan,
            title=say(each.title),
            question=say(each.question),
            rank=rank,
        )
        for rank, each in enumerate(CLASSIC, 1)
    ]
    journal.create_many(made)
    return {each.key: record for each, record in zip(CLASSIC, made, strict=True)}


def a_map(actor: Actor, plan_id: str, verb: Verb) -> Plan:
    """Return a plan that is a strategy map for a verb.

    Raises:
        NotThere: where the actor may not see it, or there is none.
        NotAllowed: where they see it but may not do this.
    """
    return plan_access.plan(actor, plan_id, verb, Plan.Lens.MAP)


def of_holder(actor: Actor, whose: str, period: str) -> Plan | None:
    """Return the map of a unit or a person for a period, by public ids, if the actor sees one."""
    state = graph.load(actor)
    for plan in plan_state.load(actor).plans.values():
        holder = state.units.get(plan.owner_unit_id or 0) or state.people.get(
            plan.owner_person_id or 0
        )
        when = state.periods.get(plan.period_id)
        if plan.lens != Plan.Lens.MAP or holder is None or when is None:
            continue
        fits = (holder.public_id, when.public_id) == (whose, period)
        if fits and plan_access.may(actor, plan, Verb.SEE):
            return plan
    return None


def nearest_above(actor: Actor, whose: str, period: str) -> Plan | None:
    """Return the map of the nearest unit above a unit or a person, if there is one."""
    state, drawn = graph.load(actor), access.viewer_of(actor).chart
    unit = next((u for u in state.units.values() if u.public_id == whose), None)
    person = next((p for p in state.people.values() if p.public_id == whose), None)
    if unit is not None:
        chain = list(drawn.above(str(unit.pk))) if str(unit.pk) in drawn.kinds else []
    elif person is not None:
        homes = sorted(drawn.units_of(str(person.pk)))
        chain = [up for home in homes for up in (home, *drawn.above(home))]
    else:
        return None
    named = (state.units.get(int(key)) for key in chain)
    found = (of_holder(actor, up.public_id, period) for up in named if up is not None)
    return next((plan for plan in found if plan is not None), None)


def arrows(objectives: Sequence[Objective], drives: Sequence[Drive]) -> list[Arrow]:
    """Return the drives between objectives as arrows, named by the objectives' public ids."""
    by_goal = {objective.goal_id: objective.public_id for objective in objectives}
    return [
        Arrow(by_goal[drive.cause_id], by_goal[drive.effect_id])
        for drive in drives
        if drive.cause_id in by_goal and drive.effect_id in by_goal
    ]


def drives_among(state: graph.State, objectives: Sequence[Objective]) -> list[Drive]:
    """Return the drives between the goals of objectives, each once, as they were made."""
    goals = {objective.goal_id for objective in objectives}
    found = {
        drive.pk: drive
        for goal in goals
        for drive in state.drives.get(goal, ())
        if {drive.cause_id, drive.effect_id} <= goals
    }
    return [found[key] for key in sorted(found)]


def spots(perspectives: Sequence[Perspective], objectives: Sequence[Objective]) -> dict[str, Spot]:
    """Return where objectives stand, by public id."""
    lanes = {each.pk: lane for lane, each in enumerate(perspectives)}
    return {
        o.public_id: Spot(lanes[o.perspective_id], o.column)
        for o in objectives
        if o.perspective_id in lanes
    }


def arranged(
    perspectives: Sequence[Perspective],
    objectives: Sequence[Objective],
    links: Sequence[Arrow],
    *,
    keep: bool = True,
) -> dict[str, Spot]:
    """Return where objectives stand after arranging; with `keep`, those set by hand stay."""
    now = spots(perspectives, objectives)
    order = sorted(objectives, key=lambda o: (o.column, o.pk))
    lanes = [[o.public_id for o in order if o.perspective_id == p.pk] for p in perspectives]
    by_hand = {o.public_id: now[o.public_id] for o in objectives if keep and o.by_hand}
    return arrange(lanes, links, by_hand)


def arrange_anew(actor: Actor, plan_id: str, *, keep: bool = True) -> int:
    """Put all objectives where few arrows cross; return how many moved.

    With `keep`, those that were placed by hand stay where they are.
    """
    plan = a_map(actor, plan_id, Verb.CHANGE)
    state = map_state.load(actor)
    perspectives = state.perspectives.get(plan.pk, ())
    held = list(Objective.objects.filter(plan=plan, retired=False).order_by("pk"))
    links = arrows(held, drives_among(graph.load(actor), held))
    places = arranged(perspectives, held, links, keep=keep)
    moved = 0
    with command(actor, "map.arrange") as journal:
        for objective in held:
            column = places[objective.public_id].column
            freed = objective.by_hand and not keep
            if column != objective.column or freed:
                objective.column = column
                objective.by_hand = objective.by_hand and keep
                journal.save(objective)
                moved += 1
        if moved:
            journal.tell("plan.changed", plan=plan.public_id)
    return moved


def may_begin(actor: Actor, owner: str) -> bool:
    """Whether the actor may write a map for a unit or a person."""
    try:
        unit, person = access.holder(actor, owner, sets_goals=False)
    except (Invalid, NotAllowed):
        return False
    plan = Plan(
        organisation=actor.organisation, lens=Plan.Lens.MAP, owner_unit=unit, owner_person=person
    )
    thing = plan_access.thing_of(actor, plan)
    return bool(access.decision(actor, Verb.CREATE, plans.creating(plan), thing))
