"""`bench pages`: queries and processor time of the pages, on an organisation of many goals.

The database of the running installation is used, so the command gives it an empty one. A warm
request is one whose graph is in memory already; after a write what it changed is read first.
"""

from __future__ import annotations

import datetime
import gzip
import json
import random
import re
import statistics
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from trigpoint.bench.report import Check, Measured, Report
from trigpoint.services.actor import Actor, for_email, part_of_ours
from trigpoint.services.goals import goal_page, goals, targets
from trigpoint.services.goals.goals import GoalDraft, LinkDraft
from trigpoint.services.goals.targets import TargetDraft
from trigpoint.services.organisation import organisation
from trigpoint.services.people import people
from trigpoint.services.people.people import PersonRow

MOST_QUERIES = 12
MOST_MS = 60.0
REQUESTS = 30
READINGS = 10
MOST_READING_MS = 100.0
PYRAMID = 5_000
MOST_PYRAMID_MS = 150.0
MOST_PYRAMID_KB = 60.0
NOW = datetime.datetime(2026, 6, 1, 9, tzinfo=datetime.UTC)
LAST_DAY = datetime.date(2026, 12, 31)
EMAIL = "lead@bench.example"
PASSWORD = "a bench needs no secret"  # noqa: S105 - of an organisation that lives for minutes
TEAMS = 20


@dataclass(frozen=True, slots=True)
class Place:
    """A page to measure: its name, and its address."""

    name: str
    path: str


def run(many: int = 2_000, few: int = 10, seed: int = 1) -> Report:
    """Measure the pages at `few` goals, add goals up to `many`, and measure them again."""
    lead, ids = fill(few, random.Random(seed))  # noqa: S311 - a past to measure, no secret
    client = Client(SERVER_NAME="127.0.0.1")
    if not client.login(email=EMAIL, password=PASSWORD):
        message = "the head of the bench cannot log in"
        raise RuntimeError(message)
    places = [
        Place("home", "/"),
        Place("all goals", "/goals/"),
        Place("a goal", f"/g/{ids[-1]}/"),
    ]
    before = {place.name: queries(client, place.path) for place in places}
    add(lead, many - few, ids, random.Random(seed + 1))  # noqa: S311 - the same
    empty = processor_ms(client, "/settings/jobs/")
    found: list[Check] = []
    for place in places:
        found.extend(checks(client, place, before[place.name], empty, many))
    found.extend(after_a_write(client, lead, ids))
    add(lead, PYRAMID - many, ids, random.Random(seed + 2))  # noqa: S311 - the same
    found.extend(pyramid(client, max(many, PYRAMID)))
    return Report(found)


def pyramid(client: Client, many: int) -> Iterator[Check]:
    """Yield the checks of the pyramid, which has a promise of its own."""
    how = f"Median of {REQUESTS} warm requests at {many:,} goals."
    took = processor_ms(client, "/pyramid/")
    yield Measured("pyramid: processor time", took, "ms", how).at_most(MOST_PYRAMID_MS)
    size = len(gzip.compress(client.get("/pyramid.svg").content)) / 1024
    packed = f"The picture alone at {many:,} goals, packed with gzip."
    yield Measured("pyramid: picture", size, "KB", packed).at_most(MOST_PYRAMID_KB)
    count = queries(client, "/pyramid/")
    yield Measured("pyramid: queries", count, "", "One warm request.").at_most(MOST_QUERIES)


def checks(client: Client, place: Place, before: int, empty: float, many: int) -> Iterator[Check]:
    """Yield the checks of one page."""
    count = queries(client, place.path)
    took = processor_ms(client, place.path)
    same = f"{before} queries at 10 goals, {count} at {many:,}."
    yield Measured(f"{place.name}: queries", count, "", same).at_most(MOST_QUERIES)
    yield Measured(f"{place.name}: more queries", count - before, "", same).at_most(0)
    ratio = f"{took / empty:.1f} times the empty signed-in page, {empty:.1f} ms."
    how = f"Median of {REQUESTS} warm requests at {many:,} goals; {ratio}"
    yield Measured(f"{place.name}: processor time", took, "ms", how).at_most(MOST_MS)


