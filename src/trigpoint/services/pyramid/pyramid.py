"""The goals of a scope as a pyramid: layers, what rests on what, and where it does not carry."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Mapping, Set
from dataclasses import dataclass, replace

from trigpoint.core.graph.status import Status
from trigpoint.core.lenses.pyramid.blocks import Block, Row, aligned
from trigpoint.core.lenses.pyramid.health import (
    Finding,
    LayerHealth,
    Weakness,
    carried_by,
    health,
)
from trigpoint.core.lenses.pyramid.layout import Kind, Plan, plan
from trigpoint.services.actor import Actor
from trigpoint.services.errors import NotThere
from trigpoint.services.goals import graph, scope
from trigpoint.services.goals.cards import Cards, GoalCard, HolderView
from trigpoint.services.goals.scope import Scope
from trigpoint.services.goals.sight import main_link
from trigpoint.store.models import Goal, Unit

ROWS: dict[str, Row] = {
    Unit.Kind.ORGANISATION: Row.ORGANISATION,
    Unit.Kind.DEPARTMENT: Row.DEPARTMENT,
    Unit.Kind.TEAM: Row.TEAM,
    Unit.Kind.PARTNER: Row.TEAM,
}
LIVE = {Goal.State.AGREED, Goal.State.ACTIVE, Goal.State.ACHIEVED}
LISTED = 30
"""How many goals of a layer the list beside the picture names."""
NAMED = 6
"""How many goals a finding names."""


@dataclass(frozen=True, slots=True)
class Standing:
    """What decides with which status a goal is shown, without the rest of its card."""

    private: bool
    state: str
    stated: str
    computed: Status


@dataclass(frozen=True, slots=True)
class Line:
    """A goal of the list: what it carries, and how many carry it."""

    goal: GoalCard
    carries: str
    carriers: int


@dataclass(frozen=True, slots=True)
class FindingView:
    """A weakness: how many goals show it, the first of them, and whose they are."""

    weakness: str
    count: int
    goals: tuple[GoalCard, ...]
    holder: HolderView | None


@dataclass(frozen=True, slots=True)
class LayerView:
    """A layer from the top: how many goals, with which standing, how many lead up to a top.

    `lines` are the first goals of the layer, `total` is how many there are.
    """

    key: str
    total: int
    aligned: int
    standings: tuple[tuple[Standing, int], ...]
    findings: tuple[FindingView, ...]
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class PyramidView:
    """A scope's pyramid. `standings` has every goal that the plan places, by public id.

    `trail` leads from the whole pyramid to the goal that is looked at alone, if one is.
    """

    scope: Scope
    vision: str
    total: int
    layers: tuple[LayerView, ...]
    plan: Plan
    cards: dict[str, GoalCard]
    standings: dict[str, Standing]
    trail: tuple[GoalCard, ...]
    as_of: datetime.datetime | None


KEYS = ("organisation", "team", "person")


def show(
    actor: Actor,
    whose: str = "",
    period: str = "",
    at: datetime.datetime | None = None,
    *,
    top: str = "",
    after: int = 0,
) -> PyramidView:
    """Return the pyramid of a unit or person and a period.

    With `top`, only that goal and what rests under it; with `after`, without the first so many of
    what lies right under `top`, or at the very top, to open a group.

    Raises:
        NotThere: for a unit, a person, a period or a goal that is not for the actor to see.
    """
    state = graph.load(actor, at)
    cards = Cards(actor, state)
    found = scope.find(actor, whose, period, at)
    goals = {goal.public_id: goal for goal in scope.goals(cards, found)}
    reckoned = Reckoned.of(state) if at else known(actor, state)
    in_line = reckoned.in_line
    hidden = {goal.public_id for key, goal in state.goals.items() if key not in cards.goals}
    blocks = [shown_block(reckoned.blocks[goal], hidden) for goal in goals]
    if top:
        blocks = under(blocks, top, goals)
    loose = [
        b.id for b in blocks if b.id not in in_line and not b.private and not top and not after
    ]
    drawn = plan(blocks, loose, after, top if top and after else None)
    shown = [g for s in drawn.stones if s.kind is not Kind.GROUP for g in s.goals]
    weak, carriers = health(blocks, in_line), carried_by(blocks)
    standings = {b.id: standing_of(cards, goals[b.id]) for b in blocks}
    layers = tuple(
        layer_of(cards, key, found_health, goals, carriers, standings)
        for key, found_health in zip(KEYS, weak, strict=True)
    )
    return PyramidView(
        scope=found,
        vision=next(
            (d.text for d in state.directions.values() if d.kind_of_direction == "vision"), ""
        ),
        total=len(blocks),
        layers=layers,
        plan=drawn,
        cards={g: cards.card(goals[g]) for g in dict.fromkeys([*shown, *loose[:NAMED]])},
        standings=standings,
        trail=trail(cards, goals, top),
        as_of=state.published.data_as_of,
    )


@dataclass(frozen=True, slots=True)
class Reckoned:
    """What follows from a state of the graph alone: goals that lead up, and all of its blocks."""

    in_line: Set[str]
    blocks: Mapping[str, Block]

    @classmethod
    def of(cls, state: graph.State) -> Reckoned:
        """Reckon it."""
        blocks = {goal.public_id: block_of(state, goal) for goal in state.goals.values()}
        return cls(led_up(state), blocks)


_reckoned: graph.Cache[tuple[graph.State, Reckoned]] = graph.Cache()


def known(actor: Actor, state: graph.State) -> Reckoned:
    """Return what follows from the present state, reckoned once for each."""
    key = graph.key_of(actor)
    found = _reckoned.get(key)
    if found is None or found[0] is not state:
        found = state, Reckoned.of(state)
        _reckoned.keep(key, found)
    return found[1]


def led_up(state: graph.State) -> set[str]:
    """Return the goals from which a way leads to the mission, the vision or a priority.

    The organisation's own goals are tops as well: nothing stands above them but the vision.
    """
    organisations = {
        pk for pk, u in state.units.items() if u.kind_of_unit == Unit.Kind.ORGANISATION
    }
    tops = {g.public_id for g in state.goals.values() if g.owner_unit_id in organisations}
    tops |= {
        state.goals[link.child_id].public_id
        for link in state.links
        if link.direction_id in state.directions
    }
    up = {goal: [link.parent for link in links] for goal, links in state.graph.up.items() if links}
    return aligned(up, tops)


def block_of(state: graph.State, goal: Goal) -> Block:
    """Return a goal as a block."""
    unit = state.units.get(goal.owner_unit_id or 0)
    links = state.graph.up[goal.public_id]
    if len(links) > 1:
        links = tuple(sorted(links, key=lambda link: not link.primary))
    return Block(
        id=goal.public_id,
        row=ROWS[unit.kind_of_unit] if unit else Row.PERSON,
        holder=str(goal.owner_person_id or goal.owner_unit_id),
        up=tuple(link.parent for link in links),
        live=goal.state in LIVE and not goal.private,
        private=goal.private,
    )


def shown_block(block: Block, hidden: Set[str]) -> Block:
    """Return a block that names only what it carries of what the actor may see."""
    if hidden.isdisjoint(block.up):
        return block
    return replace(block, up=tuple(above for above in block.up if above not in hidden))


def under(blocks: list[Block], top: str, goals: dict[str, Goal]) -> list[Block]:
    """Return a goal's block and all that carries it.

    Raises:
        NotThere: where the goal does not belong to the pyramid.
    """
    if top not in goals:
        raise NotThere
    carries = aligned({block.id: block.up for block in blocks}, {top})
    return [block for block in blocks if block.id in carries]


def standing_of(cards: Cards, goal: Goal) -> Standing:
    """Return what decides a goal's status, by the same rule as on its card."""
    held = cards.state.targets.get(goal.id, ())
    untold = goal.public_id in cards.withheld or any(map(cards.guard_hidden, held))
    computed = cards.own_status(held) if untold else cards.state.computed[goal.public_id]
    return Standing(goal.private, goal.state, goal.stated_status, computed)


