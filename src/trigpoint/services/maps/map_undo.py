"""Taking back the last thing that one did on a map, while nobody has built upon it."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from trigpoint.core.people.kinds import Verb
from trigpoint.core.text import _
from trigpoint.services import access
from trigpoint.services.actor import Actor
from trigpoint.services.command import command
from trigpoint.services.errors import Invalid
from trigpoint.services.history import undoing
from trigpoint.services.maps import map_state, maps
from trigpoint.services.maps.map_state import MapState
from trigpoint.store.models import (
    Drive,
    Entry,
    Goal,
    Objective,
    PainPoint,
    Perspective,
    Plan,
    Version,
)

NOUNS = {"objective", "perspective", "theme", "stage", "pain_point", "drive", "map"}
KEPT = {"map.begin", "map.undo"}
"""What is not taken back by a press."""
GONE = _("The stage that it stood in is gone since. Choose another stage for it by hand.")


@dataclass(frozen=True, slots=True)
class UndoView:
    """What was done last, by the name of its command, and when."""

    command: str
    at: datetime.datetime


def last(actor: Actor, state: MapState, plan: Plan) -> UndoView | None:
    """Return what the actor did last, where it was done on this map and can be taken back."""
    entry = newest(actor)
    if entry is None:
        return None
    versions = Version.objects.filter(entry=entry).values_list("kind", "body")
    if not any(belongs(state, plan, kind, body or {}) for kind, body in versions):
        return None
    return UndoView(entry.command, entry.at)


def newest(actor: Actor) -> Entry | None:
    """Return the actor's last entry, where it is one that a map can take back."""
    entries = Entry.objects.filter(organisation=actor.organisation, actor=actor.label)
    entry = entries.order_by("-seq").first()
    if entry is None or entry.command in KEPT or entry.command.split(".")[0] not in NOUNS:
        return None
    return entry


def belongs(state: MapState, plan: Plan, kind: str, body: dict[str, object]) -> bool:
    """Whether a version is one of a part of a map."""
    if kind == Drive.kind():
        goals = {objective.goal_id for objective in state.objectives.get(plan.pk, ())}
        return {body.get("cause_id"), body.get("effect_id")} <= goals
    if "stage_id" in body:
        return body["stage_id"] in {stage.pk for stage in state.stages.get(plan.pk, ())}
    return body.get("plan_id") == plan.pk


def undo(actor: Actor, plan_id: str) -> str:
    """Take back what the actor did last on a map; return the name of its command.

    Raises:
        Invalid: where there is nothing to take back, or somebody built upon it since.
        NotAllowed: where the actor may not write the map, or what was changed with it.
    """
    plan = maps.a_map(actor, plan_id, Verb.CHANGE)
    entry = newest(actor)
    if entry is None or last(actor, map_state.load(actor), plan) is None:
        raise Invalid({"": _("There is nothing of yours to take back here.")})
    with command(actor, "map.undo", reason=entry.command) as journal:
        journal.hold()
        pairs = undoing.changed_in(entry)
        require(actor, (record for _version, record in pairs))
        for record in undoing.put_back(journal, pairs):
            refuse_lost(record)
        journal.tell("plan.changed", plan=plan.public_id)
    return entry.command


def refuse_lost(record: object) -> None:
    """Raise `Invalid` where a part came back to a place that is not there, or not free."""
    if isinstance(record, PainPoint) and not record.retired and record.stage.retired:
        raise Invalid({"": GONE})
    if not isinstance(record, Objective) or record.retired:
        return
    beside = Objective.objects.filter(
        perspective_id=record.perspective_id, column=record.column, retired=False
    )
    gone = Perspective.objects.filter(pk=record.perspective_id, retired=True).exists()
    if gone or beside.count() > 1:
        raise Invalid({"": undoing.TAKEN})


def require(actor: Actor, records: Iterable[object]) -> None:
    """Raise unless the actor may still change the goals and links among the records."""
    for record in records:
        if isinstance(record, Goal):
            access.goal(actor, record.public_id, Verb.CHANGE)
        elif isinstance(record, Drive):
            access.goal(actor, record.cause.public_id, Verb.CHANGE)
