"""The line of sight: from a goal up to the vision, with the sentence on every link."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from trigpoint.core.graph.sight import carriers
from trigpoint.core.people.kinds import Verb
from trigpoint.services import access
from trigpoint.services.actor import Actor
from trigpoint.services.goals import graph
from trigpoint.services.goals.cards import Cards, GoalCard, HolderView
from trigpoint.services.goals.graph import State
from trigpoint.store.models import Contribution, Goal


@dataclass(frozen=True, slots=True)
class LinkView:
    """How one goal helps the one above it, or a direction."""

    id: str
    version: int
    weight: float
    share: float
    sentence: str
    evidence: str
    evidence_source: str
    primary: bool


@dataclass(frozen=True, slots=True)
class SightStep:
    """One step up: the link that leads there, and what stands above.

    `goal` is None at the top, where `direction` says the words the organisation works for.
    """

    link: LinkView
    goal: GoalCard | None
    direction: str
    direction_kind: str


@dataclass(frozen=True, slots=True)
class CarrierView:
    """Who carries a goal and with which share of it, 0 to 1."""

    holder: HolderView | None
    share: float
    goals: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sight:
    """A goal with its way up, nearest first, and with everybody who carries it."""

    goal: GoalCard
    up: tuple[SightStep, ...]
    carriers: tuple[CarrierView, ...]


def look(actor: Actor, goal_id: str, at: datetime.datetime | None = None) -> Sight:
    """Return the line of sight of a goal.

    Raises:
        NotThere: where the goal is not for the actor to see.
    """
    cards = Cards(actor, graph.load(actor, at))
    goal = cards.stood(access.goal(actor, goal_id, Verb.SEE))
    return Sight(
        goal=cards.card(goal),
        up=tuple(way_up(cards, goal)),
        carriers=tuple(who_carries(cards, goal)),
    )


def way_up(cards: Cards, goal: Goal) -> list[SightStep]:
    """Return the steps from a goal to the top, as far as the actor may see."""
    steps: list[SightStep] = []
    at: Goal | None = goal
    while at is not None:
        link = main_link(cards.state, at)
        if link is None:
            break
        above = cards.state.goals.get(link.parent_id or 0)
        if above is not None and above.pk not in cards.goals:
            break
        direction = cards.state.directions.get(link.direction_id or 0)
        steps.append(
            SightStep(
                link=link_view(cards.state, link),
                goal=cards.card(above) if above else None,
                direction=direction.text if direction else "",
                direction_kind=direction.kind_of_direction if direction else "",
            )
        )
        at = above
    return steps


def main_link(state: State, goal: Goal) -> Contribution | None:
    """Return the contribution that the line of sight follows: the primary one, else the first."""
    links = [
        link
        for link in state.up.get(goal.pk, ())
        if link.parent_id in state.goals or link.direction_id in state.directions
    ]
    return next((link for link in links if link.primary), links[0] if links else None)


def link_view(state: State, link: Contribution) -> LinkView:
    """Return what a page says of a contribution; `share` is its part of the parent's pool."""
    parent = state.goals.get(link.parent_id or 0)
    share = 1.0
    if parent is not None:
        pool = sum(c.weight for c in state.graph.counted(parent.public_id))
        pool += sum(t.weight for t in state.targets.get(parent.pk, ()))
        share = link.weight / pool if pool else 0.0
    return LinkView(
        id=link.public_id,
        version=link.version,
        weight=link.weight,
        share=share,
        sentence=link.sentence,
        evidence=link.evidence,
        evidence_source=link.evidence_source,
        primary=link.primary,
    )


def who_carries(cards: Cards, goal: Goal) -> list[CarrierView]:
    """Return everybody who carries the goal; those not to be seen are counted without a name.

    Who carries it by hidden goals alone is not named either: that would tell of those goals.
    """
    state = cards.state
    people = {p.public_id: p for p in state.people.values()}
    units = {u.public_id: u for u in state.units.values()}
    visible = access.visible_ids(cards.actor, "person")
    open_units = access.visible_ids(cards.actor, "unit")
    found = []
    for carrier in carriers(state.graph, goal.public_id):
        goals = tuple(g for g in carrier.goals if state.by_public_id[g].pk in cards.goals)
        holder = carrier.holder if goals else None
        view = None
        if holder is not None and holder.id in units and units[holder.id].pk in open_units:
            view = HolderView("unit", holder.id, units[holder.id].name)
        elif holder is not None and holder.id in people and people[holder.id].pk in visible:
            view = HolderView("person", holder.id, people[holder.id].name)
        found.append(CarrierView(view, carrier.share, goals))
    return found
