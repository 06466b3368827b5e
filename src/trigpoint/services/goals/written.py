"""What people wrote of the graph: the records, and the core's graph of them.

After a write only what it changed is read: the entries since the last state say which records
those are. Everything else is taken over, so that a change costs what it touches.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from trigpoint.core.graph.goal import CoOwner as CoreCoOwner
from trigpoint.core.graph.goal import Goal as CoreGoal
from trigpoint.core.graph.goal import Holder
from trigpoint.core.graph.goal import State as CoreState
from trigpoint.core.graph.graph import Graph
from trigpoint.core.graph.link import Contribution as CoreContribution
from trigpoint.core.graph.link import Evidence as CoreEvidence
from trigpoint.core.graph.rollup import RollUp
from trigpoint.services.goals import aims
from trigpoint.store.models import (
    Contribution,
    CoOwner,
    Direction,
    Drive,
    Entry,
    Goal,
    Measure,
    Organisation,
    Period,
    Person,
    Rhythm,
    Step,
    Target,
    Unit,
    Version,
)
from trigpoint.store.models.base import Recorded
from trigpoint.store.state import records

R = TypeVar("R", bound=Recorded)

KINDS: tuple[type[Recorded], ...] = (
    Goal,
    Period,
    Unit,
    Person,
    Measure,
    Contribution,
    Target,
    CoOwner,
    Direction,
    Step,
    Drive,
    Rhythm,
)
MOST_ENTRIES = 30
MOST_CHANGES = 400
"""Beyond these everything is read anew: it is as quick then, and simpler."""

Rows = Mapping[type[Recorded], Mapping[int, Any]]


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

    rows: Rows
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
    roll_up: RollUp

    @classmethod
    def read(cls, organisation: Organisation, at: datetime.datetime | None) -> Written:
        """Read the records from the store, as they are or as they stood `at` a moment."""
        return cls.of({kind: by_key(records(kind, organisation, at)) for kind in KINDS})

    @classmethod
    def of(cls, rows: Rows) -> Written:
        """Return the records of every kind, each kind by primary key, in their order and tied."""
        goals = rows[Goal]
        links = tuple(c for c in rows[Contribution].values() if c.child_id in goals)
        by_goal = grouped(rows[Target].values(), "goal_id")
        co_owners = grouped(rows[CoOwner].values(), "goal_id")
        holders = Holders(rows[Unit], rows[Person])
        nodes = (core_goal(rows, goal, by_goal, co_owners, holders) for goal in goals.values())
        between = (to_core(link, goals) for link in links if link.parent_id in goals)
        graph = Graph.of(nodes, between)
        return cls(
            rows=rows,
            goals=goals,
            units=rows[Unit],
            people=rows[Person],
            periods=rows[Period],
            directions=rows[Direction],
            measures=rows[Measure],
            targets=by_goal,
            co_owners=co_owners,
            steps=grouped(rows[Step].values(), "goal_id"),
            links=links,
            up=grouped(links, "child_id"),
            down=grouped((c for c in links if c.parent_id), "parent_id"),
            main=main_parents(links, goals),
            drives=both_ways(rows[Drive].values()),
            rhythms={r.goal_id: r.days for r in rows[Rhythm].values()},
            by_public_id={g.public_id: g for g in goals.values()},
            graph=graph,
            roll_up=RollUp.of(graph),
        )

    def forward(self, organisation: Organisation, head: str) -> Written | None:
        """Return the present state from this one of the entry `head`; None where too much changed.

        Only the records that the entries since have changed are read. An entry that erases makes
        it None too: what it takes away must not live on here.
        """
        changed = changed_since(organisation, head)
        if changed is None:
            return None
        rows = dict(self.rows)
        for kind, keys in changed.items():
            fresh = kind._default_manager.filter(organisation=organisation, retired=False)
            kept = (row for key, row in rows[kind].items() if key not in keys)
            rows[kind] = by_key([*kept, *fresh.filter(pk__in=keys)])
        if changed.keys() <= {Goal, Target} and rows[Goal].keys() == self.goals.keys():
            return self.with_goals(rows, changed.get(Goal, set()), changed.get(Target, set()))
        return Written.of(rows)

    def with_goals(self, rows: Rows, goals: set[int], aims: set[int]) -> Written:
        """Return the state after changes of goals and targets alone: how they are tied stays."""
        by_goal = grouped(rows[Target].values(), "goal_id") if aims else self.targets
        moved = {row.goal_id for rows_ in (self.rows, rows) for row in within(rows_[Target], aims)}
        holders = Holders(self.units, self.people)
        nodes = {
            node.id: node
            for key in (goals | moved) & rows[Goal].keys()
            if (node := core_goal(rows, rows[Goal][key], by_goal, self.co_owners, holders))
            != self.graph.goals[node.id]
        }
        graph = replace(self.graph, goals={**self.graph.goals, **nodes}) if nodes else self.graph
        return replace(
            self,
            rows=rows,
            goals=rows[Goal],
            targets=by_goal,
            by_public_id={g.public_id: g for g in rows[Goal].values()},
            graph=graph,
            roll_up=RollUp.of(graph) if nodes else self.roll_up,
        )


def changed_since(organisation: Organisation, head: str) -> dict[type[Recorded], set[int]] | None:
    """Return the keys of the graph's records that entries after `head` changed, by their kind.

    None where `head` is not among the last entries, where one of them erases, or for many changes.
    """
    newest = Entry.objects.filter(organisation=organisation).order_by("-seq")
    since: list[int] = []
    for key, seal, erases in newest.values_list("pk", "hash", "erases")[:MOST_ENTRIES]:
        if seal == head:
            break
        if erases:
            return None
        since.append(key)
    else:
        return None
    kinds = {kind.kind(): kind for kind in KINDS}
    versions = Version.objects.filter(entry__in=since, kind__in=kinds)
    rows = list(versions.values_list("kind", "object_id")[: MOST_CHANGES + 1])
    if len(rows) > MOST_CHANGES:
        return None
    found: dict[type[Recorded], set[int]] = defaultdict(set)
    for name, key in rows:
        found[kinds[name]].add(key)
    return found


def within(rows: Mapping[int, R], keys: Iterable[int]) -> list[R]:
    """Return those records that are there."""
    return [rows[key] for key in keys if key in rows]


def by_key(rows: Iterable[Any]) -> dict[int, Any]:
    """Return records by primary key, as they were made."""
    return {row.pk: row for row in sorted(rows, key=lambda row: row.pk)}


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


def core_goal(
    rows: Rows,
    goal: Goal,
    by_goal: Mapping[int, tuple[Target, ...]],
    co_owners: Mapping[int, tuple[CoOwner, ...]],
    holders: Holders,
) -> CoreGoal:
    """Return a goal with its targets and co-owners as the core knows it."""
    return CoreGoal(
        id=goal.public_id,
        owner=holders.of(goal.owner_unit_id, goal.owner_person_id),
        co_owners=tuple(
            CoreCoOwner(holder, c.answers_for)
            for c in co_owners.get(goal.pk, ())
            if (holder := holders.of(c.unit_id, c.person_id))
        ),
        state=CoreState(goal.state),
        targets=tuple(
            aims.to_core(target, rows[Period][goal.period_id], rows[Measure])
            for target in by_goal.get(goal.pk, ())
        ),
    )


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
