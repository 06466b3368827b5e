"""A scorecard of each unit: the perspectives of a strategy map as columns.

A unit's goal stands in the perspective of the first objective that its main way up meets; so the
map of the department becomes the columns of every team below it.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from trigpoint.services import access
from trigpoint.services.actor import Actor
from trigpoint.services.goals import graph, scope
from trigpoint.services.goals.cards import Cards, GoalCard, HolderView
from trigpoint.services.goals.scope import Scope
from trigpoint.services.maps import map_state, maps
from trigpoint.store.models import Goal, Plan

MOST = 400
"""So many goals stand on one scorecard."""


@dataclass(frozen=True, slots=True)
class ScoreColumn:
    """A perspective as a column; the last one, without an id, has what serves no objective."""

    id: str
    title: str
    question: str


@dataclass(frozen=True, slots=True)
class ScoreRow:
    """A unit with its goals, column by column; `depth` is how far below the chosen one it is."""

    unit: HolderView
    depth: int
    cells: tuple[tuple[GoalCard, ...], ...]


@dataclass(frozen=True, slots=True)
class Scorecard:
    """The scorecards of a unit and of those below it, by the map of `owner`; None without a map."""

    scope: Scope
    map: str
    owner: HolderView | None
    columns: tuple[ScoreColumn, ...]
    rows: tuple[ScoreRow, ...]


def show(
    actor: Actor, whose: str = "", period: str = "", at: datetime.datetime | None = None
) -> Scorecard:
    """Return the scorecards of a unit and of the units below it, now or `at` an earlier moment.

    Raises:
        NotThere: for a unit, a person or a period that the actor may not see.
    """
    found = scope.find(actor, whose, period, at)
    when = found.period.id if found.period else ""
    holder = found.holder.id
    plan = maps.of_holder(actor, holder, when) or maps.nearest_above(actor, holder, when)
    drawn = map_state.load(actor, at)
    if plan is None or not drawn.perspectives.get(plan.pk):
        return Scorecard(found, "", None, (), ())
    cards = Cards(actor, graph.load(actor, at))
    lanes = Lanes(cards, plan, drawn)
    return Scorecard(
        scope=found,
        map=plan.public_id,
        owner=cards.holder(plan.owner_unit_id, plan.owner_person_id),
        columns=lanes.columns,
        rows=tuple(rows(cards, found, lanes)),
    )


class Lanes:
    """The perspectives of one map, and in which of them a goal stands."""

    def __init__(self, cards: Cards, plan: Plan, state: map_state.MapState) -> None:
        self.state = cards.state
        perspectives = state.perspectives.get(plan.pk, ())
        lane = {p.pk: number for number, p in enumerate(perspectives)}
        self.of_objective = {
            o.goal_id: lane[o.perspective_id]
            for o in state.objectives.get(plan.pk, ())
            if o.perspective_id in lane
        }
        named = [ScoreColumn(p.public_id, p.title, p.question) for p in perspectives]
        self.columns = (*named, ScoreColumn("", "", ""))

    def lane(self, goal: Goal) -> int:
        """Return the column of a goal; the last one where its way up meets no objective."""
        at: int | None = goal.pk
        while at is not None and at not in self.of_objective:
            at = self.state.main.get(at)
        return len(self.columns) - 1 if at is None else self.of_objective[at]


def rows(cards: Cards, found: Scope, lanes: Lanes) -> list[ScoreRow]:
    """Return the chosen unit and those below it that hold goals, in the order of the tree."""
    drawn = access.viewer_of(cards.actor).chart
    units = {u.public_id: u for u in cards.state.units.values()}
    top = units.get(found.holder.id)
    if top is None:
        return []
    inside = {str(top.pk), *drawn.below(str(top.pk))}
    start = next((c.depth for c in found.units if c.id == found.holder.id), 0)
    held = by_unit(scope.goals(cards, found)[:MOST])
    made = []
    for choice in found.units:
        unit = units[choice.id]
        if str(unit.pk) not in inside or (unit.pk not in held and unit.pk != top.pk):
            continue
        cells: list[list[GoalCard]] = [[] for _column in lanes.columns]
        for goal in held.get(unit.pk, ()):
            cells[lanes.lane(goal)].append(cards.card(goal))
        holder = HolderView("unit", choice.id, choice.name)
        made.append(ScoreRow(holder, choice.depth - start, tuple(map(tuple, cells))))
    return made


def by_unit(goals: list[Goal]) -> dict[int, list[Goal]]:
    """Return the goals that units hold, by the unit."""
    held: dict[int, list[Goal]] = {}
    for goal in goals:
        if goal.owner_unit_id is not None:
            held.setdefault(goal.owner_unit_id, []).append(goal)
    return held
