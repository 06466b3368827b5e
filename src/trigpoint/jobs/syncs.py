"""Reading a help desk from where the last reading ended, piece by piece.

Killed at any moment and run again it goes on from its last landing. What the help desk refuses is
said on the page and ends the run; when it wants to be left alone, the run goes on later.
"""

from __future__ import annotations

import datetime
from functools import partial

from django.utils import timezone
from django_tasks import task
from django_tasks.base import TaskContext

from trigpoint.connectors.sync import Given, Rows, connector_of
from trigpoint.connectors.sync.reading import landings
from trigpoint.jobs.backend import lease_of
from trigpoint.net import Client, ComeBack, NotAnswered, NotReached, Patience
from trigpoint.services import work
from trigpoint.services.errors import Invalid
from trigpoint.services.helpdesks import connections, syncs
from trigpoint.services.plans import warning_signs
from trigpoint.services.work import Lease
from trigpoint.store.models import SyncRun

State = SyncRun.State


@task
def due() -> None:
    """Put down a reading of each help desk that is to be asked by itself."""
    syncs.put_down_due(timezone.now())


@task(takes_context=True)
def run(context: TaskContext, sync: str) -> None:
    """Read a help desk; say how that ended."""
    found = syncs.of_job(sync)
    if found is None:
        return
    lease = lease_of(context)
    if syncs.rests(found):
        syncs.finish(found, State.PAUSED, timezone.now())
        return
    try:
        read(found, lease)
    except ComeBack as wait:
        syncs.later(found, lease, timezone.now(), datetime.timedelta(seconds=wait.after), wait.text)
    except NotReached as error:
        syncs.publish(found, timezone.now())
        passes = isinstance(error, NotAnswered)
        syncs.finish(found, State.FAILED, timezone.now(), said=error.text, stays=not passes)
    except Invalid as error:
        syncs.finish(found, State.FAILED, timezone.now(), said=error.text, stays=True)


def read(found: SyncRun, lease: Lease) -> None:
    """Land what there is, publish it, and note how it ended."""
    rows = Rows()
    given = given_for(found, rows)
    state, said = State.DONE, None
    tell = partial(work.progress, lease)
    for landing in landings(connector_of(found.connection.connector), given, tell):
        syncs.land(found, landing.records, landing.cursors, landing.as_of)
        said = landing.said or said
        if landing.given_up:
            syncs.give_up(found)
        if syncs.rests(found):
            state = State.PAUSED
            break
    syncs.publish(found, timezone.now())
    warning_signs.watch(found.organisation, timezone.now())
    fields = rows.fields if state == State.DONE else None
    syncs.finish(found, state, timezone.now(), fields=fields, said=said)


def given_for(found: SyncRun, rows: Rows) -> Given:
    """Return what the connector reads with."""
    connection = found.connection
    secrets = connections.secrets_of(connection)
    return Given(
        fetch=Patience(Client(allowed=syncs.allowed())),
        settings={**connection.settings, **secrets},
        salt=bytes(found.organisation.salt),
        now=int(timezone.now().timestamp()),
        cursors=syncs.begin(found),
        rows=rows,
        allowed=syncs.allowed(),
    )
