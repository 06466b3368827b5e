"""The strategy map written through the services."""

from __future__ import annotations

import datetime
from collections.abc import Mapping

from trigpoint.core.lenses.strategy_map.perspectives import CLASSIC
from trigpoint.demo.fill_people import Filled
from trigpoint.demo.maps import (
    BELIEFS,
    LEARNED,
    NOT_YET,
    OBJECTIVES,
    OWNER,
    STAGES,
    THEMES,
    WRITER,
    Belief,
    Stage,
)
from trigpoint.demo.people import PEOPLE
from trigpoint.services.goals import drives
from trigpoint.services.goals.drives import DriveDraft
from trigpoint.services.maps import map_journey, map_lanes, map_objectives, map_page, maps
from trigpoint.services.maps.map_journey import PainPointDraft
from trigpoint.services.maps.map_objectives import ObjectiveDraft
from trigpoint.services.plans import edition_answers, editions

WROTE, PUBLISHED, CHANGED = 150, 128, 12
"""Days before the end of the data on which the map was drawn, published, and changed again."""


def fill_maps(filled: Filled) -> None:
    """Draw the map: objectives, links, and then everything arranged once."""
    day = before(filled, WROTE)
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
        believe(filled, day, belief)
    maps.arrange_anew(filled.person(WRITER, day), plan)
    for stage in STAGES:
        write_stage(filled, day, plan, stage, on_map)


def publish_map(filled: Filled) -> None:
    """Publish the map once its goals have targets; all have read it, and it is changed again."""
    day = before(filled, PUBLISHED)
    writer = filled.person(WRITER, day)
    [plan] = [found.id for found in [map_page.find(writer, filled.units[OWNER]).map] if found]
    version = map_page.show(writer, plan).version
    why = NOT_YET if editions.lacking(writer, plan) else ""
    editions.publish(writer, plan, version, override_reason=why)
    for person in PEOPLE:
        if person.left is None and person.key != WRITER:
            edition_answers.answer(filled.person(person.key, day), plan, "read")
    believe(filled, before(filled, CHANGED), LEARNED)


def before(filled: Filled, days: int) -> datetime.date:
    """Return a day so many days before the end of the data."""
    return filled.timeline.last_day - datetime.timedelta(days=days)


def believe(filled: Filled, day: datetime.date, belief: Belief) -> None:
    """Draw an arrow of the map."""
    said = DriveDraft(lag_weeks=belief.weeks, sentence=belief.sentence)
    cause, effect = filled.goals[belief.cause], filled.goals[belief.effect]
    drives.add(filled.person(WRITER, day), cause, effect, said)


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