def layer_of(
    cards: Cards,
    key: str,
    found: LayerHealth,
    goals: dict[str, Goal],
    carriers: dict[str, int],
    standings: dict[str, Standing],
) -> LayerView:
    """Return a layer as pages and programs read it."""
    counted = Counter(standings[goal] for goal in found.goals)
    return LayerView(
        key=key,
        total=len(found.goals),
        aligned=found.aligned,
        standings=tuple(counted.items()),
        findings=tuple(finding_of(cards, finding, goals) for finding in found.findings),
        lines=tuple(line_of(cards, goals[goal], carriers) for goal in found.goals[:LISTED]),
    )


def finding_of(cards: Cards, finding: Finding, goals: dict[str, Goal]) -> FindingView:
    """Return a weakness with the first goals that show it."""
    named = [cards.card(goals[goal]) for goal in finding.goals[:NAMED]]
    holder = named[0].owner if finding.weakness is Weakness.OVERLOADED else None
    return FindingView(finding.weakness.value, len(finding.goals), tuple(named), holder)


def line_of(cards: Cards, goal: Goal, carriers: dict[str, int]) -> Line:
    """Return a goal of the list with what it carries."""
    way = main_link(cards.state, goal)
    above = cards.state.goals.get(way.parent_id or 0) if way else None
    direction = cards.state.directions.get(way.direction_id or 0) if way else None
    carries = above.title if above and above.pk in cards.goals else ""
    if direction is not None:
        carries = direction.text
    return Line(cards.card(goal), carries, carriers.get(goal.public_id, 0))


def trail(cards: Cards, goals: dict[str, Goal], top: str) -> tuple[GoalCard, ...]:
    """Return the goals from the uppermost down to the one that is looked at alone."""
    found: list[GoalCard] = []
    at = top
    while at in goals and len(found) < len(goals):
        found.append(cards.card(goals[at]))
        links = cards.state.graph.up[at]
        main = next((link for link in links if link.primary), links[0] if links else None)
        at = main.parent if main else ""
    return tuple(reversed(found))
