"""Everything about one strategy map: what its page, its picture and the API show."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace

from trigpoint.core.lenses.strategy_map.grid import Arrow, crossings
from trigpoint.core.people.kinds import Verb
from trigpoint.core.text import Text
from trigpoint.services import access
from trigpoint.services.actor import Actor
from trigpoint.services.errors import NotThere
from trigpoint.services.goals import graph, scope
from trigpoint.services.goals.cards import Cards, GoalCard, HolderView
from trigpoint.services.goals.scope import Scope
from trigpoint.services.maps import map_links, map_pains, map_state, map_undo, maps
from trigpoint.services.maps.map_links import MapLink
from trigpoint.services.maps.map_pains import StageView
from trigpoint.services.maps.map_state import MapState
from trigpoint.services.maps.map_undo import UndoView
from trigpoint.services.organisation.organisation import PeriodView, period_view
from trigpoint.services.plans import plan_access, plan_state
from trigpoint.store.models import Goal, Objective, Perspective, Plan

_least: graph.Cache[int] = graph.Cache(kept=64)


@dataclass(frozen=True, slots=True)
class PerspectiveView:
    """A lane of the map, counted from 0 at the top, and how many objectives stand in it."""

    id: str
    version: int
    title: str
    question: str
    lane: int
    objectives: int


@dataclass(frozen=True, slots=True)
class ThemeView:
    """A theme and how many objectives it has."""

    id: str
    version: int
    title: str
    objectives: int


@dataclass(frozen=True, slots=True)
class ObjectiveView:
    """An objective in its place: `perspective` and `theme` are public ids, "" for no theme.

    `here` says that the actor's own goals lead up to it first, `touched` that goals of the unit
    or person that is looked at do.
    """

    id: str
    version: int
    perspective: str
    theme: str
    lane: int
    column: int
    by_hand: bool
    goal: GoalCard
    here: bool
    touched: bool


@dataclass(frozen=True, slots=True)
class MapView:
    """A map for one reader: what they may not see is not on it.

    `edition` is the number of the newest published version, 0 before there is one; `cadence_days`,
    `reviewed_on` and `next_review` say how it is looked at again.
    `crossings` is how often its arrows cross, `least_crossings` how often after arranging it
    anew, `undo` what the actor did last on it and may take back.
    """

    id: str
    version: int
    state: str
    owner: HolderView
    period: PeriodView
    perspectives: tuple[PerspectiveView, ...]
    themes: tuple[ThemeView, ...]
    objectives: tuple[ObjectiveView, ...]
    links: tuple[MapLink, ...]
    journey: tuple[StageView, ...]
    edition: int
    cadence_days: int
    reviewed_on: datetime.date | None
    next_review: datetime.datetime | None
    crossings: int
    least_crossings: int
    data_as_of: datetime.datetime | None
    who_can_see: tuple[Text, ...]
    may: frozenset[str]
    undo: UndoView | None
    at: datetime.datetime | None


@dataclass(frozen=True, slots=True)
class FoundMap:
    """What is looked at, and the map that shows it: its own, one of a unit above, or none.

    `is_own` is whether the map belongs to the unit or person that is looked at.
    """

    scope: Scope
    map: MapView | None
    is_own: bool


def find(
    actor: Actor, whose: str = "", period: str = "", at: datetime.datetime | None = None
) -> FoundMap:
    """Return the map of a unit or person and a period, else that of the nearest unit above.

    Raises:
        NotThere: for a unit, a person or a period that is not for the actor to see.
    """
    looked = scope.find(actor, whose, period, at)
    when = looked.period.id if looked.period else ""
    own = maps.of_holder(actor, looked.holder.id, when)
    plan = own or maps.nearest_above(actor, looked.holder.id, when)
    if plan is None:
        return FoundMap(looked, None, is_own=False)
    touching = None if own else looked
    try:
        return FoundMap(looked, show(actor, plan.public_id, at, touching), is_own=own is not None)
    except NotThere:
        return FoundMap(looked, None, is_own=False)


def show(
    actor: Actor,
    plan_id: str,
    at: datetime.datetime | None = None,
    looked: Scope | None = None,
) -> MapView:
    """Return a map as it is, or as it stood at an earlier moment, under today's policy.

    With a scope, objectives that its goals lead up to are touched; without, all are.

    Raises:
        NotThere: where it is not for the actor to see, was not there then, or is no map.
    """
    record = maps.a_map(actor, plan_id, Verb.SEE)
    plan = plan_access.stood(actor, plan_state.load(actor, at), record)
    cards = Cards(actor, graph.load(actor, at))
    return whole(cards, map_state.load(actor, at), plan, record, at, looked)


def whole(
    cards: Cards,
    state: MapState,
    plan: Plan,
    record: Plan,
    at: datetime.datetime | None,
    looked: Scope | None,
) -> MapView:
    """Return everything about a map; `record` is the plan of today, which the policy judges."""
    lanes = state.perspectives.get(plan.pk, ())
    held = seen(cards, state, plan)
    links = map_links.of_map(cards, held)
    places = maps.spots(lanes, held)
    arrows = [link.arrow for link in links]
    may = frozenset() if at else plan_access.verbs(cards.actor, record)
    return MapView(
        id=plan.public_id,
        version=plan.version,
        state=plan.state,
        owner=cards.holder(plan.owner_unit_id, plan.owner_person_id),
        period=period_view(cards.state.periods[plan.period_id]),
        perspectives=tuple(
            PerspectiveView(p.public_id, p.version, p.title, p.question, lane, count)
            for lane, p in enumerate(lanes)
            for count in [sum(o.perspective_id == p.pk for o in held)]
        ),
        themes=tuple(
            ThemeView(t.public_id, t.version, t.title, sum(o.theme_id == t.pk for o in held))
            for t in state.themes.get(plan.pk, ())
        ),
        objectives=objectives(cards, state, plan, held, looked),
        links=links,
        journey=map_pains.of_map(cards, state, plan, held),
        edition=len(plan_state.load(cards.actor, at).editions.get(plan.pk, ())),
        cadence_days=plan.cadence_days,
        reviewed_on=plan.reviewed_on,
        next_review=plan.next_review,
        crossings=crossings(places, arrows),
        least_crossings=least_crossings(lanes, held, arrows),
        data_as_of=cards.state.published.data_as_of,
        who_can_see=tuple(plan_access.who_can_see(cards.actor, record)),
        may=may,
        undo=map_undo.last(cards.actor, state, plan) if "change" in may else None,
        at=at,
    )


def least_crossings(
    lanes: Sequence[Perspective], held: Sequence[Objective], arrows: Sequence[Arrow]
) -> int:
    """Return how often arrows would cross after arranging, found once for what stands where."""
    stand = tuple((o.public_id, o.perspective_id, o.column, o.by_hand) for o in held)
    key = (stand, tuple(lane.pk for lane in lanes), tuple(arrows))
    return _least.found(key, lambda: crossings(maps.arranged(lanes, held, arrows), arrows))


def seen(cards: Cards, state: MapState, plan: Plan) -> list[Objective]:
    """Return the objectives of a plan whose goals the actor may see, by lane and column."""
    ranks = {p.pk: lane for lane, p in enumerate(state.perspectives.get(plan.pk, ()))}
    held = [
        o
        for o in state.objectives.get(plan.pk, ())
        if o.goal_id in cards.goals and o.goal_id in cards.state.goals and o.perspective_id in ranks
    ]
    return sorted(held, key=lambda o: (ranks[o.perspective_id], o.column, o.pk))


def objectives(
    cards: Cards, state: MapState, plan: Plan, held: Sequence[Objective], looked: Scope | None
) -> tuple[ObjectiveView, ...]:
    """Return the objectives as the actor sees them."""
    lanes = {p.pk: (lane, p) for lane, p in enumerate(state.perspectives.get(plan.pk, ()))}
    themes = {t.pk: t.public_id for t in state.themes.get(plan.pk, ())}
    on_map = frozenset(o.goal_id for o in held)
    here = first_above(cards, mine(cards), on_map)
    touched = on_map if looked is None else above(cards, scope.goals(cards, looked), on_map)
    return tuple(
        ObjectiveView(
            id=o.public_id,
            version=o.version,
            perspective=lanes[o.perspective_id][1].public_id,
            theme=themes.get(o.theme_id or 0, ""),
            lane=lanes[o.perspective_id][0],
            column=o.column,
            by_hand=o.by_hand,
            goal=cards.card(cards.state.goals[o.goal_id]),
            here=o.goal_id in here,
            touched=o.goal_id in touched,
        )
        for o in held
    )


def mine(cards: Cards) -> list[Goal]:
    """Return the actor's own goals that are in force; those of their units where they have none."""
    person = cards.actor.person
    if person is None:
        return []
    live = [g for g in cards.state.goals.values() if g.state in {"agreed", "active", "achieved"}]
    own = [goal for goal in live if goal.owner_person_id == person.pk]
    if own:
        return own
    homes = access.viewer_of(cards.actor).chart.units_of(str(person.pk))
    return [goal for goal in live if str(goal.owner_unit_id) in homes]


