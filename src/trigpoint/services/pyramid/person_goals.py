"""One person's goals: what each carries, what to do next in order of contribution, aspirations."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from trigpoint.core.graph.sight import main_path, shares
from trigpoint.core.people.kinds import Verb
from trigpoint.core.text import _
from trigpoint.services import access
from trigpoint.services.actor import Actor
from trigpoint.services.errors import Invalid, NotThere
from trigpoint.services.goals import goals, graph
from trigpoint.services.goals.cards import Cards, GoalCard, HolderView
from trigpoint.services.goals.graph import State
from trigpoint.services.goals.sight import SightStep, way_up
from trigpoint.services.inbox.home import NextStep
from trigpoint.services.loop.cadence import LIVE
from trigpoint.store.models import Goal

OVER = {Goal.State.RETIRED, Goal.State.MISSED, Goal.State.ACHIEVED}


@dataclass(frozen=True, slots=True)
class OwnGoal:
    """A goal with its way up and what it is of the uppermost goal there.

    `share` is that fraction, 0 where the goal leads nowhere; `top` is the uppermost goal, None
    where the goal is one itself or leads nowhere.
    """

    goal: GoalCard
    up: tuple[SightStep, ...]
    share: float
    top: GoalCard | None


@dataclass(frozen=True, slots=True)
class ToDo:
    """What to do next for a goal: a step, or writing one."""

    goal: GoalCard
    step: NextStep | None


@dataclass(frozen=True, slots=True)
class Aspiration:
    """What somebody wants for themselves, and the goals that serve it."""

    goal: GoalCard
    served_by: tuple[GoalCard, ...]


@dataclass(frozen=True, slots=True)
class PersonGoals:
    """A person's goals, those that carry most first; what was reached before; what is private.

    `next` is in the same order. Aspirations are empty for everybody whom they are not shared with.
    """

    person: HolderView
    mine: bool
    goals: tuple[OwnGoal, ...]
    over: tuple[GoalCard, ...]
    next: tuple[ToDo, ...]
    aspirations: tuple[Aspiration, ...]
    at: datetime.datetime | None


def show(actor: Actor, person_id: str, at: datetime.datetime | None = None) -> PersonGoals:
    """Return a person's goals as far as the actor may see them.

    Raises:
        NotThere: where the person is not for the actor to see, or was not there then.
    """
    person = access.person(actor, person_id, Verb.SEE)
    state = graph.load(actor, at)
    cards = Cards(actor, state)
    called = state.people.get(person.pk)
    if called is None:
        raise NotThere
    held = [
        g for g in state.goals.values() if g.owner_person_id == person.pk and g.pk in cards.goals
    ]
    going = [g for g in held if not g.private and g.state not in OVER]
    own = sorted(map(Weigher(cards), going), key=lambda own: -own.share)
    mine = actor.person is not None and actor.person.pk == person.pk
    return PersonGoals(
        person=HolderView("person", called.public_id, called.name),
        mine=mine,
        goals=tuple(own),
        over=tuple(cards.card(g) for g in held if g.state in OVER - {Goal.State.RETIRED}),
        next=tuple(to_do(state, each.goal) for each in own if each.goal.state in LIVE),
        aspirations=tuple(
            aspiration(cards, g) for g in held if g.private and g.state != Goal.State.RETIRED
        ),
        at=at,
    )


class Weigher:
    """Says of a goal what fraction it is of the uppermost goal on its line of sight."""

    def __init__(self, cards: Cards) -> None:
        self.cards = cards
        self.known: dict[str, dict[str, float]] = {}

    def __call__(self, goal: Goal) -> OwnGoal:
        """Return the goal with its share."""
        state = self.cards.state
        top = main_path(state.graph, goal.public_id)[-1]
        if top not in self.known:
            self.known[top] = {g: s.through for g, s in shares(state.graph, top).items()}
        above = state.by_public_id[top]
        shown = top != goal.public_id and above.pk in self.cards.goals
        return OwnGoal(
            goal=self.cards.card(goal),
            up=tuple(way_up(self.cards, goal)),
            share=self.known[top].get(goal.public_id, 0.0) if shown else 0.0,
            top=self.cards.card(above) if shown else None,
        )


def to_do(state: State, card: GoalCard) -> ToDo:
    """Return what comes next for a goal: its first open step, if it has one."""
    record = state.by_public_id[card.id]
    step = next((s for s in state.steps.get(record.pk, ()) if s.done_on is None), None)
    if step is None:
        return ToDo(card, None)
    return ToDo(card, NextStep(step.public_id, step.version, card.id, step.title, step.due))


def aspiration(cards: Cards, goal: Goal) -> Aspiration:
    """Return an aspiration with the goals that serve it."""
    links = cards.state.down.get(goal.pk, ())
    below = [cards.state.goals[link.child_id] for link in links if link.child_id in cards.goals]
    return Aspiration(cards.card(goal), tuple(cards.card(g) for g in below))


def share_aspiration(actor: Actor, goal_id: str) -> None:
    """Let everybody see an aspiration of one's own; from then on it is a goal like others.

    Raises:
        Invalid: for a goal that everybody sees already.
    """
    goal = access.goal(actor, goal_id, Verb.CHANGE)
    if not goal.private:
        raise Invalid({"": _("Everybody sees this goal already.")})
    goals.edit(actor, goal_id, goal.version, {"private": False}, reason="I share it.")
