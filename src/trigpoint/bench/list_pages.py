"""`bench pages`, its part of the lists of an organisation: its people, and what was done and read.

They are asked as an administrator, with few rows and with many.
"""

from __future__ import annotations

import datetime
import random
from collections.abc import Iterator

from django.test import Client

from trigpoint.bench.pages import (
    MOST_MS,
    MOST_QUERIES,
    NOW,
    PASSWORD,
    Place,
    add,
    fill,
    processor_ms,
    queries,
)
from trigpoint.bench.report import Check, Measured
from trigpoint.services.actor import Actor, part_of_ours
from trigpoint.services.goals import goals
from trigpoint.services.people import people
from trigpoint.services.people.people import PersonRow

EMAIL = "administrator@lists.example"
FEW, MANY, MOST, CHANGES = 10, 2_000, 10_000, 500
"""Goals at first; goals and people when the pages are timed, and when queries are counted again;
entries of the history that are of a goal each."""
PLACES = (
    Place("list of goals", "/goals/"),
    Place("people and teams", "/people/"),
    Place("settings", "/settings/"),
    Place("who looked at my figures", "/settings/reads/"),
    Place("record of changes", "/settings/history/"),
    Place("jobs", "/settings/jobs/"),
)


def checks(seed: int = 1) -> Iterator[Check]:
    """Yield the checks of the lists of an organisation of its own."""
    dice = random.Random(seed)  # noqa: S311 - a past to measure, no secret
    lead, made = fill(FEW, dice, name="Lists", email=EMAIL, role="administrator")
    client = Client(SERVER_NAME="127.0.0.1")
    if not client.login(email=EMAIL, password=PASSWORD):
        message = "the administrator of the bench cannot log in"
        raise RuntimeError(message)
    before = {place.name: queries(client, place.path) for place in PLACES}
    grow(lead, made, MANY, dice)
    for number, each in enumerate(made[-CHANGES:]):
        goals.edit(lead, each, 1, {"title": f"Changed {number}"}, reason="So it is.")
    for place in PLACES:
        took = processor_ms(client, place.path)
        how = f"Median of warm requests, {MANY:,} goals and as many people, {CHANGES} changes."
        yield Measured(f"{place.name}: processor time", took, "ms", how).at_most(MOST_MS)
    grow(lead, made, MOST, dice)
    for place in PLACES:
        first, count = before[place.name], queries(client, place.path)
        same = f"{first} queries at {FEW} goals, {count} at {MOST:,} and as many people."
        yield Measured(f"{place.name}: queries, many rows", count, "", same).at_most(MOST_QUERIES)
        yield Measured(f"{place.name}: more queries, many rows", count - first, "", same).at_most(0)


def grow(lead: Actor, made: list[str], size: int, dice: random.Random) -> None:
    """Add goals up to a size, and as many people."""
    unit = people.units(lead)[-1].name
    since = datetime.date(2026, 1, 1)
    new = range(len(made), size)
    rows = [PersonRow(name=f"Agent {n}", unit=unit, valid_from=since) for n in new]
    people.add_people(part_of_ours(lead.organisation, "bench", NOW), rows)
    add(lead, size - len(made), made, dice)
