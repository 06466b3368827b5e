"""The page of a person or a team: who they are, where they belong, and what is theirs."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext, ngettext

from trigpoint.core.text import Text
from trigpoint.services.people.known import MembershipView, PersonView
from trigpoint.services.people.people import UnitView
from trigpoint.web import addresses, formats
from trigpoint.web.components import GoalLine, Link, PersonMark
from trigpoint.web.shapes import words


@dataclass(frozen=True, slots=True)
class HolderGoals:
    """The first goals of a holder, and the way to all where there are more."""

    lines: Sequence[GoalLine]
    more: Link | None


@dataclass(frozen=True, slots=True)
class PlacePart:
    """A place in a team: `when` says its days, `over` that it has ended or not begun."""

    id: str
    unit: str
    href: str
    role: str
    share: str
    when: str
    over: bool


@dataclass(frozen=True, slots=True)
class PersonPage:
    """A person; `facts` are lines of what and what it is."""

    id: str
    name: str
    title: str
    facts: Sequence[tuple[str, str]]
    places: Sequence[PlacePart]
    goals: HolderGoals
    seen_by: Sequence[Text]
    figures_seen_by: Sequence[Text]
    me: bool
    at: str = ""


@dataclass(frozen=True, slots=True)
class UnitPage:
    """A team with its people, those who have left among `earlier`; `queues` by their names.

    `above` says under which it stands, `moves` whether it is one that can.
    """

    id: str
    name: str
    kind: str
    when: str
    people: Sequence[PersonMark]
    earlier: Sequence[PersonMark]
    goals: HolderGoals
    seen_by: Sequence[Text]
    queues: Sequence[str] = ()
    at: str = ""
    above: str = ""
    moves: bool = True


def goals_of(lines: Sequence[GoalLine], total: int, *, owner: str, at: str) -> HolderGoals:
    """Return the first of `total` goals of an owner, on the day `at` ("" for today)."""
    more = total - len(lines)
    label = ngettext("{n} more in the list of goals", "{n} more in the list of goals", more)
    every = addresses.goals(owner=owner, at=at)
    return HolderGoals(
        lines, Link(label.format(n=formats.number(more, 0)), every) if more else None
    )


def place(found: MembershipView, today: datetime.date) -> PlacePart:
    """Return a place in a team."""
    return PlacePart(
        id=found.id,
        unit=found.unit_name,
        href=addresses.holder("unit", found.unit),
        role=gettext("lead") if found.role == "lead" else gettext("member"),
        share=formats.percent(found.share) if found.share < 1 else "",
        when=span(found.valid_from, found.valid_to, today),
        over=not holds(found, today),
    )


def holds(found: MembershipView, today: datetime.date) -> bool:
    """Whether a place holds on a day."""
    return found.valid_from <= today and (found.valid_to is None or today < found.valid_to)


def span(start: datetime.date, end: datetime.date | None, today: datetime.date) -> str:
    """Return from when until when something holds; its last day is the day before `end`."""
    if end is None:
        return gettext("since {day}").format(day=formats.day(start, today))
    last = end - datetime.timedelta(days=1)
    return formats.days(start, last)


def facts(found: PersonView, today: datetime.date) -> list[tuple[str, str]]:
    """Return what is known of a person, leaving out what is not."""
    rows = [
        (gettext("Area of work"), found.functional_area),
        (gettext("Employer"), found.employer_name),
        (gettext("Mail address"), found.email),
        (gettext("Here"), span(found.valid_from, found.valid_to, today)),
        (gettext("Log-in"), gettext("yes") if found.has_login else gettext("none")),
    ]
    return [(label, value) for label, value in rows if value]


def unit_when(found: UnitView, today: datetime.date) -> str:
    """Return the days of a unit, where they say something."""
    return span(found.valid_from, found.valid_to, today) if found.valid_to else ""


def standing(found: UnitView, names: Mapping[str, str], today: datetime.date) -> str:
    """Return under which unit one stands; of one that was moved all places, the latest first."""
    if found.moves:
        ends = [*(move.since for move in found.moves[1:]), None]
        pieces = [
            gettext("under {unit} {when}").format(
                unit=move.parent_name, when=span(move.since, end, today)
            )
            for move, end in zip(found.moves, ends, strict=True)
        ]
        return "; ".join(reversed(pieces))
    above = names.get(found.parent or "", "")
    return gettext("under {unit}").format(unit=above) if above else ""


def kind(found: UnitView) -> str:
    """Return what a unit is."""
    return str(words.UNITS[found.kind])


def mark(found: PersonView, membership: MembershipView, today: datetime.date) -> PersonMark:
    """Return a person in the list of a team."""
    parts = [found.title] if found.title else []
    if membership.role == "lead":
        parts.append(gettext("lead"))
    if membership.share < 1:
        share = formats.percent(membership.share)
        parts.append(gettext("{share} of the hours").format(share=share))
    if membership.valid_to:
        parts.append(span(membership.valid_from, membership.valid_to, today))
    return PersonMark(found.name, ", ".join(parts), addresses.holder("person", found.id))
