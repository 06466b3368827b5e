"""Teams and people: the tree of units, a person's places, accounts waiting to be tied."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext, ngettext

from trigpoint.services.people.people import MembershipView, PersonView, UnitView
from trigpoint.web import addresses, formats
from trigpoint.web.components import PersonMark
from trigpoint.web.shapes import words


@dataclass(frozen=True, slots=True)
class UnitNode:
    """A unit with its people and the units below it."""

    id: str
    name: str
    kind: str
    href: str
    people: str
    below: tuple[UnitNode, ...]


@dataclass(frozen=True, slots=True)
class PersonRow:
    """A person in a list."""

    mark: PersonMark
    places: tuple[str, ...]
    area: str
    employer: str
    email: str
    login: bool


def tree(units: Sequence[UnitView], people: Sequence[PersonView]) -> tuple[UnitNode, ...]:
    """Return the units as a tree with how many people each has of its own."""
    heads: dict[str, int] = {}
    for person in people:
        for place in person.memberships:
            heads[place.unit] = heads.get(place.unit, 0) + 1
    known = {unit.id for unit in units}

    def below(parent: str | None) -> tuple[UnitNode, ...]:
        return tuple(
            UnitNode(
                unit.id,
                unit.name,
                str(words.LEVELS.get(unit.kind, unit.kind)),
                addresses.holder("unit", unit.id),
                head_count(heads.get(unit.id, 0)),
                below(unit.id),
            )
            for unit in units
            if (unit.parent if unit.parent in known else None) == parent
        )

    return below(None)


def head_count(count: int) -> str:
    """Return a number of people in words, empty for none."""
    return ngettext("{n} person", "{n} people", count).format(n=count) if count else ""


def row(person: PersonView, today: datetime.date) -> PersonRow:
    """Return a person as a line of a list."""
    return PersonRow(
        mark=PersonMark(person.name, person.title, addresses.holder("person", person.id)),
        places=tuple(place(m, today) for m in person.memberships),
        area=person.functional_area,
        employer=person.employer_name,
        email=person.email,
        login=person.has_login,
    )


def place(membership: MembershipView, today: datetime.date) -> str:
    """Return a place in a unit: role, share of hours, and until when."""
    parts = [membership.unit_name]
    if membership.role == "lead":
        parts.append(gettext("lead"))
    if membership.share < 1:
        parts.append(
            gettext("{share} of the hours").format(share=formats.percent(membership.share))
        )
    if membership.valid_to:
        parts.append(gettext("until {day}").format(day=formats.day(membership.valid_to, today)))
    return ", ".join(parts)
