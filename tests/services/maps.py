"""A strategy map of Northwind for tests: three goals of the cast, one link."""

from __future__ import annotations

from dataclasses import dataclass

from tests.cast import Cast
from tests.services.plan import Plan, write
from trigpoint.services.goals import drives
from trigpoint.services.goals.drives import DriveDraft
from trigpoint.services.maps import map_objectives, map_page, maps
from trigpoint.services.maps.map_objectives import ObjectiveDraft


@dataclass(frozen=True)
class Map:
    """Public ids: the map, its perspectives from the top, its objectives, the link's drive."""

    goals: Plan
    id: str
    lanes: tuple[str, ...]
    top: str
    team: str
    link: str


def write_map(cast: Cast) -> Map:
    """Draw a map of Mira's: her goal on top, the team's beneath, the one drives the other."""
    goals = write(cast)
    plan = maps.begin(cast.mira, cast.units["Northwind"], cast.period, str)
    lanes = tuple(p.id for p in map_page.show(cast.mira, plan).perspectives)
    top = put(cast, plan, goals.top, lanes[0])
    team = put(cast, plan, goals.team, lanes[2])
    said = DriveDraft(sentence="What is not passed on is solved at once.", lag_weeks=2)
    return Map(goals, plan, lanes, top, team, drives.add(cast.mira, goals.team, goals.top, said))


def put(cast: Cast, plan: str, goal: str, lane: str, **more) -> str:
    """Put a goal on a map; return the objective's public id."""
    draft = ObjectiveDraft(goal=goal, perspective=lane, **more)
    return map_objectives.add(cast.mira, plan, draft)
