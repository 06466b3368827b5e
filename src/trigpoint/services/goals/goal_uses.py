"""What goals are used as: a method, a root of a cascade, an objective, the goal of a ladder's step.

Vision, method, root and objective are roles that a plan gives to a goal. A use is a row between a
plan and a goal: the goal itself is not copied, so what is written of it is there in every view.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from trigpoint.core.people.kinds import Verb
from trigpoint.core.text import _
from trigpoint.services import access
from trigpoint.services.actor import Actor
from trigpoint.services.command import command
from trigpoint.services.errors import Invalid, NotAllowed, NotThere
from trigpoint.services.goals import graph
from trigpoint.services.goals.cards import Cards, GoalCard, HolderView
from trigpoint.services.goals.scope import Scope
from trigpoint.services.maps import map_objectives, map_state
from trigpoint.services.maps.map_state import MapState
from trigpoint.services.organisation.organisation import PeriodView, period_view
from trigpoint.services.plans import plan_access, plan_goals, plan_methods, plan_state, plans
from trigpoint.services.plans.plan_state import PlanState
from trigpoint.services.plans.plans import PlanDraft
from trigpoint.store.models import Goal, Method, Objective, Plan

LENSES = (Plan.Lens.V2MOM, Plan.Lens.CASCADE, Plan.Lens.MAP, Plan.Lens.LADDER)
"""Where a goal can have a role. In the pyramid every goal stands by itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class UseDraft:
    """As what a goal is to be used. `owner` is whose plan, by public id; "" is the goal's owner.

    Without `period` it is the goal's own. A plan that is not there yet is begun.
    """

    lens: str
    owner: str = ""
    period: str = ""


@dataclass(frozen=True, slots=True)
class UseView:
    """A goal's role in a plan. `may_end` says whether the actor may take it out again."""

    id: str
    version: int
    lens: str
    plan: str
    owner: HolderView
    period: PeriodView
    rank: int
    may_end: bool


def of_goal(actor: Actor, goal_id: str, at: datetime.datetime | None = None) -> tuple[UseView, ...]:
    """Return what a goal is used as, or was `at` a moment, in plans that the actor may see.

    Raises:
        NotThere: where the goal is not for the actor to see.
    """
    cards = Cards(actor, graph.load(actor, at))
    goal = cards.stood(access.goal(actor, goal_id, Verb.SEE))
    state, drawn = plan_state.load(actor, at), map_state.load(actor, at)
    found = [
        view(cards, plan, role)
        for plan in plan_access.seen(actor, state)
        for role in roles(plan, state, drawn)
        if role.goal_id == goal.pk
    ]
    return tuple(sorted(found, key=lambda use: (LENSES.index(Plan.Lens(use.lens)), use.owner.name)))


def roles(plan: Plan, state: PlanState, drawn: MapState) -> Iterator[Method | Objective]:
    """Yield what goals are in a plan."""
    yield from state.methods.get(plan.pk, ())
    yield from drawn.objectives.get(plan.pk, ())


def view(cards: Cards, plan: Plan, method: Method | Objective) -> UseView:
    """Return one role of a goal; an objective, which has a place, counts as the first."""
    return UseView(
        id=method.public_id,
        version=method.version,
        lens=plan.lens,
        plan=plan.public_id,
        owner=cards.holder(plan.owner_unit_id, plan.owner_person_id),
        period=period_view(cards.state.periods[plan.period_id]),
        rank=method.rank if isinstance(method, Method) else 1,
        may_end=cards.state.at is None and plan_access.may(cards.actor, plan, Verb.CHANGE),
    )


