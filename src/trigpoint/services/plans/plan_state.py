"""All plans of an organisation with their parts, read once for each state of it.

Like `graph`, it holds everything; what an actor may see of it is asked of `plan_access`.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeVar

from trigpoint.services import access
from trigpoint.services.actor import Actor
from trigpoint.services.goals.graph import Cache
from trigpoint.services.goals.written import grouped
from trigpoint.store.models import (
    Behaviour,
    Edition,
    Method,
    Obstacle,
    Organisation,
    Participant,
    Plan,
    PlanRequest,
    PlanValue,
    Suggestion,
)
from trigpoint.store.models.base import Recorded
from trigpoint.store.state import records

Part = TypeVar("Part", bound=Recorded)


@dataclass(frozen=True, slots=True)
class PlanState:
    """The records, by the primary key of their plan; behaviours by that of their value."""

    plans: Mapping[int, Plan]
    by_public_id: Mapping[str, Plan]
    values: Mapping[int, tuple[PlanValue, ...]]
    behaviours: Mapping[int, tuple[Behaviour, ...]]
    methods: Mapping[int, tuple[Method, ...]]
    obstacles: Mapping[int, tuple[Obstacle, ...]]
    participants: Mapping[int, tuple[Participant, ...]]
    suggestions: Mapping[int, tuple[Suggestion, ...]]
    requests: Mapping[int, tuple[PlanRequest, ...]]
    editions: Mapping[int, tuple[Edition, ...]]


_cache: Cache[PlanState] = Cache()


def load(actor: Actor, at: datetime.datetime | None = None) -> PlanState:
    """Return the plans as they are now, or as they stood `at` an earlier moment."""
    if at is not None:
        return read(actor.organisation, at)
    key = (actor.organisation.pk, access.head_of(actor))
    return _cache.found(key, lambda: read(actor.organisation, None))


def read(organisation: Organisation, at: datetime.datetime | None) -> PlanState:
    """Read the plans from the store, with parts of those alone that have not been taken away."""
    plans = {p.pk: p for p in records(Plan, organisation, at)}

    def parts(model: type[Part]) -> dict[int, tuple[Part, ...]]:
        found = grouped(records(model, organisation, at), "plan_id")
        return {plan: held for plan, held in found.items() if plan in plans}

    return PlanState(
        plans=plans,
        by_public_id={p.public_id: p for p in plans.values()},
        values=parts(PlanValue),
        behaviours=grouped(records(Behaviour, organisation, at), "value_id"),
        methods=parts(Method),
        obstacles=parts(Obstacle),
        participants=parts(Participant),
        suggestions=parts(Suggestion),
        requests=parts(PlanRequest),
        editions=parts(Edition),
    )
