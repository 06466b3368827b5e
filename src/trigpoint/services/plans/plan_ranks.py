"""The order of values, methods and obstacles of a plan."""

from __future__ import annotations

from collections.abc import Mapping

from trigpoint.core.people.kinds import Verb
from trigpoint.core.text import _
from trigpoint.services.actor import Actor
from trigpoint.services.command import command
from trigpoint.services.errors import Invalid
from trigpoint.services.plans import plan_access
from trigpoint.store.models import Method, Obstacle, PlanValue

Ranked = PlanValue | Method | Obstacle
MODELS: Mapping[str, type[PlanValue] | type[Method] | type[Obstacle]] = {
    "values": PlanValue,
    "methods": Method,
    "obstacles": Obstacle,
}


def move(actor: Actor, plan_id: str, section: str, part_id: str, place: int) -> None:
    """Put a part of a plan on another place, counted from 1; the others make room.

    Raises:
        Invalid: for a section without an order, or a part that is not in it.
    """
    plan = plan_access.plan(actor, plan_id, Verb.CHANGE)
    if section not in MODELS:
        raise Invalid({"section": _("Values, methods and obstacles have an order.")})
    with command(actor, "plan.rank") as journal:
        journal.hold()
        found = MODELS[section].objects.filter(plan=plan, retired=False)
        parts: list[Ranked] = list(found.order_by("rank", "pk"))
        moved = next((part for part in parts if part.public_id == part_id), None)
        if moved is None:
            raise Invalid({"part": _("It is not here any more. Load the page again.")})
        parts.remove(moved)
        parts.insert(max(0, place - 1), moved)
        for rank, part in enumerate(parts, 1):
            if part.rank != rank:
                part.rank = rank
                journal.save(part)
        if journal.changed:
            journal.tell("plan.changed", plan=plan.public_id)
