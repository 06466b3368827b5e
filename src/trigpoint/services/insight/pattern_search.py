"""Looking for what stands out in people's tickets, once a week is over; each finding asks once."""

from __future__ import annotations

import datetime
import zoneinfo
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from trigpoint.core.stats.history import FloatArray
from trigpoint.core.stats.standing_out import Outstanding, stand_out
from trigpoint.services.actor import local_day, part_of_ours
from trigpoint.services.command import command
from trigpoint.services.helpdesks import roster
from trigpoint.services.helpdesks.imports import facts_folder
from trigpoint.services.insight.comparison import topic_among
from trigpoint.services.measures import asking, figures
from trigpoint.store.models import Organisation, Pattern, Person
from trigpoint.tickets.facts import Facts
from trigpoint.tickets.signs import SIGNS, Sign, Tally

WEEKS = 13


@dataclass(frozen=True, slots=True)
class Weeks:
    """The weeks that are looked at: the first day, the first day after, and both in seconds UTC."""

    start: datetime.date
    end: datetime.date
    span: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Asked:
    """What the tickets of all say of one sign: who, and of whose tickets of which kind how many."""

    people: list[str]
    shown: FloatArray
    n: FloatArray


def watch_all(now: datetime.datetime) -> int:
    """Look in every organisation; return how many questions were put."""
    return sum(watch(organisation, now) for organisation in Organisation.objects.all())


def watch(organisation: Organisation, now: datetime.datetime) -> int:
    """Look at the tickets of the last thirteen whole weeks; return how many questions were put."""
    seen = figures.published(organisation)
    if not seen.number or seen.data_as_of is None:
        return 0
    weeks = weeks_before(organisation, local_day(seen.data_as_of, organisation))
    with Facts.open(facts_folder(), seen.number, roster.of(organisation)) as facts:
        topic = topic_among(facts.custom_fields())
        asked = [tabled(facts.tallies(sign, weeks.span, topic)) for sign in SIGNS]
        found = stand_out([(one.shown, one.n) for one in asked])
        rows = [
            row_of(facts, weeks, SIGNS[one.question], asked[one.question].people[one.unit], one)
            for one in found
        ]
    return put(organisation, rows, now)


def weeks_before(organisation: Organisation, day: datetime.date) -> Weeks:
    """Return the last whole weeks before a day."""
    zone = zoneinfo.ZoneInfo(organisation.zone)
    end = asking.week_begin(day, organisation)
    start = end - datetime.timedelta(weeks=WEEKS)
    return Weeks(start, end, (roster.instant(start, zone), roster.instant(end, zone)))


def tabled(tallies: Iterable[Tally]) -> Asked:
    """Return tallies as arrays of shape (people, kinds)."""
    listed = list(tallies)
    people = sorted({tally.person for tally in listed})
    kinds = sorted({tally.kind for tally in listed})
    rows, columns = ({name: n for n, name in enumerate(names)} for names in (people, kinds))
    table = np.zeros((2, len(people), len(kinds)))
    for tally in listed:
        table[:, rows[tally.person], columns[tally.kind]] = tally.shown, tally.n
    return Asked(people, table[0], table[1])


def row_of(facts: Facts, weeks: Weeks, sign: Sign, person: str, found: Outstanding) -> Pattern:
    """Return the question to a person, without its organisation and its moment."""
    topic = topic_among(facts.custom_fields())
    return Pattern(
        person=Person(public_id=person),
        sign=sign.key,
        start=weeks.start,
        end=weeks.end,
        n=found.n,
        seen=found.seen,
        usual=found.usual,
        tickets=facts.showing(sign, weeks.span, topic, person),
    )


def put(organisation: Organisation, rows: Iterable[Pattern], now: datetime.datetime) -> int:
    """Ask everybody who is there what they were not asked about these weeks; return how many."""
    listed = list(rows)
    known = Person.objects.filter(
        organisation=organisation,
        retired=False,
        public_id__in={row.person.public_id for row in listed},
    )
    people = {person.public_id: person for person in known}
    asked = set(
        Pattern.objects.filter(
            organisation=organisation, end__gt=min(r.start for r in listed)
        ).values_list("person__public_id", "sign")
        if listed
        else ()
    )
    new = [
        row
        for row in listed
        if row.person.public_id in people and (row.person.public_id, row.sign) not in asked
    ]
    if new:
        with command(part_of_ours(organisation, "patterns", now), "pattern.ask") as journal:
            for row in new:
                row.organisation, row.at = organisation, now
                row.person = people[row.person.public_id]
                journal.create(row)
    return len(new)