def first_above(cards: Cards, goals: Iterable[Goal], wanted: frozenset[int]) -> frozenset[int]:
    """Return the goals among `wanted` that the main way up from each goal meets first."""
    found = set()
    for goal in goals:
        at: int | None = goal.pk
        while at is not None and at not in wanted:
            at = cards.state.main.get(at)
        if at is not None:
            found.add(at)
    return frozenset(found)


def above(cards: Cards, goals: Iterable[Goal], wanted: frozenset[int]) -> frozenset[int]:
    """Return the goals among `wanted` that some way up from one of the goals leads to."""
    reached: set[int] = set()
    waiting = [goal.pk for goal in goals]
    while waiting:
        at = waiting.pop()
        if at in reached:
            continue
        reached.add(at)
        waiting.extend(c.parent_id for c in cards.state.up.get(at, ()) if c.parent_id)
    return frozenset(reached) & wanted


def for_reader(actor: Actor, plan_id: str) -> MapView:
    """Return a map for somebody outside: what the actor may see, without figures of persons.

    Raises:
        NotThere: where it is not for the actor to see.
    """
    found = show(actor, plan_id)
    objectives = tuple(outside(o) for o in found.objectives if not o.goal.private)
    known = {o.id for o in objectives}
    links = tuple(link for link in found.links if {link.cause, link.effect} <= known)
    journey = tuple(stage_outside(stage, known) for stage in found.journey)
    return replace(found, objectives=objectives, links=links, journey=journey)


def stage_outside(stage: StageView, known: Collection[str]) -> StageView:
    """Return a stage of the journey without word of objectives that are not shown."""
    pains = (
        replace(pain, serves=tuple(each for each in pain.serves if each in known))
        for pain in stage.pains
    )
    return replace(stage, pains=tuple(pains))


def outside(objective: ObjectiveView) -> ObjectiveView:
    """Return an objective as somebody outside sees it."""
    goal = objective.goal
    main = goal.main
    if main is not None and main.measure is not None and main.measure.scope == "person":
        goal = replace(goal, main=None, shows_progress=False)
    return replace(objective, goal=goal, here=False)
