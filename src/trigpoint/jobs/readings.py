"""Computing readings anew, after new measures and new ties of accounts to people."""

from __future__ import annotations

from django_tasks import task
from django_tasks.base import TaskContext

from trigpoint.jobs.backend import lease_of
from trigpoint.services import imports
from trigpoint.services.work import organisation_of


@task(takes_context=True)
def restate(context: TaskContext) -> int:
    """Compute the organisation's readings as it is known now; return how many differ."""
    return imports.restate(organisation_of(lease_of(context)))
