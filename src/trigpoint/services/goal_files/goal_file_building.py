"""What a file of goals writes: records made and changed, checked like any other change, unsaved."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from typing import Any, TypeVar

from trigpoint.core.goal_file.entries import (
    DirectionEntry,
    Document,
    GoalEntry,
    MeasureEntry,
    PeriodEntry,
)
from trigpoint.core.people.kinds import Kind, Verb
from trigpoint.core.refusal import Refused
from trigpoint.core.text import _
from trigpoint.services import access
from trigpoint.services.errors import Invalid, NotAllowed, NotThere
from trigpoint.services.goal_files.goal_file_export import Exporter, text_of
from trigpoint.services.goal_files.goal_file_reading import Problems, params_of
from trigpoint.services.goals import goals
from trigpoint.services.measures import measures
from trigpoint.services.measures.measures import MeasureDraft
from trigpoint.services.organisation import periods
from trigpoint.store.ids import is_id
from trigpoint.store.models import Direction, Goal, Measure, Organisation, Period, Person, Unit
from trigpoint.store.models.base import Recorded
from trigpoint.tickets.query import Dimension, Filter

R = TypeVar("R", bound=Recorded)

MEND = _("Mend it here and look at the difference again.")
PLACES = {
    "sentence": "because",
    "evidence_source": "source",
    "points": "values",
    "params": "settings",
    "filters": "only",
    "member": "of",
    "holder": "who",
    "sign": "direction",
    "window_weeks": "weeks",
}
"""Which column of a file a field of a service is."""


@dataclass(slots=True)
class Writes:
    """Records that are made, changed, and taken out of use; in the order of writing."""

    new: list[Recorded] = field(default_factory=list)
    changed: list[Recorded] = field(default_factory=list)
    gone: list[Recorded] = field(default_factory=list)


class Records:
    """The records of a file's entries: those that are there as copies, others made anew."""

    def __init__(self, exporter: Exporter, problems: Problems, document: Document) -> None:
        self.exporter = exporter
        self.actor = exporter.names.actor
        self.state = exporter.state
        self.names = exporter.names
        self.problems = problems
        self.writes = Writes()
        self.periods: dict[str, Period] = dict(self.names.periods)
        self.directions: dict[str, Direction] = dict(self.names.directions)
        self.measures: dict[str, Measure] = dict(self.names.measures)
        self.goals: dict[str, Goal] = {g.public_id: g for g in exporter.goals.values()}
        self.wanted = [goal.id for goal in document.goals]
        self.wanted += [target.id for goal in document.goals for target in goal.targets]
        self.wanted += [step.id for goal in document.goals for step in goal.steps]
        self.wanted += [measure.id for measure in document.measures]
        self.taken = cache(self.find_taken)

    @property
    def home(self) -> Organisation:
        """The organisation that everything belongs to."""
        return self.actor.organisation

    @contextmanager
    def at(self, path: str) -> Iterator[None]:
        """Turn what a service refuses into a problem at a part of the file."""
        try:
            yield
        except Invalid as invalid:
            for name, why in invalid.fields.items():
                self.problems.add(f"{path}.{PLACES.get(name, name)}", why, MEND)
        except Refused as refused:
            self.problems.add(path, refused.text, MEND)
        except (NotAllowed, NotThere) as refused:
            self.problems.add(path, refused.text, _("Leave it as it is, or ask whoever may."))

    def find_taken(self, model: type[R]) -> dict[str, R]:
        """Return the records of a model that have one of the file's ids, in use or not."""
        ids = [each for each in self.wanted if is_id(each)]
        return model._default_manager.in_bulk(ids, field_name="public_id")

    def slot(self, model: type[R], public_id: str) -> R:
        """Return a record to be filled: a new one, or one of this id that was taken out of use.

        A word that is no id names something new, which gets an id of its own.
        """
        if not is_id(public_id):
            return self.new(model(organisation=self.home))
        there = self.taken(model).get(public_id)
        if there is None:
            return self.new(model(organisation=self.home, public_id=public_id))
        if there.organisation_id != self.home.pk or not there.retired:
            raise Invalid({"id": _("This id is taken. Write a word of your own in its place.")})
        revived: R = there
        revived.retired = False
        self.writes.changed.append(revived)
        return revived

    def new(self, record: R) -> R:
        """Note a record that is made."""
        self.writes.new.append(record)
        return record

    def changed(self, record: R) -> R:
        """Note a record that is changed, and return a copy: the graph is shared by all readers."""
        found = copy.copy(record)
        found._state = copy.copy(record._state)
        found._state.fields_cache = dict(record._state.fields_cache)
        self.writes.changed.append(found)
        return found

    def period(self, entry: PeriodEntry) -> None:
        """Write a period."""
        access.require(self.actor, Kind.SETTINGS, Verb.CHANGE)
        periods.refuse(entry.name, entry.starts, entry.ends)
        known = self.periods.get(entry.name)
        found = self.changed(known) if known else self.new(Period(organisation=self.home))
        found.name, found.starts, found.ends = entry.name, entry.starts, entry.ends
        self.periods[entry.name] = found

    def direction(self, entry: DirectionEntry) -> None:
        """Write the mission, the vision or a priority."""
        access.require(self.actor, Kind.SETTINGS, Verb.CHANGE)
        if entry.kind not in Direction.Kind.values:
            raise Invalid({"kind": _("Write mission, vision or priority.")})
        if not 1 <= entry.rank < 100:
            raise Invalid({"rank": _("Choose a rank between 1 and 99.")})
        known = self.directions.get(entry.key)
        found = self.changed(known) if known else self.new(Direction(organisation=self.home))
        found.kind_of_direction, found.rank, found.text = entry.kind, entry.rank, entry.text
        self.directions[entry.key] = found

    def measure(self, entry: MeasureEntry, before: MeasureEntry | None) -> None:
        """Write a measure: a new one, or another title of one that is there."""
        if before is not None:
            record = access.measure(self.actor, entry.id, Verb.CHANGE)
            if (entry.kpi, entry.scope, entry.of, entry.settings, entry.only, entry.weeks) != (
                before.kpi, before.scope, before.of, before.settings, before.only, before.weeks
            ):  # fmt: skip
                why = _("Set up another measure: what this one measures stays.")
                raise Invalid({"kpi": why})
            record.title, record.pinned = entry.title, entry.pinned
            self.writes.changed.append(record)
        else:
            record = self.new_measure(entry)
        self.measures |= {entry.title: record, record.public_id: record}

    def new_measure(self, entry: MeasureEntry) -> Measure:
        """Return a measure that is not there yet."""
        built = measures.build(self.actor, self.measure_draft(entry))
        twin = next(
            (m for m in self.measures.values() if measures.identity(m) == measures.identity(built)),
            None,
        )
        if twin is not None:
            why = _("This is measured already, as “{title}”. Write that name.", title=twin.title)
            raise Invalid({"title": why})
        slot = self.slot(Measure, entry.id)
        built.pk, built.public_id, built.version = slot.pk, slot.public_id, slot.version
        self.replace_slot(slot, built)
        return built

    def replace_slot(self, slot: Recorded, record: Recorded) -> None:
        """Let a built record stand where its slot was noted."""
        for noted in (self.writes.new, self.writes.changed):
            for place, found in enumerate(noted):
                if found is slot:
                    noted[place] = record

    def measure_draft(self, entry: MeasureEntry) -> MeasureDraft:
        """Return a measure as the service takes it."""
        member: Any = self.names.queues.get(entry.of) or self.names.holder(entry.of)
        return MeasureDraft(
            kpi=entry.kpi,
            scope=entry.scope,
            member=member.public_id if member else "",
            params=params_of(entry),
            filters=tuple(
                Filter(
                    known_dimension(f.dimension),
                    (*f.values, None) if f.none else f.values,
                    f.excluded,
                    f.name or None,
                )
                for f in entry.only
            ),
            title=entry.title,
            window_weeks=entry.weeks,
            pinned=entry.pinned,
        )

    def goal(self, entry: GoalEntry, before: GoalEntry | None) -> None:
        """Write a goal itself; its parts follow when every goal is known."""
        owner = self.names.holder(entry.owner)
        if before is None:
            self.refuse_twin(entry)
            record = self.slot(Goal, entry.id)
        else:
            access.goal(self.actor, entry.id, Verb.CHANGE)
            record = self.changed(self.goals[entry.id])
        self.goals[entry.id] = record
        if owner is not None and (before is None or before.owner != entry.owner):
            access.holder(self.actor, owner.public_id, sets_goals=True)
            record.owner_unit = owner if isinstance(owner, Unit) else None
            record.owner_person = owner if isinstance(owner, Person) else None
        if entry.period in self.periods:
            record.period = self.periods[entry.period]
        record.title, record.state, record.private = entry.title, entry.state, entry.private
        for name in ("why", "how"):
            if text_of(getattr(record, name)) != getattr(entry, name):
                setattr(record, name, getattr(entry, name))
        goals.refuse(record)

    def refuse_twin(self, entry: GoalEntry) -> None:
        """Raise `Invalid` for a new goal without an id that is there already."""
        if is_id(entry.id):
            return
        for goal in self.exporter.goals.values():
            owner = self.names.of_holder(goal.owner_unit_id, goal.owner_person_id)
            period = self.state.periods[goal.period_id].name
            if (goal.title, owner, period) == (entry.title, entry.owner, entry.period):
                why = _("This goal is there already, as {id}. Write that id.", id=goal.public_id)
                raise Invalid({"id": why})


def known_dimension(name: str) -> Dimension:
    """Return the dimension of a name, or raise `Invalid`."""
    if name not in {dimension.value for dimension in Dimension}:
        raise Invalid({"only": _("Nothing is called “{name}” by which tickets differ.", name=name)})
    return Dimension(name)
