"""A V2MOM beside the one above it, or beside one below: what meets and what does not."""

from __future__ import annotations

from dataclasses import dataclass

from trigpoint.core.lenses.v2mom.meets import meeting
from trigpoint.core.lenses.v2mom.written import Method
from trigpoint.core.people.kinds import Verb
from trigpoint.services.actor import Actor
from trigpoint.services.errors import NotThere
from trigpoint.services.goals import graph
from trigpoint.services.goals.cards import Cards
from trigpoint.services.plans import plan_access, plan_state, plan_text, v2mom_page
from trigpoint.services.plans.plan_state import PlanState
from trigpoint.services.plans.v2mom_page import PlanRef
from trigpoint.store.models import Plan


@dataclass(frozen=True, slots=True)
class Part:
    """A method or a value of one of the two plans, by id and title."""

    id: str
    title: str


@dataclass(frozen=True, slots=True)
class Pair:
    """A method above with the methods below that help it; none is where the two do not meet."""

    above: Part
    below: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class SideBySide:
    """Two plans side by side.

    `pairs` are the methods above in their rank. `idle` are methods below that help no method
    above and no vision, `to_vision` those that serve a vision or priority past the plan above.
    Values are told by title; `not_taken` are values above that the plan below could take over.
    """

    above: PlanRef
    below: PlanRef
    pairs: tuple[Pair, ...]
    idle: tuple[Part, ...]
    to_vision: tuple[Part, ...]
    shared_values: tuple[str, ...]
    not_taken: tuple[Part, ...]
    own_values: tuple[str, ...]
    may_take_over: bool


def show(actor: Actor, plan_id: str, below_id: str = "") -> SideBySide:
    """Return a plan beside the one above it; with `below_id`, the plan beside that one below.

    Raises:
        NotThere: where there is no such plan for the actor to see.
    """
    state = plan_state.load(actor)
    plan = plan_access.plan(actor, below_id or plan_id, Verb.SEE)
    above = state.plans.get(plan.above_id or 0)
    if above is None or not plan_access.may(actor, above, Verb.SEE):
        raise NotThere
    if below_id and above.public_id != plan_id:
        raise NotThere
    return compare(Cards(actor, graph.load(actor)), state, above, plan)


def compare(cards: Cards, state: PlanState, above: Plan, below: Plan) -> SideBySide:
    """Return two plans side by side, with nothing of goals that the actor may not see."""
    theirs = plan_text.written(cards.state, state, above)
    mine = plan_text.written(cards.state, state, below)
    goals = {m.goal: cards.state.by_public_id[m.goal] for m in (*theirs.methods, *mine.methods)}
    ways = {
        m.goal: {
            cards.state.goals[pk].public_id for pk in v2mom_page.carried(cards, goals[m.goal].pk)
        }
        for m in mine.methods
    }
    visionary = {
        goal
        for goal, way in ways.items()
        if any(
            link.direction_id
            for pid in way
            for link in cards.state.up.get(cards.state.by_public_id[pid].pk, ())
        )
    }
    found = meeting(theirs, mine, ways, visionary)
    shown = {m.id: m for m in mine.methods if goals[m.goal].pk in cards.goals}
    return SideBySide(
        above=v2mom_page.reference(cards, above),
        below=v2mom_page.reference(cards, below),
        pairs=tuple(
            Pair(part(m), tuple(part(b) for b in shown.values() if m.id in found.serves[b.id]))
            for m in theirs.methods
            if goals[m.goal].pk in cards.goals
        ),
        idle=tuple(part(shown[i]) for i in found.idle if i in shown),
        to_vision=tuple(part(shown[i]) for i in found.to_vision if i in shown),
        shared_values=found.shared,
        not_taken=tuple(Part(v.id, v.title) for v in theirs.values if v.title in found.not_taken),
        own_values=found.own,
        may_take_over=plan_access.may(cards.actor, below, Verb.CHANGE),
    )


def part(method: Method) -> Part:
    """Return a method in short."""
    return Part(method.id, method.title)
