"""Goals as files: taken along, compared with what is there, written as a whole or not at all."""

from __future__ import annotations

import copy
import dataclasses
import datetime
import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from trigpoint.core.goal_file.difference import FileChange, difference
from trigpoint.core.goal_file.entries import Document, Written
from trigpoint.core.goal_file.problem import FileProblem
from trigpoint.core.graph.goal import Goal as CoreGoal
from trigpoint.core.graph.graph import Cycle, Graph
from trigpoint.core.graph.link import Contribution as CoreContribution
from trigpoint.core.history.canonical import canonical
from trigpoint.core.text import Text, _
from trigpoint.services import access
from trigpoint.services.actor import Actor
from trigpoint.services.command import command
from trigpoint.services.errors import Invalid
from trigpoint.services.goal_files import goal_file_export
from trigpoint.services.goal_files.goal_file_building import Records, Writes
from trigpoint.services.goal_files.goal_file_export import Exporter
from trigpoint.services.goal_files.goal_file_parts import Parts
from trigpoint.services.goal_files.goal_file_reading import Problems, Reader
from trigpoint.services.goals import graph
from trigpoint.services.goals.targets import COUNTED_ON
from trigpoint.services.measures import readings
from trigpoint.services.work import restate_soon
from trigpoint.store.journal import Journal
from trigpoint.store.models import Contribution, Goal, Measure, Target
from trigpoint.store.models.base import Recorded

NAMED_BY_THEIR_PART = {"to", "goal"}
"""Columns that only repeat what their part is called."""


@dataclass(frozen=True, slots=True)
class FilePlan:
    """What a file would change, or why it cannot.

    `token` names this difference: applied with it, the file is refused where somebody changed one
    of its goals meanwhile. `needs_reason` is whether people already count on what changes.
    """

    changes: tuple[FileChange, ...]
    problems: tuple[FileProblem, ...]
    needs_reason: bool
    token: str


@dataclass(frozen=True, slots=True)
class FileApplied:
    """What was written, and the number of its entry in the history, by which it can be undone."""

    changes: tuple[FileChange, ...]
    entry: int


class Unfit(Invalid):
    """A file that is not applied; `problems` say why, each at its place."""

    def __init__(self, problems: tuple[FileProblem, ...]) -> None:
        super().__init__({f"line {p.line}, column {p.column}": p.what for p in problems})
        self.problems = problems


def export(actor: Actor, at: datetime.datetime | None = None) -> Document:
    """Return every goal that the actor sees openly, with the periods and measures they name."""
    return goal_file_export.document(actor, at)


def plan(actor: Actor, written: Written) -> FilePlan:
    """Return what a file would change. Nothing is written."""
    return Work(actor, written).plan


def apply(actor: Actor, written: Written, *, token: str = "", reason: str = "") -> FileApplied:
    """Write everything that a file says, in one entry of the history; return what changed.

    Raises:
        Unfit: for a name that is not there, a rule that is broken, or what is not the actor's to
            change, with the places. Nothing is written.
        Invalid: where one of its goals was changed since the plan of `token` was made, and without
            a reason where people count on what changes.
    """
    with command(actor, "goals.apply", reason=reason) as journal:
        journal.hold()
        access.forget(actor)
        work = Work(actor, written)
        refuse(work.plan, token, reason)
        write(journal, actor, work.records.writes)
        for change in work.plan.changes:
            if change.section == "goals":
                goal = work.records.goals[change.key].public_id
                journal.tell("goal.changed", goal=goal)
    return FileApplied(work.plan.changes, journal.sealed)


def refuse(found: FilePlan, token: str, reason: str) -> None:
    """Raise where a plan cannot be carried out."""
    if found.problems:
        raise Unfit(found.problems)
    if token and token != found.token:
        why = _("Somebody changed one of these goals meanwhile. Look at the difference again.")
        raise Invalid({"token": why})
    if found.needs_reason and not reason.strip():
        raise Invalid({"reason": _("People count on this goal. Say why it changes.")})


