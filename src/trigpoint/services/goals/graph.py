"""The organisation's whole graph in memory, with what every goal comes to.

It is read once for each state of the organisation (the number of its last entry and of the last
published generation) and shared by all requests that see that state; after a new generation only
the figures are read. It holds everything; what an actor may see of it is asked of `access`.
"""

from __future__ import annotations

import datetime
from collections import OrderedDict, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from itertools import chain
from threading import Lock
from typing import Generic, TypeVar

from trigpoint.core.graph.goal import CoOwner as CoreCoOwner
from trigpoint.core.graph.goal import Goal as CoreGoal
from trigpoint.core.graph.goal import Holder
from trigpoint.core.graph.goal import State as CoreState
from trigpoint.core.graph.graph import Graph
from trigpoint.core.graph.link import Contribution as CoreContribution
from trigpoint.core.graph.link import Evidence as CoreEvidence
from trigpoint.core.graph.pool import Known, owns
from trigpoint.core.graph.reading import Reading as CoreReading
from trigpoint.core.graph.rollup import Figures, RollUp
from trigpoint.core.graph.status import Foreseen, Status, statuses
from trigpoint.core.graph.target import Target as CoreTarget
from trigpoint.services import access
from trigpoint.services.actor import Actor, local_day
from trigpoint.services.goals import targets
from trigpoint.services.insight import foreseen
from trigpoint.services.measures import figures
from trigpoint.services.measures.figures import Figure, Published
from trigpoint.store.models import (
    Contribution,
    CoOwner,
    Direction,
    Drive,
    Goal,
    Measure,
    Organisation,
    Period,
    Person,
    Rhythm,
    Step,
    Target,
    Unit,
)
from trigpoint.store.models.base import Recorded
from trigpoint.store.state import records

R = TypeVar("R", bound=Recorded)
S = TypeVar("S")

KEPT_STATES = 8


@dataclass(frozen=True, slots=True)
class Holders:
    """Units and people by primary key, as those who hold goals."""

    units: Mapping[int, Unit]
    people: Mapping[int, Person]

    def of(self, unit: int | None, person: int | None) -> Holder | None:
        """Return the unit or the person, or None where it is gone."""
        if unit is not None and unit in self.units:
            return Holder.unit(self.units[unit].public_id)
        if person is not None and person in self.people:
            return Holder.person(self.people[person].public_id)
        return None


@dataclass(frozen=True, slots=True)
class Written:
    """What people wrote: the records by primary key, and the core's graph of them by public id.

    `main` has the goal above that the line of sight takes, for each goal that carries one;
    `rhythms` the days between two check-ins, for each goal that has its own.
    """

    goals: Mapping[int, Goal]
    units: Mapping[int, Unit]
    people: Mapping[int, Person]
    periods: Mapping[int, Period]
    directions: Mapping[int, Direction]
    measures: Mapping[int, Measure]
    targets: Mapping[int, tuple[Target, ...]]
    co_owners: Mapping[int, tuple[CoOwner, ...]]
    steps: Mapping[int, tuple[Step, ...]]
    links: tuple[Contribution, ...]
    up: Mapping[int, tuple[Contribution, ...]]
    down: Mapping[int, tuple[Contribution, ...]]
    main: Mapping[int, int]
    drives: Mapping[int, tuple[Drive, ...]]
    rhythms: Mapping[int, int]
    by_public_id: Mapping[str, Goal]
    graph: Graph

    @classmethod
    def read(cls, organisation: Organisation, at: datetime.datetime | None) -> Written:
        """Read the records from the store, as they are or as they stood `at` a moment."""
        goals = {g.pk: g for g in records(Goal, organisation, at)}
        periods = {p.pk: p for p in records(Period, organisation, at)}
        units = {u.pk: u for u in records(Unit, organisation, at)}
        people = {p.pk: p for p in records(Person, organisation, at)}
        measures = {m.pk: m for m in records(Measure, organisation, at)}
        links = tuple(c for c in records(Contribution, organisation, at) if c.child_id in goals)
        by_goal = grouped(records(Target, organisation, at), "goal_id")
        co_owners = grouped(records(CoOwner, organisation, at), "goal_id")
        core_targets = {
            pk: tuple(targets.to_core(t, periods[goals[pk].period_id], measures) for t in held)
            for pk, held in by_goal.items()
            if pk in goals
        }
        return cls(
            goals=goals,
            units=units,
            people=people,
            periods=periods,
            directions={d.pk: d for d in records(Direction, organisation, at)},
            measures=measures,
            targets=by_goal,
            co_owners=co_owners,
            steps=grouped(records(Step, organisation, at), "goal_id"),
            links=links,
            up=grouped(links, "child_id"),
            down=grouped((c for c in links if c.parent_id), "parent_id"),
            main=main_parents(links, goals),
            drives=both_ways(records(Drive, organisation, at)),
            rhythms={r.goal_id: r.days for r in records(Rhythm, organisation, at)},
            by_public_id={g.public_id: g for g in goals.values()},
            graph=core_graph(goals, links, core_targets, co_owners, Holders(units, people)),
        )


