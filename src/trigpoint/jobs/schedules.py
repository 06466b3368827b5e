"""Bringing opening hours in; run again after a kill it ends the same."""

from __future__ import annotations

from django.utils import timezone
from django_tasks import task
from django_tasks.base import TaskContext

from trigpoint.connectors.files import MappingError
from trigpoint.connectors.schedules import load_schedules
from trigpoint.jobs.backend import lease_of
from trigpoint.services.errors import Invalid
from trigpoint.services.helpdesks import schedules
from trigpoint.services.work import organisation_of


@task(takes_context=True)
def bring(context: TaskContext, source: str, text: str, at: int) -> int:
    """Bring in the opening hours of a source; return how many records they are.

    Raises:
        Invalid: for the first thing that is wrong with the text.
    """
    try:
        records = load_schedules(text, at)
    except MappingError as error:
        raise Invalid({"file": error.problems[0].what}) from error
    return schedules.land(organisation_of(lease_of(context)), source, records, timezone.now())
