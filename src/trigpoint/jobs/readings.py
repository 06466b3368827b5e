"""Computing readings anew, after new measures and new ties of accounts to people."""

from __future__ import annotations

from django.utils import timezone
from django_tasks import task
from django_tasks.base import TaskContext

from trigpoint.jobs.backend import lease_of
from trigpoint.services.helpdesks import imports
from trigpoint.services.ladders import climbing
from trigpoint.services.plans import warning_signs
from trigpoint.services.work import organisation_of


@task(takes_context=True)
def restate(context: TaskContext) -> int:
    """Compute the organisation's readings as it is known now; return how many differ."""
    organisation = organisation_of(lease_of(context))
    written = imports.restate(organisation)
    warning_signs.watch(organisation, timezone.now())
    climbing.watch(organisation, timezone.now())
    return written
