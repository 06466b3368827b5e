"""The organisation's units, people, log-ins and periods, written through the services."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from trigpoint.core.people.kinds import Verb
from trigpoint.demo import organisation as ours
from trigpoint.demo.people import PEOPLE, Person
from trigpoint.demo.timeline import HOME_ZONE, Timeline
from trigpoint.services import access
from trigpoint.services.actor import Actor, for_person, part_of_ours
from trigpoint.services.organisation import organisation
from trigpoint.services.people import people


@dataclass(frozen=True)
class Filled:
    """What has been written: public ids by the demo's own keys, and who may act."""

    demo: Actor
    timeline: Timeline
    units: Mapping[str, str]
    people: Mapping[str, str]
    periods: Mapping[str, str]
    vision: str
    goals: dict[str, str] = field(default_factory=dict)
    actors: dict[str, Actor] = field(default_factory=dict)

    def program(self, day: datetime.date | None = None) -> Actor:
        """Return the demo itself as the one who writes, at noon of a day; now without one."""
        return replace(self.demo, now=self.moment(day), memo={})

    def person(self, key: str, day: datetime.date | None = None) -> Actor:
        """Return a person as the one who writes, at noon of a day; now without one."""
        if key not in self.actors:
            record = access.person(self.program(), self.people[key], Verb.SEE)
            self.actors[key] = for_person(record, self.moment(None))
        return replace(self.actors[key], now=self.moment(day), memo={})

    def holder(self, key: str) -> str:
        """Return the public id of a unit or a person."""
        return self.units.get(key) or self.people[key]

    def moment(self, day: datetime.date | None) -> datetime.datetime:
        """Return noon of a day, never later than the end of the data."""
        end = datetime.datetime.fromtimestamp(self.timeline.end, datetime.UTC)
        if day is None:
            return end
        noon = datetime.datetime.combine(day, datetime.time(12), datetime.UTC)
        return min(noon, end)


def fill_people(timeline: Timeline) -> Filled:
    """Make the organisation with its units, people, log-ins, periods, mission and vision."""
    start = timeline.first_day
    now = datetime.datetime.combine(start, datetime.time(8), datetime.UTC)
    made = organisation.make(ours.NAME, HOME_ZONE, now, demo=True)
    program = part_of_ours(made, "demo", now)
    rows = [(u.name, u.kind, ours.UNIT_NAMES[u.parent] if u.parent else "") for u in ours.UNITS]
    units = people.add_units(program, rows, start)
    ids = people.add_people(program, [_row(person, timeline) for person in PEOPLE])
    today = timeline.last_day
    periods = {
        name: organisation.add_period(program, span.name, span.starts, span.ends).id
        for name, span in (
            ("earlier", ours.earlier_period(today)),
            ("running", ours.running_period(today)),
            ("next", ours.next_period(today)),
        )
    }
    organisation.set_direction(program, "mission", ours.MISSION)
    vision = organisation.set_direction(program, "vision", ours.VISION)
    for rank, text in enumerate(ours.PRIORITIES, 1):
        organisation.set_direction(program, "priority", text, rank=rank)
    filled = Filled(
        program,
        timeline,
        {u.key: view.id for u, view in zip(ours.UNITS, units, strict=True)},
        {person.key: id_ for person, id_ in zip(PEOPLE, ids, strict=True)},
        periods,
        vision.id,
    )
    _second_teams(filled)
    _logins(filled)
    return filled


def _row(person: Person, timeline: Timeline) -> people.PersonRow:
    outsourced = person.employer != "northwind"
    return people.PersonRow(
        name=person.name,
        unit=ours.UNIT_NAMES[person.team],
        email=person.email,
        title=ours.TITLES[person.role],
        role="lead" if person.role in ours.LEADING else "member",
        share=person.share,
        functional_area="Customer service",
        employer=ours.UNIT_NAMES[person.employer] if outsourced else "",
        valid_from=timeline.day(person.joined or 0),
        valid_to=None if person.left is None else timeline.day(person.left),
    )


def _second_teams(filled: Filled) -> None:
    """Give those who work in two teams their second place."""
    for person in PEOPLE:
        if person.second_team:
            people.add_membership(
                filled.program(filled.timeline.first_day),
                filled.people[person.key],
                filled.units[person.second_team],
                share=1 - person.share,
                valid_from=filled.timeline.first_day,
            )


def _logins(filled: Filled) -> None:
    for key in ours.LOGINS:
        role = "administrator" if key == ours.ADMINISTRATOR else "member"
        actor = filled.program(filled.timeline.first_day)
        people.give_login(actor, filled.people[key], ours.PASSWORD, role=role)
