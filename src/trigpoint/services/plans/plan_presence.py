"""Who is writing in a plan right now, so that two people see each other."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from trigpoint.core.people.kinds import Verb
from trigpoint.services.actor import Actor
from trigpoint.services.goals import graph
from trigpoint.services.goals.cards import Cards, HolderView
from trigpoint.services.plans import plan_access
from trigpoint.store.models import Presence

FORGOTTEN_AFTER = datetime.timedelta(seconds=45)
"""A page that is open says so every 15 seconds."""


@dataclass(frozen=True, slots=True)
class Writing:
    """Somebody else has a part of the plan open for writing."""

    person: HolderView
    section: str
    since: datetime.datetime


def here(actor: Actor, plan_id: str, section: str) -> None:
    """Say that the actor writes in a part of a plan; it is forgotten soon after the last time."""
    plan = plan_access.plan(actor, plan_id, Verb.CHANGE)
    if actor.person is None:
        return
    Presence.objects.update_or_create(
        plan_id=plan.pk,
        person=actor.person,
        defaults={"section": section[:12], "at": actor.now},
    )


def gone(actor: Actor, plan_id: str) -> None:
    """Say that the actor has finished writing in a plan."""
    plan = plan_access.plan(actor, plan_id, Verb.SEE)
    Presence.objects.filter(plan_id=plan.pk, person=actor.person).delete()


def others(actor: Actor, plan_id: str) -> tuple[Writing, ...]:
    """Return who else writes in a plan right now."""
    plan = plan_access.plan(actor, plan_id, Verb.SEE)
    cards = Cards(actor, graph.load(actor))
    rows = Presence.objects.filter(plan_id=plan.pk, at__gt=actor.now - FORGOTTEN_AFTER)
    return tuple(
        Writing(cards.holder(None, row.person_id), row.section, row.at)
        for row in rows.exclude(person=actor.person).order_by("at")
    )
