"""The fixed cast of people in every test: who they are never changes, so tests can name them.

Northwind has a department, Care, with two teams. Orders is large enough for figures of a group,
Billing is not. Helpline lends a person. Fern has left. Olga belongs to another organisation.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass, replace

from trigpoint.services.actor import Actor, for_person, for_user, part_of_ours
from trigpoint.services.organisation import organisation as organisations
from trigpoint.services.people import people
from trigpoint.services.people.people import PersonRow
from trigpoint.store.models import Direction, Organisation, Period, Person, Unit, User

NOW = datetime.datetime(2026, 11, 22, 9, 0, tzinfo=datetime.UTC)
SINCE = datetime.date(2025, 1, 1)
LEFT = datetime.date(2026, 6, 1)
HOME = "Northwind Care"
ELSEWHERE = "Elsewhere"
PASSWORD = "correct horse battery"

UNITS = [
    ("Northwind", "organisation", ""),
    ("Care", "department", "Northwind"),
    ("Orders", "team", "Care"),
    ("Billing", "team", "Care"),
    ("Helpline", "partner", "Care"),
]
#: name, unit, role
PEOPLE = [
    ("Mira Rossi", "Northwind", "lead"),
    ("Dara Kelly", "Northwind", "member"),
    ("Wanda Novak", "Northwind", "member"),
    ("Jo Silva", "Care", "lead"),
    ("Tuan Nguyen", "Orders", "lead"),
    ("Ana Costa", "Orders", "member"),
    ("Rui Matos", "Orders", "member"),
    ("Ines Faro", "Orders", "member"),
    ("Lena Bauer", "Orders", "member"),
    ("Omar Haddad", "Orders", "member"),
    ("Amir Patel", "Billing", "lead"),
    ("Bea Lund", "Billing", "member"),
    ("Pat Doyle", "Helpline", "member"),
]
ROLES = {"Dara Kelly": User.Role.ADMINISTRATOR, "Wanda Novak": User.Role.OBSERVER}


@dataclass(frozen=True)
class Cast:
    """Everybody, as actors by first name, and what they belong to."""

    organisation: Organisation
    units: dict[str, str]
    people: dict[str, str]
    period: str
    vision: str
    actors: dict[str, Actor]

    def __getattr__(self, name: str) -> Actor:
        """Return somebody by first name, as `cast.ana`."""
        try:
            return self.actors[name]
        except KeyError:
            raise AttributeError(name) from None

    def at(self, name: str, now: datetime.datetime) -> Actor:
        """Return somebody at another moment."""
        return for_person(Person.objects.get(public_id=self.people[name]), now)


def assemble() -> None:
    """Make the organisation and everybody in it, through the services."""
    home = organisations.make(HOME, "Europe/Lisbon", NOW, week_start=0)
    setup = part_of_ours(home, "setup", NOW)
    people.add_units(setup, UNITS, SINCE)
    rows = [row(name, unit, role) for name, unit, role in PEOPLE]
    rows.append(replace(row("Fern Ito", "Orders", "member"), valid_to=LEFT))
    ids = people.add_people(setup, rows)
    for each, person in zip(rows, ids, strict=True):
        role = ROLES.get(each.name, User.Role.MEMBER)
        people.give_login(setup, person, PASSWORD, role=role)
    organisations.add_period(setup, "2026", datetime.date(2026, 1, 1), datetime.date(2026, 12, 31))
    organisations.set_direction(
        setup, "vision", "The support team people tell their friends about."
    )
    assemble_stranger()


def row(name: str, unit: str, role: str) -> PersonRow:
    """Return a member of the cast as a row to add."""
    mail = f"{name.split(maxsplit=1)[0].lower()}@northwind.example"
    return PersonRow(name=name, unit=unit, role=role, email=mail, valid_from=SINCE)


def is_assembled() -> bool:
    """Whether the cast is in the database."""
    return Organisation.objects.filter(name=HOME).exists()


def call() -> Cast:
    """Return the cast as it stands in the database, with fresh actors."""
    home = Organisation.objects.get(name=HOME)
    known = Person.objects.filter(organisation=home)
    actors = {user.person.name.split()[0].lower(): for_user(user, NOW) for user in logins(home)}
    actors["olga"] = for_user(logins(Organisation.objects.get(name=ELSEWHERE))[0], NOW)
    return Cast(
        organisation=home,
        units={u.name: u.public_id for u in Unit.objects.filter(organisation=home)},
        people={p.name.split()[0].lower(): p.public_id for p in known},
        period=Period.objects.get(organisation=home).public_id,
        vision=Direction.objects.get(organisation=home).public_id,
        actors=actors,
    )


def logins(home: Organisation) -> list[User]:
    """Return the log-ins of an organisation, with their people."""
    return list(User.objects.filter(organisation=home).select_related("person", "organisation"))


def assemble_stranger() -> None:
    """Make the lead of another organisation."""
    other = organisations.make(ELSEWHERE, "UTC", NOW)
    setup = part_of_ours(other, "setup", NOW)
    people.add_units(setup, [("Elsewhere", "organisation", "")], SINCE)
    row = PersonRow(
        name="Olga Elsewhere",
        unit="Elsewhere",
        role="lead",
        email="olga@elsewhere.example",
        valid_from=SINCE,
    )
    [person] = people.add_people(setup, [row])
    people.give_login(setup, person, PASSWORD)
