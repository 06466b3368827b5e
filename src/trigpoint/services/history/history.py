"""What changed, when, by whom and why, in what the actor may see of it."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Q

from trigpoint.services import access
from trigpoint.services.goals.cards import Cards
from trigpoint.services.goals.graph import State
from trigpoint.services.history.trail import spoken_through, whose, wrote_by_itself
from trigpoint.store.models import (
    Contribution,
    CoOwner,
    Entry,
    Goal,
    Step,
    Target,
    Version,
)
from trigpoint.store.models.base import Recorded

SILENT = {"version", "public_id", "rank"}
SHOWN = 20
PARTS: tuple[tuple[type[Recorded], str], ...] = (
    (Target, "goal"),
    (Contribution, "child"),
    (CoOwner, "goal"),
    (Step, "goal"),
)
"""What belongs to a goal, each by the column that says so."""
KEY = "_id"


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field's value before and after, as JSON values; another record is told by its name."""

    field: str
    before: object
    after: object


@dataclass(frozen=True, slots=True)
class Change:
    """One write: its number in the organisation's history, and what it changed.

    `by` is a person's name, or that of the part of the program where `program` is set; empty where
    it was somebody whom the actor may not know, or who is gone. `through` is what wrote on their
    behalf, "" where they wrote themselves; see `trail.EntryView`.
    """

    seq: int
    at: datetime.datetime
    by: str
    program: bool
    through: str
    command: str
    reason: str
    kind: str
    version: int
    fields: tuple[FieldChange, ...]


def of_goal(cards: Cards, goal: Goal, most: int = SHOWN) -> list[Change]:
    """Return the changes of a goal and of what belongs to it, the newest first.

    In a past state those up to then, with what everything was called then.
    """
    wanted = Q(kind="goal", object_id=goal.pk)
    for model, column in PARTS:
        keys = model._default_manager.filter(**{column: goal}).values("pk")
        wanted |= Q(kind=model.kind(), object_id__in=keys)
    rows = Version.objects.filter(wanted, organisation=cards.actor.organisation)
    if cards.state.at is not None:
        rows = rows.filter(recorded_from__lte=cards.state.at)
    found = rows.select_related("entry__user__person").order_by("object_id", "kind", "version")
    return changes(cards, found, most)


def changes(cards: Cards, found: Iterable[Version], most: int) -> list[Change]:
    """Return what versions changed, each record's in their order; the newest change first."""
    names = Names(cards)
    earlier: dict[tuple[str, int], Version] = {}
    made = []
    for row in found:
        if names.tells(row):
            made.append(change(row, earlier.get((row.kind, row.object_id)), names))
        earlier[(row.kind, row.object_id)] = row
    return sorted(made, key=lambda c: (c.at, c.seq), reverse=True)[:most]


def change(row: Version, before: Version | None, names: Names) -> Change:
    """Return what one version changed against the one before it."""
    entry = row.entry
    return Change(
        seq=entry.seq,
        at=entry.at,
        by=names.writer(entry),
        program=wrote_by_itself(entry),
        through=spoken_through(entry),
        command=entry.command,
        reason=entry.reason,
        kind=row.kind,
        version=row.version,
        fields=difference(before.body if before else None, row.body, names),
    )


class Names:
    """What records are called to one actor; what they may not see has no name.

    A version points to other records by keys of the store, which never leave it.
    """

    def __init__(self, cards: Cards) -> None:
        self.actor = cards.actor
        self.state: State = cards.state

    def of(self, column: str, key: object) -> str | None:
        """Return what the record is called that a column points to."""
        if not isinstance(key, int):
            return None
        state, sees = self.state, self.sees
        match column.removesuffix(KEY):
            case "owner_unit" | "unit":
                return state.units[key].name if sees("unit", key, state.units) else None
            case "owner_person" | "person":
                return state.people[key].name if sees("person", key, state.people) else None
            case "parent" | "child" | "goal":
                return state.goals[key].title if sees("goal", key, state.goals) else None
            case "measure" | "guard":
                return state.measures[key].title if sees("measure", key, state.measures) else None
            case "period":
                return state.periods[key].name if key in state.periods else None
            case "direction":
                return state.directions[key].text if key in state.directions else None
        return None

    def sees(self, what: str, key: int, known: Mapping[int, object]) -> bool:
        """Whether the record is still there, for this actor."""
        return key in known and key in access.visible_ids(self.actor, what)

    def tells(self, row: Version) -> bool:
        """Whether a version is for the actor: a link to a hidden goal does not exist."""
        above = (row.body or {}).get("parent_id")
        return row.kind != "contribution" or above is None or self.of("parent", above) is not None

    def writer(self, entry: Entry) -> str:
        """Return who made an entry: a person by name, a part of the program by what it is."""
        user = entry.user
        if user is not None and user.person_id is None:
            return user.email if user == self.actor.user else ""
        if user is not None:
            return self.of("person", user.person_id) or ""
        by_id = (p.pk for p in self.state.people.values() if p.public_id == whose(entry))
        person = next(by_id, None)
        if person is not None:
            return self.of("person", person) or ""
        return entry.actor if wrote_by_itself(entry) else ""


def difference(
    before: Mapping[str, object] | None, after: Mapping[str, object] | None, names: Names
) -> tuple[FieldChange, ...]:
    """Return the fields that differ; those of a first version are its values."""
    if after is None:
        return ()
    old = before or {}
    found = []
    for name, value in after.items():
        was: object = old.get(name)
        if name in SILENT or was == value:
            continue
        if not name.endswith(KEY):
            found.append(FieldChange(name, was, value))
            continue
        named, once = names.of(name, value), names.of(name, was)
        if named != once:
            found.append(FieldChange(name.removesuffix(KEY), once, named))
    return tuple(found)
