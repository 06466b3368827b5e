"""The door to realignments: who may read one, as with a person's plan in draft and published."""

from __future__ import annotations

from django.db.models import QuerySet

from trigpoint.core.people.facts import Thing
from trigpoint.core.people.kinds import Kind, Verb
from trigpoint.services import access
from trigpoint.services.actor import Actor
from trigpoint.services.errors import NotThere
from trigpoint.store.models import Realignment, RealignmentVoice

PUBLIC = {Realignment.State.COMMITTED, Realignment.State.UNDONE}
MOST = 200


def rows(actor: Actor) -> QuerySet[Realignment]:
    """Return the organisation's realignments, the newest first, with who was asked."""
    found = Realignment.objects.filter(organisation=actor.organisation, retired=False)
    return found.prefetch_related("voices").order_by("-made_at", "-pk")


def find(actor: Actor, public_id: str) -> Realignment:
    """Return a realignment.

    Raises:
        NotThere: where the actor may not see it, or there is none.
    """
    record = rows(actor).filter(public_id=public_id).first()
    if record is None or not sees(actor, record):
        raise NotThere
    return record


def listed(actor: Actor) -> list[Realignment]:
    """Return the realignments that the actor may see, the newest first."""
    return [record for record in rows(actor)[:MOST] if sees(actor, record)]


def sees(actor: Actor, record: Realignment) -> bool:
    """Whether the actor may read it: while it is tried, its maker and those who are asked."""
    public = record.state in PUBLIC
    kind = Kind.PLAN_OF_PERSON if public else Kind.PLAN_IN_DRAFT
    drawn = access.viewer_of(actor).chart
    asked: set[str] = set()
    for voice in record.voices.all():
        if voice.retired or record.state == Realignment.State.DISCARDED:
            continue
        if voice.unit_id is not None and str(voice.unit_id) in drawn.kinds:
            asked |= drawn.leads(str(voice.unit_id))
        elif voice.person_id is not None:
            asked.add(str(voice.person_id))
    thing = Thing(
        str(actor.organisation.pk),
        subject=str(record.made_by_id) if record.made_by_id else None,
        recipients=frozenset(asked),
    )
    return bool(access.decision(actor, Verb.SEE, kind, thing))


def voice(actor: Actor, public_id: str) -> RealignmentVoice:
    """Return what one was asked, where one may see the realignment.

    Raises:
        NotThere: where the actor may not see it, or there is none.
    """
    found = RealignmentVoice.objects.filter(
        organisation=actor.organisation, public_id=public_id, retired=False
    ).first()
    if found is None:
        raise NotThere
    find(actor, found.realignment.public_id)
    return found


def may_answer(actor: Actor, record: RealignmentVoice) -> bool:
    """Whether the actor is asked: in person, or as who leads the unit."""
    if record.person_id is not None:
        return actor.person is not None and actor.person.pk == record.person_id
    return str(record.unit_id) in access.viewer_of(actor).facts.leads
