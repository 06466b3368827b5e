"""Who is who in the tickets: confirmed accounts of people, and people in units, day by day."""

from __future__ import annotations

import datetime
import zoneinfo
from collections.abc import Mapping

from trigpoint.core.people.places import Places
from trigpoint.store import placed
from trigpoint.store.models import AccountTie, Membership, Organisation, Person, Unit
from trigpoint.tickets.roster import FOREVER, Part, Roster, Tie
from trigpoint.tickets.roster import Membership as Place


def of(organisation: Organisation) -> Roster:
    """Return the roster as it is known now, with the validity of everything in it."""
    zone = zoneinfo.ZoneInfo(organisation.zone)
    ties = AccountTie.objects.filter(organisation=organisation, retired=False)
    places = Membership.objects.filter(organisation=organisation, retired=False)
    units = Unit.objects.filter(organisation=organisation, retired=False)
    rows = list(units.values_list("pk", "public_id", "parent_id"))
    names = {str(pk): public_id for pk, public_id, _parent in rows}
    tree = placed.among({pk: parent for pk, _id, parent in rows}, organisation)
    top = next((public_id for _pk, public_id, parent in rows if parent is None), "")
    people = Person.objects.filter(organisation=organisation)
    employed = people.values_list("public_id", "employer__public_id")
    return Roster(
        ties=tuple(
            Tie(f"{source}/{account}", person, instant(start, zone), instant(end, zone, FOREVER))
            for source, account, person, start, end in ties.values_list(
                "account__source__key",
                "account__external_id",
                "person__public_id",
                "valid_from",
                "valid_to",
            )
        ),
        memberships=tuple(
            Place(person, unit, instant(start, zone), instant(end, zone, FOREVER))
            for person, unit, start, end in places.values_list(
                "person__public_id", "unit__public_id", "valid_from", "valid_to"
            )
        ),
        parts=parts(tree, names, zone),
        employers={person: employer or top for person, employer in employed},
    )


def parts(tree: Places, names: Mapping[str, str], zone: zoneinfo.ZoneInfo) -> tuple[Part, ...]:
    """Return which unit is part of which, when; `names` are public ids by primary key."""
    return tuple(
        Part(
            names[place.unit],
            names[place.parent],
            instant(place.valid.start, zone),
            instant(place.valid.end, zone, FOREVER),
        )
        for place in tree.placements()
    )


def instant(day: datetime.date | None, zone: zoneinfo.ZoneInfo, missing: int = 0) -> int:
    """Return the second at which a day begins in the zone; `missing` for no day."""
    if day is None:
        return missing
    return int(datetime.datetime.combine(day, datetime.time.min, zone).timestamp())
