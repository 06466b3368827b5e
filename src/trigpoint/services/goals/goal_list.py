"""All goals: found, filtered, sorted."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Callable, Collection
from dataclasses import dataclass
from functools import partial
from typing import Any

from trigpoint.services import access
from trigpoint.services.actor import Actor
from trigpoint.services.goals import graph, standing
from trigpoint.services.goals.cards import Cards, GoalCard
from trigpoint.services.goals.rights import Rights
from trigpoint.services.organisation.organisation import PeriodView, latest_first
from trigpoint.store.models import Goal

PAGE = 50
STATES = list(Goal.State.values)


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """What to look for. Empty means any; `owner` and `period` are public ids.

    `status` is how a goal is shown to stand (`standing.status`), `level` one of organisation,
    department, team, person. `at` is the moment at which the goals are to be seen, None for now.
    """

    words: str = ""
    state: str = ""
    status: str = ""
    owner: str = ""
    period: str = ""
    level: str = ""
    mine: bool = False
    sort: str = "title"
    page: int = 1
    at: datetime.datetime | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """A page of goals, how many there are in all, and how many of each state.

    `periods` are all there are, the latest first.
    """

    goals: tuple[GoalCard, ...]
    total: int
    page: int
    pages: int
    states: tuple[tuple[str, int], ...]
    periods: tuple[PeriodView, ...]


SORTS: dict[str, Callable[[Cards, Goal], Any]] = {
    "title": lambda _cards, goal: goal.title.casefold(),
    "owner": lambda cards, goal: (cards.owner(goal).name.casefold(), goal.title.casefold()),
    "due": lambda cards, goal: (cards.due(goal), goal.title.casefold()),
    "state": lambda _cards, goal: (STATES.index(goal.state), goal.title.casefold()),
    "progress": lambda cards, goal: (cards.span(goal).low, goal.title.casefold()),
}


def find(actor: Actor, wanted: Filter, *, everything: bool = False, figures: bool = True) -> Found:
    """Return the goals that the actor may see and that fit: a page of them as cards, or all.

    Those of an earlier moment are as they stood then, under today's policy.
    Without `figures` the titles alone are shown, and nobody's figure counts as handed out.
    """
    state = graph.load(actor, wanted.at)
    cards = Cards(actor, state, figures=figures)
    fitting = [
        g for pk, g in state.goals.items() if pk in cards.goals and fits(actor, state, g, wanted)
    ]
    if wanted.status:
        untold = Cards(actor, state, figures=False)
        fitting = [goal for goal in fitting if standing.status(untold, goal) == wanted.status]
    counts = Counter(goal.state for goal in fitting)
    if wanted.state:
        fitting = [goal for goal in fitting if goal.state == wanted.state]
    key, reverse = wanted.sort.lstrip("-"), wanted.sort.startswith("-")
    pages = max(1, -(-len(fitting) // PAGE))
    page = min(max(1, wanted.page), pages)
    by = partial(SORTS.get(key, SORTS["title"]), cards)
    lined_up = sorted(fitting, key=by, reverse=reverse)
    shown = lined_up if everything else lined_up[(page - 1) * PAGE : page * PAGE]
    return Found(
        goals=tuple(map(cards.card, shown)),
        total=len(fitting),
        page=page,
        pages=pages,
        states=tuple((s, counts[s]) for s in STATES if counts[s]),
        periods=latest_first(state.periods.values()),
    )


def changeable(actor: Actor, shown: Collection[str]) -> frozenset[str]:
    """Return which of the goals that are shown the actor may change, by public id."""
    state = graph.load(actor)
    rights = Rights(actor, state)
    held = (goal for goal in state.goals.values() if goal.public_id in shown)
    return frozenset(goal.public_id for goal in held if rights.change(goal))


def to_change(actor: Actor) -> list[tuple[str, str]]:
    """Return the goals in use that the actor may change, as (public id, title)."""
    known = all_goals(actor)
    mine = changeable(actor, {goal for goal, _title in known})
    return [(goal, title) for goal, title in known if goal in mine]


def fits(actor: Actor, state: graph.State, goal: Goal, wanted: Filter) -> bool:
    """Whether a goal is looked for, apart from its state and how it stands."""
    unit = state.units.get(goal.owner_unit_id or 0)
    person = state.people.get(goal.owner_person_id or 0)
    hidden = unit is not None and goal.pk not in access.visible_ids(actor, "open goal")
    owner = None if hidden else unit or person
    words = goal.title if hidden else f"{goal.title} {goal.why} {owner.name if owner else ''}"
    level = unit.kind_of_unit if unit else "person"
    period = state.periods[goal.period_id]
    return (
        wanted.words.casefold() in words.casefold()
        and wanted.owner in {"", owner.public_id if owner else ""}
        and wanted.period in {"", period.public_id}
        and wanted.level in {"", level}
        and not (
            wanted.mine and (actor.person is None or person is None or person.pk != actor.person.pk)
        )
    )


def is_mine(actor: Actor, goal: Goal) -> bool:
    """Whether a goal is the actor's own: their aspirations may be served by their goals."""
    return actor.person is not None and goal.owner_person_id == actor.person.pk


def above(actor: Actor) -> list[tuple[str, str]]:
    """Return what a goal may carry, as (public id, title): directions first, then goals."""
    directions = [(d.public_id, d.text) for d in graph.load(actor).directions.values()]
    return [*directions, *all_goals(actor)]


def all_goals(actor: Actor) -> list[tuple[str, str]]:
    """Return the goals in use that the actor may show to others, as (public id, title)."""
    state = graph.load(actor)
    visible = access.visible_ids(actor, "goal")
    goals = [
        (g.public_id, g.title)
        for g in state.goals.values()
        if g.pk in visible
        and g.state != Goal.State.RETIRED
        and (not g.private or is_mine(actor, g))
    ]
    return sorted(goals, key=lambda pair: pair[1].casefold())
