"""Everything again: elsewhere, retired, and removed from what it hangs on.

Elsewhere what is Ana's is Olga's, other people are Otto, and all units are theirs. "retired" is
a thing that is retired, and a part that hangs on it still; "removed" is what is gone itself, from
a thing that is there.
"""

from __future__ import annotations

import copy
import json
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from typing import Any

from django.db.models import JSONField, Model

from tests.access.acts import DAY, PLACES
from trigpoint.services.actor import Actor
from trigpoint.services.command import command
from trigpoint.store.ids import new_id
from trigpoint.store.models import Entry, Membership, Organisation, Person, Source, Unit, User

Keep = dict[tuple[str, str], Model]


def make(setup: Actor, olga: Actor, keep: Keep, things: Collection[str]) -> None:
    """Copy what is not there yet; `things` are the kinds that stand first in an address."""
    first = {kind: keep[kind, whose] for whose in reversed(PLACES) for kind in kinds(keep, whose)}
    for kind, record in first.items():
        if hasattr(record, "retired"):
            keep[kind, "removed"] = keep.get((kind, "retired")) or retired(kind, record, keep)
            if kind in things:
                keep[kind, "retired"] = keep[kind, "removed"]
    known = {each: kind for (kind, whose), each in keep.items() if whose in PLACES}
    gone = Copies(known, keep, "retired")
    for kind, record in first.items():
        if kind not in things and hangs(record, known):
            keep[kind, "retired"] = gone.of(record)
    ana = {keep["person", "own"]: olga.person}
    away = Copies(known, keep, "elsewhere", instead=at_home_there(olga), made=ana)
    for kind, record in first.items():
        keep[kind, "elsewhere"] = away.of(record)
    for actor in (setup, olga):
        seal(actor)


def seal(actor: Actor) -> None:
    """Write an entry: what is kept in memory for an earlier one is not taken for what is copied."""
    units = Unit.objects.filter(organisation=actor.organisation, retired=False)
    with command(actor, "everything.copied") as journal:
        journal.save(units.latest("pk"))


def retired(kind: str, record: Model, keep: Keep) -> Model:
    """Return a copy that is retired; where there can be but one, of something else."""
    other = {
        "pattern": {"sign": "another"},
        "pair": {"mentor": keep["person", "other"]},
        "edition": {"number": 9},
    }
    return copied(record, retired=True, **other.get(kind, {}))


def hangs(record: Model, known: Collection[Model]) -> bool:
    """Whether a record belongs to one of those that are known."""
    relations = [each.name for each in record._meta.concrete_fields if each.is_relation]
    return any(getattr(record, name) in known for name in relations)


def kinds(keep: Keep, whose: str) -> list[str]:
    return [kind for kind, owner in keep if owner == whose]


def at_home_there(olga: Actor) -> dict[type[Model], Model]:
    """Return who and what stands for all people and units in the other organisation."""
    home = olga.organisation
    unit = Unit.objects.get(organisation=home, retired=False)
    otto = Person.objects.create(organisation=home, name="Otto Elsewhere", valid_from=DAY)
    Membership.objects.create(organisation=home, person=otto, unit=unit, valid_from=DAY)
    return {
        Organisation: home,
        Person: otto,
        User: olga.user,
        Unit: unit,
        Source: Source.objects.get(organisation=home),
        Entry: Entry.objects.filter(organisation=home).latest("pk"),
    }


@dataclass
class Copies:
    """Copies that hang on each other; with `instead` nothing of home is left in them."""

    known: dict[Model, str]
    keep: Keep
    whose: str
    instead: dict[type[Model], Model] = field(default_factory=dict)
    made: dict[Model, Model] = field(default_factory=dict)

    def of(self, record: Model) -> Model:
        """Return what stands for a record."""
        if record not in self.made:
            kind = self.known.get(record, "")
            there = self.instead.get(type(record)) or self.keep.get((kind, self.whose))
            left = not kind and not self.instead
            self.made[record] = record if left else there or copied(record, self.of, self.words)
        return self.made[record]

    def words(self, said: object) -> object:
        """Return ids in data as they are where the copies are."""
        text = json.dumps(said)
        for record, kind in self.known.items():
            there = self.keep.get((kind, self.whose))
            text = text.replace(record.public_id, there.public_id) if there else text
        return json.loads(text)


def same(value: Any) -> Any:
    return value


def copied(
    record: Model,
    found: Callable[[Model], Model] = same,
    words: Callable[[object], object] = same,
    **changed: object,
) -> Model:
    """Return a saved copy with its own ids, its relations and data as `found` and `words` say."""
    made = copy.copy(record)
    made._state = copy.copy(record._state)
    made._state.fields_cache = {}
    for column in record._meta.concrete_fields:
        value = getattr(record, column.name)
        if column.is_relation and value is not None:
            setattr(made, column.name, found(value))
        elif column.unique and not column.primary_key:
            setattr(made, column.name, new_id())
        elif isinstance(column, JSONField) or column.name == "about":
            setattr(made, column.name, words(value))
    made.pk, made._state.adding = None, True
    for name, value in changed.items():
        setattr(made, name, value)
    made.save(force_insert=True)
    return made