class Work:
    """A file against what is there: names, difference, records, cycles."""

    def __init__(self, actor: Actor, written: Written) -> None:
        self.exporter = Exporter(actor, graph.load(actor))
        self.problems = Problems(written)
        self.before = self.exporter.everything()
        self.after = Reader(self.exporter, self.problems).document()
        self.changes = difference(self.before, self.after)
        self.records = Records(self.exporter, self.problems, self.after)
        self.build()
        if not self.problems.found:
            self.refuse_cycles()
        self.plan = FilePlan(
            changes=self.titled() if not self.problems.found else (),
            problems=self.problems.in_order(),
            needs_reason=self.needs_reason(),
            token=self.token(),
        )

    def titled(self) -> tuple[FileChange, ...]:
        """Return the difference with the titles of goals in place of their ids."""
        titles = {name: goal.title for name, goal in self.records.goals.items()}
        return with_titles(self.changes, titles)

    def build(self) -> None:
        """Make the records of everything that differs."""
        records, differs = self.records, {(c.section, c.key) for c in self.changes}
        measures = {m.key: m for m in self.before.measures}
        goals = {g.key: g for g in self.before.goals}
        for section, write in (("periods", records.period), ("directions", records.direction)):
            for number, entry in enumerate(getattr(self.after, section)):
                if (section, entry.key) in differs:
                    with records.at(f"{section}.{number}"):
                        write(entry)
        for number, measure in enumerate(self.after.measures):
            if ("measures", measure.key) in differs:
                with records.at(f"measures.{number}"):
                    records.measure(measure, measures.get(measure.key))
        named = [
            (f"goals.{number}", entry)
            for number, entry in enumerate(self.after.goals)
            if ("goals", entry.key) in differs
        ]
        for path, entry in named:
            with records.at(path):
                records.goal(entry, goals.get(entry.key))
        if not self.problems.found:
            for path, entry in named:
                Parts(records, records.goals[entry.key], path).write(entry, goals.get(entry.key))

    def refuse_cycles(self) -> None:
        """Note a problem where goals would add to themselves, with the titles on the way."""
        writes = self.records.writes
        touched = {link.pk for link in (*writes.changed, *writes.gone) if is_link(link)}
        state = self.exporter.state
        links = [link for link in state.links if link.pk not in touched]
        fresh = [link for link in (*writes.new, *writes.changed) if isinstance(link, Contribution)]
        nodes = dict(state.graph.goals)
        for goal in writes.new:
            if isinstance(goal, Goal):
                nodes[goal.public_id] = CoreGoal(goal.public_id)
        edges = [
            CoreContribution(state.goals[link.child_id].public_id, goal_id(state, link))
            for link in links
            if link.parent_id in state.goals
        ]
        edges += [
            CoreContribution(link.child.public_id, link.parent.public_id)
            for link in fresh
            if link.parent is not None
        ]
        try:
            Graph.of(nodes.values(), edges)
        except Cycle as cycle:
            self.problems.add(
                self.place_of(cycle), self.told(cycle), _("Take one of these links out.")
            )

    def place_of(self, cycle: Cycle) -> str:
        """Return the first contribution of the file that is on a cycle."""
        steps = set(zip(cycle.path, cycle.path[1:], strict=False))
        ids = {name: goal.public_id for name, goal in self.records.goals.items()}
        for number, goal in enumerate(self.after.goals):
            for place, carry in enumerate(goal.carries):
                if (ids.get(goal.id), ids.get(carry.to)) in steps:
                    return f"goals.{number}.carries.{place}.to"
        return "goals"

    def told(self, cycle: Cycle) -> Text:
        """Return the cycle with titles; goals that the actor may not see have none."""
        titles = {goal.public_id: goal.title for goal in self.records.goals.values()}
        return Cycle.sentence(cycle.path, {pid: titles.get(pid, "…") for pid in cycle.path})

    def needs_reason(self) -> bool:
        """Whether people already count on something that changes."""
        known = {goal.key: goal for goal in self.before.goals}
        settings = {p.key for p in self.before.periods} | {d.key for d in self.before.directions}
        return any(
            (
                change.section == "goals"
                and change.key in known
                and known[change.key].state in COUNTED_ON
            )
            or (change.section in {"periods", "directions"} and change.key in settings)
            for change in self.changes
        )

    def token(self) -> str:
        """Return the digest of what is there of the file's entries, and of what it says."""
        named = {(change.section, change.key) for change in self.changes}
        there = [
            plain(entry)
            for section in ("periods", "directions", "measures", "goals")
            for entry in getattr(self.before, section)
            if (section, entry.key) in named
        ]
        return hashlib.sha256(canonical([there, plain(self.after)])).hexdigest()[:32]


def with_titles(changes: Iterable[FileChange], titles: Mapping[str, str]) -> tuple[FileChange, ...]:
    """Return a difference with the titles of goals in place of their ids."""
    return tuple(
        replace(
            change,
            lines=tuple(
                replace(line, way=tuple((part, titles.get(n, n)) for part, n in line.way))
                for line in change.lines
                if line.column not in NAMED_BY_THEIR_PART
            ),
        )
        for change in changes
    )


def is_link(record: Recorded) -> bool:
    """Whether a record is a contribution."""
    return isinstance(record, Contribution)


def goal_id(state: graph.State, link: Contribution) -> str:
    """Return the public id of the goal above a contribution."""
    return state.goals[link.parent_id or 0].public_id


def plain(entry: Any) -> Any:
    """Return an entry as JSON values."""
    return dataclasses.asdict(
        entry,
        dict_factory=lambda pairs: {
            name: value.isoformat() if isinstance(value, datetime.date) else value
            for name, value in pairs
        },
    )


def write(journal: Journal, actor: Actor, writes: Writes) -> None:
    """Write the records: what goes first, then what is new, then what changes and may point to it.

    Of two contributions that change places as the main one, the one that was gives it up first.
    """
    yields = [r for r in writes.changed if is_link(r) and not getattr(r, "primary", False)]
    for record in writes.gone:
        journal.retire(copy.copy(record))
    for record in yields:
        save(journal, record)
    for model in dict.fromkeys(type(record) for record in writes.new):
        journal.create_many(r for r in writes.new if type(r) is model)
    for record in writes.changed:
        if not any(record is each for each in yields):
            save(journal, record)
    found = [r for r in (*writes.new, *writes.changed) if isinstance(r, Target)]
    readings.keep(actor.organisation, [m for t in found for m in (t.measure, t.guard)])
    if any(isinstance(record, Measure) for record in writes.new):
        restate_soon(actor.organisation)


def save(journal: Journal, record: Recorded) -> None:
    """Write a changed record; what it points to has its key by now."""
    for column in record._meta.concrete_fields:
        if column.name in record._state.fields_cache:
            related = record._state.fields_cache[column.name]
            setattr(record, column.attname, related.pk if related else None)
    journal.save(record)
