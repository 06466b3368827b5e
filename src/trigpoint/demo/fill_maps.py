"""The strategy map written through the services."""

from __future__ import annotations

import datetime
from collections.abc import Mapping

from trigpoint.core.lenses.strategy_map.perspectives import CLASSIC
from trigpoint.demo.fill_people import Filled
from trigpoint.demo.maps import BELIEFS, OBJECTIVES, OWNER, STAGES, THEMES, WRITER, Stage
from trigpoint.services.goals import drives
from trigpoint.services.goals.drives import DriveDraft
from trigpoint.services.maps import map_journey, map_lanes, map_objectives, map_page, maps
from trigpoint.services.maps.map_journey import PainPointDraft
from trigpoint.services.maps.map_objectives import ObjectiveDraft

WROTE = 150
"""Days before the end of the data on which the map was drawn."""


def fill_maps(filled: Filled) -> None:
    """Draw the map: objectives, links, and then everything arranged once."""
    day = filled.timeline.last_day - datetime.timedelta(days=WROTE)
    plan = maps.begin(
        filled.person(WRITER, day), filled.units[OWNER], filled.periods["running"], str
    )
    themes = [map_lanes.add_theme(filled.person(WRITER, day), plan, title) for title in THEMES]
    shown = map_page.show(filled.person(WRITER, day), plan)
    lanes = {each.key: view.id for each, view in zip(CLASSIC, shown.perspectives, strict=True)}
    on_map = {}
    for wanted in OBJECTIVES:
        draft = ObjectiveDraft(
            goal=filled.goals[wanted.goal],
            perspective=lanes[wanted.perspective],
            theme=themes[wanted.theme],
        )
        on_map[wanted.goal] = map_objectives.add(filled.person(WRITER, day), plan, draft)
    for belief in BELIEFS:
        said = DriveDraft(lag_weeks=belief.weeks, sentence=belief.sentence)
        cause, effect = filled.goals[belief.cause], filled.goals[belief.effect]
        drives.add(filled.person(WRITER, day), cause, effect, said)
    maps.arrange_anew(filled.person(WRITER, day), plan)
    for stage in STAGES:
        write_stage(filled, day, plan, stage, on_map)


def write_stage(
    filled: Filled, day: datetime.date, plan: str, stage: Stage, on_map: Mapping[str, str]
) -> None:
    """Write a stage of the journey with what hurts in it."""
    made = map_journey.add_stage(filled.person(WRITER, day), plan, stage.title, stage.touchpoints)
    for pain in stage.pains:
        draft = PainPointDraft(
            title=pain.title,
            moment_of_truth=pain.moment,
            tags=[f"topic={topic}" for topic in pain.topics],
            serves=[on_map[goal] for goal in pain.serves],
        )
        map_journey.add_pain(filled.person(WRITER, day), made, draft)
