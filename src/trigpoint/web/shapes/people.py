"""Teams and people: the tree of units, a person's places, accounts waiting to be tied."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext, ngettext

from trigpoint.services.people.known import Known, MembershipView, PersonView
from trigpoint.services.people.people import UnitView
from trigpoint.web import addresses, formats
from trigpoint.web.components import Pager, PersonMark
from trigpoint.web.shapes import paging, words

# As many people stand on a page.
PAGE = 100


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


@dataclass(frozen=True, slots=True)
class PeopleList:
    """The people of a page that fit the words looked for; `told` says how many of how many."""

    rows: tuple[PersonRow, ...]
    words: str
    told: str
    pager: Pager | None


@dataclass(frozen=True, slots=True)
class Sought:
    """The words that are looked for, the day ("" for now) and the page as it was typed."""

    words: str
    at: str
    page: str


def listed(known: Known, sought: Sought, today: datetime.date) -> PeopleList:
    """Return the people whose name, title, area, employer or team has every word, page by page."""
    fit = known.fitting(sought.words)
    here = paging.asked(sought.page, PAGE, len(fit))
    shown = fit[(here - 1) * PAGE : here * PAGE]
    told = ngettext("{n} of {all} person", "{n} of {all} people", len(known))
    return PeopleList(
        rows=tuple(row(one, today) for one in shown),
        words=sought.words,
        told=told.format(n=formats.number(len(fit), 0), all=formats.number(len(known), 0)),
        pager=paging.pager(here, PAGE, len(fit), lambda page: address(sought, page)),
    )


def address(sought: Sought, page: int) -> str:
    """Return where a page of the list is."""
    return reverse("people") + addresses.query(words=sought.words, at=sought.at, page=page)


def tree(units: Sequence[UnitView], heads: Mapping[str, int]) -> tuple[UnitNode, ...]:
    """Return the units as a tree with how many people each has of its own."""
    known = {unit.id for unit in units}

    def below(parent: str | None) -> tuple[UnitNode, ...]:
        return tuple(
            UnitNode(
                unit.id,
                unit.name,
                str(words.UNITS[unit.kind]),
                addresses.holder("unit", unit.id),
                head_count(heads.get(unit.id, 0)),
                below(unit.id),
            )
            for unit in units
            if (unit.parent if unit.parent in known else None) == parent
        )

    # Partners have no units below them: they stand after the organisation's own tree.
    return tuple(sorted(below(None), key=lambda node: not node.below))


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
