"""Accounts of people who were erased: their names leave the tickets, and all files of them."""

from __future__ import annotations

import datetime

from django.db import transaction

from trigpoint.services import work
from trigpoint.services.helpdesks import accounts, imports
from trigpoint.services.measures import readings
from trigpoint.services.work import Lease
from trigpoint.store.models import Organisation
from trigpoint.tickets.rewriting import rewrite

RETIRE = "trigpoint.jobs.forgotten.retire"
PAUSE = datetime.timedelta(minutes=1)
"""How long whoever has just asked which generation holds may take to open it."""


def unname(organisation: Organisation, now: datetime.datetime) -> int:
    """Take the names of all who were erased out of the warehouse, and publish without them.

    What was published before is put down to be removed. Safe to be run again after a kill.

    Returns:
        the first generation that names none of them.
    """
    with imports.warehouse_of(organisation) as warehouse:
        known = accounts.of_nobody(organisation)
        warehouse.forget(known)
        publication = warehouse.publish(imports.facts_folder())
        told = {pair: made for pair in known if (made := warehouse.stand_in(*pair)) != pair[1]}
        accounts.stand_in(organisation, told)
        readings.publish(organisation, publication, now)
        accounts.empty_of_nobody(organisation)
    rewrite(imports.warehouse_path())
    put_down(organisation, publication.generation, now)
    return publication.generation


def put_down(organisation: Organisation, before: int, now: datetime.datetime) -> None:
    """Put down the work of removing what was published before a generation."""
    arguments = {"before": before}
    work.defer(RETIRE, organisation=organisation, arguments=arguments, run_after=now + PAUSE)


def retire(lease: Lease, before: int, now: datetime.datetime) -> None:
    """Remove what was published before a generation; what somebody still reads goes later.

    Raises:
        LeaseLost: where another worker has taken the job over.
    """
    organisation = work.organisation_of(lease)
    with imports.warehouse_of(organisation) as warehouse:
        gone = warehouse.retire(imports.facts_folder(), before)
    with transaction.atomic(durable=True):
        if not gone:
            put_down(organisation, before, now)
        work.settle(lease)
