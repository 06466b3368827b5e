"""Which goals of a past day the actor may see: those of today that could be seen then."""

from __future__ import annotations

from collections.abc import Mapping

from trigpoint.core.people.kinds import Outcome, Verb
from trigpoint.services import access
from trigpoint.services.actor import Actor
from trigpoint.store.models import Goal

DECIDE = ("owner_unit_id", "owner_person_id", "private")
"""What of a goal decides who sees it, and may have been otherwise."""


def of(actor: Actor, then: Mapping[int, Goal]) -> frozenset[int]:
    """Return the goals that the actor sees today and may see as they stood, by primary key.

    A goal that was somebody else's then, or still an aspiration, is judged once more as what it
    was: sharing it later does not tell what was private before.
    """
    seen = access.visible_ids(actor, "goal")
    rows = Goal.objects.filter(organisation=actor.organisation, retired=False)
    today = {pk: held for pk, *held in rows.values_list("pk", *DECIDE)}
    other = {
        pk
        for pk, goal in then.items()
        if pk in seen and today[pk] != [getattr(goal, name) for name in DECIDE]
    }
    return seen - {pk for pk in other if not sees(actor, then[pk])}


def sees(actor: Actor, record: Goal) -> bool:
    """Whether the actor may see a goal as its record says it."""
    kind, thing = access.goal_kind(record), access.read_thing(actor, record)
    return access.decision(actor, Verb.SEE, kind, thing).outcome >= Outcome.REDACT