@dataclass(frozen=True, slots=True)
class State(Written):
    """One state of the graph: what people wrote, and what every goal comes to.

    `rolled` and `computed` know goals by public id.
    """

    standing: Mapping[int, Figure]
    published: Published
    known: Known
    foreseen: Foreseen
    rolled: Figures
    computed: Mapping[str, Status]


class Cache(Generic[S]):
    """The last few states, by what they depend on: organisation, entry, generation, day, ..."""

    def __init__(self, kept: int = KEPT_STATES) -> None:
        self._kept = kept
        self._lock = Lock()
        self._states: OrderedDict[tuple[object, ...], S] = OrderedDict()

    def get(self, key: tuple[object, ...]) -> S | None:
        """Return a state that was read before, or None."""
        with self._lock:
            return self._states.get(key)

    def keep(self, key: tuple[object, ...], state: S) -> None:
        """Keep a state, and let go of the oldest."""
        with self._lock:
            self._states[key] = state
            while len(self._states) > self._kept:
                self._states.popitem(last=False)

    def clear(self) -> None:
        """Let go of everything."""
        with self._lock:
            self._states.clear()


_cache: Cache[State] = Cache()
_written: Cache[Written] = Cache()


def load(actor: Actor, at: datetime.datetime | None = None) -> State:
    """Return the graph as it is for `actor.now`, or as it stood `at` an earlier moment."""
    organisation = actor.organisation
    if at is not None:
        published_then = figures.published(organisation, at)
        return reckoned(organisation, Written.read(organisation, at), published_then, at)
    key = key_of(actor)
    state = _cache.get(key)
    if state is None:
        state = reckoned(organisation, written(actor), published(actor), actor.now)
        _cache.keep(key, state)
    return state


def written(actor: Actor) -> Written:
    """Return what people wrote up to now, read once for each last entry."""
    key = actor.organisation.pk, access.head_of(actor)
    found = _written.get(key)
    if found is None:
        found = Written.read(actor.organisation, None)
        _written.keep(key, found)
    return found


def key_of(actor: Actor) -> tuple[object, ...]:
    """Return what the present state depends on: organisation, entry, generation, day."""
    seen = published(actor)
    head = access.head_of(actor)
    return actor.organisation.pk, head, seen.number, seen.revision, actor.today


def mark(actor: Actor) -> str:
    """Return a mark of the organisation's state today: what is shown changes only with it."""
    seen = figures.published(actor.organisation)
    return f"{access.head_of(actor)} {seen.number} {seen.revision} {actor.today}"


def published(actor: Actor) -> Published:
    """Return the newest published generation, asked once for the actor."""
    found = actor.memo.get("published")
    if not isinstance(found, Published):
        found = actor.memo["published"] = figures.published(actor.organisation)
    return found


