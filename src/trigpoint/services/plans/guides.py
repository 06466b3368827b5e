"""Guided steps of a cascade, a map and a pyramid: what is done, skipped and next in a plan."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.db.models import Q

from trigpoint.core.lenses.cascade import steps as of_cascade
from trigpoint.core.lenses.guide import Walked, walk
from trigpoint.core.lenses.pyramid import steps as of_pyramid
from trigpoint.core.lenses.strategy_map import steps as of_strategy_map
from trigpoint.core.people.kinds import Verb
from trigpoint.services.actor import Actor
from trigpoint.services.goals import graph, scope
from trigpoint.services.goals.cards import Cards
from trigpoint.services.goals.scope import Scope
from trigpoint.services.maps import map_page, map_proposals
from trigpoint.services.plans import plan_access, plan_state
from trigpoint.services.plans.plan_state import PlanState
from trigpoint.services.pyramid import pyramid
from trigpoint.store.models import (
    Acknowledgement,
    Announcement,
    Goal,
    Meeting,
    Plan,
    Proposal,
)

IN_FORCE = {Goal.State.AGREED, Goal.State.ACTIVE, Goal.State.ACHIEVED}


@dataclass(frozen=True, slots=True)
class GuideView:
    """The steps of a plan. `roots` are the goals that a cascade begins with, by public id."""

    plan: str
    version: int
    steps: tuple[Walked, ...]
    roots: tuple[str, ...]
    may_change: bool


def of_scope(actor: Actor, lens: str, found: Scope) -> GuideView | None:
    """Return the steps of the plan that a scope has in a way of writing, None without one."""
    state, cards = plan_state.load(actor), Cards(actor, graph.load(actor))
    for plan in state.plans.values():
        period = cards.state.periods.get(plan.period_id)
        if (
            plan.lens == lens
            and found.period is not None
            and period is not None
            and period.public_id == found.period.id
            and cards.holder(plan.owner_unit_id, plan.owner_person_id).id == found.holder.id
            and plan_access.may(actor, plan, Verb.SEE)
        ):
            held = (cards.state.goals.get(m.goal_id) for m in state.methods.get(plan.pk, ()))
            return GuideView(
                plan.public_id,
                plan.version,
                steps(cards, state, plan),
                tuple(goal.public_id for goal in held if goal and goal.pk in cards.goals),
                plan_access.may(actor, plan, Verb.CHANGE),
            )
    return None


def steps(cards: Cards, state: PlanState, plan: Plan) -> tuple[Walked, ...]:
    """Return the steps of a plan with where people are; none for a way without guided steps."""
    found = WAYS.get(plan.lens)
    return found(cards, state, plan) if found else ()


def cascade(cards: Cards, state: PlanState, plan: Plan) -> tuple[Walked, ...]:
    """Return the steps of a cascade, by its roots and what stands under them."""
    goals = cards.state.goals
    roots = [m.goal_id for m in state.methods.get(plan.pk, ()) if m.goal_id in goals]
    under = below(cards, roots)
    tree = [goals[pk] for pk in (*roots, *under)]
    asked = Proposal.objects.filter(Q(goal__in=tree) | Q(made__in=tree), retired=False).count()
    asked += Acknowledgement.objects.filter(goal__in=tree, retired=False).count()
    told = of_cascade.Walk(
        roots=len(roots),
        below=len(under),
        without_why=sum(not goal.why for goal in tree),
        hanging_roots=sum(not is_held(cards, goals[pk]) for pk in roots),
        asked=asked,
        agreed=sum(goals[pk].state in IN_FORCE for pk in under),
        roots_in_force=sum(goals[pk].state in IN_FORCE for pk in roots),
        announced=Announcement.objects.filter(goal__in=roots, retired=False).count(),
        reviewed=plan.reviewed_on is not None,
    )
    return walk(of_cascade.STEPS, of_cascade.done(told), frozenset(plan.skipped))


def below(cards: Cards, roots: Iterable[int]) -> list[int]:
    """Return the goals that carry some of these, however far down, without those retired."""
    state, found = cards.state, dict.fromkeys(roots)
    first, waiting = set(found), list(found)
    while waiting:
        for link in state.down.get(waiting.pop(), ()):
            goal = state.goals[link.child_id]
            if goal.pk not in found and goal.state != Goal.State.RETIRED and not goal.private:
                found[goal.pk] = None
                waiting.append(goal.pk)
    return [pk for pk in found if pk not in first]


def is_held(cards: Cards, goal: Goal) -> bool:
    """Whether a root carries something, or is the organisation's own."""
    unit = cards.state.units.get(goal.owner_unit_id or 0)
    top = unit is not None and unit.kind_of_unit == "organisation"
    return top or bool(cards.state.up.get(goal.pk))


def of_layers(cards: Cards, _state: PlanState, plan: Plan) -> tuple[Walked, ...]:
    """Return the steps of a pyramid, by its layers and their health."""
    actor = cards.actor
    holder = cards.holder(plan.owner_unit_id, plan.owner_person_id)
    period = cards.state.periods[plan.period_id].public_id
    view = pyramid.show(actor, holder.id, period)
    weak = [finding for layer in view.layers for finding in layer.findings]
    mine = scope.goals(cards, view.scope)
    held = Meeting.objects.filter(period=plan.period_id, retired=False)
    answered = Proposal.objects.filter(
        goal__in=mine, kind_of_proposal=Proposal.Kind.CHANGE, answered_at__isnull=False
    )
    told = of_pyramid.Walk(
        layers=[layer.total for layer in view.layers],
        loose=sum(f.count for f in weak if f.weakness == "loose"),
        overloaded=sum(f.weakness == "overloaded" for f in weak),
        meetings=held.filter(unit=plan.owner_unit_id).count() if plan.owner_unit_id else 0,
        answered=answered.count(),
        reviewed=plan.reviewed_on is not None,
    )
    return walk(of_pyramid.STEPS, of_pyramid.done(told), frozenset(plan.skipped))


def of_map(cards: Cards, _state: PlanState, plan: Plan) -> tuple[Walked, ...]:
    """Return the steps of a strategy map, by what stands on it."""
    view = map_page.show(cards.actor, plan.public_id)
    pains = [pain for stage in view.journey for pain in stage.pains]
    told = of_strategy_map.Walk(
        perspectives=len(view.perspectives),
        empty=sum(not each.objectives for each in view.perspectives),
        objectives=len(view.objectives),
        unmeasured=sum(o.goal.main is None for o in view.objectives),
        links=len(view.links),
        unguarded=len(map_proposals.unguarded(view)),
        pains=len(pains),
        unserved=sum(not pain.serves for pain in pains),
        editions=view.edition,
        reviewed=plan.reviewed_on is not None,
    )
    return walk(of_strategy_map.STEPS, of_strategy_map.done(told), frozenset(plan.skipped))


Way = Callable[[Cards, PlanState, Plan], tuple[Walked, ...]]
WAYS: dict[str, Way] = {"cascade": cascade, "map": of_map, "pyramid": of_layers}
