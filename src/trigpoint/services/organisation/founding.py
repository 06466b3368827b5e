"""Founding an installation's organisation, with the first people who can log in."""

from __future__ import annotations

import datetime

from django.utils import timezone

from trigpoint.services.actor import part_of_ours
from trigpoint.services.organisation import organisation
from trigpoint.services.people import people
from trigpoint.services.people.people import PersonRow


def found(name: str, zone: str, *, admin: str, email: str, password: str) -> str:
    """Make an organisation with its uppermost unit, this year's period and an administrator.

    Returns:
        the organisation's public id.

    Raises:
        Invalid: for a time zone that there is not, or without a name or a mail address.
    """
    now = timezone.now()
    made = organisation.make(name, zone, now)
    setup = part_of_ours(made, "setup", now)
    today = setup.today
    people.add_units(setup, [(name, "organisation", "")], today)
    row = PersonRow(name=admin, unit=name, role="lead", email=email, valid_from=today)
    [person] = people.add_people(setup, [row])
    people.give_login(setup, person, password, role="administrator")
    year = str(today.year)
    first, last = datetime.date(today.year, 1, 1), datetime.date(today.year, 12, 31)
    organisation.add_period(setup, year, first, last)
    return made.public_id