def reckoned(
    organisation: Organisation, held: Written, seen: Published, now: datetime.datetime
) -> State:
    """Return what everything that was written comes to, by the figures of a generation."""
    standing = figures.standing(held.measures.values(), seen, now)
    known = Known(
        readings=target_readings(held.targets, standing, now),
        day=local_day(now, organisation),
        now=int(now.timestamp()),
        guards=guard_readings(held.targets, standing),
    )
    aims = chain.from_iterable(held.targets.values())
    told = foreseen.statuses(organisation, aims, held.measures, seen, known.day)
    return State(
        **{each.name: getattr(held, each.name) for each in fields(held)},
        standing=standing,
        published=seen,
        known=known,
        foreseen=told,
        rolled=RollUp.of(held.graph).full(owns(held.graph, known.progress)),
        computed=statuses(held.graph, known, told),
    )


def grouped(rows: Iterable[R], column: str) -> dict[int, tuple[R, ...]]:
    """Return records by a foreign key, those of one key by rank and then as they were made."""
    found: dict[int, list[R]] = defaultdict(list)
    for row in rows:
        found[getattr(row, column)].append(row)
    return {
        key: tuple(sorted(group, key=lambda row: (getattr(row, "rank", 0), row.pk)))
        for key, group in found.items()
    }


def main_parents(links: Iterable[Contribution], goals: Mapping[int, Goal]) -> dict[int, int]:
    """Return the main parent of each goal: the primary one, else the first that is there."""
    found: dict[int, int] = {}
    for link in links:
        above = link.parent_id
        if above is not None and above in goals and (link.primary or link.child_id not in found):
            found[link.child_id] = above
    return found


def both_ways(drives: Iterable[Drive]) -> dict[int, tuple[Drive, ...]]:
    """Return drives by each of their two goals: those of which it is the cause come first."""
    listed = list(drives)
    causes, effects = grouped(listed, "cause_id"), grouped(listed, "effect_id")
    return {key: causes.get(key, ()) + effects.get(key, ()) for key in causes.keys() | effects}


def core_graph(
    goals: Mapping[int, Goal],
    links: Iterable[Contribution],
    core_targets: Mapping[int, tuple[CoreTarget, ...]],
    co_owners: Mapping[int, tuple[CoOwner, ...]],
    holders: Holders,
) -> Graph:
    """Return the core's graph of the records."""
    nodes = [
        CoreGoal(
            id=goal.public_id,
            owner=holders.of(goal.owner_unit_id, goal.owner_person_id),
            co_owners=tuple(
                CoreCoOwner(holder, c.answers_for)
                for c in co_owners.get(goal.pk, ())
                if (holder := holders.of(c.unit_id, c.person_id))
            ),
            state=CoreState(goal.state),
            targets=core_targets.get(goal.pk, ()),
        )
        for goal in goals.values()
    ]
    return Graph.of(nodes, (to_core(link, goals) for link in links if link.parent_id in goals))


def to_core(link: Contribution, goals: Mapping[int, Goal]) -> CoreContribution:
    """Return a contribution between goals as the core knows it."""
    return CoreContribution(
        child=goals[link.child_id].public_id,
        parent=goals[link.parent_id or 0].public_id,
        weight=link.weight,
        primary=link.primary,
        sentence=link.sentence,
        evidence=CoreEvidence(link.evidence),
    )


def guard_readings(
    by_goal: Mapping[int, tuple[Target, ...]], standing: Mapping[int, Figure]
) -> dict[str, CoreReading]:
    """Return the newest reading of each target's guard, by the target's public id."""
    found = {}
    for held in by_goal.values():
        for target in held:
            figure = standing.get(target.guard_id or 0)
            reading = figure.to_core() if figure else None
            if reading is not None:
                found[target.public_id] = reading
    return found


def target_readings(
    by_goal: Mapping[int, tuple[Target, ...]],
    standing: Mapping[int, Figure],
    now: datetime.datetime,
) -> dict[str, CoreReading]:
    """Return the newest reading of each target: of its measure, or of whether it is done."""
    found = {}
    for held in by_goal.values():
        for target in held:
            reading = targets.reading(target, standing, now)
            if reading is not None:
                found[target.public_id] = reading
    return found
