"""The people that somebody may know, told of one by one as they are asked for."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, overload

from trigpoint.store.models import Membership, Unit


@dataclass(frozen=True, slots=True)
class MembershipView:
    """Somebody's place in a unit."""

    id: str
    version: int
    unit: str
    unit_name: str
    role: str
    share: float
    valid_from: datetime.date
    valid_to: datetime.date | None


@dataclass(frozen=True, slots=True)
class PersonView:
    """A person with their places; `email` is empty for whoever may not see it."""

    id: str
    version: int
    name: str
    title: str
    email: str
    functional_area: str
    employer: str | None
    employer_name: str
    memberships: tuple[MembershipView, ...]
    valid_from: datetime.date
    valid_to: datetime.date | None
    has_login: bool


@dataclass(frozen=True, slots=True)
class Around:
    """What is known beside the people: their places, units, and who can log in, by primary key."""

    places: Mapping[int, Sequence[Any]]
    units: Mapping[int, Unit]
    logins: frozenset[int]


class Known(Sequence[PersonView]):
    """People in an order. A long list costs what is read of it: the rest stays rows of a table."""

    __slots__ = ("around", "rows")

    def __init__(self, rows: Sequence[Any], around: Around) -> None:
        """Take persons as records, or as lines of the same columns."""
        self.rows = rows
        self.around = around

    def __len__(self) -> int:
        """Return how many people there are."""
        return len(self.rows)

    @overload
    def __getitem__(self, at: int) -> PersonView: ...

    @overload
    def __getitem__(self, at: slice) -> Known: ...

    def __getitem__(self, at: int | slice) -> PersonView | Known:
        """Return one person, or some of them."""
        if isinstance(at, slice):
            return Known(self.rows[at], self.around)
        return person_view(self.rows[at], self.around)

    def find(self, public_id: str) -> PersonView | None:
        """Return the person of an id, None where there is none."""
        found = next((p for p in self.rows if p.public_id == public_id), None)
        return person_view(found, self.around) if found else None

    def within(self, unit_id: str) -> Known:
        """Return those who have, had or will have a place in a unit."""
        keys = {key for key, unit in self.around.units.items() if unit.public_id == unit_id}
        places = self.around.places
        return Known(
            [p for p in self.rows if any(m.unit_id in keys for m in places.get(p.pk, ()))],
            self.around,
        )

    def fitting(self, words: str) -> Known:
        """Return those whose name, title, area, employer or team has every word."""
        wanted = words.casefold().split()
        if not wanted:
            return self
        fit = [p for p in self.rows if all(word in self.searched(p) for word in wanted)]
        return Known(fit, self.around)

    def searched(self, person: Any) -> str:
        """Return all in which a word is looked for."""
        units, places = self.around.units, self.around.places.get(person.pk, ())
        where = [units[key].name for key in (m.unit_id for m in places) if key in units]
        employer = units.get(person.employer_id or 0)
        of = (person.name, person.title, person.functional_area, employer.name if employer else "")
        return " ".join((*of, *where)).casefold()

    def heads(self) -> Counter[str]:
        """Return how many places the people have in each unit, by its id."""
        keys = Counter(m.unit_id for p in self.rows for m in self.around.places.get(p.pk, ()))
        units = self.around.units
        return Counter({units[key].public_id: n for key, n in keys.items() if key in units})


def person_view(person: Any, around: Around) -> PersonView:
    """Return what a page says of a person."""
    employer = around.units.get(person.employer_id or 0)
    places = sorted(around.places.get(person.pk, ()), key=lambda m: m.valid_from)
    return PersonView(
        id=person.public_id,
        version=person.version,
        name=person.name,
        title=person.title,
        email=person.email,
        functional_area=person.functional_area,
        employer=employer.public_id if employer else None,
        employer_name=employer.name if employer else "",
        memberships=tuple(
            membership_view(m, around.units[m.unit_id]) for m in places if m.unit_id in around.units
        ),
        valid_from=person.valid_from,
        valid_to=person.valid_to,
        has_login=person.pk in around.logins,
    )


def membership_view(membership: Membership, unit: Unit) -> MembershipView:
    """Return what a page says of somebody's place in a unit."""
    return MembershipView(
        membership.public_id,
        membership.version,
        unit.public_id,
        unit.name,
        membership.role,
        membership.share,
        membership.valid_from,
        membership.valid_to,
    )
