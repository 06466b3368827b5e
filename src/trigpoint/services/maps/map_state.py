"""All strategy maps of an organisation with their parts, read once for each state of it.

Like `graph`, it holds everything; what an actor may see of it is asked of `plan_access`.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from trigpoint.services import access
from trigpoint.services.actor import Actor
from trigpoint.services.goals.graph import Cache
from trigpoint.services.goals.written import grouped
from trigpoint.store.models import (
    JourneyStage,
    MapTheme,
    Objective,
    Organisation,
    PainPoint,
    Perspective,
)
from trigpoint.store.state import records


@dataclass(frozen=True, slots=True)
class MapState:
    """The records by the primary key of their plan; pain points by that of their stage."""

    perspectives: Mapping[int, tuple[Perspective, ...]]
    themes: Mapping[int, tuple[MapTheme, ...]]
    objectives: Mapping[int, tuple[Objective, ...]]
    stages: Mapping[int, tuple[JourneyStage, ...]]
    pain_points: Mapping[int, tuple[PainPoint, ...]]


_cache: Cache[MapState] = Cache()


def load(actor: Actor, at: datetime.datetime | None = None) -> MapState:
    """Return the maps as they are now, or as they stood `at` an earlier moment."""
    if at is not None:
        return read(actor.organisation, at)
    key = (actor.organisation.pk, access.head_of(actor))
    return _cache.found(key, lambda: read(actor.organisation, None))


def read(organisation: Organisation, at: datetime.datetime | None) -> MapState:
    """Read the maps from the store."""
    return MapState(
        perspectives=grouped(records(Perspective, organisation, at), "plan_id"),
        themes=grouped(records(MapTheme, organisation, at), "plan_id"),
        objectives=grouped(records(Objective, organisation, at), "plan_id"),
        stages=grouped(records(JourneyStage, organisation, at), "plan_id"),
        pain_points=grouped(records(PainPoint, organisation, at), "stage_id"),
    )
