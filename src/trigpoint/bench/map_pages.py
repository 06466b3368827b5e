"""`bench pages`, its part of strategy maps: a large one and a small one, among many goals."""

from __future__ import annotations

import random
from collections.abc import Iterator

from django.test import Client

from trigpoint.bench.pages import (
    MOST_MS,
    MOST_QUERIES,
    PASSWORD,
    Place,
    fill,
    processor_ms,
    queries,
)
from trigpoint.bench.report import Check, Measured
from trigpoint.bench.strategy_map import world
from trigpoint.services.actor import Actor
from trigpoint.services.goals import drives
from trigpoint.services.goals.drives import DriveDraft
from trigpoint.services.maps import map_lanes, map_objectives, map_page, maps
from trigpoint.services.maps.map_objectives import ObjectiveDraft
from trigpoint.services.organisation import organisation
from trigpoint.services.people import people

SIZES = ((60, 100), (20, 30))
"""Objectives and links: one that is drawn by theme, and one that is drawn whole."""
THEMES = 4
EMAIL = "lead@maps.example"


def checks(count: int, seed: int = 1) -> Iterator[Check]:
    """Yield the checks of the maps of two units in an organisation of `count` goals of its own."""
    past = random.Random(seed)  # noqa: S311 - a past to measure, no secret
    lead, goals = fill(count, past, name="Maps", email=EMAIL)
    client = Client(SERVER_NAME="127.0.0.1")
    if not client.login(email=EMAIL, password=PASSWORD):
        message = "the head of the bench cannot log in"
        raise RuntimeError(message)
    units = [unit.id for unit in people.units(lead)]
    for (objectives, links), unit in zip(SIZES, units, strict=False):
        dice = random.Random(seed)  # noqa: S311 - a map to measure, no secret
        mine, goals = goals[:objectives], goals[objectives:]
        plan, themes = draw(lead, unit, mine, links, dice)
        size = f"{objectives} objectives and {links} links"
        for place in places(lead, unit, plan, themes):
            name = f"map of {objectives}, {place.name}"
            asked = queries(client, place.path)
            yield Measured(f"{name}: queries", asked, "", f"A warm request, {size}.").at_most(
                MOST_QUERIES
            )
            took = processor_ms(client, place.path)
            how = f"Median of warm requests, {size} among {count:,} goals."
            yield Measured(f"{name}: processor time", took, "ms", how).at_most(MOST_MS)


def places(lead: Actor, unit: str, plan: str, themes: list[str]) -> list[Place]:
    """Return the pages of a map."""
    at = f"/map/?unit={unit}"
    busy = max(map_page.show(lead, plan).links, key=lambda link: link.id).cause
    return [
        Place("as it opens", at),
        Place("a theme", f"{at}&theme={themes[0]}"),
        Place("a chain", f"{at}&chain={busy}"),
        Place("slides", f"/map/{plan}/present/"),
    ]


def draw(
    lead: Actor, unit: str, goals: list[str], links: int, dice: random.Random
) -> tuple[str, list[str]]:
    """Draw a map of goals for a unit, arranged; return its id and those of its themes."""
    plan = maps.begin(lead, unit, organisation.periods(lead)[0].id, str)
    themes = [map_lanes.add_theme(lead, plan, f"Theme {n}") for n in range(THEMES)]
    lanes = [each.id for each in map_page.show(lead, plan).perspectives]
    rows, arrows = world(dice, len(goals), links)
    goal_of: dict[str, str] = {}
    for lane, row in enumerate(rows):
        for node in row:
            goal_of[node] = goals[len(goal_of)]
            theme = themes[len(goal_of) % THEMES]
            draft = ObjectiveDraft(goal=goal_of[node], perspective=lanes[lane], theme=theme)
            map_objectives.add(lead, plan, draft)
    for arrow in arrows:
        said = DriveDraft(sentence="It has to be measured.", lag_weeks=4)
        drives.add(lead, goal_of[arrow.cause], goal_of[arrow.effect], said)
    maps.arrange_anew(lead, plan)
    return plan, themes