def after_a_write(client: Client, lead: Actor, ids: list[str]) -> Iterator[Check]:
    """Yield the time from a new reading of a goal until the goal above it shows it, both faces.

    The command's own time is within it. Raises RuntimeError where the goal above stays as it was.
    """
    faces = {"page": "/g/{id}/", "interface": "/api/v1/goals/{id}"}
    took: dict[str, list[float]] = {face: [] for face in faces}
    for child in ids[-READINGS:]:
        above = carried(lead, child)
        draft = TargetDraft(kind="milestone", title="Written down", due=LAST_DAY)
        target = targets.add(lead, child, draft, reason="to be measured")
        for version, (face, address) in enumerate(faces.items(), start=1):
            path = address.format(id=above)
            before = shown(client.get(path).content)
            day = NOW.date() if version == 1 else None
            start = time.process_time()
            targets.mark_done(lead, target, version, day)
            after = client.get(path)
            took[face].append(1000 * (time.process_time() - start))
            if shown(after.content) == before:
                message = f"{path} does not show the new reading"
                raise RuntimeError(message)
    for face, times in took.items():
        how = f"From the write to the answer that shows it; median of {len(times)} readings."
        name = f"a reading in the goal above, {face}: processor time"
        yield Measured(name, statistics.median(times), "ms", how).at_most(MOST_READING_MS)


def carried(lead: Actor, child: str) -> str:
    """Return the first goal that this one carries."""
    return next(link.goal.id for link in goal_page.show(lead, child).parents if link.goal)


def shown(answer: bytes) -> object:
    """Return what a page, or the interface, says of how a goal's progress comes about."""
    text = answer.decode()
    if not text.startswith("{"):
        return re.findall(r'<ul class="arithmetic">.*?</ul>', text, re.DOTALL)
    card = json.loads(text)["card"]
    return card["progress_low"], card["progress_high"]


def queries(client: Client, path: str) -> int:
    """Return how many queries a warm request makes."""
    client.get(path)
    with CaptureQueriesContext(connection) as captured:
        answer = client.get(path)
    if answer.status_code != 200:
        message = f"{path} answered {answer.status_code}"
        raise RuntimeError(message)
    return len(captured)


def processor_ms(client: Client, path: str) -> float:
    """Return the median processor time of warm requests, in milliseconds."""
    client.get(path)
    return statistics.median(timed(lambda: client.get(path)) for _request in range(REQUESTS))


def timed(act: Callable[[], object]) -> float:
    """Return the processor time of one call, in milliseconds."""
    start = time.process_time()
    act()
    return 1000 * (time.process_time() - start)


def fill(
    count: int,
    dice: random.Random,
    *,
    name: str = "Bench",
    email: str = EMAIL,
    role: str = "member",
) -> tuple[Actor, list[str]]:
    """Make an organisation of 20 teams with `count` goals; return its head and the goals' ids."""
    home = organisation.make(name, "UTC", NOW)
    setup = part_of_ours(home, "bench", NOW)
    since = datetime.date(2026, 1, 1)
    rows = [("Bench", "organisation", "")]
    rows += [(f"Team {n}", "team", "Bench") for n in range(TEAMS)]
    people.add_units(setup, rows, since)
    staff = [PersonRow(name="Lead", unit="Bench", role="lead", email=email, valid_from=since)]
    staff += [
        PersonRow(name=f"Person {n}", unit=f"Team {n % TEAMS}", valid_from=since)
        for n in range(10 * TEAMS)
    ]
    ids = people.add_people(setup, staff)
    people.give_login(setup, ids[0], PASSWORD, role=role)
    organisation.add_period(setup, "2026", since, datetime.date(2026, 12, 31))
    organisation.set_direction(setup, "vision", "Every answer the first one.")
    lead = for_email(email)
    if lead is None:
        message = "the head of the bench cannot log in"
        raise RuntimeError(message)
    made: list[str] = []
    add(lead, count, made, dice)
    return lead, made


def add(lead: Actor, count: int, made: list[str], dice: random.Random) -> None:
    """Add goals of units, each carrying one that was there before."""
    owners = [unit.id for unit in people.units(lead)]
    period = organisation.periods(lead)[0].id
    vision = organisation.directions(lead)[0].id
    while count > 0:
        above = made[-200:] or [vision]
        batch = [
            GoalDraft(
                title=f"Goal {len(made) + n}",
                why="It has to be measured.",
                owner=dice.choice(owners),
                period=period,
                state="active",
                carries=(LinkDraft(above=dice.choice(above), sentence="It adds to it."),),
            )
            for n in range(min(count, max(1, len(made)), 200))
        ]
        made.extend(goals.add_many(lead, batch))
        count -= len(batch)
