"""A goal in short, as it opens beside the view it was found in."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, replace

from trigpoint.core.people.kinds import Verb
from trigpoint.services import access
from trigpoint.services.actor import Actor
from trigpoint.services.goals import graph
from trigpoint.services.goals.cards import Cards, GoalCard, HolderView, TargetView
from trigpoint.services.goals.goal_page import CoOwnerView, Neighbour, Voices, below, voices
from trigpoint.services.goals.sight import SightStep, way_up


@dataclass(frozen=True, slots=True)
class GoalSheet:
    """What, why and how of a goal; its figures; the way up; who carries it; what people think."""

    card: GoalCard
    how: str
    targets: tuple[TargetView, ...]
    co_owners: tuple[CoOwnerView, ...]
    up: tuple[SightStep, ...]
    children: tuple[Neighbour, ...]
    carriers: int
    voices: Voices
    may: frozenset[str]
    at: datetime.datetime | None


def show(actor: Actor, goal_id: str, at: datetime.datetime | None = None) -> GoalSheet:
    """Return a goal in short, as it is or as it stood at an earlier moment.

    Raises:
        NotThere: where it is not for the actor to see, or was not there then.
    """
    record = access.goal(actor, goal_id, Verb.SEE)
    state = graph.load(actor, at)
    cards = Cards(actor, state)
    goal = cards.stood(record)
    children = tuple(below(cards, goal))
    sheet = GoalSheet(
        card=cards.card(goal),
        how=goal.how,
        targets=tuple(cards.target(t) for t in state.targets.get(goal.pk, ())),
        co_owners=tuple(
            CoOwnerView(c.public_id, c.version, cards.holder(c.unit_id, c.person_id), c.answers_for)
            for c in state.co_owners.get(goal.pk, ())
        ),
        up=tuple(way_up(cards, goal)),
        children=children,
        carriers=len({holder_of(child) for child in children}),
        voices=voices(actor, goal, at),
        may=frozenset() if at else access.may(actor, record),
        at=at,
    )
    if cards.is_partly_shown(goal):
        return replace(sheet, how="", co_owners=(), voices=replace(sheet.voices, concerns=()))
    return sheet


def holder_of(neighbour: Neighbour) -> HolderView | None:
    """Return who holds a goal below."""
    return neighbour.goal.owner if neighbour.goal else None
