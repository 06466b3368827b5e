"""Opening hours of a help desk's queues on their way in: a file replaces the one before it."""

from __future__ import annotations

import datetime
from collections.abc import Iterable

from trigpoint.core.people.kinds import Kind, Verb
from trigpoint.core.text import _
from trigpoint.services import access
from trigpoint.services.actor import Actor
from trigpoint.services.command import command
from trigpoint.services.errors import Invalid
from trigpoint.services.helpdesks import imports
from trigpoint.services.measures import readings
from trigpoint.services.work import defer
from trigpoint.store.models import Organisation
from trigpoint.tickets.records import QueueHours, Schedule
from trigpoint.tickets.warehouse import Batch

BRING = "trigpoint.jobs.schedules.bring"
MOST_LETTERS = 200_000


def start(actor: Actor, text: str, source_key: str, source_name: str = "") -> str:
    """Put down the work of bringing in opening hours, as YAML; return the job's public id.

    Raises:
        Invalid: for a source without a key, or a text that is too long.
        NotAllowed: where the actor may not import.
    """
    access.require(actor, Kind.SOURCE, Verb.CREATE)
    if not source_key.strip():
        raise Invalid({"source": _("Say which help desk the opening hours are of.")})
    if len(text) > MOST_LETTERS:
        raise Invalid({"file": _("The file is too long for opening hours.")})
    origin = imports.source(actor.organisation, source_key, source_name or source_key, actor)
    arguments = {"source": source_key, "text": text, "at": int(actor.now.timestamp())}
    with command(actor, "schedules.start") as journal:
        job = defer(BRING, organisation=actor.organisation, arguments=arguments)
        journal.note(origin)
    return job.public_id


def land(
    organisation: Organisation,
    source_key: str,
    records: Iterable[Schedule | QueueHours],
    now: datetime.datetime,
) -> int:
    """Let these hours take the place of the source's earlier ones, and publish what follows.

    Safe to be run again after a kill. Returns how many records are landed.
    """
    # Hours say nothing of tickets: figures are not known up to a later moment through them.
    batch = Batch(f"schedules of {source_key}", source_key, records, landed_at=0, replaces=True)
    with imports.warehouse_of(organisation) as warehouse:
        [landed] = warehouse.land_all([batch])
        readings.publish(organisation, warehouse.publish(imports.facts_folder()), now)
    return landed.new
