"""Who is who in the tickets: confirmed accounts of people, and people in units, day by day."""

from __future__ import annotations

import datetime
import zoneinfo

from trigpoint.store.models import AccountTie, Membership, Organisation, Unit
from trigpoint.tickets.roster import FOREVER, Roster, Tie
from trigpoint.tickets.roster import Membership as Place


def of(organisation: Organisation) -> Roster:
    """Return the roster as it is known now, with the validity of everything in it."""
    zone = zoneinfo.ZoneInfo(organisation.zone)
    ties = AccountTie.objects.filter(organisation=organisation, retired=False)
    places = Membership.objects.filter(organisation=organisation, retired=False)
    units = Unit.objects.filter(organisation=organisation, retired=False)
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
        parents=dict(units.values_list("public_id", "parent__public_id")),
    )


def instant(day: datetime.date | None, zone: zoneinfo.ZoneInfo, missing: int = 0) -> int:
    """Return the second at which a day begins in the zone; `missing` for no day."""
    if day is None:
        return missing
    return int(datetime.datetime.combine(day, datetime.time.min, zone).timestamp())
