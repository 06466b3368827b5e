"""`bench pages`, its last part: the tree table of who carries what, at 20,000 goals."""

from __future__ import annotations

import gzip
import random
from collections.abc import Iterator

from django.test import Client

from trigpoint.bench.pages import MOST_QUERIES, PASSWORD, fill, processor_ms, queries
from trigpoint.bench.report import Check, Measured
from trigpoint.services.actor import Actor
from trigpoint.services.goals import goals
from trigpoint.services.goals.goals import GoalDraft, LinkDraft
from trigpoint.services.organisation import organisation
from trigpoint.services.people import people

EMAIL = "lead@cascade.example"
SHAPE = (20, 200, 2_000)
"""How many goals stand on the upper levels; the rest stand under the last of them."""
MOST_MS, MOST_OPEN_MS, MOST_KB = 150.0, 60.0, 30.0


def checks(count: int, seed: int = 1) -> Iterator[Check]:
    """Yield the checks of the cascade of an organisation of its own."""
    dice = random.Random(seed)  # noqa: S311 - a past to measure, no secret
    lead, _none = fill(0, dice, name="Cascade", email=EMAIL)
    made = grow(lead, count, dice)
    client = Client(SERVER_NAME="127.0.0.1")
    if not client.login(email=EMAIL, password=PASSWORD):
        message = "the head of the bench cannot log in"
        raise RuntimeError(message)
    at = f"at {count:,} goals"
    page = "/cascade/"
    yield Measured("cascade: queries", queries(client, page), "", f"A warm request {at}.").at_most(
        MOST_QUERIES
    )
    took = processor_ms(client, page)
    yield Measured("cascade: processor time", took, "ms", f"Median {at}.").at_most(MOST_MS)
    size = len(gzip.compress(client.get(page).content)) / 1000
    yield Measured("cascade: first page", size, "KB", f"Gzipped, {at}.").at_most(MOST_KB)
    node = f"/cascade/rows/?under={made[SHAPE[0]]}&depth=3"
    took = processor_ms(client, node)
    yield Measured("cascade: open a goal", took, "ms", f"Its lines, median {at}.").at_most(
        MOST_OPEN_MS
    )
    found = processor_ms(client, "/cascade/?words=goal+19")
    yield Measured("cascade: search", found, "ms", f"Two words in all titles {at}.").published()


def grow(lead: Actor, count: int, dice: random.Random) -> list[str]:
    """Make a broad tree of goals; return their ids, level by level."""
    owners = [unit.id for unit in people.units(lead)]
    period = organisation.periods(lead)[0].id
    above, made = [organisation.directions(lead)[0].id], list[str]()
    for many in (*SHAPE, count - sum(SHAPE)):
        level: list[str] = []
        for start in range(0, many, 500):
            batch = [
                GoalDraft(
                    title=f"Goal {len(made) + start + n}",
                    why="It has to be measured.",
                    owner=dice.choice(owners),
                    period=period,
                    state="active",
                    carries=(LinkDraft(above=dice.choice(above), sentence="It adds to it."),),
                )
                for n in range(min(500, many - start))
            ]
            level.extend(goals.add_many(lead, batch))
        made.extend(level)
        above = level
    return made
