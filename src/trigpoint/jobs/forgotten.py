"""Names of people who were erased leave the tickets; run again after a kill it ends the same."""

from __future__ import annotations

from django.utils import timezone
from django_tasks import task
from django_tasks.base import TaskContext

from trigpoint.jobs.backend import lease_of
from trigpoint.services import work
from trigpoint.services.helpdesks import forgotten


@task(takes_context=True)
def unname(context: TaskContext) -> int:
    """Take the names out of the accounts; return the first generation without them."""
    return forgotten.unname(work.organisation_of(lease_of(context)), timezone.now())


@task(takes_context=True)
def retire(context: TaskContext, before: int) -> None:
    """Remove what was published before a generation, once nobody reads it."""
    forgotten.retire(lease_of(context), before, timezone.now())
