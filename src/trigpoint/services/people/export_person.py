"""Everything that is kept of a person, for them to take along."""

from __future__ import annotations

import datetime
from typing import Any

from django.db.models import Model

from trigpoint.core.people.kinds import Kind, Verb
from trigpoint.core.text import _
from trigpoint.services import access
from trigpoint.services.actor import Actor
from trigpoint.services.errors import NotAllowed, NotThere
from trigpoint.services.helpdesks import roster
from trigpoint.services.helpdesks.imports import facts_folder
from trigpoint.services.measures import figures
from trigpoint.services.people.data_map import MAP, Held
from trigpoint.services.people.people import log_read
from trigpoint.store.models import OutboxMessage, Person, Version
from trigpoint.store.models.base import Recorded
from trigpoint.tickets.facts import Facts

LEFT_OUT = frozenset({"id", "organisation"})

Rows = list[dict[str, Any]]


def export(actor: Actor, person_id: str) -> dict[str, Rows]:
    """Return all rows about a person by table, as JSON values; other records by public id.

    Raises:
        NotThere: where there is no such person for the actor.
        NotAllowed: for anybody but the person.
    """
    person = access.person(actor, person_id, Verb.SEE)
    thing = access.person_thing(actor, person)
    if not access.decision(actor, Verb.EXPORT, Kind.PERSON, thing):
        raise NotAllowed(_("Only the person may take their data along."))
    return gathered(person)


def hand_out(actor: Actor, mail: str) -> dict[str, Rows]:
    """Return what `export` does, to a part of ours that answers a person's request.

    People who have left have a right to it as well. The person sees that it was done.

    Raises:
        NotThere: where nobody has this mail address.
    """
    person = by_mail(actor, mail)
    log_read(actor, person, "export")
    return gathered(person)


def by_mail(actor: Actor, mail: str) -> Person:
    """Return the person of a mail address, in the organisation now or not.

    Raises:
        NotThere: where nobody has it.
        NotAllowed: for anybody but a part of ours.
    """
    if actor.user is not None or actor.person is not None:
        raise NotAllowed(_("This is done at the machine itself."))
    found = Person.objects.filter(organisation=actor.organisation, email__iexact=mail.strip())
    person = found.exclude(email="").first()
    if person is None:
        raise NotThere
    return person


def gathered(person: Person) -> dict[str, Rows]:
    """Return the rows of every table of the map, with their history and what was told of them."""
    found: dict[str, Rows] = {}
    own: dict[str, set[int]] = {}
    for held in MAP:
        if not held.handed_out:
            continue
        name = f"{held.model._meta.model_name} by {held.path}"
        rows = list(held.to_hand_out(person))
        found[name] = [as_json(row, held) for row in rows]
        if issubclass(held.model, Recorded) and not held.secret:
            own.setdefault(held.model.kind(), set()).update(row.pk for row in rows)
    found["tickets"] = tickets(person)
    found["history"] = history(person, own)
    told = OutboxMessage.objects.filter(
        organisation=person.organisation, body__icontains=person.public_id
    )
    found["outbox"] = [
        {"topic": row.topic, "at": row.created_at.isoformat(), "body": row.body} for row in told
    ]
    return found


def tickets(person: Person) -> Rows:
    """Return the events of tickets that the person caused or held, as they are published."""
    home = person.organisation
    seen = figures.published(home)
    if not seen.number:
        return []
    with Facts.open(facts_folder(), seen.number, roster.of(home)) as facts:
        return [
            {**deed._asdict(), "occurred": moment(deed.occurred)}
            for deed in facts.deeds(person.public_id)
        ]


def moment(seconds: int) -> str:
    """Return a moment of the facts, in UTC."""
    return datetime.datetime.fromtimestamp(seconds, datetime.UTC).isoformat()


def history(person: Person, own: dict[str, set[int]]) -> Rows:
    """Return what the person's records said before, the oldest first."""
    rows = []
    for kind, keys in own.items():
        found = Version.objects.filter(
            organisation=person.organisation, kind=kind, object_id__in=keys, body__isnull=False
        )
        rows += [
            {
                "kind": kind,
                "from": row.recorded_from.isoformat(),
                "to": row.recorded_to.isoformat() if row.recorded_to else None,
                **{k: v for k, v in (row.body or {}).items() if not k.endswith("_id")},
            }
            for row in found.order_by("pk")
        ]
    return rows


def as_json(row: Model, held: Held) -> dict[str, Any]:
    """Return a row's columns as JSON values, without keys of the store and secrets."""
    found: dict[str, Any] = {}
    for column in row._meta.concrete_fields:
        if column.name in LEFT_OUT | held.secret:
            continue
        value = getattr(row, column.name)
        if isinstance(value, Model):
            value = getattr(value, "public_id", None)
        elif isinstance(value, datetime.date | datetime.datetime):
            value = value.isoformat()
        found[column.name] = value
    return found