def use(actor: Actor, goal_id: str, draft: UseDraft) -> str:
    """Give a goal a role in a plan, which is begun where there is none; return the role's id.

    Raises:
        Invalid: for a goal that is not pursued any more, for a view in which goals have no role of
            their own, or where the goal has that role already.
        NotAllowed: where the actor may not write that plan.
    """
    goal = access.goal(actor, goal_id, Verb.SEE)
    if goal.state == Goal.State.RETIRED:
        raise Invalid({"": _("That goal is not pursued any more.")})
    if draft.lens not in LENSES:
        raise Invalid({"lens": _("Choose method, root, objective or step of a ladder.")})
    wanted = PlanDraft(
        owner=draft.owner or owner_of(goal),
        period=draft.period or goal.period.public_id,
        lens=draft.lens,
    )
    there = plan_of(actor, wanted)
    if there is not None:
        part = Objective if there.lens == Plan.Lens.MAP else Method
        plan_goals.known(actor, there, part, goal_id)
    plan = there or plans.build(actor, wanted)
    with command(actor, "goal.use") as journal:
        if there is None:
            journal.create(plan)
        if plan.lens == Plan.Lens.MAP:
            return map_objectives.use(actor, journal, plan, goal, begun=there is None).public_id
        rank = plan.methods.filter(retired=False).count() + 1
        method = journal.create(
            Method(organisation=actor.organisation, plan=plan, goal=goal, rank=rank)
        )
        journal.tell("plan.changed", plan=plan.public_id)
    return method.public_id


def owner_of(goal: Goal) -> str:
    """Return the public id of the unit or the person that owns a goal."""
    holder = goal.owner_unit or goal.owner_person
    return holder.public_id if holder else ""


def plan_of(actor: Actor, wanted: PlanDraft) -> Plan | None:
    """Return the plan that is there already, for writing; None where it is to be begun.

    Raises:
        NotAllowed: where the actor may not write it.
    """
    state, known = plan_state.load(actor), graph.load(actor)
    for plan in state.plans.values():
        holder = known.units.get(plan.owner_unit_id or 0) or known.people.get(
            plan.owner_person_id or 0
        )
        period = known.periods.get(plan.period_id)
        if plan.lens != wanted.lens or holder is None or period is None:
            continue
        if (holder.public_id, period.public_id) == (wanted.owner, wanted.period):
            if not plan_access.may(actor, plan, Verb.SEE):
                raise NotAllowed(_("Only whoever writes this plan, or leads them, may do this."))
            return plan_access.plan(actor, plan.public_id, Verb.CHANGE)
    return None


def end(actor: Actor, goal_id: str, use_id: str, version: int) -> None:
    """Take a goal out of a plan again; the goal itself stays.

    Raises:
        NotThere: where the goal has no such role that the actor may see.
        Stale: where somebody changed it since `version`.
    """
    found = next((used for used in of_goal(actor, goal_id) if used.id == use_id), None)
    if found is None:
        raise NotThere
    holder = map_objectives if found.lens == Plan.Lens.MAP else plan_methods
    holder.remove(actor, use_id, version)


def chosen_keys(cards: Cards, lens: str, found: Scope, state: PlanState) -> tuple[int, ...]:
    """Return the goals that the plan of a scope has chosen, by rank, as far as the actor sees them.

    `state` are the plans of the moment that the scope looks at.
    """
    if found.period is None:
        return ()
    periods = {p.public_id: pk for pk, p in cards.state.periods.items()}
    plans = [
        plan
        for plan in state.plans.values()
        if (plan.lens, plan.period_id) == (lens, periods.get(found.period.id))
        and cards.holder(plan.owner_unit_id, plan.owner_person_id).id == found.holder.id
        and plan_access.may(cards.actor, plan, Verb.SEE)
    ]
    held = (method.goal_id for plan in plans for method in state.methods.get(plan.pk, ()))
    return tuple(goal for goal in held if goal in cards.goals and goal in cards.state.goals)


def chosen(actor: Actor, lens: str, found: Scope) -> tuple[GoalCard, ...]:
    """Return the goals that the plan of a scope has chosen as cards, by rank."""
    cards = Cards(actor, graph.load(actor, found.at), figures=False)
    keys = chosen_keys(cards, lens, found, plan_state.load(actor, found.at))
    return tuple(cards.all(cards.state.goals[goal] for goal in keys))
